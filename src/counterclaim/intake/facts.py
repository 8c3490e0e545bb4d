"""What a container says about its report: fields of a record, a sidecar, a page's metadata, under the names in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.intake.decode import clean_string
from counterclaim.records.text import Gathered

# The names under which each fact is looked for, the best first; docs/input.md lists them.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articleBody", "full_text", "fulltext", "maintext", "story"),
    "title": ("title", "headline", "name"),
    "published": (
        "published", "published_at", "publishedAt", "datePublished", "date_published", "date_publish", "publish_date",
        "publication_date", "pub_date", "pubDate", "date", "datetime", "timestamp", "created_at",
    ),
    "url": ("url", "link", "canonical_url", "canonical", "address", "permalink"),
    "outlet": ("outlet", "publisher", "source", "source_name", "sitename", "site_name", "site", "newspaper", "domain"),
    "language": ("language", "lang", "inLanguage"),
    "wire": ("wire", "agency", "credit", "creditText"),
    "authors": ("authors", "author", "byline", "creator"),
    "archive": ("archive", "archive_url", "archiveUrl", "archived_url", "archived_at"),
}  # fmt: skip
LONGEST_FACT = 2_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told about a report; None or empty where nothing is told."""

    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    wire: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    archive: str | None = None

    def over(self, other: Facts) -> Facts:
        """Give these facts, with those of `other` where these say nothing."""
        return Facts(
            self.title or other.title,
            self.published or other.published,
            self.url or other.url,
            self.outlet or other.outlet,
            self.language or other.language,
            self.wire or other.wire,
            self.authors or other.authors,
            self.archive or other.archive,
        )

    def describe(
        self, text: str, path: str, *, map: tuple[tuple[int, int, str], ...] = (), notes: tuple[str, ...] = ()
    ) -> Gathered:
        """Give the text together with these facts."""
        return Gathered(
            text,
            path,
            self.url,
            self.outlet,
            self.title,
            self.published,
            self.language,
            self.wire,
            map,
            self.authors,
            notes,
            self.archive,
        )


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person says about reports that do not say it themselves.

    `told` holds for all of them and comes last; `beside` is a file's sidecar and goes before it; `columns` maps a fact
    to the name of the field that holds it in JSON records. `translation` is the file with the English text of the one
    report that is read.
    """

    told: Facts = Facts()
    beside: Facts = Facts()
    columns: Mapping[str, str] = field(default_factory=dict)
    translation: Path | None = None


def read_facts(record: Mapping[str, object], columns: Mapping[str, str] | None = None) -> Facts:
    """Give the facts among the fields of a record; `columns` names the field of a fact where it has another name."""
    return Facts(
        title=_one(find_field(record, "title", columns)),
        published=_moment(find_field(record, "published", columns)),
        url=_one(find_field(record, "url", columns)),
        outlet=_one(find_field(record, "outlet", columns)),
        language=_one(find_field(record, "language", columns)),
        wire=_many(find_field(record, "wire", columns)),
        authors=_many(find_field(record, "authors", columns)),
        archive=_one(find_field(record, "archive", columns)),
    )


def find_field(record: Mapping[str, object], fact: str, columns: Mapping[str, str] | None = None) -> object:
    """Give the value of the field that holds a fact, None where there is none or it is empty."""
    if columns and fact in columns:
        return record.get(columns[fact])
    return next((record[name] for name in NAMES[fact] if record.get(name)), None)


def _one(value: object) -> str | None:
    if isinstance(value, Mapping):
        return _one(value.get("name") or value.get("title") or value.get("@id"))
    if isinstance(value, (list, tuple)):
        return next((found for found in map(_one, value) if found), None)
    if not isinstance(value, str):
        return None
    words = " ".join(clean_string(value[:LONGEST_FACT])[0].split())
    return words or None


def _many(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return tuple(found for found in map(_one, values[:50]) if found)


def _moment(value: object) -> str | None:
    """Seconds or milliseconds since 1970 are the only numbers in use for a time."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 1e8 < value < 1e13:
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).isoformat(timespec="seconds")
    return _one(value)
