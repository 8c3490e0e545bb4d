"""The seam to the atlas: names of places to candidates. The shipped gazetteer fits it; nothing here opens a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean. `level` is country, admin1, admin2, place, line or area; `population` 0 if unknown.

    `country` is ISO 3166-1 alpha-3; `admin1` and `admin2` are names.
    """

    id: str
    name: str
    level: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int = 0


class Gazetteer(Protocol):
    """A look-up of place names; `find` gives candidates with the most populous first, empty where the name is unknown."""

    version: str

    def find(self, name: str) -> Sequence[Candidate]: ...
