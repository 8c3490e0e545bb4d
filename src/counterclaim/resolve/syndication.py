"""Which reports carry one text and are therefore one voice: copies, copies cut short, rewrites of one agency's text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from itertools import pairwise

from counterclaim.records.story import Reason, Syndication
from counterclaim.records.text import Report
from counterclaim.resolve.identity import digest_parts
from counterclaim.resolve.shingles import measure_containment, measure_jaccard, shingle, sketch
from counterclaim.resolve.unions import Unions

COPY = 0.6
CUT = 0.8
REWRITE = 0.12
COMMON = 200
"""A shingle that more reports than this carry is boilerplate ("follow us on …") and proposes no pair."""

SHORT = 20
DAYS = 3

_QUOTE = re.compile(r"[“\"]([^“”\"]{40,600})[”\"]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Text:
    report: Report
    shingles: frozenset[int]
    quotes: frozenset[str]
    agencies: frozenset[str]


class Texts:
    """Texts looked at for copies, again and again as reports come: each is laid out once."""

    def __init__(self) -> None:
        self._laid: dict[str, _Text] = {}
        self._runs: dict[bytes, frozenset[int]] = {}

    def find_voices(self, reports: Iterable[Report]) -> tuple[Syndication, ...]:
        """Give the groups of two or more reports that are one voice, sorted by id; a report alone is in no group.

        A pair is one voice when 60 % of the five-word runs of both are shared, or 80 % of the shorter one's; or when both
        credit one agency within three days and share quotes or a good part of the wording.
        """
        texts = sorted(map(self._lay_out, reports), key=lambda t: t.report.id)
        unions = Unions(len(texts))
        reasons: dict[int, list[Reason]] = defaultdict(list)
        for i, j in _propose_pairs(texts):
            reason = explain_one_voice(texts[i], texts[j])
            if reason:
                unions.join(i, j)
                reasons[i].append(reason)
        groups = [[texts[i] for i in members] for members in unions.groups() if len(members) > 1]
        by_report = {texts[i].report.id: found for i, found in reasons.items()}
        return tuple(sorted((_tell(group, by_report) for group in groups), key=lambda s: s.id))

    def _lay_out(self, report: Report) -> _Text:
        laid = self._laid.get(report.id)
        if laid is None:
            laid = self._laid[report.id] = _lay_out(report, self._runs)
        return laid


def find_voices(reports: Iterable[Report]) -> tuple[Syndication, ...]:
    """Give the voices of these reports, as `Texts` finds them."""
    return Texts().find_voices(reports)


def explain_one_voice(a: _Text, b: _Text) -> Reason | None:
    """Say why two texts are one voice, None where they are two."""
    shared = measure_jaccard(a.shingles, b.shingles)
    if shared >= COPY:
        return Reason(f"{shared:.0%} of the wording is the same", shared)
    held = measure_containment(a.shingles, b.shingles)
    if held >= CUT and min(len(a.shingles), len(b.shingles)) >= SHORT:
        return Reason(f"{held:.0%} of the shorter text stands in the longer one", held)
    agencies = sorted(a.agencies & b.agencies)
    if agencies and _are_near(a.report.day, b.report.day):
        quotes = len(a.quotes & b.quotes)
        if shared >= REWRITE or quotes:
            same = f"{shared:.0%} of the wording" + (f" and {quotes} quotes" if quotes else "")
            return Reason(f"both credit {', '.join(agencies)} and share {same}", max(shared, 0.5))
    return None


def _lay_out(report: Report, same: dict[bytes, frozenset[int]]) -> _Text:
    """Give what is compared of a report, not its text; `same` holds the runs of words of texts met before."""
    text = report.text[report.body :]
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    runs = same.setdefault(digest, same.get(digest) or shingle(text))
    quotes = frozenset(" ".join(_WORD.findall(q.casefold())) for q in _QUOTE.findall(text))
    names = [*report.wire, report.outlet.name if report.outlet else ""]
    return _Text(replace(report, text="", map=()), runs, quotes, frozenset(n.casefold() for n in names if n))


def _propose_pairs(texts: Sequence[_Text]) -> list[tuple[int, int]]:
    """Give the pairs of positions that share a sampled shingle or a quote which few reports carry, in order."""
    holders: dict[int | str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for key in _keys(text):
            holders[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for held in holders.values():
        if len(held) > COMMON:
            continue
        # A chain is enough to bring a group together: copies meet through their neighbours, not all with all.
        near = pairwise(held) if len(held) > 12 else _all_pairs(held)
        pairs.update(near)
    return sorted(pairs)


def _keys(text: _Text) -> Set[int | str]:
    return sketch(text.shingles) | text.quotes


def _all_pairs(held: Sequence[int]) -> list[tuple[int, int]]:
    return [(a, b) for n, a in enumerate(held) for b in held[n + 1 :]]


def _are_near(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= DAYS


def _tell(group: Sequence[_Text], reasons: dict[str, list[Reason]]) -> Syndication:
    reports = sorted((t.report for t in group), key=lambda r: (r.published.isoformat() if r.published else "~", r.id))
    first = reports[0].id
    found = {reason for report in reports for reason in reasons.get(report.id, ())}
    return Syndication(
        id=digest_parts("voice", first),
        report_ids=tuple(r.id for r in reports),
        first=first,
        reasons=tuple(sorted(found, key=lambda r: (-r.weight, r.text))),
    )
