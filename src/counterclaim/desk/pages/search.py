"""Search: claims by their sentences and by what they are about, and reports by all their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.edition import Edition
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.pages.lines import ReportLine, lay_out_report
from counterclaim.desk.pages.openings import index_gaps, list_openings
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.quotes import Quote, quote
from counterclaim.publish.wording import KIND_NOUNS
from counterclaim.records.books import Book
from counterclaim.records.claim import Claim, Measure
from counterclaim.records.statement import Kind, Status

MOST_REPORTS = 20


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """What claims are looked for, as asked: all words of `text` in the sentence, and equal codes where given.

    `gap` is a field that the claim leaves open; with `counted` it has a figure.
    """

    text: str = ""
    claimant: str = ""
    kind: str = ""
    measure: str = ""
    status: str = ""
    gap: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim found: who claims what, the figure with its bound, and the sentence."""

    what: str
    status: str
    figure: str
    figure_words: str
    confidence: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that somebody kept under a name, for everybody."""

    name: str
    href: str
    author: str
    seen: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Claims found by publication, newest first, a page of them; then reports whose whole text holds all the words.

    `withheld` is True where the words name a private person: such names are not searched; `can_keep` where something was
    searched for that can be kept under a name.
    """

    filters: ClaimFilters
    lines: tuple[ClaimLine, ...]
    paging: Paging
    reports: tuple[ReportLine, ...]
    reports_found: int
    withheld: bool
    can_keep: bool
    kinds: tuple[Option, ...]
    measures: tuple[Option, ...]
    statuses: tuple[Option, ...]
    gaps: tuple[Option, ...]
    saved: tuple[Saved, ...]
    export_href: str
    sample: str


def search(asked: Asked, filters: ClaimFilters, page: int) -> SearchPage:
    """Find claims and reports; without any words or filter all claims are given, and no report."""
    lookup = asked.lookup
    withheld = names_private(asked, filters)
    words = filters.text.casefold().split()
    found = find_claims(asked, filters)
    shown, paging = cut_page(found, page, asked)
    report_ids: tuple[str, ...] = ()
    if words and not withheld:
        with asked.keeper.ledger.view() as view:
            report_ids = tuple(id for id in view.search(filters.text) if id in lookup.reports)
    return SearchPage(
        filters=filters,
        lines=tuple(lay_out_claim(asked, claim) for claim in shown),
        paging=paging,
        reports=tuple(lay_out_report(asked, lookup.reports[id]) for id in report_ids[::-1][:MOST_REPORTS]),
        reports_found=len(report_ids),
        withheld=withheld,
        can_keep=not withheld and filters != ClaimFilters(),
        kinds=tuple(Option(kind.value, KIND_NOUNS[kind]) for kind in Kind),
        measures=tuple(Option(measure.value, measure.value) for measure in Measure),
        statuses=tuple(Option(status.value, status.value) for status in Status),
        gaps=tuple(Option(one.field, one.words, one.claims) for one in list_openings(asked)),
        saved=list_saved(asked),
        export_href=asked.addresses.turn("/export/view", asked.query, of="claims", page=None),
        sample=lookup.sample,
    )


def names_private(asked: Asked, filters: ClaimFilters) -> bool:
    """Tell whether the words name a private person: such names are not searched."""
    masks = asked.lookup.masks
    return bool(masks.find(filters.text) or masks.find(filters.claimant))


def find_claims(asked: Asked, filters: ClaimFilters) -> list[Claim]:
    """Give all claims that fit, newest first; none where the words name a private person."""
    if names_private(asked, filters):
        return []
    edition = asked.edition
    found: list[Claim] = edition.once("newest claims", lambda: _sort_newest(edition))
    words, claimant = filters.text.casefold().split(), filters.claimant.casefold()
    # One narrow loop for each filter: this runs over every claim of the ledger.
    if words or claimant:
        told: list[tuple[str, str, Claim]] = edition.once("newest sentences", lambda: _list_sentences(edition, found))
        for word in words:
            told = [one for one in told if word in one[0]]
        found = [claim for _, name, claim in told if claimant in name]
    if filters.kind:
        found = [c for c in found if c.statement.kind == filters.kind]
    if filters.status:
        found = [c for c in found if c.statement.status == filters.status]
    if filters.measure:
        found = [c for c in found if c.measure == filters.measure]
    if filters.gap:
        left_open = index_gaps(edition).get(filters.gap, frozenset())
        found = [c for c in found if c.id in left_open]
    if filters.counted:
        found = [c for c in found if c.quantity is not None]
    return found


def list_saved(asked: Asked) -> tuple[Saved, ...]:
    """Give the searches that were kept, by name."""
    ledger = getattr(asked.keeper, "ledger", None)
    if ledger is None:
        return ()
    with ledger.view() as view:
        entries = view.entries(Book.SEARCHES)
    return tuple(
        Saved(make_name(e.name), asked.addresses.to("/search", **e.fields), make_name(e.author), e.id)
        for e in entries
        if not asked.lookup.masks.find(f"{e.name} {' '.join(map(str, e.fields.values()))}")
    )


def _sort_newest(edition: Edition) -> list[Claim]:
    order = edition.order
    claims = edition.story.claims
    return sorted(claims, key=lambda c: (-order.get(c.statement.report_id, 0), c.statement.trigger.start, c.id))


def _list_sentences(edition: Edition, claims: Iterable[Claim]) -> list[tuple[str, str, Claim]]:
    return [(edition.sentences[claim.id], edition.claimants[claim.id], claim) for claim in claims]


def lay_out_claim(asked: Asked, claim: Claim) -> ClaimLine:
    """Give the line of a claim."""
    figure = write_figure(claim.quantity)
    return ClaimLine(
        what=make_name(claim.measure.value if claim.measure else KIND_NOUNS[claim.statement.kind]),
        status=claim.statement.status.value,
        figure=figure.signs if claim.quantity else "",
        figure_words=figure.words if claim.quantity else "",
        confidence=f"{claim.statement.confidence:.2f}",
        quote=asked.addresses.aim(quote(asked.lookup, claim)),
    )
