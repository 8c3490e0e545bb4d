"""Double coding: samples, one claim to code from its words alone, how two coders agree, and what settles a difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote as quote_path

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.pages.evidence import find_surroundings
from counterclaim.pipeline.doubling import (
    AgreementRow,
    Compared,
    DifferenceRow,
    choose_coders,
    describe_sample,
    find_sample,
    list_agreement,
    list_differences,
    look_up,
)
from counterclaim.pipeline.naming import Register
from counterclaim.publish.doubles import FIELDS, MACHINE, Difference, Sample, compare
from counterclaim.publish.legible import make_name
from counterclaim.publish.quotes import Piece, cut_sentence
from counterclaim.publish.spreadsheet import write_csv
from counterclaim.publish.wording import KIND_NOUNS, write_moment
from counterclaim.records.books import Book
from counterclaim.records.claim import Claim, Measure
from counterclaim.records.statement import Kind, Status
from counterclaim.records.story import Judgement

ROWS = 10
MOST_NAMES = 300
STATUSES = {
    Status.ASSERTED: "said to have happened",
    Status.NEGATED: "said not to have happened",
    Status.IRREALIS: "planned, feared, demanded or possible",
}


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample in the list: who drew it, and how far it is coded."""

    href: str
    name: str
    claims: int
    seed: int
    author: str
    when: str
    stamp: str
    coded: str
    settled: int


@dataclass(frozen=True, slots=True)
class DoublesPage:
    """The samples of a ledger, newest first; `claims` is how many there are to draw from."""

    samples: tuple[SampleLine, ...]
    claims: int
    sample: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """How two coders agree on a field, in words: "18 of 20", "90 %", "0.78", "0.53 to 1"; – where it is undefined."""

    field: str
    equal: str
    share: str
    kappa: str
    interval: str
    alpha: str
    ratio: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One field that two coders read differently, with the value of each."""

    field: str
    words: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A claim that two coders read differently; `settled` says by whom and how, empty where nobody has."""

    item: str
    number: int
    href: str
    before: str
    pieces: tuple[Piece, ...]
    after: str
    choices: tuple[Choice, ...]
    settled: str
    seen: str


@dataclass(frozen=True, slots=True)
class DoublePage:
    """One sample. `mine` of `claims` are coded by who asks; until all are, `is_hidden` keeps the differences from them.

    `one` and `other` are the coders compared, both empty where there are no two; `files` are the tables to take along.
    """

    name: str
    href: str
    about: SampleLine
    claims: int
    gone: int
    mine: int
    code_href: str
    coders: tuple[Option, ...]
    one: str
    other: str
    fields: tuple[FieldLine, ...]
    differences: tuple[DifferenceLine, ...]
    found: int
    open: int
    is_hidden: bool
    reveal_href: str
    files: tuple[tuple[str, str], ...]
    paging: Paging
    sample: str


@dataclass(frozen=True, slots=True)
class CodingPage:
    """One claim to code: its sentence with the marked words, and nothing of what was read in them or coded by others.

    `number` of `claims` in the sample; `is_anew` where who asks has coded it before; `is_done` where nothing is left.
    """

    name: str
    href: str
    item: str
    number: int
    claims: int
    mine: int
    is_anew: bool
    is_done: bool
    before: str
    pieces: tuple[Piece, ...]
    after: str
    outlet: str
    when: str
    stamp: str
    kinds: tuple[Option, ...]
    measures: tuple[Option, ...]
    statuses: tuple[Option, ...]
    names: tuple[str, ...]
    previous: str
    following: str


def list_doubles(asked: Asked) -> DoublesPage:
    """Give the samples."""
    with asked.keeper.ledger.view() as view:
        entries = view.entries(Book.SAMPLES)
    found = [_look_up(asked, Sample.of(entry)) for entry in entries]
    lines = [_line(asked, one) for one in sorted(found, key=lambda f: f.sample.entry.at, reverse=True)]
    return DoublesPage(tuple(lines), len(asked.lookup.claims), asked.lookup.sample)


