"""The two seams of reading: an `Encoder` serves scores, a `Reader` turns a report into statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from counterclaim.reading.decode import Scores, Trigger
from counterclaim.records.statement import Statement
from counterclaim.records.text import Report


class Encoded(Protocol):
    """One window of words after its single pass through the encoder."""

    @property
    def trigger_scores(self) -> Scores:
        """Give (words, trigger tags) scores."""
        ...

    def roles(self, start: int, end: int, triggers: Sequence[Trigger]) -> tuple[Scores, Scores]:
        """Give role scores (triggers, words of the sentence, roles × 3) and trait scores (triggers, traits).

        The sentence is words [start, end) of the window; triggers are in positions of that sentence.
        """
        ...


class Encoder(Protocol):
    """Words in, scores out. `version` names weights and labels and is recorded with every reading; `lean` is for
    `find_triggers`, `calibration` for `calibrate`.
    """

    version: str
    lean: float
    calibration: tuple[float, float]

    def encode(self, words: Sequence[str]) -> Encoded: ...


class Reader(Protocol):
    """Whatever turns a report into statements. `name` is recorded on every statement."""

    name: str

    def __call__(self, report: Report) -> Sequence[Statement]: ...
