"""The annex of the brief: every report read with its sentences and the claims in them, and what stayed open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.lookup import Lookup, anchor_of
from counterclaim.publish.quotes import Piece, Quote, cut_sentence, quote
from counterclaim.publish.translations import quote_original
from counterclaim.publish.wording import (
    AFFILIATION_WORDS,
    KIND_NOUNS,
    join_words,
    write_moment,
    write_period,
    write_place,
    write_scope,
)
from counterclaim.records.claim import Claim, VictimValue
from counterclaim.records.statement import BY_PERSON
from counterclaim.records.text import Report

MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: a name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim under its sentence: who claims what, through whom, and what the text leaves open."""

    anchor: str
    claimant: str
    what: str
    figure: str
    chain: str
    facts: tuple[Fact, ...]
    gaps: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report in pieces that are marked for all its claims, and these claims.

    `original` is the paragraph that it translates, empty where it is no translation.
    """

    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    original: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was read: where and when it appeared, whose text it carries, and its sentences with claims."""

    anchor: str
    outlet: str
    affiliation: str
    title: str
    when: str
    language: str
    wire: str
    copy_of: str
    copy_href: str
    claims: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """One kind of gap, how many claims have it, and links to them; `further` beyond the links."""

    field: str
    why: str
    count: int
    links: tuple[Quote, ...]
    further: int


def lay_out_reports(lookup: Lookup) -> tuple[Read, ...]:
    """Give the reports by publication, outlet and id, undated ones last, each with its claims in text order."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in lookup.story.claims:
        by_report[claim.statement.report_id].append(claim)
    firsts = {id: voice.first for voice in lookup.story.resolution.syndications for id in voice.report_ids}
    return tuple(
        _read(lookup, report, by_report.get(report.id, []), lookup.reports.get(firsts.get(report.id, report.id)))
        for report in order_reports(lookup)
    )


def order_reports(lookup: Lookup) -> list[Report]:
    """Give the reports by publication, outlet and id, undated ones last."""
    return sorted(
        lookup.story.reports,
        key=lambda r: (
            r.published is None,
            r.published.isoformat() if r.published else "",
            lookup.name_outlet(r),
            r.id,
        ),
    )


def lay_out_gaps(lookup: Lookup) -> tuple[Open, ...]:
    """Give what could not be determined, by field and reason, the most frequent first."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(lookup.story.claims, key=_text_order):
        for field, why in dict.fromkeys((gap.field, gap.why) for gap in claim.gaps):
            found[make_name(field), lookup.hide(why, claim)].append(claim)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Open(
            field=field,
            why=why,
            count=len(claims),
            links=tuple(quote(lookup, claim) for claim in claims[:MOST_LINKS]),
            further=max(len(claims) - MOST_LINKS, 0),
        )
        for (field, why), claims in ordered
    )


def _read(lookup: Lookup, report: Report, claims: list[Claim], first: Report | None) -> Read:
    sentences: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_text_order):
        sentences[claim.statement.evidence.start, claim.statement.evidence.end].append(claim)
    is_copy = first is not None and first.id != report.id
    return Read(
        anchor=anchor_of(report.id, "report"),
        outlet=lookup.name_outlet(report),
        affiliation=AFFILIATION_WORDS[report.outlet.affiliation] if report.outlet else "affiliation unknown",
        title=make_name(lookup.masks.hide((report.title or "")[:2000], report.id)),
        when=write_moment(report.published, exact=report.published_exact),
        language=make_name(report.language or "") or "language unknown",
        wire=make_name(join_words(report.wire)),
        copy_of=lookup.name_outlet(first) if is_copy else "",
        copy_href=f"#{anchor_of(first.id, 'report')}" if is_copy and first else "",
        claims=len(claims),
        sentences=tuple(
            Sentence(
                cut_sentence(lookup, group),
                tuple(lay_out_entry(lookup, claim) for claim in group),
                quote_original(lookup, report, group[0]),
            )
            for group in sentences.values()
        ),
    )


def _text_order(claim: Claim) -> tuple[str, int, int, int, str]:
    statement = claim.statement
    return (statement.report_id, statement.evidence.start, statement.evidence.end, statement.trigger.start, claim.id)


def lay_out_entry(lookup: Lookup, claim: Claim) -> Entry:
    """Give one claim as it stands under its sentence."""
    figure = write_figure(claim.quantity)
    return Entry(
        anchor=anchor_of(claim.id),
        claimant=lookup.name_claimant(claim),
        what=_name_what(claim),
        figure=figure.signs if claim.quantity else "",
        chain=" › ".join(lookup.chain_of(claim)),
        facts=tuple(Fact(name, value) for name, value in _facts(lookup, claim) if value),
        gaps=tuple(Fact(make_name(gap.field), lookup.hide(gap.why, claim)) for gap in claim.gaps),
    )


def _name_what(claim: Claim) -> str:
    noun = claim.measure.value if claim.measure else KIND_NOUNS[claim.statement.kind]
    status = claim.statement.status.value
    return (
        noun
        if status == "asserted"
        else f"{noun} ({'said not to have happened' if status == 'negated' else 'planned, feared or possible'})"
    )


def _facts(lookup: Lookup, claim: Claim) -> list[tuple[str, str]]:
    statement, source = claim.statement, claim.statement.source
    checking = lookup.checking_of(claim)
    told = claim.victim_status
    said_to_be = told if told and told.value is not VictimValue.UNKNOWN else None
    by = f" according to {lookup.hide(said_to_be.by, claim)}" if said_to_be and said_to_be.by else ""
    parts = claim.quantity.parts if claim.quantity else ()
    return [
        ("Whom or what", _name_mentions(lookup, claim, "object")),
        ("By", _name_mentions(lookup, claim, "actor")),
        ("Said to be", f"{said_to_be.value.value}{by}" if said_to_be else ""),
        ("Further amounts", join_words([_name_part(lookup, claim, i) for i in range(len(parts))])),
        (
            "Where",
            join_words([write_place(p.place) if p.place else lookup.hide(p.span.text, claim) for p in claim.place]),
        ),
        (
            "When",
            join_words([write_period(t.period) if t.period else lookup.hide(t.span.text, claim) for t in claim.time]),
        ),
        ("Covers", write_scope(claim.scope)),
        ("With", join_words([lookup.hide(span.text, claim) for span in statement.means])),
        ("Denies", f"the {statement.denies.value}" if statement.denies else ""),
        ("Checking, as reported", f"“{checking}”" if checking else ""),
        ("Speaker is", source.speaker_class.value if source.speaker_class else ""),
        ("Knows because", source.basis.value if source.basis else ""),
        ("Confidence of the reading", "" if statement.reader == BY_PERSON else f"{statement.confidence:.2f}"),
        ("A person’s judgement", lookup.decided.tell_claim(claim.id)),
    ]


def _name_mentions(lookup: Lookup, claim: Claim, role: str) -> str:
    mentions = claim.object if role == "object" else claim.actor
    named = []
    for mention in mentions:
        words = lookup.hide(mention.span.text, claim)
        actor = make_name(mention.actor.name) if mention.actor else ""
        named.append(f"{words} ({actor})" if actor and actor not in words else words)
    return join_words([name for name in named if name])


def _name_part(lookup: Lookup, claim: Claim, index: int) -> str:
    part = claim.quantity.parts[index] if claim.quantity else None
    if part is None:
        return ""
    of = f" {lookup.hide(part.of, claim)}" if part.of else ""
    return f"{write_figure(part).signs}{of} ({part.relation.value})"