def show_double(asked: Asked, name: str, coders: tuple[str, str], *, reveal: bool, page: int) -> DoublePage:
    """Give the page of a sample; raises UnknownName for one, or a coder, that is not there."""
    found = open_sample(asked, name)
    pair = choose_coders(found, [coder for coder in coders if coder])
    settled, total = found.settled, len(found.sample.statements)
    differences: tuple[Difference, ...] = ()
    rows: tuple[AgreementRow, ...] = ()
    if pair:
        rows, (_, differences) = list_agreement(found, *pair), compare(found.codings, *pair, settled)
    mine = _count_mine(asked, found)
    # Who has coded nothing yet may still be a coder: they are told before they look.
    is_hidden = bool(pair) and mine < len(found.claims) and not reveal
    shown, paging = cut_page(() if is_hidden else differences, page, asked, size=ROWS)
    one, other = pair or ("", "")
    href = _href(asked, name)
    query = {"one": one, "other": other}
    return DoublePage(
        name=make_name(name),
        href=href,
        about=_line(asked, found),
        claims=total,
        gone=total - len(found.claims),
        mine=mine,
        code_href=asked.addresses.to(f"{_path(name)}/code"),
        coders=tuple(
            Option(
                who, f"{make_name(who)}, {'blind' if blind else 'as read' if who == MACHINE else 'in review'}", count
            )
            for who, count, blind in found.coders
        ),
        one=one,
        other=other,
        fields=tuple(_field(row) for row in rows),
        differences=tuple(_difference(asked, found, one) for one in shown),
        found=len(differences),
        open=sum(one.settled is None for one in differences),
        is_hidden=is_hidden,
        reveal_href=asked.addresses.to(_path(name), **query, reveal="true") + "#differences",
        files=tuple(
            (what, asked.addresses.to(f"{_path(name)}/file", what=what, **query))
            for what in ("agreement", *(() if is_hidden else ("differences",)))
        )
        if pair
        else (),
        paging=paging,
        sample=asked.lookup.sample,
    )


def show_coding(asked: Asked, name: str, item: int) -> CodingPage:
    """Give the claim to code: the one with that number (from 1), else the first that who asks has not coded."""
    found = open_sample(asked, name)
    who = asked.visitor.name if asked.visitor else ""
    here = [(n, id) for n, id in enumerate(found.sample.statements, start=1) if id in found.claims]
    coded = {id for _, id in here if (one := found.codings[id].get(who)) and one.is_blind}
    waiting = [pair for pair in here if pair[1] not in coded]
    chosen = next((pair for pair in here if pair[0] == item), None) or (waiting[0] if waiting else None)
    number, id = chosen or (0, "")
    claim = found.claims.get(id)
    before, after = find_surroundings(asked, claim) if claim else ("", "")
    numbers = [n for n, _ in here]
    at = numbers.index(number) if claim else -1
    return CodingPage(
        name=make_name(name),
        href=_href(asked, name),
        item=id,
        number=number,
        claims=len(found.sample.statements),
        mine=len(coded),
        is_anew=id in coded,
        is_done=claim is None,
        before=before,
        pieces=blind(asked, claim) if claim else (),
        after=after,
        outlet=asked.lookup.outlet_of(claim) if claim else "",
        when=asked.lookup.moment_of(claim) if claim else "",
        stamp=asked.lookup.stamp_of(claim) if claim else "",
        kinds=tuple(Option(kind.value, KIND_NOUNS[kind]) for kind in sorted(Kind, key=lambda k: KIND_NOUNS[k])),
        measures=tuple(Option(measure.value, measure.value) for measure in Measure),
        statuses=tuple(Option(status.value, words) for status, words in STATUSES.items()),
        names=asked.edition.once("parties by name", lambda: _list_names(asked)),
        previous=_step(asked, name, numbers, at - 1) if at > 0 else "",
        following=_step(asked, name, numbers, at + 1) if 0 <= at < len(numbers) - 1 else "",
    )


def write_file(asked: Asked, name: str, what: str, coders: tuple[str, str]) -> tuple[str, str]:
    """Give a file's name and its text: agreement by field, or differences, of two coders as CSV."""
    found = open_sample(asked, name)
    pair = choose_coders(found, [coder for coder in coders if coder])
    kind = DifferenceRow if what == "differences" else AgreementRow
    rows: Iterable[AgreementRow | DifferenceRow] = ()
    if pair and kind is AgreementRow:
        rows = list_agreement(found, *pair)
    elif pair:
        register: Register = asked.edition.once(
            "register", lambda: Register(asked.edition.story, lookup=asked.edition.lookup)
        )
        rows = list_differences(register, found, *pair)
    columns = list(kind.__dataclass_fields__)
    text = write_csv(columns, ({column: getattr(row, column) for column in columns} for row in rows))
    return f"counterclaim-{'differences' if kind is DifferenceRow else 'agreement'}.csv", text


