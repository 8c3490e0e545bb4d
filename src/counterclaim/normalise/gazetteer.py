"""The seam to the atlas: names of places to candidates. The shipped gazetteer fits it; nothing here opens a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from counterclaim.records.world import Candidate as Candidate


class Gazetteer(Protocol):
    """A look-up of place names; `find` gives candidates with the most populous first, empty where the name is unknown.

    It also answers "country AFG" and "capital of AFG", by ISO 3166-1 alpha-3 code.
    """

    version: str

    def find(self, name: str) -> Sequence[Candidate]: ...
