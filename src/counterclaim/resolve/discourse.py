"""Inside one report: which of its claims tell of one incident, by sentence, nearness and what points back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from counterclaim.records.claim import VictimValue
from counterclaim.records.statement import FORCE, HARM, Kind
from counterclaim.records.story import Link, LinkState, Reason
from counterclaim.resolve.evidence import (
    RULES,
    speaks_against,
    weigh_answer,
    weigh_home,
    weigh_kind,
    weigh_names,
    weigh_people,
    weigh_period,
    weigh_report,
    weigh_series,
)
from counterclaim.resolve.facets import Facet
from counterclaim.resolve.lexicon import SO_FAR, UNNAMED, UPDATE, find_words
from counterclaim.resolve.tellings import Telling, join_tellings, open_telling, order_facets

_BETWEEN = (weigh_names, weigh_series, weigh_home, weigh_people, weigh_report)
INSIDE = tuple(rule for rule in RULES if rule not in _BETWEEN)
"""A report's names and speakers run through all that it tells, and its counts of one day need not grow."""

TOGETHER = 0.6
IN_PARAGRAPH = 0.45
ON_FOCUS = 0.1
"""What was told just before goes before what was told further up, unless that is clearly meant."""

SAME_SENTENCE = 0.5
NEAR_CHARACTERS = 400
_ENEMIES = frozenset(
    (
        "terrorist",
        "terrorists",
        "militant",
        "militants",
        "insurgent",
        "insurgents",
        "gunmen",
        "rebels",
        "jihadists",
        "extremists",
    )
)
IN_FLIGHT = frozenset(("drones", "missiles", "rockets", "shells", "projectiles", "bombs"))
BACKGROUND_DAYS = 10

LARGE_TOLL = 50
"""A running count of so many, told without place or time, is no count of the one attack before it, if nobody counted there."""


OF_A_WAR = 1000
"""So many dead, told without place or time, are no count of an attack of which less than a hundredth was told before."""


def find_tellings(
    facets: Iterable[Facet], apart: Set[frozenset[str]] = frozenset()
) -> tuple[list[Telling], list[Link]]:
    """Give the tellings of one report in text order, and why each claim joined one.

    A claim joins the telling that most speaks for, from 0.6 up; of two equal ones the one told last. A claim that
    nothing leads to opens a telling of its own. Two claims in `apart` (a person judged them different) never share one.
    """
    tellings: list[Telling] = []
    links: list[Link] = []
    focus, main = -1, None
    sentence: tuple[int, int] | None = None
    for facet in order_facets(facets):
        if facet.sentence != sentence:
            # "Gunmen raided one town, days after an attack on another": what follows mostly goes on about the first.
            focus, main, sentence = focus if main is None else main, None, facet.sentence
        alone = open_telling(facet)
        told_to = 0
        if focus > 0 and _returns_to_the_first(facet, tellings[focus], tellings[0]):
            told_to, focus = _find_end(tellings[focus]), 0
        best: tuple[float, int, tuple[Reason, ...]] = (TOGETHER, -1, ())
        for n, telling in enumerate(tellings):
            if apart and any(frozenset((facet.id, other.id)) in apart for other in telling.facets):
                continue
            reasons = explain_joining(alone, telling, is_focus=n == focus, told_to=told_to)
            score = round(sum(r.weight for r in reasons), 6)
            rank = score + (ON_FOCUS if n == focus else 0.0)
            if score >= TOGETHER and rank >= best[0]:
                best = (rank, n, reasons)
        before = focus
        _, focus, reasons = best
        if reasons:
            score = min(1.0, round(sum(r.weight for r in reasons), 6))
            links.append(Link(tellings[focus].id, facet.id, score, LinkState.MADE, reasons))
            tellings[focus] = join_tellings((tellings[focus], alone))
        else:
            if before >= 0 and weigh_answer(alone, tellings[before]):
                main = before
            focus = len(tellings)
            tellings.append(alone)
    return _gather_the_rest(tellings, links, apart)


