"""Which figures answer one question: those of one incident by population, those of a campaign by scope and size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.records.claim import Measure, PartRelation, Scope, ScopeKind, VictimValue
from counterclaim.records.statement import Kind
from counterclaim.records.story import Link, LinkState, Question
from counterclaim.records.world import Place
from counterclaim.resolve.amendments import find_amended
from counterclaim.resolve.decisions import Pairs
from counterclaim.resolve.facets import Facet
from counterclaim.resolve.figures import Figure, lay_out_figures
from counterclaim.resolve.geography import Nearness, compare_places
from counterclaim.resolve.identity import name_question
from counterclaim.resolve.labels import label_question
from counterclaim.resolve.populations import Population, names_nobody, tell_uniform
from counterclaim.resolve.runs import find_runs
from counterclaim.resolve.tellings import Telling, settle_spots
from counterclaim.resolve.unions import Unions

_OF_CAPTIVES = frozenset({Measure.CAPTURED, Measure.RELEASED})
"""Measures of which prisoners and hostages are the whole and no part."""

ALIKE = 4
"""How many times another a bare number may be and still go on with it."""

_INSIDE = frozenset({PartRelation.PART, PartRelation.PARTITION})
"""How a further amount stands to the whole that it is a part of; what is only told beside a count is no part of it."""


def find_questions(
    facets: Iterable[Facet], tellings: Mapping[str, Telling], decisions: Pairs
) -> tuple[tuple[Question, ...], tuple[Link, ...]]:
    """Give the questions that figures answer, sorted by id, and links between them that a person should look at.

    A figure of an incident with one exact place answers that incident's question; every other figure is put together by
    scope, size and claimants. `tellings` are the incidents by id.
    """
    incident_of = {f.id: name for name, telling in tellings.items() for f in telling.facets}
    figures = sorted((fig for facet in facets for fig in lay_out_figures(facet)), key=lambda f: f.order)
    anchored: dict[str, list[int]] = defaultdict(list)
    loose: list[int] = []
    place_of: dict[int, Place] = {}
    for n, figure in enumerate(figures):
        name = incident_of.get(figure.facet.id)
        spots = find_spots(tellings[name], figure) if name is not None else ()
        if name is not None and has_one_place(spots) and not figure.facet.is_total:
            anchored[name].append(n)
            place_of[n] = spots[0]
        else:
            loose.append(n)
    unions = Unions(len(figures))
    for name in sorted(anchored):
        for group in _part_by_population([figures[n] for n in anchored[name]]):
            members = [anchored[name][i] for i in group]
            for n in members:
                unions.join(members[0], n)
    groups, links = find_runs([figures[n] for n in loose], incident_of)
    for group in groups:
        for i in group:
            unions.join(loose[group[0]], loose[i])
    for earlier, later in find_amended(figures):
        unions.join(earlier, later)
    _apply(unions, figures, decisions)
    parted = _part_judged(unions.groups(), figures, decisions)
    questions = [_tell([figures[n] for n in group], _find_place(group, place_of)) for group in parted]
    named = {n: q.id for group, q in zip(parted, questions, strict=True) for n in group}
    offered = {
        (x, y): Link(x, y, min(1.0, k.score), LinkState.OFFERED, k.reasons)
        for k in links
        for x, y in [sorted((named[loose[k.a]], named[loose[k.b]]))]
        if x != y
    }
    parents = _find_parents(parted, figures, named, incident_of)
    told = (replace(q, part_of=parents.get(q.id)) for q in questions)
    return tuple(sorted(told, key=lambda q: q.id)), tuple(offered[k] for k in sorted(offered))


def _find_place(group: Iterable[int], place_of: Mapping[int, Place]) -> Place | None:
    return next((place_of[n] for n in group if n in place_of), None)


def find_spots(telling: Telling, figure: Figure) -> tuple[Place, ...]:
    """Give the places of an incident for a figure: whence people fled is not where others were killed."""
    if figure.facet.kind is Kind.DISPLACE or Kind.DISPLACE not in telling.kinds:
        return settle_spots(telling)
    told = {place for facet in telling.facets if facet.kind is not Kind.DISPLACE for place in facet.spots}
    return tuple(place for place in settle_spots(telling) if place in told)


def has_one_place(spots: Iterable[Place]) -> bool:
    precise = [p for p in spots if p.where_prec <= 4]
    return bool(precise) and not any(
        compare_places(p, q) is Nearness.APART for n, p in enumerate(precise) for q in precise[n + 1 :]
    )


def _part_by_population(figures: Sequence[Figure]) -> list[list[int]]:
    """Give groups of figures of one incident; one that names no side joins the side that is named, if only one is.

    A number of whom nothing is told ("the toll stands at five") goes on with what its claimant counts there, if that is
    one status only. Somebody who is told of stands beside a count of several.
    """
    groups: dict[tuple[str, str, str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    counted: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if not _names_nobody(figure):
            counted[figure.measure.value, figure.unit, figure.facet.mouth].append(figure)
    for n, figure in enumerate(figures):
        measure, unit, status, group, side = figure.kind_key
        before = counted.get((measure, unit, figure.facet.mouth), []) if _names_nobody(figure) else []
        own = {f.population.status.value for f in before}
        status = own.pop() if len(own) == 1 and any(_is_alike(figure, f) for f in before) else status
        groups[(measure, unit, status, group)][side].append(n)
    parted = []
    for key in sorted(groups):
        sides = groups[key]
        named = sorted(side for side in sides if side)
        if len(named) == 1 and "" in sides:
            known = {tell_uniform(figures[n].facet.claim) for n in sides[named[0]]}
            strange = [n for n in sides[""] if _wears_another(figures[n], known)]
            parted.append(sorted(sides[named[0]] + [n for n in sides[""] if n not in strange]))
            parted += [strange] if strange else []
        else:
            parted += [sides[side] for side in sorted(sides)]
    return [half for group in parted for half in _set_beside(group, figures)]


def _is_alike(a: Figure, b: Figure) -> bool:
    """Say whether two numbers may be one count that went on: 250 is no later count of 26 gunmen."""
    low, high = sorted((a.value or 0, b.value or 0))
    return not low or high <= ALIKE * low


def _wears_another(figure: Figure, known: set[str]) -> bool:
    """Say whether a figure counts soldiers where others count rebels of one side, or rebels where others count its soldiers."""
    own = tell_uniform(figure.facet.claim)
    return bool(own) and any(other not in ("", own) for other in known)


def _set_beside(group: list[int], figures: Sequence[Figure]) -> Iterator[list[int]]:
    told = [n for n in group if figures[n].tells_of_one]
    rest = [n for n in group if not figures[n].tells_of_one]
    if all(figures[n].value == 1 for n in rest):
        yield group
    else:
        yield from filter(None, (rest, told))


def _names_nobody(figure: Figure) -> bool:
    open_ = Population(None, VictimValue.UNKNOWN)
    return figure.part is None and figure.population == open_ and names_nobody(figure.facet.claim)


def _apply(unions: Unions, figures: Sequence[Figure], decisions: Pairs) -> None:
    """Join the figures that a person judged to answer one question, where they count one thing in one unit."""
    if not decisions.together:
        return
    own = {f.facet.id: n for n, f in enumerate(figures) if f.part is None}
    for pair in sorted(sorted(p) for p in decisions.together):
        a, b = own.get(pair[0]), own.get(pair[1])
        if a is not None and b is not None and figures[a].kind_key[:2] == figures[b].kind_key[:2]:
            unions.join(a, b)


def _part_judged(groups: Iterable[Sequence[int]], figures: Sequence[Figure], decisions: Pairs) -> list[list[int]]:
    """Part the groups that hold two claims which a person judged different; the later one opens a group of its own."""
    parted: list[list[int]] = []
    for group in groups:
        halves: list[list[int]] = []
        for n in group:
            home = next((h for h in halves if not _is_apart(figures, n, h, decisions)), None)
            if home is None:
                halves.append([n])
            else:
                home.append(n)
        parted += halves
    return parted


def _is_apart(figures: Sequence[Figure], n: int, others: Iterable[int], decisions: Pairs) -> bool:
    return bool(decisions.foes) and decisions.forbid({figures[n].facet.id}, {figures[m].facet.id for m in others})


def _tell(figures: Sequence[Figure], place: Place | None) -> Question:
    first = figures[0]
    sides = {f.population.side for f in figures if f.population.side}
    side = sides.pop() if len(sides) == 1 else None
    perpetrator = _agree_on_doer(figures)
    starts = sorted({f.facet.claim.scope.start for f in figures if f.facet.claim.scope.start})
    flow = first.as_of if first.is_flow else None
    scope = Scope(_agree_on_kind(figures), starts[0] if len(starts) == 1 else None, flow)
    areas = () if place else _agree_on_areas(figures)
    where = place or (None if areas else _agree_on_place(figures))
    population = first.population
    counted = population.group or (population.status.value if population.status.value != "unknown" else first.unit)
    return Question(
        id=name_question(first.facet.claim.statement.id, first.part),
        measure=first.measure,
        population=" ".join(word for word in (side, counted) if word),
        side=side,
        status=population.status,
        unit=first.unit,
        perpetrator=perpetrator,
        place=where,
        scope=scope,
        label=label_question(figures, side, perpetrator, (where,) if where else areas, scope),
        claim_ids=tuple(dict.fromkeys(f.facet.id for f in figures)),
        parts=tuple((f.facet.id, f.part) for f in figures if f.part is not None),
    )


def _agree_on_doer(figures: Sequence[Figure]) -> str | None:
    """Give the party by which all say it was done who name one, unless as many say it of somebody else ("a driver")."""
    named = [f.facet.perpetrators for f in figures if f.facet.claim.actor]
    known = [sides for sides in named if sides]
    agreed = frozenset.intersection(*known) if known else frozenset()
    return sorted(agreed)[0] if len(agreed) == 1 and 2 * len(known) > len(named) else None


def _agree_on_kind(figures: Sequence[Figure]) -> ScopeKind | None:
    """Give the kind that figures tell, if it is one; FLOW only for a window, whatever else the sentences hold."""
    if figures[0].is_flow:
        return ScopeKind.FLOW
    kinds = {f.facet.claim.scope.kind for f in figures} - {None, ScopeKind.FLOW}
    return kinds.pop() if len(kinds) == 1 else None


def _agree_on_place(figures: Sequence[Figure]) -> Place | None:
    """Give the one place that all figures name which name any, if that is every second one at least, else None."""
    named = [frozenset(f.facet.spots) for f in figures if f.facet.spots]
    shared = frozenset.intersection(*named) if 2 * len(named) >= len(figures) and named else frozenset()
    return min(shared, key=lambda p: (p.where_prec, p.id)) if shared else None


def _agree_on_areas(figures: Sequence[Figure]) -> tuple[Place, ...]:
    """Give the places, by name, over which all figures that name any are told together, () where they name one place."""
    named = [frozenset(f.facet.spots) for f in figures if f.facet.spots]
    shared = frozenset.intersection(*named) if 2 * len(named) >= len(figures) and named else frozenset()
    held = sorted(shared, key=lambda p: (p.name or "", p.id))
    apart = all(compare_places(a, b) is Nearness.APART for n, a in enumerate(held) for b in held[n + 1 :])
    return tuple(held) if apart and len(held) > 1 else ()


def _find_parents(
    groups: Iterable[Sequence[int]],
    figures: Sequence[Figure],
    named: Mapping[int, str],
    incident_of: Mapping[str, str],
) -> dict[str, str]:
    """Give the whole's question for every question that counts a part: of the same claim, else of its incident."""
    own = {f.facet.id: named[n] for n, f in enumerate(figures) if f.part is None}
    wholes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for n, figure in enumerate(figures):
        incident = incident_of.get(figure.facet.id)
        if incident and figure.part is None and not figure.population.group and figure.population.status == "unknown":
            wholes[(incident, figure.measure.value, figure.unit)].add(named[n])
    parents: dict[str, str] = {}
    for group in groups:
        first = next((figures[n] for n in group if figures[n].part_relation in _INSIDE), figures[group[0]])
        mine = named[group[0]]
        if first.part_relation in _INSIDE:
            parent = own.get(first.facet.id)
        elif first.population.group and first.measure not in _OF_CAPTIVES:
            incident = incident_of.get(first.facet.id, "")
            candidates = wholes.get((incident, first.measure.value, first.unit), set())
            parent = next(iter(candidates)) if len(candidates) == 1 else None
        else:
            parent = None
        if parent and parent != mine:
            parents[mine] = parent
    return parents
