"""Full resolution of a ledger too large to hold: claims pass by, what they tell stays, and each part is settled alone.

What is kept of all reports is small: a telling's details without its claims, hashed keys, pairs that score. The claims of
a telling wait on a shelf until the part they belong to (the tellings that scored pairs lead to) is settled. The result is
that of `group`, in pieces.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np

from counterclaim.records.claim import Claim, Number
from counterclaim.records.story import Incident, Judgement, Link, Resolution
from counterclaim.records.text import Report
from counterclaim.resolve.amendments import name_replaced
from counterclaim.resolve.counted import Owners, find_owners, lacks_owner, tell_owners, tell_people
from counterclaim.resolve.decisions import Decisions, read_decisions
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.episodes import find_episodes
from counterclaim.resolve.evidence import compare, sum_up
from counterclaim.resolve.facets import Facet, lay_out
from counterclaim.resolve.figures import Key, lay_out_figures
from counterclaim.resolve.incidents import CROWD, OFFERED, link_copies, settle
from counterclaim.resolve.keys import find_keys
from counterclaim.resolve.questions import find_questions, find_spots, has_one_place
from counterclaim.resolve.syndication import find_voices
from counterclaim.resolve.tellings import Telling, join_tellings, keep_rare_names, mark_busy
from counterclaim.resolve.unions import Unions

Told = tuple[tuple[Facet, ...], tuple[Link, ...]]
"""What waits on the shelf: the claims of one report, or of one of its tellings with why each claim joined it."""


class Source(Protocol):
    """Reports and claims that can be gone through again and again; a report and a claim come once each time."""

    def reports(self) -> Iterator[Report]:
        """Give every report."""
        ...

    def told(self) -> Iterator[tuple[Report, Sequence[Claim]]]:
        """Give every report with its claims."""
        ...


class Shelf(Protocol):
    """Keeps what waits, by number, outside of memory."""

    def put(self, key: int, told: Told) -> None:
        """Keep it."""
        ...

    def get(self, key: int) -> Told:
        """Give it back, as often as asked."""
        ...


@dataclass(frozen=True, slots=True)
class _Base:
    """A telling as the report of this number tells it: where its claims wait; `said` is who says it in what words."""

    profile: Telling
    report: int
    shelf: int
    said: tuple[str, bytes]


@dataclass(slots=True)
class _Gathered:
    """What stays of all reports after they have passed by; `shared` holds equal details once."""

    bases: list[_Base] = field(default_factory=list)
    loose: list[Facet] = field(default_factory=list)
    wanted: set[tuple[Key, Number | None]] = field(default_factory=set)
    shared: dict[object, Any] = field(default_factory=dict)


_SHARED = (
    "spots",
    "period",
    "days",
    "kinds",
    "perpetrators",
    "victims",
    "means",
    "targets",
    "clocks",
    "speakers",
    "origins",
    "unplaced",
)
"""Details of a telling that many tellings have in common: equal ones are kept once."""


def group_streamed(source: Source, shelf: Shelf, judgements: Iterable[Judgement] = ()) -> Iterator[Resolution]:
    """Give what `group` gives, in pieces: incidents with their questions, then the figures that no part holds.

    Ids of a kind come once over all pieces. The last piece has voices and episodes.
    """
    judged = list(judgements)
    told = ((claim for _, claims in source.told() for claim in claims)) if judged else ()
    decisions = read_decisions(judged, told)
    voices = find_voices(source.reports())
    voice_of = {report_id: voice.id for voice in voices for report_id in voice.report_ids}
    gathered = _gather(source, shelf, voice_of, decisions)
    bases = _mark(gathered.bases)
    gathered.bases = []
    laid = _lay_copies_together(bases, shelf, decisions)
    profiles = [
        join_tellings(bases[n].profile for n in held) if len(held) > 1 else bases[held[0]].profile for held in laid
    ]
    first, second = _find_edges(profiles)
    kept: list[Incident] = []
    late: list[Facet] = []
    late_tellings: dict[str, Telling] = {}
    asked = {claim for pair in (*decisions.questions.together, *decisions.questions.apart) for claim in pair}
    for members, edges in _part(len(laid), first, second, _judge(laid, bases, shelf, decisions)):
        tellings, inside = _load(members, laid, bases, shelf)
        grouped = settle(tellings, edges, inside, decisions.incidents)
        kept += (replace(incident, claim_ids=(), links=()) for incident in grouped.incidents)
        facets = [facet for telling in tellings for facet in telling.facets]
        if _stands_alone(facets, grouped.tellings, gathered.wanted, asked):
            questions, doubtful = find_questions(facets, grouped.tellings, decisions.questions)
            yield Resolution((), grouped.incidents, (), questions, (*grouped.offered, *doubtful))
        else:
            late += facets
            late_tellings.update(grouped.tellings)
            yield Resolution((), grouped.incidents, (), (), grouped.offered)
    questions, doubtful = find_questions((*gathered.loose, *late), late_tellings, decisions.questions)
    yield Resolution(voices, (), find_episodes(kept), questions, doubtful)


def _gather(source: Source, shelf: Shelf, voice_of: Mapping[str, str], decisions: Decisions) -> _Gathered:
    """Put the claims of every telling on the shelf and give what stays.

    A report that counts things of nobody named waits there whole until all have passed by: any may tell whose they are.
    """
    gathered = _Gathered()
    owners: Owners = {}
    waiting: list[int] = []
    for number, (report, claims) in enumerate(source.told()):
        facets = _lay_out_report(report, claims, voice_of, decisions)
        for key, held in find_owners(facets).items():
            owners.setdefault(key, []).extend(held)
        if any(map(lacks_owner, facets)):
            shelf.put(-1 - number, (tuple(facets), ()))
            waiting.append(number)
        else:
            _put_away(number, facets, shelf, gathered, decisions)
    for number in waiting:
        facets = tell_owners(shelf.get(-1 - number)[0], owners)
        _put_away(number, facets, shelf, gathered, decisions)
    gathered.shared = {}
    return gathered


def _put_away(
    number: int,
    facets: Sequence[Facet],
    shelf: Shelf,
    gathered: _Gathered,
    decisions: Decisions,
) -> None:
    """Put the tellings of a report on the shelf, with their report but for its text, and keep what stays of them."""
    if not facets:
        return
    tellings, links = find_tellings((f for f in facets if f.speaks_of_incident), decisions.incidents.apart)
    slim = replace(facets[0].report, text="", map=())
    for telling in tellings:
        founder = telling.facets[0]
        words = founder.claim.statement.evidence.text.casefold()
        digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        held = {name: getattr(telling, name) for name in _SHARED}
        profile = replace(
            telling, facets=(), **{name: gathered.shared.setdefault((name, x), x) for name, x in held.items()}
        )
        mine = {facet.id for facet in telling.facets}
        at = len(gathered.bases)
        inside = tuple(link for link in links if link.b in mine)
        shelf.put(at, (tuple(replace(f, report=slim) for f in telling.facets), inside))
        gathered.bases.append(_Base(profile, number, at, (founder.voice, digest)))
    gathered.loose += (replace(f, report=slim) for f in facets if f.has_figure and not f.speaks_of_incident)
    for facet in facets:
        for figure in lay_out_figures(facet) if facet.has_figure else ():
            gathered.wanted.update((figure.kind_key, number) for number in name_replaced(figure))


def _lay_out_report(
    report: Report, claims: Iterable[Claim], voice_of: Mapping[str, str], decisions: Decisions
) -> list[Facet]:
    voice = voice_of.get(report.id, report.id)
    ordered = sorted(claims, key=lambda c: c.id)
    return tell_people(lay_out(c, report, voice) for c in ordered if c.id not in decisions.rejected)


def _mark(bases: list[_Base]) -> list[_Base]:
    bases.sort(key=lambda b: b.profile.key)
    marked = mark_busy(keep_rare_names([b.profile for b in bases]))
    return [b if p is b.profile else replace(b, profile=p) for b, p in zip(bases, marked, strict=True)]


def _lay_copies_together(bases: Sequence[_Base], shelf: Shelf, decisions: Decisions) -> list[list[int]]:
    """Give the positions of tellings in copies of a text that say the same words, first ones first."""
    held: dict[tuple[object, ...], list[int]] = defaultdict(list)
    seen: dict[tuple[int, str, bytes], int] = defaultdict(int)
    for n, base in enumerate(bases):
        told = (base.report, *base.said)
        held[*base.said, seen[told]].append(n)
        seen[told] += 1
    laid: list[list[int]] = []
    for group in held.values():
        together = [group[0]]
        for n in group[1:]:
            if decisions.incidents.foes and _is_forbidden(together, n, bases, shelf, decisions):
                laid.append([n])
            else:
                together.append(n)
        laid.append(together)
    return sorted(laid, key=lambda members: bases[members[0]].profile.key)


def _is_forbidden(together: Iterable[int], n: int, bases: Sequence[_Base], shelf: Shelf, decisions: Decisions) -> bool:
    ours = {f.id for m in together for f in shelf.get(bases[m].shelf)[0]}
    theirs = {f.id for f in shelf.get(bases[n].shelf)[0]}
    return decisions.incidents.forbid(ours, theirs)


def _find_edges(profiles: Sequence[Telling]) -> tuple[array[int], array[int]]:
    """Give the pairs of positions that score OFFERED or more, as two columns in order."""
    first, second = array("L"), array("L")
    for code in propose_pairs(profiles):
        i, j = divmod(int(code), len(profiles))
        if sum_up(compare(profiles[i], profiles[j])) >= OFFERED:
            first.append(i)
            second.append(j)
    return first, second


def propose_pairs(profiles: Sequence[Telling]) -> np.ndarray:
    """Give the pairs that share a key as numbers i × size + j, sorted: columns of hashed keys, joined by block."""
    columns = {"own": (array("Q"), array("L")), "wider": (array("Q"), array("L"))}
    for n, profile in enumerate(profiles):
        for keys, (hashes, positions) in zip(find_keys(profile), columns.values(), strict=True):
            for key in keys:
                hashes.append(
                    int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
                )
                positions.append(n)
    own, own_at = _sort_column(*columns["own"])
    wide, wide_at = _sort_column(*columns["wider"])
    if not len(own):
        return np.zeros(0, np.uint64)
    starts = np.flatnonzero(np.r_[True, own[1:] != own[:-1]])
    ends = np.r_[starts[1:], len(own)]
    low, high = np.searchsorted(wide, own[starts], "left"), np.searchsorted(wide, own[starts], "right")
    size = len(profiles)
    found: list[np.ndarray] = []
    codes = array("Q")
    for start, end, left, right in zip(starts, ends, low, high, strict=True):
        if end - start + right - left < 2:
            continue
        held, others = own_at[start:end].tolist(), wide_at[left:right].tolist()
        reach = CROWD if len(held) + len(others) <= CROWD else 20
        for n, a in enumerate(held):
            codes.extend(a * size + b for b in held[n + 1 : n + 1 + reach])
            codes.extend(min(a, b) * size + max(a, b) for b in others[:reach] if a != b)
        if len(codes) > 4_000_000:
            found.append(np.unique(np.frombuffer(codes, np.uint64)))
            codes = array("Q")
    found.append(np.unique(np.frombuffer(codes, np.uint64)) if codes else np.zeros(0, np.uint64))
    return np.unique(np.concatenate(found))


def _sort_column(hashes: array[int], positions: array[int]) -> tuple[np.ndarray, np.ndarray]:
    if not hashes:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    keys, at = np.frombuffer(hashes, np.uint64), np.frombuffer(positions, np.uint64)
    order = np.lexsort((at, keys))
    return keys[order], at[order]


def _judge(
    laid: Sequence[Sequence[int]], bases: Sequence[_Base], shelf: Shelf, decisions: Decisions
) -> list[tuple[int, int]]:
    """Give the positions that hold claims which a person put together, in pairs."""
    wanted = {claim for pair in decisions.incidents.together for claim in pair}
    if not wanted:
        return []
    home: dict[str, int] = {}
    for position, members in enumerate(laid):
        for n in members:
            for facet in shelf.get(bases[n].shelf)[0]:
                if facet.id in wanted:
                    home[facet.id] = position
    pairs = (sorted(home[c] for c in pair if c in home) for pair in decisions.incidents.together)
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def _part(
    size: int, first: array[int], second: array[int], judged: Iterable[tuple[int, int]]
) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Give the parts that pairs hold together: their positions, and their pairs as places among these."""
    unions = Unions(size)
    for a, b in zip(first, second, strict=True):
        unions.join(a, b)
    for a, b in judged:
        unions.join(a, b)
    edges: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b in zip(first, second, strict=True):
        edges[unions.find(a)].append((a, b))
    for members in unions.groups():
        at = {n: k for k, n in enumerate(members)}
        yield members, [(at[a], at[b]) for a, b in edges.pop(members[0], ())]


