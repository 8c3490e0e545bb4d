"""A place told before and taken up again: "the town", "the same district", "in the camp" → the words that named it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from counterclaim.normalise.gazetteer import Candidate
from counterclaim.normalise.toponyms import Toponym
from counterclaim.records.text import Span

_SETTLEMENTS = frozenset(
    {"town", "village", "city", "township", "settlement", "camp", "suburb", "neighbourhood", "neighborhood", "port"}
)
_LEVELS = {
    **dict.fromkeys(_SETTLEMENTS, frozenset({"place"})),
    **dict.fromkeys(("district", "county"), frozenset({"admin2", "place"})),
    **dict.fromkeys(("province", "governorate", "region", "oblast", "state", "department"), frozenset({"admin1", "admin2"})),
    "area": frozenset({"place", "admin1", "admin2", "area"}),
}  # fmt: skip
_TAKES_UP = re.compile(
    r"(?:(?:elsewhere |other parts )?(?:(?:with)?in|inside|near|outside|around|across|throughout|of|at))?\s*"
    rf"\b(?:the|that|this)\s+(?P<same>same\s+)?(?P<noun>{'|'.join(_LEVELS)})$",
    re.I,
)
BESIDE = re.compile(r"(?:near|outside|around)\b|.*\barea$", re.I)
# A city is called no village: a village beside it is one that has no name here.
_SMALL = frozenset({"village"})
_LARGE = 50_000
# How many characters before a bare "the town" its name may stand where it was not called a town.
_REACH = 700


def find_taken_up(
    span: Span, toponyms: Mapping[Span, Sequence[Toponym]], choose: Callable[[Toponym], Candidate | None]
) -> tuple[Span, Toponym, Candidate] | None:
    """Give the earlier mention that a definite place takes up, None where none or more than one may be meant.

    The nearest earlier place that was called by that noun ("the town of Zenda") is meant, or after "the same" the nearest
    of its level; else the only one of its level that was named shortly before, or more than once at all.
    """
    found = _TAKES_UP.match(span.text.strip())
    if found is None:
        return None
    noun = found["noun"].lower()
    earlier = [
        (at, toponym, place)
        for at in sorted(toponyms, key=lambda s: (-s.end, s.start))
        if at.end <= span.start
        for toponym in reversed(toponyms[at])
        if (place := choose(toponym)) is not None
        and (toponym.level or place.level) in _LEVELS[noun]
        and (toponym.level or not toponym.is_adjective)
    ]
    called = [item for item in earlier if re.search(rf"\b{noun}\b", item[0].text, re.I)]
    if called and not found["same"]:
        return called[0]
    near = [item for item in earlier if span.start - item[0].end <= _REACH]
    if noun in _SMALL and any(place.population >= _LARGE for _, _, place in near):
        return None
    # What the report names again and again, and nothing else of its level, is meant from afar too.
    told = near or (earlier if len(earlier) > 1 else [])
    return told[0] if told and (found["same"] or len({place.id for _, _, place in told}) == 1) else None