def _gather_the_rest(
    tellings: list[Telling], links: list[Link], apart: Set[frozenset[str]]
) -> tuple[list[Telling], list[Link]]:
    """Join what tells no place and no time to the report's one placed incident, where means, target or figures agree.

    A report that tells of one place and time only mostly speaks of it throughout.
    """
    placed = [t for t in tellings if any(p.where_prec <= 4 for p in t.spots) and not _is_background(t)]
    if len(placed) != 1:
        return tellings, links
    whole, rest, links = placed[0], [], list(links)
    for telling in tellings:
        if telling is placed[0]:
            continue
        reasons = [found for rule in INSIDE if rule is not weigh_period and (found := rule(telling, placed[0]))]
        reasons.append(Reason("the report tells of one place and time only", 0.4))
        score = round(sum(r.weight for r in reasons), 6)
        is_bare = not telling.spots and telling.period is None
        is_judged = (
            any(frozenset((x.id, y.id)) in apart for x in telling.facets for y in whole.facets) if apart else False
        )
        is_wider = any(_outgrows(f, whole) or _is_told_by_its_victims(f, whole) for f in telling.facets)
        if is_bare and not is_judged and not is_wider and score >= TOGETHER and not speaks_against(reasons):
            links.append(Link(placed[0].id, telling.id, min(1.0, score), LinkState.MADE, tuple(reasons)))
            whole = join_tellings((whole, telling))
        else:
            rest.append(telling)
    return sorted((whole, *rest), key=lambda t: t.key), links


def explain_joining(alone: Telling, telling: Telling, *, is_focus: bool, told_to: int = 0) -> tuple[Reason, ...]:
    """Give what speaks for a claim belonging to an earlier telling of its report; nothing where something forbids it.

    Publication says nothing inside one report, so the period counts only where both tell one; nor does the word that
    points back ("the attack" after a drone strike). `is_focus` says that the
    claim told just before belongs to the telling: what follows mostly goes on about it. `told_to` is where an aside ends
    that only interrupted it, 0 for none.
    """
    facet = alone.facets[0]
    back = weigh_pointing_back(facet, telling)
    reasons = [
        found
        for rule in INSIDE
        if (rule is not weigh_period or (alone.period and telling.period))
        and not (rule is weigh_kind and back and facet.kind in FORCE)
        and (found := rule(alone, telling))
    ]
    near = weigh_nearness(facet, telling, is_focus=is_focus, told_to=told_to)
    is_impossible = (
        (_harms_its_own_attacker(alone, telling) and not _loses_its_own(facet, near))
        or _is_told_by_its_victims(facet, telling)
        or _strikes_the_other_way(facet, telling)
    )
    if speaks_against(reasons) or is_impossible or _outgrows(facet, telling) or _was_then(facet, telling):
        return ()
    if (_begins_anew(facet, telling) or _is_shot_down(facet)) and near.weight < SAME_SENTENCE:
        return ()
    if _is_background(telling) != _is_background(alone) and near.weight < IN_PARAGRAPH:
        return ()
    return (near, *((back,) if back else ()), *reasons)


def _was_then(facet: Facet, telling: Telling) -> bool:
    """Say whether a clause dates a claim and leaves out what was told before: "the worst since October, when nine died"."""
    dated = [t.span for t in facet.claim.time if t.span.end <= facet.offset]
    then = next((span for span in dated if facet.report.text.startswith(", when", span.end)), None)
    return then is not None and all(other.offset < then.start for other in telling.facets)


def weigh_nearness(facet: Facet, telling: Telling, *, is_focus: bool, told_to: int = 0) -> Reason:
    """Claims of one sentence mostly tell of one incident, claims of the next sentence often, distant ones seldom."""
    starts, ends = facet.sentence
    for other in telling.facets:
        if other.sentence == (starts, ends):
            close = 0.05 / (1 + abs(other.offset - facet.offset))
            both_force = facet.kind in FORCE and telling.kinds <= FORCE
            is_bare = both_force and not (_tells(facet) and any(map(_tells, telling.facets)))
            weight = 0.8 if is_bare else SAME_SENTENCE if both_force else 0.7
            return Reason("told in one sentence", weight + close)
    last = max(_find_end(telling), told_to)
    if not is_focus:
        return Reason("told further on", 0.1)
    if _names_the_place(facet, telling) and starts - last <= NEAR_CHARACTERS:
        return Reason("it names the place that was told without its name", 0.55)
    if facet.kind in FORCE and not facet.points_back and (facet.spots or facet.period):
        if facet.spots and facet.period and telling.kinds & HARM and any(f.spots and f.period for f in telling.facets):
            # An author who has told what an attack did does not introduce it again.
            return Reason("told after what the other did, with place and time anew", -0.2)
        return Reason("told next, with a place or time of its own", 0.1)
    breaks = "\n" in facet.report.text[last:starts]
    if breaks and facet.spots and facet.period and telling.spots and not set(facet.spots) & set(telling.spots):
        return Reason("told in a paragraph of its own, with another place and a time", 0.1)
    if starts - last <= 4:
        return Reason("told in the next sentence", 0.4 if breaks else IN_PARAGRAPH)
    if facet.kind in FORCE and facet.points_back and not facet.spots:
        return Reason("nothing else was told in between", 0.35)
    return Reason("told soon after", 0.3) if starts - last <= NEAR_CHARACTERS else Reason("told further on", 0.15)