def open_sample(asked: Asked, name: str) -> Compared:
    """Give what was coded of a sample, as the ledger has it this moment. Raises UnknownName."""
    with asked.keeper.ledger.view() as view:
        sample = find_sample(view.entries(Book.SAMPLES), name)
    return _look_up(asked, sample)


def blind(asked: Asked, claim: Claim) -> tuple[Piece, ...]:
    """Give a claim's sentence with nothing marked in it but the words that are asked about."""
    pieces = cut_sentence(asked.lookup, (claim,))
    return tuple(p if p.role in ("trigger", "withheld", "cut") else replace(p, role="") for p in pieces)


def _look_up(asked: Asked, sample: Sample) -> Compared:
    return look_up(sample, asked.edition.story, _list_standing(asked))


def _list_standing(asked: Asked) -> list[Judgement]:
    """Give what nobody withdrew, each on the claim that carries its words where the edition knows it."""
    withdrawn = asked.journal.withdrawn
    held = {j.id: j for j in asked.journal.history if j.id not in withdrawn and not j.revokes}
    return list({**held, **{j.id: j for j in asked.edition.story.judgements if j.id in held}}.values())


def _count_mine(asked: Asked, found: Compared) -> int:
    who = asked.visitor.name if asked.visitor else ""
    return sum((one := found.codings[id].get(who)) is not None and one.is_blind for id in found.claims)


def _line(asked: Asked, found: Compared) -> SampleLine:
    row, entry = describe_sample(found), found.sample.entry
    return SampleLine(
        href=_href(asked, found.sample.name),
        name=make_name(found.sample.name),
        claims=row.claims,
        seed=row.seed,
        author=row.author,
        when=write_moment(entry.at, exact=True),
        stamp=entry.at.isoformat(),
        coded=row.coded,
        settled=row.settled,
    )


def _field(row: AgreementRow) -> FieldLine:
    interval = f"{_write(row.kappa_low)} to {_write(row.kappa_high)}" if row.kappa_low is not None else "–"
    return FieldLine(
        field=row.field,
        equal=f"{row.equal} of {row.units}",
        share="–" if row.share is None else f"{row.share:.0%}".replace("%", " %"),
        kappa=_write(row.kappa),
        interval=interval,
        alpha=_write(row.alpha),
        ratio=_write(row.alpha_ratio),
    )


def _write(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _difference(asked: Asked, found: Compared, one: Difference) -> DifferenceLine:
    lookup, claim, by = asked.lookup, found.claims[one.statement], one.settled
    before, after = find_surroundings(asked, claim)
    settled = f"{by.verdict.value}, by {make_name(by.author)}: {lookup.hide(by.reason, claim)}" if by else ""
    return DifferenceLine(
        item=one.statement,
        number=found.sample.statements.index(one.statement) + 1,
        href=asked.addresses.to(f"/claims/{claim.id}"),
        before=before,
        pieces=blind(asked, claim),
        after=after,
        choices=tuple(
            Choice(f, FIELDS[f], lookup.hide(one.one.write(f), claim), lookup.hide(one.other.write(f), claim))
            for f in one.fields
        ),
        settled=settled,
        seen=asked.journal.newest.get(claim.id, ""),
    )


def _list_names(asked: Asked) -> tuple[str, ...]:
    """Give the parties that the ledger's claims name, without private persons, to choose from while typing."""
    named = {m.actor.name for c in asked.edition.story.claims for m in (*c.actor, *c.object) if m.actor}
    named |= {c.claimant.name for c in asked.edition.story.claims if not c.claimant.is_private_person}
    return tuple(sorted(make_name(name) for name in named if not asked.lookup.masks.find(name)))[:MOST_NAMES]


def _step(asked: Asked, name: str, numbers: list[int], at: int) -> str:
    return asked.addresses.to(f"{_path(name)}/code", item=numbers[at])


def _href(asked: Asked, name: str) -> str:
    return asked.addresses.to(_path(name))


def _path(name: str) -> str:
    return f"/doubles/{quote_path(name, safe='')}"
