"""Tellings of many reports → incidents: certain links are made, uncertain ones offered, a person's decision holds."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from counterclaim.records.statement import FORCE
from counterclaim.records.story import Incident, Link, LinkState, Reason
from counterclaim.resolve.around import NOTHING, Around
from counterclaim.resolve.decisions import Pairs
from counterclaim.resolve.evidence import compare, name_two_towns, speaks_against, sum_up
from counterclaim.resolve.identity import name_incident
from counterclaim.resolve.keys import find_keys
from counterclaim.resolve.tellings import Telling, join_tellings, keep_rare_names, mark_busy, settle_spots
from counterclaim.resolve.unions import Unions

MADE = 0.6
OFFERED = 0.4
NEARLY = 0.45
AGAINST = -0.2
"""A reason this strong against two tellings, and they are not joined for want of another incident."""

MARGIN = 0.15
"""Two incidents that both could take a telling, and whose scores differ by less than this, are both only offered it."""

WHOLE = 0.5
"""What two groups must weigh for each other with all that they tell, however well two tellings of them agree."""

CROWD = 400
"""Tellings under one key beyond which each is compared with its neighbours in time only."""


ToldReports = tuple[list[Telling], list[Link]]
"""Tellings in the order of their keys, and the links that hold them together."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Incidents, the links that a person should look at, and the telling of each incident by its id."""

    incidents: tuple[Incident, ...]
    offered: tuple[Link, ...]
    tellings: Mapping[str, Telling]


@dataclass(frozen=True, slots=True)
class _Pair:
    a: int
    b: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Joined:
    """Tellings put together: `whole` is each group's telling by its leader, `used` the pairs that joined them."""

    unions: Unions
    whole: dict[int, Telling]
    used: list[_Pair]

    def merge(self, i: int, j: int) -> None:
        a, b = self.unions.find(i), self.unions.find(j)
        if a != b:
            both = join_tellings((self.whole.pop(a), self.whole.pop(b)))
            self.whole[self.unions.join(a, b)] = both