def _returns_to_the_first(facet: Facet, focus: Telling, first: Telling) -> bool:
    """Say whether a new paragraph points back, behind one on an older thing than the report's first, at that first one.

    "Last Sunday ten died there. | The ministry denied the attack": the attack that the report is about.
    """
    is_bare = facet.kind in FORCE and facet.points_back and facet.period is None and not facet.spots
    if not is_bare or focus.period is None:
        return False
    is_older = (
        focus.period.end <= first.period.start
        if first.period
        else bool(first.days) and (min(first.days) - focus.period.end).days > BACKGROUND_DAYS
    )
    return is_older and "\n" in facet.report.text[_find_end(focus) : facet.sentence[0]]


def _find_end(telling: Telling) -> int:
    return max(other.sentence[1] for other in telling.facets)


def _names_the_place(facet: Facet, telling: Telling) -> bool:
    """Say whether a place is named that the report's first lines told by its kind and country alone ("a village in R")."""
    if facet.is_new or facet.answers or not facet.spots or not telling.spots:
        return False
    is_wide = all(place.where_prec >= 4 for place in telling.spots) and not telling.unplaced
    is_inside = any(p.country == q.country and p.where_prec < q.where_prec for p in facet.spots for q in telling.spots)
    fits = facet.period is None or telling.period is None or facet.period == telling.period
    return is_wide and is_inside and fits and any(map(_leaves_place_unnamed, telling.facets))


def _leaves_place_unnamed(facet: Facet) -> bool:
    told = [m.span.text for m in facet.claim.place] + [m.span.text for m in facet.claim.object]
    return any(UNNAMED.match(words) for words in told)


def _tells(facet: Facet) -> bool:
    """Whether a force tells anything of itself: "in an attack, gunmen stormed a bus in …" is one, by what it does not tell."""
    return bool(facet.spots or facet.period or facet.means or facet.targets or facet.unplaced)


def weigh_pointing_back(facet: Facet, telling: Telling) -> Reason | None:
    """Harm without place, time or means of its own asks for the attack told before; so does "the attack"."""
    is_bare = not facet.spots and facet.period is None
    completes = not facet.spots and facet.period is not None and telling.period is None and not telling.kinds <= HARM
    if (is_bare or completes) and facet.kind in FORCE and facet.points_back:
        return Reason("it points back to something told before", 0.25)
    if is_bare and facet.kind in HARM and (not facet.is_cumulative or telling.figures or not _outgrows(facet, telling)):
        return Reason("it tells no place or time of its own", 0.25)
    if facet.kind in HARM and facet.points_back and not facet.spots and not facet.has_figure:
        # "The bodies date from March": when they died, of whom it was just told that they were found.
        return Reason("it points back to those told before", 0.25)
    return None


def _begins_anew(facet: Facet, telling: Telling) -> bool:
    """Say whether a force is told as a new thing: "a drone hit a bus in …", or by another means than the one before.

    One author does not call one thing a drone and then a missile, unless the second word points back at the first.
    """
    if facet.kind not in FORCE or facet.points_back:
        return False
    is_placed = bool(facet.spots) or facet.period is not None
    by_other_means = facet.means and telling.means and not facet.means & telling.means
    return (facet.is_new and is_placed) or _names_target_anew(facet, telling) or bool(by_other_means)


