"""Takes words out of records. Spans lose theirs with the report's text; this reaches the strings made from them.

Names, reasons and notes are blanked; keys and ids that carry a name become salted hashes, so that what was one
claimant stays one and two never become one.
"""

from __future__ import annotations

import dataclasses
import json
import re
from enum import Enum
from typing import TypeVar, cast

from counterclaim.ledger.words import Find, Range, Words, blank, find_mentions, hash_words, split_words
from counterclaim.records.books import Entry
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Statement
from counterclaim.records.story import Judgement
from counterclaim.records.text import Report, Span

T = TypeVar("T")

# Codes, versions and parties are no words of the report: they stay even where they look like some.
KEPT = frozenset(
    ("report_id", "reader", "reading", "country", "sector", "side", "victim_side", "unit", "field", "language")
)
HASHED = frozenset(("id", "key"))
_NAMES = frozenset(("id", "key", "name"))
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')


def scrub_record(record: T, find: Find, salt: bytes) -> T:
    """Give the record without the words that `find` points at; spans are left to their text."""
    if isinstance(record, tuple):
        changed = tuple(item if isinstance(item, int) else _scrub_value("", item, find, salt) for item in record)
        return cast("T", changed) if changed != record else record  # A tuple in, a tuple out.
    if isinstance(record, Span) or not dataclasses.is_dataclass(record) or isinstance(record, type):
        return record
    kept = KEPT | {"id", "text"} if isinstance(record, Report | Claim | Statement) else KEPT
    values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    changes = {name: _scrub_value(name, value, find, salt) for name, value in values.items() if name not in kept}
    if changes.get("name") != values.get("name"):
        # A key may hold the name in a form that nothing finds: a digest, another spelling.
        keys = ((name, values[name]) for name in HASHED & values.keys())
        changes |= {name: _hide(key, salt) for name, key in keys if isinstance(key, str)}
    changes = {name: value for name, value in changes.items() if value is not values[name]}
    return dataclasses.replace(record, **changes) if changes else record


def blank_original(report: Report, before: str) -> Report:
    """Give a translated report without the paragraphs of its original behind those in which its text lost words.

    A name in another script is found by nobody, so that its whole paragraph goes. `before` is the text as it was.
    """
    told = report.translated
    if told is None or report.text == before:
        return report
    gone = [(a, b) for start, end, a, b in told.pairs if report.text[start:end] != before[start:end]]
    return dataclasses.replace(report, translated=dataclasses.replace(told, text=blank(told.text, gone)))


def scrub_overlapping(claim: Claim, removed: Range, words: Words, salt: bytes) -> Claim:
    """Give the claim without names and notes that are part of a removed stretch, where a span of it touches that.

    "Jan Gul" goes when "Jan Gul, a baker" was removed; what the tables call a party or an office stays.
    """
    if not any(span.start < removed[1] and removed[0] < span.end for span in _find_spans(claim)):
        return claim

    def find_whole(value: str) -> list[Range]:
        return find_all(value) if _is_part(value, words) else []

    def scrub(record: T) -> T:
        return scrub_record(record, find_whole, salt)

    return dataclasses.replace(
        claim,
        claimant=scrub(claim.claimant) if claim.claimant.is_private_person else claim.claimant,
        victim_status=scrub(claim.victim_status),
        gaps=scrub(claim.gaps),
        quantity=claim.quantity and dataclasses.replace(claim.quantity, parts=scrub(claim.quantity.parts)),
        statement=dataclasses.replace(claim.statement, stands_for=scrub(claim.statement.stands_for)),
    )


def scrub_judgement(judgement: Judgement, find: Find, removed: Range | None = None, words: Words = ()) -> Judgement:
    """Give the judgement with quote, detail and reason blanked where `find` points, the quote where text went too.

    `words` are those of a removed stretch: a name that somebody typed or coded goes where it is part of them. Ids, author
    and time stay.
    """
    quoted, start = judgement.quoted or "", judgement.start or 0
    found = find(quoted)
    if removed and judgement.start is not None:
        found = [*found, (min(max(removed[0] - start, 0), len(quoted)), min(max(removed[1] - start, 0), len(quoted)))]
    return dataclasses.replace(
        judgement,
        quoted=judgement.quoted and blank(quoted, found),
        detail=_scrub_names(_scrub_json(judgement.detail, find), words),
        reason=blank(judgement.reason, find(judgement.reason)),
    )


def scrub_entry(entry: Entry, find: Find) -> Entry:
    """Give the entry of a book with name, content and reason blanked where `find` points. Id, author and time stay."""
    return dataclasses.replace(
        entry,
        name=blank(entry.name, find(entry.name)),
        content=_scrub_json(entry.content, find) if entry.content else "",
        reason=blank(entry.reason, find(entry.reason)),
    )


def find_all(value: str) -> list[Range]:
    """Point at the whole of a string: what a forgotten report leaves of the words about it."""
    return [(0, len(value))]


def find_names(*names: Words) -> Find:
    """Give what points at each mention of these names."""
    return lambda value: find_mentions(value, names)


def _is_part(value: str, words: Words) -> bool:
    inner = split_words(value)
    return bool(inner) and any(words[i : i + len(inner)] == inner for i in range(len(words) - len(inner) + 1))


def _scrub_names(detail: str, words: Words) -> str:
    """Blank the names in a detail that are part of removed words; what the tables call a party or an office stays."""

    def scrub(value: object) -> object:
        if isinstance(value, list):
            return [scrub(item) for item in value]
        if not isinstance(value, dict):
            return value
        is_known = any(
            isinstance(one, dict) and (one.get("country") or one.get("sector")) for one in (value, value.get("actor"))
        )
        return {
            name: blank(item, find_all(item))
            if name in _NAMES and isinstance(item, str) and not is_known and _is_part(item, words)
            else scrub(item)
            for name, item in value.items()
        }

    try:
        content = json.loads(detail) if words and detail else None
    except (ValueError, RecursionError):
        return detail
    scrubbed = scrub(content)
    return detail if scrubbed == content else json.dumps(scrubbed, ensure_ascii=False, sort_keys=True)


def _scrub_value(name: str, value: T, find: Find, salt: bytes) -> T:
    if isinstance(value, str) and not isinstance(value, Enum):
        found = find(value)
        if not found:
            return value
        changed = _hide(value, salt) if name in HASHED else blank(value, found)
        return cast("T", changed)  # A string in, a string out.
    return scrub_record(value, find, salt)


def _hide(key: str, salt: bytes) -> str:
    return f"forgotten:{hash_words([key], salt)}"


def _find_spans(record: object) -> list[Span]:
    if isinstance(record, Span):
        return [record]
    if isinstance(record, tuple):
        return [span for item in record for span in _find_spans(item)]
    if dataclasses.is_dataclass(record):
        return [span for field in dataclasses.fields(record) for span in _find_spans(getattr(record, field.name))]
    return []


def _scrub_json(text: str, find: Find) -> str:
    """Blank strings inside JSON text, or the text itself where it is no JSON. A detail blanked whole keeps its keys."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return blank(text, find(text))

    def scrub(literal: re.Match[str]) -> str:
        words = json.loads(literal[1])
        found = [] if literal[2] and find is find_all else find(words)
        return json.dumps(blank(words, found), ensure_ascii=False) + (literal[2] or "") if found else literal[0]

    return _LITERAL.sub(scrub, text)
