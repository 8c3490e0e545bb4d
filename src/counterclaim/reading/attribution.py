"""Who speaks: what the sentence says, and what an earlier sentence carries on. A doubtful speaker is left out."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.reading.tokens import Stretch
from counterclaim.records.statement import Statement
from counterclaim.records.text import Report


def attribute(report: Report, sentences: Sequence[Stretch], statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give the statements with their attribution completed from the sentences around them."""
    return tuple(statements)
