"""The overview: what is disputed now, what changed since a day, what was read last, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from counterclaim.desk.asked import Asked
from counterclaim.desk.pages.lines import QuestionLine, ReportLine, lay_out_question, lay_out_report
from counterclaim.desk.pages.openings import Opening, list_openings
from counterclaim.desk.pages.questions import sort_questions
from counterclaim.desk.pages.ties import list_all_offered
from counterclaim.publish.annex import Fact
from counterclaim.publish.brief import STANDING_NOTE
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, link_claim, name_holder
from counterclaim.publish.lookup import anchor_of
from counterclaim.publish.stances import name_party_of
from counterclaim.publish.wording import RELATION_WORDS, count_of, write_day, write_days
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import Kind
from counterclaim.records.story import Relation, Tally, TallyEntry
from counterclaim.records.text import Report

MOST_NEWS = 6
MOST_DISPUTED, MOST_CHANGES, MOST_REPORTS = 8, 20, 8
_NO_CHANGE = frozenset({Relation.REPEATS, Relation.VARIANT, Relation.RESTATES, Relation.ROUNDS})


@dataclass(frozen=True, slots=True)
class Change:
    """A claimant's new figure on a question: how it stands to the one before (`before` is empty for a first figure)."""

    question: Linked
    claimant: str
    figure: Linked
    relation: str
    before: str
    when: str
    outlet: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What an analyst looks at first. `changes_found` counts all changes since `since` (a day), newest first.

    `news` is what else came since then: contradictions, denials, first figures of own losses, each with how many there are.
    `openings` are fields that claims leave open, `offered` counts the links that wait for a person.
    """

    facts: tuple[Fact, ...]
    disputed: tuple[QuestionLine, ...]
    disputed_found: int
    questions_found: int
    since: str
    changes: tuple[Change, ...]
    changes_found: int
    news: tuple[tuple[str, tuple[Linked, ...], int], ...]
    reports: tuple[ReportLine, ...]
    openings: tuple[Opening, ...]
    offered: int
    skipped: tuple[str, ...]
    note: str
    sample: str


def show_overview(asked: Asked, since: date | None) -> OverviewPage:
    """Give the overview; without a day, changes are those of the last day on which a report was published."""
    lookup, edition = asked.lookup, asked.edition
    story = lookup.story
    days = edition.once("published", lambda: sorted({report.day for report in story.reports if report.day}))
    since = since or (days[-1] if days else None)
    disputed = edition.once(
        "disputed", lambda: sort_questions([s for s in edition.summaries if s.is_disputed], "disputed")
    )
    changes = edition.once(("changes", since), lambda: _find_changes(asked, since))
    newest = edition.once("latest", lambda: _find_latest(asked))
    return OverviewPage(
        facts=(*edition.once("facts", lambda: _list_facts(asked, days)), _count_reviewed(asked)),
        disputed=tuple(lay_out_question(asked, s) for s in disputed[:MOST_DISPUTED]),
        disputed_found=len(disputed),
        questions_found=len(edition.summaries),
        since=since.isoformat() if since else "",
        changes=tuple(_change(asked, tally, entry) for _, tally, entry in changes[:MOST_CHANGES]),
        changes_found=len(changes),
        news=edition.once(("news", since), lambda: tuple(_list_news(asked, since))),
        reports=tuple(lay_out_report(asked, report) for report in newest),
        openings=list_openings(asked),
        offered=sum(not asked.journal.is_paired(*one.claim_ids) for one in list_all_offered(edition)),
        skipped=tuple(make_name(line) for line in story.skipped[:20]),
        note=STANDING_NOTE,
        sample=lookup.sample,
    )


def _list_facts(asked: Asked, days: list[date]) -> tuple[Fact, ...]:
    story, lookup = asked.lookup.story, asked.lookup
    outlets = {lookup.name_outlet(report) for report in story.reports}
    languages = {report.language for report in story.reports if report.language}
    figures = sum(claim.quantity is not None for claim in story.claims)
    return (
        Fact(
            "Reports",
            f"{len(story.reports):,} from {count_of(len(outlets), 'outlet')} in {count_of(len(languages), 'language')}",
        ),
        Fact("Published", write_days(days[0], days[-1]) if days else "no dates"),
        Fact("Claims", f"{len(story.claims):,}, {figures:,} of them with a figure"),
    )


def _count_reviewed(asked: Asked) -> Fact:
    reviewed = sum(id in asked.lookup.claims for id in asked.journal.standing)
    return Fact("Reviewed by a person", f"{reviewed:,} of {count_of(len(asked.lookup.claims), 'claim')}")


def _find_latest(asked: Asked) -> list[Report]:
    order = asked.edition.order
    return nsmallest(MOST_REPORTS, asked.lookup.story.reports, key=lambda r: (r.published is None, -order[r.id]))


def _find_changes(asked: Asked, since: date | None) -> list[tuple[date, Tally, TallyEntry]]:
    found = []
    for known in asked.edition.answers.values():
        for tally in known.tallies:
            for entry in tally.entries:
                claim = asked.lookup.claims.get(entry.claim_id)
                day = asked.lookup.day_of(claim) if claim else None
                if day and since and day >= since and entry.relation not in _NO_CHANGE:
                    found.append((day, tally, entry))
    found.sort(
        key=lambda f: (
            -f[0].toordinal(),
            f[2].relation is Relation.FIRST,
            f[1].question_id,
            f[1].claimant,
            f[2].claim_id,
        )
    )
    return found


def _list_news(asked: Asked, since: date | None) -> Iterator[tuple[str, tuple[Linked, ...], int]]:
    """Give what came since a day beside figures, as (title, newest first, how many): contradictions, denials, admissions."""
    lookup = asked.lookup

    def is_new(claim: Claim | None) -> bool:
        day = lookup.day_of(claim) if claim else None
        return bool(claim and day and since and day >= since)

    def lay_out(claims: Iterable[Claim], word: str) -> tuple[tuple[Linked, ...], int]:
        held = sorted({c.id: c for c in claims}.values(), key=lookup.order_of, reverse=True)
        links = []
        for claim in held[:MOST_NEWS]:
            link = asked.addresses.aim(link_claim(lookup, claim))
            has_denier = any(m.actor for m in claim.actor) or claim.claimant.basis is ClaimantBasis.SPEAKER
            # An outlet that tells of a denial does not deny: where nobody is named, nobody is credited.
            who = f"{name_party_of(lookup, claim)} {word}" if has_denier else "somebody not named denies"
            told = f"{who} ({lookup.outlet_of(claim)}, {write_day(lookup.day_of(claim))})"
            links.append(Linked(told if word else link.text, link.href, told if word else link.words))
        return tuple(links), len(held)

    clashes = []
    for clash in lookup.story.reconciliation.contradictions:
        claims = lookup.find_claims(clash.claim_ids)
        newest = max(claims, key=lookup.order_of, default=None)
        if newest and is_new(newest):
            clashes.append(newest)
    yield "Figures and words that cannot all hold, the newest of each", *lay_out(clashes, "")
    stories = asked.edition.story.claims
    yield "Denials", *lay_out((c for c in stories if c.statement.kind is Kind.DENY and is_new(c)), "denies")
    firsts = (
        lookup.claims.get(tally.entries[0].claim_id)
        for answers in asked.edition.answers.values()
        for tally in answers.tallies
        if tally.own_loss and tally.entries
    )
    yield "First figures of a side’s own losses", *lay_out((c for c in firsts if c and is_new(c)), "")


def _change(asked: Asked, tally: Tally, entry: TallyEntry) -> Change:
    lookup, addresses = asked.lookup, asked.addresses
    before = next((e for e in tally.entries if e.claim_id == entry.to), None)
    claim = lookup.claims[entry.claim_id]
    label, figure, claimant = (
        lookup.label_of(tally.question_id),
        write_figure(entry.quantity),
        name_holder(lookup, tally),
    )
    href = addresses.resolve(f"#{anchor_of(entry.claim_id)}")
    return Change(
        question=Linked(label, addresses.to(f"/questions/{tally.question_id}"), label),
        claimant=claimant,
        figure=Linked(figure.signs, href, f"{claimant}: {figure.words}"),
        relation=RELATION_WORDS[entry.relation],
        before=write_figure(before.quantity).signs if before else "",
        when=write_day(lookup.day_of(claim)),
        outlet=lookup.outlet_of(claim),
    )
