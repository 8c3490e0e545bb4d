"""The reports that were read, and one report: its text with every span marked, and the claims beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.marking import ROLES, Mark, cut_passages, cut_windows, list_spans
from counterclaim.desk.pages.editor import Editor, Enterer, lay_out_editor, lay_out_enterer
from counterclaim.desk.pages.evidence import Evidence, lay_out_evidence
from counterclaim.desk.pages.lines import ReportLine, lay_out_report
from counterclaim.desk.pages.origin import Origin, lay_out_origin, quote_behind
from counterclaim.publish.legible import make_legible, make_name
from counterclaim.publish.links import Linked
from counterclaim.publish.wording import AFFILIATION_WORDS, join_words
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report

FEW_OUTLETS = 60


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Reports by publication, newest first; undated ones last. `skipped` are files that could not be read, and why."""

    text: str
    outlet: str
    lines: tuple[ReportLine, ...]
    paging: Paging
    outlets: tuple[Option, ...]
    skipped: tuple[str, ...]
    sample: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces marked by role, with the claims whose event stands in it.

    `spans` are the places of each claim's marked words ("10-16 20-24"), `enterer` the form for a missed claim, where it was
    asked for here. `original` are the words that a translated paragraph translates.
    """

    start: int
    pieces: tuple[Mark, ...]
    claims: tuple[Evidence, ...]
    spans: tuple[str, ...]
    enterer: Enterer | None = None
    original: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report, or the part of a long one that a page holds (`part` of `parts`).

    `roles` explain the marks: name, the word printed beside the marked words, meaning. `editor` is the form that corrects
    the claim that was asked for; `origin` tells where the report came from.
    """

    id: str
    line: ReportLine
    affiliation: str
    wire: str
    url: str
    path: str
    notes: tuple[str, ...]
    copy_of: Linked | None
    copies: tuple[Linked, ...]
    paragraphs: tuple[Paragraph, ...]
    roles: tuple[tuple[str, str, str], ...]
    part: int
    parts: int
    earlier: str
    later: str
    editor: Editor | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a report is asked for: a part, the claim to go to, the claim to correct, the place of a missed claim."""

    part: int = 1
    claim: str = ""
    edit: str = ""
    enter: str = ""


def list_reports(asked: Asked, text: str, outlet: str, page: int) -> ReportsPage:
    """Give a page of the reports whose outlet or title holds the text."""
    lookup = asked.lookup
    words = text.casefold().split()
    found, counted = asked.edition.once("newest reports", lambda: _sort_newest(asked))
    if outlet or words:
        told = asked.edition.once("words of reports", lambda: [_describe(asked, report) for report in found])
        found = [
            report
            for report, (name, about) in zip(found, told, strict=True)
            if (not outlet or name == outlet) and all(word in about for word in words)
        ]
    shown, paging = cut_page(found, page, asked)
    most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:FEW_OUTLETS]
    return ReportsPage(
        text=text,
        outlet=outlet,
        lines=tuple(lay_out_report(asked, report) for report in shown),
        paging=paging,
        outlets=tuple(Option(name, name, count) for name, count in sorted(most)),
        skipped=tuple(make_name(line) for line in lookup.story.skipped[:200]),
        sample=lookup.sample,
    )


def _sort_newest(asked: Asked) -> tuple[list[Report], Counter[str]]:
    """Give the reports newest first, undated ones last, and how many each outlet has."""
    reports, order = asked.lookup.story.reports, asked.edition.order
    newest = sorted(reports, key=lambda r: (r.published is None, -order[r.id]))
    return newest, Counter(asked.lookup.name_outlet(report) for report in reports)


def _describe(asked: Asked, report: Report) -> tuple[str, str]:
    """Give a report's outlet, and outlet and title in small letters without private names."""
    outlet = asked.lookup.name_outlet(report)
    title = asked.lookup.masks.hide((report.title or "")[:2000], report.id)
    return outlet, f"{outlet} {title}".casefold()


def show_report(asked: Asked, id: str, wanted: Wanted) -> ReportPage:
    """Give the part of a report that is asked for, or the one that holds the claim; raises UnknownName."""
    edition, lookup = asked.edition, asked.lookup
    report = edition.report(id)
    claims = edition.claims_of.get(id, ())
    windows = cut_windows(report.text)
    edited = next((c for c in claims if c.id == wanted.edit), None)
    shown = edited or next((c for c in claims if c.id == wanted.claim), None)
    part = wanted.part
    if shown is not None:
        at = shown.statement.trigger.start
        part = next((i + 1 for i, (start, end) in enumerate(windows) if start <= at < end), part)
    part = min(max(part, 1), len(windows))
    enterer = lay_out_enterer(asked, report, wanted.enter)
    place = int(wanted.enter.removeprefix("@").partition("-")[0]) if enterer else -1
    behind = quote_behind(asked, report)
    passages = cut_passages(lookup, report, claims, windows[part - 1])
    voices = edition.once("voices", lambda: {v.id: v for v in lookup.story.resolution.syndications})
    voice = voices.get(lookup.voices.get(id, ""))
    siblings = [lookup.reports[i] for i in voice.report_ids if i != id and i in lookup.reports] if voice else []
    is_copy = voice is not None and voice.first != id and voice.first in lookup.reports

    def link(number: int) -> str:
        return asked.addresses.to(asked.path, part=number) if 1 <= number <= len(windows) else ""

    return ReportPage(
        id=id,
        line=lay_out_report(asked, report),
        affiliation=AFFILIATION_WORDS[report.outlet.affiliation] if report.outlet else "affiliation unknown",
        wire=make_name(join_words(report.wire)),
        url=make_legible(report.url or "")[:500],
        path=make_legible(PurePath((report.path or "").replace("\\", "/")).name)[:500],
        notes=tuple(make_legible(note)[:500] for note in report.notes),
        copy_of=_link(asked, lookup.reports[voice.first]) if voice and is_copy else None,
        copies=tuple(_link(asked, one) for one in siblings[:20]) if not is_copy else (),
        paragraphs=tuple(
            Paragraph(
                passage.start,
                passage.pieces,
                tuple(lay_out_evidence(asked, claim) for claim in passage.claims),
                tuple(_list_spans(claim) for claim in passage.claims),
                enterer if passage.start <= place < passage.end else None,
                behind(passage.start, passage.end),
            )
            for passage in passages
        ),
        roles=tuple((role, short, meaning) for role, (short, meaning) in ROLES.items()),
        part=part,
        parts=len(windows),
        earlier=link(part - 1),
        later=link(part + 1),
        editor=lay_out_editor(asked, edited) if edited else None,
        origin=lay_out_origin(asked, report),
    )


def _list_spans(claim: Claim) -> str:
    return " ".join(f"{span.start}-{span.end}" for _, span in list_spans(claim))


def _link(asked: Asked, report: Report) -> Linked:
    line = lay_out_report(asked, report)
    return Linked(line.outlet, line.href, f"{line.outlet}, {line.when}")
