"""A team's own register of sources: for whom an outlet speaks, and how far the team relies on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counterclaim.records.books import Entry


class Reliability(StrEnum):
    """How far a source is relied on, by the letters of the Admiralty code (NATO AJP-2.1): a team's judgement."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """The letter in the code's own words."""
        return _WORDS[self]

    def reaches(self, least: Reliability) -> bool:
        """Tell whether this is `least` or better; F says that nobody can judge it, and is better than nothing."""
        return self is not Reliability.F and self <= least


_WORDS = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}


class Belonging(StrEnum):
    """For whom a source speaks, as a team sees it."""

    INDEPENDENT = "independent"
    PARTY = "party-affiliated"
    STATE = "state media"
    AGENCY = "agency"
    NGO = "NGO"
    MONITOR = "monitor"
    OFFICIAL = "official body"
    CHANNEL = "social channel"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the register; what a team has not said is None or empty.

    `side` is the party that it speaks for. `entry` is the id of the entry that holds, with who wrote it and when.
    """

    name: str
    belonging: Belonging | None = None
    side: str = ""
    grade: Reliability | None = None
    notes: str = ""
    entry: str = ""
    author: str = ""
    reason: str = ""
    at: datetime | None = None

    @classmethod
    def of(cls, entry: Entry) -> Source:
        """Give the source that an entry keeps; a word that is not understood is left out."""
        fields = entry.fields
        belonging, grade = fields.get("belonging"), fields.get("grade")
        return cls(
            name=entry.name,
            belonging=Belonging(belonging) if belonging in set(Belonging) else None,
            side=str(fields.get("side") or ""),
            grade=Reliability(grade) if grade in set(Reliability) else None,
            notes=str(fields.get("notes") or ""),
            entry=entry.id,
            author=entry.author,
            reason=entry.reason,
            at=entry.at,
        )


@dataclass(frozen=True, slots=True)
class Among:
    """What a spread is to rest on: the outlets, by `fold_outlet`, that a team grades `least` or better."""

    least: Reliability
    outlets: frozenset[str]

    @classmethod
    def of(cls, least: Reliability, sources: Iterable[Source]) -> Among:
        """Choose from a register."""
        held = (source for source in sources if source.grade and source.grade.reaches(least))
        return cls(least, frozenset(fold_outlet(source.name) for source in held))

    @property
    def words(self) -> str:
        """The choice in words, as spreads say it."""
        letter = self.least.value
        return f"only sources graded {letter}{'' if letter == 'A' else ' or better'}"


def fold_outlet(name: str) -> str:
    """Give what is equal for two spellings of an outlet's name that differ in case or spaces."""
    return " ".join(name.casefold().split())


def index_sources(sources: Iterable[Source]) -> Mapping[str, Source]:
    """Give sources by `fold_outlet` of their names."""
    return {fold_outlet(source.name): source for source in sources}