def _names_target_anew(facet: Facet, telling: Telling) -> bool:
    """Say whether "a market" is hit, with place and time, after it was told what an attack on a market did."""
    told = telling.kinds & HARM and any(f.spots and f.period for f in telling.facets)
    is_anew = any(re.match(r"(?:an?|another|one) ", m.span.text, re.IGNORECASE) for m in facet.claim.object)
    return bool(told and is_anew and facet.spots and facet.period and facet.targets & telling.targets)


def _outgrows(facet: Facet, telling: Telling) -> bool:
    """Say whether a running count is too large to be the toll of this one incident, by what the telling counts.

    Who says 62 killed and then 197 "so far" speaks of more than the one attack; of others' counts less can be told. What
    the town's own hospital counts is the toll of the town.
    """
    value = facet.figure[0] if facet.figure[0] is not None else facet.figure[1]
    if facet.spots or value is None:
        return False
    if facet.kind is Kind.KILL and value >= OF_A_WAR:
        counted = [t.value for key, held in telling.figures.items() if key[0] == "killed" for t in held]
        if counted and value > 100 * max(counted):
            return True
    if not facet.is_cumulative:
        return False
    if any(t.value == value for held in telling.figures.values() for t in held):
        return False  # "93 killed", then "93 killed and wounded together"
    alone = open_telling(facet)
    told = [t for key in alone.figures for t in telling.figures.get(key, ())]
    own = [t.value for t in told if t.claimant == facet.mouth]
    if not told:
        return value >= LARGE_TOLL and weigh_home(alone, telling) is None
    if own and SO_FAR.search(facet.claim.statement.evidence.text[:2000]) and value not in own and not _updates(facet):
        return True
    return value > 3 * max(t.value for t in told) or bool(own and value > 1.5 * max(own) and not _updates(facet))


def _is_shot_down(facet: Facet) -> bool:
    """Say whether drones or missiles are counted as destroyed, no place told: a night's whole, not what fell on one town."""
    quantity = facet.claim.quantity
    return facet.kind is Kind.DESTROY and quantity is not None and quantity.unit in IN_FLIGHT and not facet.spots


def _updates(facet: Facet) -> bool:
    return bool(UPDATE.search(facet.claim.statement.evidence.text[:2000]))


def _is_background(telling: Telling) -> bool:
    return (
        telling.period is not None
        and bool(telling.days)
        and (min(telling.days) - telling.period.end).days > BACKGROUND_DAYS
    )


def _is_told_by_its_victims(facet: Facet, telling: Telling) -> bool:
    """Say whether an attack by a party would be the one whose dead that party's own officials count, as others' doing."""
    counting = {f.claim.claimant.side for f in telling.facets if f.kind in HARM}
    return facet.kind in FORCE and bool(counting) and not telling.perpetrators and counting <= facet.perpetrators


def _strikes_the_other_way(facet: Facet, telling: Telling) -> bool:
    """Say whether a party counts fighters killed who are not its own, where an adversary's attack on its people was told.

    "Their shells killed nine of ours", and then "a hundred insurgents were killed": these it killed itself, somewhere else.
    """
    side = facet.claim.claimant.side
    if side is None or facet.kind is not Kind.KILL or facet.population.status is not VictimValue.COMBATANT:
        return False
    suffered = any(
        f.claim.claimant.side == side and f.perpetrators and side not in f.perpetrators for f in telling.facets
    )
    return suffered and side not in telling.perpetrators | facet.victims and _so_called(facet)


def _so_called(facet: Facet) -> bool:
    """Say whether the counted are called what nobody calls its own soldiers: insurgents, militants, gunmen."""
    return bool(_ENEMIES & set(find_words(" ".join(m.span.text for m in facet.claim.object))))


def _loses_its_own(facet: Facet, near: Reason) -> bool:
    """Say whether a party tells in the sentence of its own attack whom it lost."""
    return facet.claim.claimant.side in facet.victims and near.weight >= SAME_SENTENCE


def _harms_its_own_attacker(alone: Telling, telling: Telling) -> bool:
    """Say whether one would have to read a strike by a party as the one that harmed that party."""
    facet = alone.facets[0]
    return (
        facet.kind in HARM
        and bool(facet.victims)
        and facet.victims <= telling.perpetrators
        and not facet.victims & telling.victims
    )