def settle_told(told: ToldReports, decisions: Pairs, around: Around = NOTHING) -> Grouped:
    """Give the incidents of what reports tell, sorted by id; `around` knows what reports that are not at hand tell.

    A harm claim that two incidents could take equally well (a total over both, say) belongs to none and is offered to
    both. Figures without place, time or attack make no incident.
    """
    tellings, links = lay_together(told, decisions, around)
    return settle(tellings, _propose(Blocks.of(tellings)), links, decisions)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Tellings by key: `keys` are the own and the wider keys of each, `own` and `wide` the positions under a key, in order."""

    keys: list[tuple[frozenset[str], frozenset[str]]]
    own: Mapping[str, list[int]]
    wide: Mapping[str, list[int]]

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> Blocks:
        keys = [find_keys(telling) for telling in tellings]
        own: dict[str, list[int]] = defaultdict(list)
        wide: dict[str, list[int]] = defaultdict(list)
        for n, (mine, wider) in enumerate(keys):
            for key in mine:
                own[key].append(n)
            for key in wider:
                wide[key].append(n)
        return cls(keys, own, wide)

    def find(self, key: str) -> tuple[list[int], list[int], int]:
        """Give who has a key as its own, who as a wider one, and with how many neighbours each is compared."""
        held, others = self.own.get(key, []), self.wide.get(key, [])
        return held, others, CROWD if len(held) + len(others) <= CROWD else 20

    def list_partners(self, n: int) -> Iterator[int]:
        """Give the positions that one is compared with, some of them again and again."""
        mine, wider = self.keys[n]
        for key in mine:
            held, others, reach = self.find(key)
            at = bisect_left(held, n)
            yield from held[max(0, at - reach) : at]
            yield from held[at + 1 : at + 1 + reach]
            yield from (m for m in others[:reach] if m != n)
        for key in wider:
            held, others, reach = self.find(key)
            if bisect_left(others, n) < reach:
                yield from (m for m in held if m != n)


@dataclass(frozen=True, slots=True)
class Reached:
    """Tellings that are settled together, in order, with the pairs of them worth comparing and the links inside reports."""

    tellings: list[Telling]
    proposed: list[tuple[int, int]]
    links: list[Link]

    def settle(self, decisions: Pairs) -> Grouped:
        """Give their incidents: those that the whole gives."""
        return settle(self.tellings, self.proposed, self.links, decisions)


@dataclass(frozen=True, slots=True)
class Ways:
    """What reports tell, copies as one, and the ways that lead from telling to telling: shared keys, and judgements."""

    tellings: list[Telling]
    links: list[Link]
    blocks: Blocks
    holder: Mapping[str, int]
    judged: Mapping[int, list[int]]

    @classmethod
    def of(cls, told: ToldReports, decisions: Pairs, around: Around) -> Ways:
        tellings, links = lay_together(told, decisions, around)
        holder = {f.id: n for n, telling in enumerate(tellings) for f in telling.facets}
        judged: dict[int, list[int]] = defaultdict(list)
        for one, other in map(sorted, decisions.together):
            if one in holder and other in holder:
                judged[holder[one]].append(holder[other])
                judged[holder[other]].append(holder[one])
        return cls(tellings, links, Blocks.of(tellings), holder, judged)

    def reach(self, claim_ids: Iterable[str]) -> Reached:
        """Give the tellings that are settled together with those of these claims, their own among them.

        Pairs that score OFFERED or more lead to them, over any number of others, and so do judgements. Nothing else is
        compared.
        """
        reached = {self.holder[claim_id] for claim_id in claim_ids if claim_id in self.holder}
        partners: dict[int, set[int]] = {}
        waiting = list(reached)
        while waiting:
            n = waiting.pop()
            partners[n] = set(self.blocks.list_partners(n))
            met = {m for m in partners[n] - reached if self._scores(n, m)}.union(self.judged.get(n, ())) - reached
            reached |= met
            waiting += met
        order = {n: position for position, n in enumerate(sorted(reached))}
        proposed = sorted((order[n], order[m]) for n in order for m in partners[n] if n < m and m in order)
        inside = [link for link in self.links if self.holder[link.b] in reached]
        return Reached([self.tellings[n] for n in order], proposed, inside)

    def _scores(self, n: int, m: int) -> bool:
        return sum_up(compare(self.tellings[min(n, m)], self.tellings[max(n, m)])) >= OFFERED


def settle(
    tellings: Sequence[Telling], proposed: Iterable[tuple[int, int]], inside: Iterable[Link], decisions: Pairs
) -> Grouped:
    """Give the incidents of tellings in order of their keys; `proposed` are the pairs of positions worth comparing.

    Tellings that no pair scoring OFFERED or more leads to, over any number of others, and no judgement, can be settled
    apart from these: the result is the same. `inside` are the links made inside reports and between copies.
    """
    pairs = [pair for i, j in proposed if (pair := _compare(tellings, i, j)).score >= OFFERED]
    torn = _find_torn(tellings, pairs)
    sure = [p for p in pairs if not {p.a, p.b} & torn]
    joined = _join_certain(tellings, sure, decisions)
    _join_the_only_one(tellings, sure, joined, decisions)
    torn -= _settle_torn(tellings, pairs, torn, joined, decisions)
    standing = {
        n: whole
        for n, whole in joined.whole.items()
        if _makes_incident(whole) and (n not in torn or whole.kinds & FORCE)
    }
    names = {n: name_incident(whole.facets[0].claim.statement.id) for n, whole in standing.items()}
    links = _lay_out_links(tellings, joined, inside, decisions)
    incidents = (_tell_incident(names[n], whole, links.get(n, ())) for n, whole in standing.items())
    return Grouped(
        tuple(sorted(incidents, key=lambda i: i.id)),
        _offer(pairs, joined, names, decisions),
        {names[n]: whole for n, whole in standing.items()},
    )


def lay_together(told: ToldReports, decisions: Pairs, around: Around) -> ToldReports:
    """Give the tellings with what all reports tell of their places and names, those of copies of a text as one."""
    tellings, inside = told
    together, copied = _lay_copies_together(mark_busy(keep_rare_names(tellings, around), around), decisions)
    return together, [*inside, *copied]


def _lay_copies_together(tellings: Sequence[Telling], decisions: Pairs) -> tuple[list[Telling], list[Link]]:
    """Give one telling for what copies of a text tell in the same sentences, and the links that say so."""
    held: dict[tuple[str, str, int], list[Telling]] = defaultdict(list)
    seen: Counter[tuple[str, str, str]] = Counter()
    for telling in tellings:
        founder = telling.facets[0]
        said = founder.claim.statement.evidence.text.casefold()
        # A report that says the same words twice may tell of two incidents: the first meets the first, as copies go.
        told = (founder.report.id, founder.voice, said)
        held[(founder.voice, said, seen[told])].append(telling)
        seen[told] += 1
    together: list[Telling] = []
    links: list[Link] = []
    for group in held.values():
        first, rest = group[0], group[1:]
        for other in rest:
            if _is_forbidden(first, other, decisions):
                together.append(other)
                continue
            links.append(link_copies(first, other))
            first = join_tellings((first, other))
        together.append(first)
    return sorted(together, key=lambda t: t.key), links


def link_copies(first: Telling, other: Telling) -> Link:
    """Give the link between what two copies of a text tell in the same sentences."""
    return Link(first.id, other.id, 1.0, LinkState.MADE, (Reason("the same sentences in a copy of the text", 1.0),))


def _propose(blocks: Blocks) -> list[tuple[int, int]]:
    """Give the pairs that share a key which is the finest of at least one, in order."""
    pairs: set[tuple[int, int]] = set()
    for key in blocks.own:
        held, others, reach = blocks.find(key)
        pairs.update((a, b) for n, a in enumerate(held) for b in held[n + 1 : n + 1 + reach])
        pairs.update((min(a, b), max(a, b)) for a in held for b in others[:reach] if a != b)
    return sorted(pairs)


def _compare(tellings: Sequence[Telling], i: int, j: int) -> _Pair:
    reasons = compare(tellings[i], tellings[j])
    return _Pair(i, j, sum_up(reasons), reasons)


def _find_torn(tellings: Sequence[Telling], pairs: Iterable[_Pair]) -> frozenset[int]:
    """Give the tellings that two others could take equally well although those two are not one."""
    suitors: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in pairs:
        if pair.score >= MADE:
            suitors[pair.a].append((pair.score, pair.b))
            suitors[pair.b].append((pair.score, pair.a))
    torn = set()
    for n, found in suitors.items():
        top = max(score for score, _ in found)
        rivals = sorted(other for score, other in found if top - score < MARGIN)[:12]
        if any(_are_two(tellings[a], tellings[b]) for k, a in enumerate(rivals) for b in rivals[k + 1 :]):
            torn.add(n)
    return frozenset(torn)


def _are_two(a: Telling, b: Telling) -> bool:
    """Say whether two tellings are of two incidents: something speaks against their being one, or they tell two days."""
    if a.period and b.period and (a.period.end <= b.period.start or b.period.end <= a.period.start):
        return True
    return speaks_against(compare(a, b))


def _join_certain(tellings: Sequence[Telling], pairs: Iterable[_Pair], decisions: Pairs) -> _Joined:
    """Join judged pairs, then certain ones by falling score, where nothing in the two groups speaks against it."""
    joined = _Joined(Unions(len(tellings)), dict(enumerate(tellings)), [])
    holder = {f.id: n for n, telling in enumerate(tellings) for f in telling.facets}
    for one, other in sorted(sorted(p) for p in decisions.together):
        if one in holder and other in holder:
            joined.merge(holder[one], holder[other])
    judged = frozenset().union(*decisions.together)
    certain = (p for p in pairs if p.score >= MADE)
    for pair in sorted(certain, key=lambda p: (-p.score, tellings[p.a].key, tellings[p.b].key)):
        a, b = joined.unions.find(pair.a), joined.unions.find(pair.b)
        if a == b or _is_forbidden(joined.whole[a], joined.whole[b], decisions):
            continue
        reasons = compare(joined.whole[a], joined.whole[b])
        # What a person put together may differ in everything.
        is_judged = bool(judged) and any(f.id in judged for n in (a, b) for f in joined.whole[n].facets)
        if not speaks_against(reasons) and (is_judged or sum_up(reasons) >= WHOLE):
            joined.merge(a, b)
            joined.used.append(pair)
    return joined


def _join_the_only_one(tellings: Sequence[Telling], pairs: Iterable[_Pair], joined: _Joined, decisions: Pairs) -> None:
    """Join a group that leaves its day or town open to the one group that nearly fits, where no other comes close.

    A telling without a date weighs little with anything; if only one incident of those days can be meant, it is meant. What
    has a reason against it is offered: that nothing else was read says little then.
    """
    near: dict[int, dict[int, _Pair]] = defaultdict(dict)
    for pair in pairs:
        a, b = joined.unions.find(pair.a), joined.unions.find(pair.b)
        if a != b:
            for one, other in ((a, b), (b, a)):
                best = near[one].get(other)
                if best is None or best.score < pair.score:
                    near[one][other] = pair
    only = []
    for group, suitors in near.items():
        ranked = sorted(suitors.items(), key=lambda s: (-s[1].score, tellings[s[0]].key))
        next_best = ranked[1][1].score if len(ranked) > 1 else 0.0
        if (
            _leaves_open(joined.whole[group])
            and ranked[0][1].score >= NEARLY
            and all(reason.weight > AGAINST for reason in ranked[0][1].reasons)
            and not name_two_towns(tellings[ranked[0][1].a], tellings[ranked[0][1].b])
            and ranked[0][1].score - next_best >= MARGIN
        ):
            only.append((ranked[0][1], group))
    for pair, _ in sorted(only, key=lambda o: (-o[0].score, tellings[o[0].a].key, tellings[o[0].b].key, o[1])):
        a, b = joined.unions.find(pair.a), joined.unions.find(pair.b)
        if a == b or _is_forbidden(joined.whole[a], joined.whole[b], decisions):
            continue
        if not speaks_against(compare(joined.whole[a], joined.whole[b])):
            joined.merge(a, b)
            joined.used.append(replace(pair, reasons=(*pair.reasons, Reason("no other incident of those days fits"))))


def _settle_torn(
    tellings: Sequence[Telling], pairs: Iterable[_Pair], torn: Set[int], joined: _Joined, decisions: Pairs
) -> frozenset[int]:
    """Join torn tellings to the one whole incident that clearly fits best, and give those that were.

    What all reports of an incident tell together (its day, its claimants' earlier counts) may part what a single report
    of it left open.
    """
    rivals: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair.score >= NEARLY:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if one in torn and other not in torn:
                    rivals[one].add(other)
    found = []
    for n in sorted(rivals):
        if joined.unions.find(n) != n or joined.whole[n] is not tellings[n]:
            continue
        groups = sorted({joined.unions.find(m) for m in rivals[n]})
        ranked = sorted(
            (
                (sum_up(reasons), g, reasons)
                for g in groups
                for reasons in [compare(tellings[n], joined.whole[g])]
                if not speaks_against(reasons) and not _is_forbidden(tellings[n], joined.whole[g], decisions)
            ),
            key=lambda r: (-r[0], tellings[r[1]].key),
        )
        next_best = ranked[1][0] if len(ranked) > 1 else 0.0
        if ranked and ranked[0][0] >= MADE and ranked[0][0] - next_best >= MARGIN:
            found.append((n, ranked[0]))
    for n, (score, group, reasons) in found:
        if joined.unions.find(n) != joined.unions.find(group):
            joined.used.append(_Pair(group, n, score, (*reasons, Reason("other incidents of those days fit less"))))
            joined.merge(n, group)
    return frozenset(n for n, _ in found)


def _leaves_open(telling: Telling) -> bool:
    return telling.period is None or not any(place.where_prec <= 2 for place in telling.spots)


def _is_forbidden(a: Telling, b: Telling, decisions: Pairs) -> bool:
    return bool(decisions.foes) and decisions.forbid({f.id for f in a.facets}, {f.id for f in b.facets})


def _lay_out_links(
    tellings: Sequence[Telling], joined: _Joined, inside: Iterable[Link], decisions: Pairs
) -> dict[int, list[Link]]:
    """Give the links that hold each group together, by its leader: within reports, between them, and by judgement."""
    held: dict[int, list[Link]] = defaultdict(list)
    leader_of = {f.id: n for n, whole in joined.whole.items() for f in whole.facets}
    for link in inside:
        held[leader_of[link.b]].append(link)
    for pair in joined.used:
        link = Link(tellings[pair.a].id, tellings[pair.b].id, min(1.0, pair.score), LinkState.MADE, pair.reasons)
        held[joined.unions.find(pair.a)].append(link)
    for one, other in sorted(sorted(p) for p in decisions.together):
        if one in leader_of and leader_of[one] == leader_of.get(other):
            held[leader_of[one]].append(Link(one, other, 1.0, LinkState.JUDGED_SAME))
    return held


def _offer(pairs: Sequence[_Pair], joined: _Joined, names: Mapping[int, str], decisions: Pairs) -> tuple[Link, ...]:
    """Give the best link between any two groups that were not joined, one of them an incident; else its claim's id."""
    best: dict[tuple[int, int], _Pair] = {}
    for pair in pairs:
        a, b = sorted((joined.unions.find(pair.a), joined.unions.find(pair.b)))
        if a == b or (a not in names and b not in names) or speaks_against(pair.reasons):
            continue
        if _is_forbidden(joined.whole[a], joined.whole[b], decisions):
            continue
        if (a, b) not in best or best[(a, b)].score < pair.score:
            best[(a, b)] = pair
    around: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(best):
        around[a].append(b)
        around[b].append(a)
    offered = []
    for (a, b), pair in best.items():
        sums = [_weigh_sum(joined.whole[n], [joined.whole[m] for m in around[n]]) for n in (a, b) if n not in names]
        one, other = sorted((names.get(a, joined.whole[a].id), names.get(b, joined.whole[b].id)))
        reasons = (*pair.reasons, *(r for r in sums if r))
        offered.append(Link(one, other, min(1.0, pair.score), LinkState.OFFERED, reasons))
    return tuple(sorted(offered, key=lambda k: (k.a, k.b)))


def _makes_incident(telling: Telling) -> bool:
    """Say whether a telling is of something that can be found again: force, a time, or a place finer than a country."""
    is_placed = any(place.where_prec <= 5 for place in telling.spots)
    return is_placed or telling.period is not None or bool(telling.kinds & FORCE)


def _tell_incident(name: str, telling: Telling, links: Iterable[Link]) -> Incident:
    return Incident(
        id=name,
        claim_ids=tuple(f.id for f in telling.facets),
        kinds=tuple(sorted(telling.kinds)),
        sides=tuple(sorted(telling.perpetrators | telling.victims)),
        place=next(iter(settle_spots(telling)), None),
        period=telling.period,
        links=tuple(sorted(links, key=lambda k: (k.a, k.b, k.state))),
    )


def _weigh_sum(total: Telling, parts: Sequence[Telling]) -> Reason | None:
    """Say where a figure is the sum of the figures of the incidents that it is offered to."""
    for key, told in sorted(total.figures.items()):
        largest = sorted(max(t.value for t in part.figures[key]) for part in parts if key in part.figures)
        if len(largest) >= 2 and any(t.value == sum(largest) for t in told):
            return Reason(f"{' + '.join(map(str, largest))} = {sum(largest)}: it may be the total over them")
    return None
