"""The report's own words for a role of a claim, as a person types or selects them, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from counterclaim.errors import UnknownName
from counterclaim.normalise.amounts import read_amounts
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.normalise import normalise
from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Claim
from counterclaim.records.plain import to_plain
from counterclaim.records.story import Story
from counterclaim.records.text import Report, Span
from counterclaim.resolve.pointing import ROLES, point

NOTHING = "none"
# Roles whose words stand in the sentence itself; others may stand elsewhere in the report.
INSIDE = frozenset(("event", "figure"))
_OFFSETS = re.compile(r"@(\d{1,9})-(\d{1,9})")
_NUMBERED = re.compile(r"(.+)/(\d{1,3})", re.S)
_SHOWN = 60


def find_words(typed: str, report: Report, sentence: Span, *, role: str) -> Span | None:
    """Give the words that are meant, None for "none".

    Typed words are looked for in the sentence, then, where the role allows it, in the rest of the report, nearest before
    it first; case and white space need not agree. "killed/2" means the second place where they stand, "@10-16" says the
    place itself. Raises UnknownName where they stand nowhere, or in several places of the sentence.
    """
    typed = typed.strip()
    if typed.casefold() == NOTHING:
        return None
    offsets = _OFFSETS.fullmatch(typed)
    if offsets:
        return _take(report, sentence, int(offsets[1]), int(offsets[2]), role)
    found = _match(typed, report.text, sentence.start, sentence.end)
    numbered = _NUMBERED.fullmatch(typed)
    if numbered and not found:
        typed, which = numbered[1], int(numbered[2])
        found = _match(typed, report.text, sentence.start, sentence.end)
        if 1 <= which <= len(found):
            return found[which - 1]
    if len(found) > 1:
        ways = ", ".join(f"{typed}/{n}" for n in range(1, len(found) + 1))
        raise UnknownName(
            f"“{_show(typed)}” stands {len(found)} times in the sentence; say which ({ways}), or give more words."
        )
    if not found and role not in INSIDE:
        found = _match(typed, report.text, 0, sentence.start)[-1:] or _match(
            typed, report.text, sentence.end, len(report.text)
        )
    if not found:
        raise UnknownName(
            f"“{_show(typed)}”, given as the {role}, does not stand in the {'sentence' if role in INSIDE else 'report'}: "
            f"“{_show(sentence.text, 300)}”. Copy the words from it."
        )
    return found[0]


def _take(report: Report, sentence: Span, start: int, end: int, role: str) -> Span:
    """Give the words that were selected, without space around them."""
    words = report.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    if not 0 <= start < end <= len(report.text):
        raise UnknownName(f"There are no words at {start}–{end} of this report.")
    if role in INSIDE and not sentence.start <= start < end <= sentence.end:
        raise UnknownName(
            f"“{_show(report.text[start:end])}”, given as the {role}, stands outside the sentence of this claim: "
            f"“{_show(sentence.text, 300)}”."
        )
    return Span(start, end, report.text[start:end])


def _match(typed: str, text: str, start: int, end: int) -> list[Span]:
    """Give where the words stand whole, in the case that was typed if they do in that one."""
    inner = r"\s+".join(re.escape(word) for word in typed.split())
    if not inner:
        return []
    pattern = (r"(?<!\w)" if typed[:1].isalnum() else "") + inner + (r"(?!\w)" if typed[-1:].isalnum() else "")
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [Span(m.start(), m.end(), m.group()) for m in re.compile(pattern, flags).finditer(text, start, end)]
        if found:
            return found
    return []


def read_words(
    words: Mapping[str, str], claim: Claim, story: Story, gazetteer: Gazetteer, *, needs_amount: bool = True
) -> dict[str, object]:
    """Give the fields of an edit that points at these words, by role, with what follows from them as from a reading.

    Words that no table knows are kept as words, and what they mean stays as it is. Raises UnknownName for a role that is
    none, for words that are not found, and where a figure's words hold no amount.
    """
    unknown = sorted(set(words) - set(ROLES))
    if unknown:
        raise UnknownName(f"There are no words of {', '.join(unknown)}; one of {', '.join(ROLES)}.")
    report = find_report(story, claim.statement.report_id)
    spans = {
        role: find_words(typed, report, claim.statement.evidence, role=role)
        for role, typed in words.items()
        if typed.strip()
    }
    if "event" in spans and spans["event"] is None:
        raise UnknownName("A claim has an event; a claim that is none is rejected.")
    figure = spans.get("figure")
    if figure and needs_amount and not read_amounts(figure.text):
        raise UnknownName(f"“{_show(figure.text)}” holds no amount: point at the number, or give the figure too.")
    fields: dict[str, object] = {f"words.{r}": [span.start, span.end] if span else None for r, span in spans.items()}
    return fields | derive_fields(claim, spans, report, story, gazetteer)


def derive_fields(
    claim: Claim, spans: Mapping[str, Span | None], report: Report, story: Story, gazetteer: Gazetteer
) -> dict[str, object]:
    """Give what follows from words, by the rules of every reading: figure, claimant, actor, side, place, period, measure."""
    for role, span in spans.items():
        claim = point(claim, role, span)
    others = [c.statement for c in story.claims if c.statement.report_id == report.id and c.id != claim.id]
    made = normalise([*others, claim.statement], report, gazetteer)[-1]
    found: dict[str, object] = {}
    if "event" in spans:
        found["measure"] = made.measure.value if made.measure else None
    if "figure" in spans:
        figure = made.quantity
        ends = figure and {"low": figure.low, "high": figure.high, "bound": figure.bound.value, "unit": figure.unit}
        found["figure"] = ends if spans["figure"] else None
    if "speaker" in spans:
        found["claimant"] = to_plain(made.claimant)
    if "object" in spans and made.victim_side:
        found["side"] = made.victim_side
    if "object" in spans:
        found["victims"] = to_plain(made.victim_status)
    for role, name, values in (
        ("actor", "actor", [mention.actor for mention in made.actor]),
        ("place", "place", [mention.place for mention in made.place]),
        ("time", "period", [mention.period for mention in made.time]),
    ):
        known = [value for value in values if value]
        if role in spans and (known or spans[role] is None):
            found[name] = to_plain(known[0]) if known else None
    return found


def find_report(story: Story, id: str) -> Report:
    """Give the report whose id this is, or begins so. Raises UnknownName where there is none, or several are."""
    found = [report for report in story.reports if report.id == id] or [
        report for report in story.reports if len(id) >= 4 and report.id.startswith(id)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(f"{id} begins the ids of {len(found)} reports; type more of the one you mean.")
    raise UnknownName(f"The ledger has no report {id[:40]!r}; counterclaim reports lists them.")


def _show(text: str, longest: int = _SHOWN) -> str:
    shown = make_name(text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
