"""Figures that no single place of an incident holds: which others some of them can be put together with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from counterclaim.resolve.amendments import find_amended
from counterclaim.resolve.decisions import Pairs
from counterclaim.resolve.facets import Facet
from counterclaim.resolve.figures import Figure, Key, lay_out_figures
from counterclaim.resolve.questions import find_spots, has_one_place
from counterclaim.resolve.tellings import Telling


def find_mates(
    facets: Iterable[Facet], tellings: Mapping[str, Telling], own: Set[str], decisions: Pairs
) -> frozenset[str]:
    """Give the claims whose figures can answer one question with those of `own` beyond their incidents, some of `own` among them.

    `tellings` hold each claim as its report tells it. Loose figures of one kind are put together by size and scope, and so
    is what stands in a sentence with them; a correction and a judgement lead from any figure to any other.
    """
    figures = sorted((figure for facet in facets for figure in lay_out_figures(facet)), key=lambda f: f.order)
    judged = frozenset[str]().union(*decisions.together, *decisions.apart)
    loose = [f for f in figures if is_loose(f, tellings.get(f.facet.id))]
    kinds = _close({f.kind_key for f in loose if f.facet.id in own}, loose)
    found = {f.facet.id for f in loose if f.kind_key in kinds} | (judged & {f.facet.id for f in figures})
    counted = {f.kind_key for f in figures if f.facet.id in own | found}
    return frozenset(found | _find_amended([f for f in figures if f.kind_key in counted], own | found))


def is_loose(figure: Figure, telling: Telling | None) -> bool:
    """Say whether no single place of what a figure is told with holds it."""
    return telling is None or figure.facet.is_total or not has_one_place(find_spots(telling, figure))


def _close(kinds: set[Key], figures: Sequence[Figure]) -> set[Key]:
    """Give these kinds with those that stand in one sentence with one of them, and so on."""
    sentences: dict[tuple[str, int], set[Key]] = defaultdict(set)
    for figure in figures:
        sentences[figure.facet.report.id, figure.facet.sentence[0]].add(figure.kind_key)
    groups = [group for group in sentences.values() if len(group) > 1]
    size = 0
    while size != len(kinds):
        size = len(kinds)
        kinds = kinds.union(*(group for group in groups if not kinds.isdisjoint(group)))
    return kinds


def _find_amended(figures: Sequence[Figure], claim_ids: Set[str]) -> set[str]:
    """Give the claims that corrections tie to these, over any number of others."""
    ties = [{figures[n].facet.id, figures[m].facet.id} for n, m in find_amended(figures)]
    found: set[str] = set()
    size = -1
    while size != len(found):
        size = len(found)
        found = found.union(*(tie for tie in ties if tie & (claim_ids | found)))
    return found
