"""The brief as data: everything its pages may show of a story, and nothing they must work out themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.publish.annex import Fact, Open, Read, lay_out_gaps, lay_out_reports
from counterclaim.publish.basemap import CREDIT as BASEMAP_CREDIT
from counterclaim.publish.clashes import Clash, lay_out_clashes
from counterclaim.publish.disputes import Card, lay_out_cards
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.sites import Sites, lay_out_sites
from counterclaim.publish.stances import Answer, StanceGroup, lay_out_answers, lay_out_stances
from counterclaim.publish.wording import count_of, join_words, write_day, write_days
from counterclaim.records.statement import BY_PERSON
from counterclaim.records.story import Story

STANDING_NOTE = (
    "These are not UCDP’s, ACLED’s or Airwars’ figures. Rules named after a project apply to claims what its people "
    "apply to reports. Nothing here is called verified or true; where a report speaks of checking, its words are "
    "quoted."
)
CREDITS = (
    BASEMAP_CREDIT
    + " Dashed lines are armistice or control lines, or borders that a state concerned does not accept; lines that the "
    "source does not carry, such as those around Abkhazia, South Ossetia, Transnistria or parts of eastern Ukraine, "
    "are not drawn. "
    "Names are the source’s. No line or name is a view on status.",
    "Places: GeoNames (geonames.org), CC BY 4.0.",
)


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief.

    `sample` says what an absence is an absence from; `cards` are in reading order, disputed ones first.
    """

    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    note: str
    sample: str
    disputed: tuple[Card, ...]
    undisputed: tuple[Card, ...]
    clashes: tuple[Clash, ...]
    answers: tuple[Answer, ...]
    stances: tuple[StanceGroup, ...]
    sites: Sites
    reports: tuple[Read, ...]
    skipped: tuple[str, ...]
    gaps: tuple[Open, ...]
    offered: int
    credits: tuple[str, ...]


def compose_brief(story: Story, *, masked: bool = True) -> Brief:
    """Lay out a story as a brief.

    Private persons are masked unless `masked` is False; an empty story gives an empty brief.
    """
    lookup = Lookup.of(story, masked=masked)
    cards = lay_out_cards(lookup)
    return Brief(
        title="Brief of claims",
        subtitle=_write_subtitle(lookup),
        facts=_write_facts(lookup, masked=masked),
        note=STANDING_NOTE,
        sample=lookup.sample,
        disputed=_with_parts(cards, disputed=True),
        undisputed=_with_parts(cards, disputed=False),
        clashes=lay_out_clashes(lookup),
        answers=lay_out_answers(lookup),
        stances=lay_out_stances(lookup),
        sites=lay_out_sites(lookup),
        reports=lay_out_reports(lookup),
        skipped=tuple(make_name(line) for line in story.skipped),
        gaps=lay_out_gaps(lookup),
        offered=len(story.resolution.offered),
        credits=CREDITS,
    )


def _with_parts(cards: Sequence[Card], *, disputed: bool) -> tuple[Card, ...]:
    """Part the cards in disputed and not; a sub-count goes where its total goes."""
    out: list[Card] = []
    taken = False
    for card in cards:
        if not card.is_part:
            taken = card.is_disputed == disputed
        if taken:
            out.append(card)
    return tuple(out)


def _write_subtitle(lookup: Lookup) -> str:
    days = [report.day for report in lookup.story.reports if report.day]
    span = write_days(min(days), max(days)) if days else "undated"
    return f"{count_of(len(lookup.story.reports), 'report')}, {span}"


def _write_facts(lookup: Lookup, *, masked: bool) -> tuple[Fact, ...]:
    story = lookup.story
    days = [report.day for report in story.reports if report.day]
    undated = len(story.reports) - len(days)
    outlets = sorted({lookup.name_outlet(report) for report in story.reports})
    languages = sorted({make_name(report.language or "") or "unknown" for report in story.reports})
    copies = sum(len(voice.report_ids) - 1 for voice in story.resolution.syndications)
    rules = sorted({spread.rule for spread in story.reconciliation.spreads})
    readers = sorted({claim.statement.reader for claim in story.claims if claim.statement.reader} - {BY_PERSON})
    entered = sum(claim.statement.reader == BY_PERSON for claim in story.claims)
    as_of = story.reconciliation.as_of
    figures = sum(claim.quantity is not None for claim in story.claims)
    return (
        Fact(
            "Reports",
            f"{len(story.reports):,}"
            + (f", {count_of(copies, 'copy', 'copies')} of the same text among them" if copies else ""),
        ),
        Fact("Outlets", f"{len(outlets):,}" + (f": {join_words(outlets)}" if len(outlets) <= 12 and outlets else "")),
        Fact("Languages", join_words(languages) or "none"),
        Fact(
            "Published",
            (write_days(min(days), max(days)) if days else "no dates") + (f"; {undated} undated" if undated else ""),
        ),
        Fact("As of", f"{write_day(as_of)}, by publication" if as_of else "everything that was read"),
        Fact(
            "Claims",
            f"{len(story.claims):,}, {count_of(figures, 'of them with a figure', 'of them with a figure')}"
            + (f"; {entered} {BY_PERSON}" if entered else ""),
        ),
        Fact("Rules", join_words(rules) or "none applied"),
        Fact("Reader", make_name(join_words(readers)) or "not recorded"),
        Fact("Reviewed by a person", _write_review(story)),
        Fact(
            "Private persons",
            "names withheld, role and town kept" if masked else "names shown: keep this page to yourself",
        ),
    )


def _write_review(story: Story) -> str:
    revoked = {judgement.revokes for judgement in story.judgements if judgement.revokes}
    standing = [j for j in story.judgements if j.id not in revoked and not j.revokes]
    if not standing:
        return f"none of {count_of(len(story.claims), 'claim')}"
    people = len({judgement.author for judgement in standing})
    subjects = len({judgement.subject for judgement in standing})
    by, on = count_of(people, "person", "people"), count_of(subjects, "record")
    return f"{count_of(len(standing), 'judgement')} by {by} on {on}"
