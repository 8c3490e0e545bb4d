"""What a report tells of one happening in one sentence holds for its others: claims with the place and day told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import timedelta

from counterclaim.records.claim import Claim
from counterclaim.records.statement import FORCE, Kind, Status
from counterclaim.records.text import Report
from counterclaim.records.world import Place
from counterclaim.resolve.counted import tell_who
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.facets import Facet, lay_out
from counterclaim.resolve.geography import Nearness, compare_places
from counterclaim.resolve.lexicon import LAPSE
from counterclaim.resolve.tellings import Telling, join_tellings, open_telling, settle_spots

_SEIZED = frozenset({Kind.CAPTURE})
_STRUCK = frozenset({Kind.KILL, Kind.INJURE, Kind.MISSING, Kind.DESTROY, Kind.STRIKE, Kind.FIGHT})
_WIDER = frozenset({Nearness.SAME, Nearness.INSIDE})
_LONGEST = timedelta(days=3)
_NAME = re.compile(r"\b(?!(?:The|In|At|Near|Outside|Inside|Around|There|Here)\b)[^\W\d_a-z]\w")
# Behind these begins another matter: "Separately, …".
_APART = re.compile(
    r"(?:^|[\n.!?”\"]\s+)(?:Separately|Elsewhere|Meanwhile|Also|In (?:a|an|the|another|other|two|three)"
    r" ?(?:separate|other|different|unrelated|earlier|previous|similar|news|development|incident|attack)s?)\b"
)
# No one attack: "stepped up attacks", "the violence".
_MANY = re.compile(r"(?:[^s]s|violence|fighting|war|conflict|insurgency)$", re.IGNORECASE)
_SINCE = re.compile(r"\b[Ss]ince\b[^.;]*$")
_STRETCH = re.compile(r"\b(?:since|so far|ever)\b", re.IGNORECASE)
_REACH = 1_200
"""Characters between the sentence that tells a place or day and the one that it is carried to, at most."""


def carry(claims: Sequence[Claim], report: Report) -> tuple[Claim, ...]:
    """Give the claims of one report, in their order, with the place and the days that it tells elsewhere of the same happening.

    Only harm and force told as having happened take something over, only where they tell no place (or no time) of their
    own, or in the same sentence a finer place inside their own, and only where all that the report tells of that happening
    agrees. What is carried keeps the span of the words that tell it; grouping claims takes no account of it.
    """
    facets = tell_who([lay_out(claim, report, report.id) for claim in claims])
    tellings, _ = find_tellings(f for f in facets if f.speaks_of_incident)
    named = {(m.place.name, m.place) for f in facets for m in f.claim.place if m.place and m.place.where_prec <= 4}
    carried: dict[str, Claim] = {}
    for telling in tellings:
        for facet in telling.facets:
            alike = _find_alike(facet, telling)
            if alike is None:
                continue
            claim = _with_time(_with_place(facet.claim, facet, alike, named), facet, alike)
            if claim is not facet.claim:
                carried[facet.id] = claim
    return tuple(carried.get(claim.id, claim) for claim in claims)


def _find_alike(facet: Facet, telling: Telling) -> Telling | None:
    """Give of a telling what may tell where and when a claim's happening was; None where the claim takes nothing over."""
    claim = facet.claim
    kinds = next((kinds for kinds in (_SEIZED, _STRUCK) if facet.kind in kinds), frozenset())
    is_stretch = any(_STRETCH.search(m.span.text) for m in claim.time)
    is_elsewhere = any(m.place is None and _NAME.search(m.span.text) for m in claim.place)
    is_many = facet.kind in FORCE and bool(_MANY.search(claim.statement.trigger.text))
    is_doubtful = is_stretch or is_elsewhere or is_many or _is_recalled(facet)
    if not kinds or claim.statement.status is not Status.ASSERTED or is_doubtful:
        return None
    text = facet.report.text
    others = [
        other
        for other in telling.facets
        if (other.kind in kinds or (other.kind in FORCE and other.sentence == facet.sentence))
        and other.claim.statement.status is Status.ASSERTED
        and not _is_recalled(other)
        and abs(other.offset - facet.offset) <= _REACH
        and not _is_parted(text, *sorted((facet.sentence, other.sentence)))
    ]
    return join_tellings(map(open_telling, others))


def _is_recalled(facet: Facet) -> bool:
    """Say whether something is told only to date another thing: "eight months after the attack"."""
    return bool(LAPSE.search(facet.claim.statement.evidence.text[: facet.offset - facet.sentence[0]][-80:]))


def _is_parted(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Say whether another matter begins behind the first of two sentences."""
    return first != second and bool(_APART.search(text, max(0, first[1] - 1), second[0] + 24))


def _with_place(claim: Claim, facet: Facet, telling: Telling, named: Set[tuple[str, Place]]) -> Claim:
    own = [m.place for m in claim.place if m.place]
    if own:
        telling = join_tellings(open_telling(f) for f in telling.facets if f.sentence == facet.sentence)
    spots = settle_spots(telling)
    finest = min((p for p in spots if p.where_prec <= 4), key=lambda p: (p.where_prec, p.id), default=None)
    if finest is None or any(p.where_prec <= 3 or p == finest for p in own):
        return claim
    sentence = claim.statement.evidence.text
    spoken_of = (p for name, p in named if name in sentence and re.search(rf"\b{re.escape(name)}\b", sentence))
    if any(compare_places(finest, p) not in _WIDER for p in (*own, *spots, *spoken_of)):
        return claim
    near = _find_nearest(facet, (f for f in telling.facets if finest in f.spots))
    mention = next(m for m in near.claim.place if m.place == finest)
    gaps = tuple(gap for gap in claim.gaps if gap.field != "place")
    return replace(claim, place=(replace(mention, is_carried=True), *claim.place), gaps=gaps)


def _with_time(claim: Claim, facet: Facet, telling: Telling) -> Claim:
    told = [f for f in telling.facets if f.period and not _dates_a_stretch(f)]
    periods = {f.period for f in told if f.period}
    if claim.time or claim.scope.kind is not None or not periods:
        return claim
    shortest = min(periods, key=lambda p: (p.end - p.start, p.start))
    if max(p.start for p in periods) >= min(p.end for p in periods) or shortest.end - shortest.start > _LONGEST:
        return claim
    near = _find_nearest(facet, (f for f in told if f.period == shortest))
    mention = next(m for m in near.claim.time if m.period == shortest)
    gaps = tuple(gap for gap in claim.gaps if gap.field != "time")
    return replace(claim, time=(replace(mention, is_carried=True),), gaps=gaps)


def _dates_a_stretch(facet: Facet) -> bool:
    """Say whether a day is told as the first of a stretch: "since the offensive began on Thursday"."""
    evidence = facet.claim.statement.evidence
    ends = (m.span.start - evidence.start for m in facet.claim.time if m.period == facet.period)
    return any(_SINCE.search(evidence.text[:end]) for end in ends if end > 0)


def _find_nearest(facet: Facet, donors: Iterable[Facet]) -> Facet:
    return min(donors, key=lambda f: (abs(f.offset - facet.offset), f.order))
