"""A story told again after judgements: what they can change is put together anew with its neighbourhood, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar

from counterclaim.ledger.view import View
from counterclaim.pipeline.nearby import Neighbourhood, Resolved
from counterclaim.reconcile.reconcile import Before, reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Incident, Judgement, Link, Question, Resolution, Story, Verdict
from counterclaim.resolve.episodes import find_episodes
from counterclaim.resolve.neighbourhood import KEYS

W = TypeVar("W", Incident, Question)
MOST_WAITING = 200
"""Reports without keys are neighbours of everything: with more of them the whole is as quick."""
MOST_ROUNDS = 5
_GROUPING = frozenset({Verdict.SAME, Verdict.MERGE, Verdict.DIFFERENT, Verdict.SPLIT, Verdict.EDIT, Verdict.ENTER})


def retell_story(view: View, held: Story, as_of: date | None = None) -> Story | None:
    """Give what `tell_story` gives for a ledger to which nothing but judgements came since it told `held`.

    What the new ones cannot change is that of `held`, the very same objects. None where the whole must be told: they name
    what is not there, or lead to most of the ledger.
    """
    judgements = view.judgements(as_of)
    seeds = _find_touched(held, judgements)
    if seeds is None:
        return None
    if not seeds:
        return replace(held, judgements=judgements)
    if len(view.unkeyed(KEYS)) > MOST_WAITING:
        return None
    around = Neighbourhood(view, as_of)
    for _ in range(MOST_ROUNDS):
        near = around.resolve(seeds)
        reached = _find_changed(held, near, seeds)
        if reached <= seeds:
            return _join(held, near, seeds, judgements, as_of)
        seeds |= reached
        if len(seeds) > len(held.reports) // 2:
            return None
    return None


def _find_touched(held: Story, judgements: Sequence[Judgement]) -> frozenset[str] | None:
    """Give the reports that tell of what was decided or withdrawn, where that changes what they tell; None for unknown.

    With the report of a claim come those that tell with it of an incident, or answer its question.
    """
    before, now = set(held.judgements), set(judgements)
    flips = _list_rejected(held.judgements) ^ _list_rejected(judgements)
    changed = [j for j in before ^ now if j.verdict in _GROUPING]
    names = flips | {name for judgement in changed for name in _list_names(judgement)}
    report_of = {claim.id: claim.statement.report_id for claim in held.claims if claim.id in names}
    entered = {j.subject: j.report_id for j in changed if j.verdict is Verdict.ENTER and j.report_id}
    homes = {name: report_of.get(name) or entered.get(name) for name in names}
    known = {report.id for report in held.reports}
    if not set(homes.values()) <= known:
        return None
    around = {
        id for whole in _list_wholes(held.resolution) if not names.isdisjoint(whole.claim_ids) for id in whole.claim_ids
    }
    return frozenset(home for home in homes.values() if home) | _find_homes(held, around)


def _list_names(judgement: Judgement) -> Iterable[str]:
    found = (judgement.subject, judgement.other, *judgement.list_claims("claims"), *judgement.list_claims("from"))
    return (name for name in found if name)


def _list_rejected(judgements: Iterable[Judgement]) -> Set[str]:
    weighed = {
        j.subject: j.verdict
        for j in sorted(judgements, key=lambda j: (j.at, j.id))
        if j.verdict in (Verdict.ACCEPT, Verdict.REJECT)
    }
    return {claim_id for claim_id, verdict in weighed.items() if verdict is Verdict.REJECT}


def _find_changed(held: Story, near: Resolved, seeds: Set[str]) -> frozenset[str]:
    """Give the reports of those incidents and questions of these reports that are not as they were."""
    mine = {c.id for c in chain(held.claims, near.claims) if c.statement.report_id in seeds}
    before, now = (
        {whole.id: whole for whole in _list_wholes(story.resolution) if not mine.isdisjoint(whole.claim_ids)}
        for story in (held, near)
    )
    changed = [told[id] for told in (before, now) for id in told if before.get(id) != now.get(id)]
    claim_ids = {claim_id for whole in changed for claim_id in whole.claim_ids}
    return _find_homes(held, claim_ids) | _find_homes(near, claim_ids)


def _find_homes(story: Story | Resolved, claim_ids: Set[str]) -> frozenset[str]:
    return frozenset(claim.statement.report_id for claim in story.claims if claim.id in claim_ids)


def _join(held: Story, near: Resolved, seeds: Set[str], judgements: tuple[Judgement, ...], as_of: date | None) -> Story:
    """Put what was told anew of some reports in the place of what was told of them before."""
    fresh: dict[str, list[Claim]] = {id: [] for id in seeds}
    for claim in near.claims:
        if claim.statement.report_id in fresh:
            fresh[claim.statement.report_id].append(claim)
    claims = _replace_claims(held.claims, fresh)
    mine = {c.id for c in chain(held.claims, *fresh.values()) if c.statement.report_id in seeds}
    incidents = _replace_wholes(held.resolution.incidents, near.resolution.incidents, mine)
    questions = _replace_wholes(held.resolution.questions, near.resolution.questions, mine)
    resolution = replace(
        held.resolution,
        incidents=incidents,
        questions=questions,
        episodes=find_episodes(incidents),
        offered=_replace_links(held.resolution, near.resolution, mine),
    )
    before = Before(held.resolution, held.reconciliation, held.claims, held.judgements, mine)
    together = reconcile(resolution, claims, held.reports, judgements, as_of=as_of, before=before)
    return replace(held, claims=claims, resolution=resolution, reconciliation=together, judgements=judgements)


def _replace_claims(held: Sequence[Claim], fresh: Mapping[str, Sequence[Claim]]) -> tuple[Claim, ...]:
    """Give all claims in their order; those before where nothing was set in any of them, so that indexes of them stay."""
    before: dict[str, list[Claim]] = {id: [] for id in fresh}
    for claim in held:
        if claim.statement.report_id in before:
            before[claim.statement.report_id].append(claim)
    if isinstance(held, tuple) and all(before[id] == list(found) for id, found in fresh.items()):
        return held
    claims: list[Claim] = []
    done: set[str] = set()
    for claim in held:
        home = claim.statement.report_id
        if home not in fresh:
            claims.append(claim)
        elif home not in done:
            done.add(home)
            claims += fresh[home]
    return (*claims, *(claim for home in fresh if home not in done for claim in fresh[home]))


def _list_wholes(told: Resolution) -> list[Incident | Question]:
    return [*told.incidents, *told.questions]


def _replace_wholes(held: Iterable[W], near: Iterable[W], mine: Set[str]) -> tuple[W, ...]:
    """Give the wholes of all claims, by id: the ones told anew that hold any of `mine`, and the others as they were."""
    wholes = [whole for whole in held if mine.isdisjoint(whole.claim_ids)]
    wholes += [whole for whole in near if not mine.isdisjoint(whole.claim_ids)]
    return tuple(sorted(wholes, key=lambda whole: whole.id))


def _replace_links(held: Resolution, near: Resolution, mine: Set[str]) -> tuple[Link, ...]:
    """Give the offered links; those with an end among `mine` are the ones told anew."""

    def name(told: Resolution) -> Set[str]:
        return mine | {whole.id for whole in _list_wholes(told) if not mine.isdisjoint(whole.claim_ids)}

    before, now = name(held), name(near)
    stay = (link for link in held.offered if link.a not in before and link.b not in before)
    come = (link for link in near.offered if link.a in now or link.b in now)
    return tuple(sorted((*stay, *come), key=lambda link: (link.a, link.b)))