def _load(
    members: Iterable[int], laid: Sequence[Sequence[int]], bases: Sequence[_Base], shelf: Shelf
) -> tuple[list[Telling], list[Link]]:
    """Take the claims of a part from the shelf: its tellings in order, and the links inside reports and between copies."""
    tellings: list[Telling] = []
    links: list[Link] = []
    for position in members:
        full: list[Telling] = []
        for n in laid[position]:
            facets, inside = shelf.get(bases[n].shelf)
            links += inside
            full.append(replace(bases[n].profile, facets=facets))
        links += (link_copies(full[0], other) for other in full[1:])
        tellings.append(join_tellings(full) if len(full) > 1 else full[0])
    return tellings, links


def _stands_alone(
    facets: Iterable[Facet],
    tellings: Mapping[str, Telling],
    wanted: set[tuple[Key, Number | None]],
    asked: set[str],
) -> bool:
    """Say whether every figure of a part answers a question of its own incident, and nothing outside can join it."""
    incident_of = {f.id: name for name, telling in tellings.items() for f in telling.facets}
    for facet in facets:
        if facet.id in asked:
            return False
        for figure in lay_out_figures(facet):
            name = incident_of.get(facet.id)
            if name is None or facet.is_total or not has_one_place(find_spots(tellings[name], figure)):
                return False
            if (figure.kind_key, figure.value) in wanted or name_replaced(figure):
                return False
    return True
