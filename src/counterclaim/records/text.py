"""Reports and the spans that point into their text. Nothing here knows where a text came from or what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Report.text`, counted in Unicode characters, with the words that stand there."""

    start: int
    end: int
    text: str


class Affiliation(StrEnum):
    """For whom an outlet speaks when it speaks in its own voice."""

    STATE = "state"
    PARTY = "party"
    INDEPENDENT = "independent"
    AGENCY = "agency"
    MONITOR = "monitor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. `speaks_for` is the actor id of the state or party whose organ it is, else None."""

    name: str
    affiliation: Affiliation = Affiliation.UNKNOWN
    speaks_for: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """How a text came from an address: where its redirects ended, when (UTC), and the digest of the bytes.

    `sha256` is of the bytes without their transfer encoding, in hex; `headers` are the answer's, in its order.
    """

    url: str
    at: datetime
    sha256: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """What a report read in translation was translated from: the original text and the name of the translation.

    `pairs` lead from each paragraph of the report to the one it translates: (start, end, start there, end there).
    """

    text: str
    translation: str
    pairs: tuple[tuple[int, int, int, int], ...] = ()

    def behind(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the paragraphs of the original behind a stretch of the report's text."""
        return tuple(Span(a, b, self.text[a:b]) for s, e, a, b in self.pairs if s < end and start < e)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One text as it arrived at the door, with whatever its container said about it (page metadata, fields, a sidecar).

    `published` is an ISO 8601 date or date-time as the container gave it; nothing is guessed here.
    `map` leads back from `text` to the page: (start in text, end in text, where it stood). `authors` are names as the
    container gives them; `notes` say in a sentence each what was doubtful at the door (a guessed encoding).
    `archive` is the address of a copy in a public archive. `original` are the bytes that `fetch` tells of.
    """

    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    wire: tuple[str, ...] = ()
    map: tuple[tuple[int, int, str], ...] = ()
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    archive: str | None = None
    fetch: Fetch | None = None
    original: bytes | None = field(default=None, repr=False)
    translated: Translated | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that could not be read: what, and why in one sentence that says what to do."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """One published text in one version. `id` is a digest of outlet, address, publication time and text.

    `published` is aware (UTC); `published_exact` is False where only the day is known (then 00:00 UTC of that day).
    `utc_offset` is the outlet's own clock, in minutes, where it told one: "on Friday" is Friday there.
    `dateline` is the span of a leading place ("KABUL —"); `body` is where the running text begins. `notes` say in a
    sentence each what a reader should know of how the text arrived. `archive` is the address of a copy in a public
    archive, `fetch` how the bytes came, `translated` what the text is a translation of.
    `authors` are the names of those who wrote it, as the container gives them.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    outlet: Outlet | None = None
    title: str | None = None
    published: datetime | None = None
    published_exact: bool = False
    language: str | None = None
    wire: tuple[str, ...] = ()
    dateline: Span | None = None
    body: int = 0
    map: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[str, ...] = ()
    utc_offset: int = 0
    archive: str | None = None
    fetch: Fetch | None = None
    translated: Translated | None = None
    authors: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication by the outlet's own clock (UTC where it told none), or None where it is unknown."""
        return (self.published + timedelta(minutes=self.utc_offset)).date() if self.published else None
