"""Double coding on a ledger: samples drawn and kept, what coders give, how they agree, and what settles a difference."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from counterclaim.errors import UnknownName
from counterclaim.pipeline.edits import Typed, read_typed
from counterclaim.pipeline.judging import Signed, edit, tell_fields, weigh
from counterclaim.publish.doubles import (
    FIELDS,
    MACHINE,
    Coding,
    Sample,
    collect,
    compare,
    count_coded,
    draw,
    find_settled,
    key_value,
)
from counterclaim.publish.legible import make_name
from counterclaim.records.books import Book, Entry
from counterclaim.records.claim import Measure
from counterclaim.records.statement import Kind, Status
from counterclaim.records.story import About, Judgement, Verdict
from counterclaim.resolve.identity import digest_parts

if TYPE_CHECKING:
    from counterclaim.ledger.ledger import Ledger
    from counterclaim.ledger.view import View
    from counterclaim.normalise.gazetteer import Gazetteer
    from counterclaim.pipeline.naming import Register
    from counterclaim.records.claim import Claim
    from counterclaim.records.story import Story

LONGEST_NAME = 60
MOST = 2000
_OF_THINGS = frozenset({Measure.DESTROYED.value, Measure.SEIZED.value, Measure.STRUCK.value})
_NEVER_NOTHING = frozenset({"side", "claimant", "kind", "told"})


@dataclass(frozen=True, slots=True)
class Compared:
    """A sample with all that was coded of it: who coded how many, and the claims it means now, by statement."""

    sample: Sample
    codings: Mapping[str, Mapping[str, Coding]]
    settled: Mapping[str, Judgement]
    claims: Mapping[str, Claim]

    @property
    def coders(self) -> tuple[tuple[str, int, bool], ...]:
        """Who coded how many claims and whether blind, most first; the machine last."""
        counted = count_coded(self.codings)
        rows = [(coder, count, blind) for (coder, blind), count in counted.items()]
        return tuple(sorted(rows, key=lambda row: (row[0] == MACHINE, not row[2], -row[1], row[0])))


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How two coders agree on one field. Shares and coefficients are fractions of 1, None where they are undefined."""

    sample: str
    one: str
    other: str
    field: str
    units: int
    equal: int
    share: float | None
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    alpha: float | None
    alpha_ratio: float | None


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One field of one claim that two coders read differently, with their values and who settled it."""

    sample: str
    claim_id: str
    field: str
    one: str
    one_value: str
    other: str
    other_value: str
    settled_by: str | None
    settled_as: str | None
    reason: str | None


def draw_sample(story: Story, name: str, size: int, seed: int, signed: Signed) -> Entry:
    """Write a sample of the story's claims, drawn by kind and seed. Raises UnknownName where there is nothing to draw."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or "/" in name:
        raise UnknownName(f"A sample has a name of up to {LONGEST_NAME} characters, without a slash.")
    if not 0 < size <= MOST:
        raise UnknownName(f"A sample has between 1 and {MOST} claims.")
    strata = {claim.statement.id: claim.statement.kind.value for claim in story.claims}
    if not strata:
        raise UnknownName("There are no claims to draw from: read reports first.")
    chosen = list(draw(strata, size, seed))
    content = json.dumps({"seed": seed, "size": size, "of": len(strata), "statements": chosen})
    id = digest_parts("sample", name, content, signed.author, signed.at.isoformat())
    return Entry(id, Book.SAMPLES, name, content, signed.author, signed.reason, signed.at)


def find_sample(entries: Iterable[Entry], name: str) -> Sample:
    """Give the sample of this name. Raises UnknownName where there is none."""
    held = {entry.name: entry for entry in entries}
    if name not in held:
        told = f"There are {', '.join(held)}." if held else "Draw one: counterclaim double sample NAME."
        raise UnknownName(f"There is no sample {name!r}. {told}")
    return Sample.of(held[name])


def look_up(sample: Sample, story: Story, standing: Sequence[Judgement]) -> Compared:
    """Give what was coded of a sample; `standing` are the judgements that nobody withdrew."""
    wanted = set(sample.statements)
    claims = {c.statement.id: c for c in story.claims if c.statement.id in wanted}
    ids = {claim.id: id for id, claim in claims.items()}
    machine = {id: _unedit(claim, standing) for id, claim in claims.items()}
    return Compared(sample, collect(sample, standing, machine, ids), find_settled(sample, standing), claims)


def _unedit(claim: Claim, standing: Iterable[Judgement]) -> Mapping[str, object]:
    """Give the values that were read, before people corrected them."""
    fields = {name: value for name, value in tell_fields(claim).items() if name in FIELDS}
    edits = [j for j in standing if j.subject == claim.id and j.verdict is Verdict.EDIT]
    for judgement in sorted(edits, key=lambda j: (j.at, j.id), reverse=True):
        was = judgement.content.get("was")
        fields.update({name: was[name] for name in FIELDS if isinstance(was, dict) and name in was})
    return fields


def code(
    register: Register, item: tuple[Sample, str], given: Mapping[str, str] | None, signed: Signed, at: Gazetteer
) -> Judgement:
    """Write what a coder makes of a claim from the words alone; `given` is what was typed, None for no claim.

    `item` is the sample and the statement in it. Fields that are left empty say that the words tell nothing. Raises
    UnknownName for words that are not understood.
    """
    sample, statement = item
    if statement not in sample.statements:
        raise UnknownName(f"The sample {sample.name} does not hold {statement!r}.")
    subject = register.find_holder(_find_claim(register, statement).id, About.CLAIM)
    assert subject is not None
    claim = register.lookup.claims[subject.id]
    values = None if given is None else read_values(given, claim, register.lookup.story, at)
    made = weigh(register, Verdict.CODE, subject, signed)
    return _tag(made, {"sample": sample.name, "item": statement, "values": values})


def _find_claim(register: Register, statement: str) -> Claim:
    for claim in register.lookup.story.claims:
        if claim.statement.id == statement:
            return claim
    raise UnknownName("The newest reading no longer finds this claim in its report; leave it out.")


def read_values(given: Mapping[str, str], claim: Claim, story: Story, gazetteer: Gazetteer) -> dict[str, object]:
    """Give what was typed as values of an edit, None for what was left empty. Raises UnknownName."""
    typed = {name: words.strip() for name, words in given.items() if words.strip()}
    if "kind" not in typed:
        raise UnknownName("Say what the marked words tell of, or that they make no claim.")
    names = ("figure", "side", "actor", "claimant", "place", "period", "measure")
    asked: dict[str, Any] = {name: typed[name] for name in names if name in typed}
    if "figure" in asked and asked["figure"].casefold() != "none":
        if "unit" not in typed and asked.get("measure") in _OF_THINGS:
            raise UnknownName("Say of what the figure is: posts, tanks, houses, persons …")
        asked["unit"] = typed.get("unit", "persons")
    known = read_typed(Typed(as_typed=True, **asked), claim, story, gazetteer) if asked else {}
    values: dict[str, object] = {name: known.get(name) for name in FIELDS if name != "claim"}
    try:
        values["kind"] = Kind(typed["kind"]).value
        values["told"] = Status(typed.get("told", Status.ASSERTED.value)).value
    except ValueError as error:
        raise UnknownName(f"{error}.") from error
    return values


def settle(register: Register, found: Compared, statement: str, chosen: Mapping[str, str], signed: Signed) -> Judgement:
    """Write the judgement that settles a difference: for each field whose value holds, by the coder's name.

    `chosen` may name for "claim" a coder who takes it for none: then it is rejected. Raises UnknownName.
    """
    if not signed.reason.strip():
        raise UnknownName("Say why, for whoever reads it later.")
    held = found.codings.get(statement, {})
    if unknown := sorted(set(chosen.values()) - held.keys()):
        raise UnknownName(f"{unknown[0]} has not coded this claim.")
    subject = register.find_holder(_find_claim(register, statement).id, About.CLAIM)
    assert subject is not None
    tags = {"settles": found.sample.name, "item": statement}
    verdict_of = held.get(chosen.get("claim", ""))
    if verdict_of is not None and verdict_of.values is None:
        return _tag(weigh(register, Verdict.REJECT, subject, signed), tags)
    now = tell_fields(register.lookup.claims[subject.id])
    fields: dict[str, object] = {}
    for name, coder in chosen.items():
        values = held[coder].values
        if name == "claim" or name not in FIELDS or values is None:
            continue
        value = values.get(name)
        if value is None and name in _NEVER_NOTHING:
            raise UnknownName(f"“{FIELDS[name]}” cannot be set to nothing: choose another value, or reject the claim.")
        if key_value(name, value) != key_value(name, now.get(name)):
            fields[name] = value
    made = edit(register, subject, fields, signed) if fields else weigh(register, Verdict.ACCEPT, subject, signed)
    return _tag(made, tags)


def _tag(judgement: Judgement, content: Mapping[str, object]) -> Judgement:
    detail = json.dumps({**judgement.content, **content}, ensure_ascii=False, sort_keys=True)
    return replace(judgement, id=digest_parts("double", judgement.id, detail), detail=detail)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample and how far it is coded: "ada 12 blind, ben 40 in review"; `settled` counts differences that are settled."""

    sample: str
    claims: int
    seed: int
    author: str
    made_at: str
    reason: str
    coded: str
    settled: int


def list_samples(view: View) -> tuple[SampleRow, ...]:
    """Give the samples of a ledger, the newest first."""
    from counterclaim.pipeline.compose import tell_story

    entries = view.entries(Book.SAMPLES)
    story = tell_story(view) if entries else None
    rows = [look_up(Sample.of(entry), story, story.judgements) for entry in entries if story]
    return tuple(describe_sample(row) for row in sorted(rows, key=lambda r: r.sample.entry.at, reverse=True))


def describe_sample(found: Compared) -> SampleRow:
    """Give a sample as a row."""
    entry = found.sample.entry
    coded = (
        f"{make_name(who)} {n} {'blind' if blind else 'in review'}" for who, n, blind in found.coders if who != MACHINE
    )
    return SampleRow(
        sample=found.sample.name,
        claims=len(found.sample.statements),
        seed=found.sample.seed,
        author=make_name(entry.author),
        made_at=entry.at.isoformat(timespec="seconds"),
        reason=make_name(entry.reason),
        coded=", ".join(coded) or "nobody yet",
        settled=len(found.settled),
    )


def choose_coders(found: Compared, named: Sequence[str] = ()) -> tuple[str, str] | None:
    """Give the two coders to compare: those named, else the two people with most claims, else a person and the machine."""
    coders = [coder for coder, _, _ in found.coders]
    for name in named:
        if name not in coders:
            raise UnknownName(f"{name} has coded nothing of {found.sample.name}; {', '.join(coders)} have.")
    order = list(dict.fromkeys((*named, *coders)))
    return (order[0], order[1]) if len(order) > 1 else None


def list_agreement(found: Compared, a: str, b: str) -> tuple[AgreementRow, ...]:
    """Give how two coders agree, a row for each field."""
    rows, _ = compare(found.codings, a, b, found.settled)
    return tuple(
        AgreementRow(
            sample=found.sample.name,
            one=make_name(a),
            other=make_name(b),
            field=row.words,
            units=row.found.units,
            equal=row.found.equal,
            share=_round(row.found.share),
            kappa=_round(row.found.kappa),
            kappa_low=_round(row.found.kappa_low),
            kappa_high=_round(row.found.kappa_high),
            alpha=_round(row.found.alpha),
            alpha_ratio=_round(row.ratio),
        )
        for row in rows
    )


def list_differences(register: Register, found: Compared, a: str, b: str) -> tuple[DifferenceRow, ...]:
    """Give where two coders differ, a row for each field; private names are withheld."""
    _, differences = compare(found.codings, a, b, found.settled)
    rows = []
    for one in differences:
        claim, by = found.claims[one.statement], one.settled
        for field in one.fields:

            def hide(words: str, claim: Claim = claim) -> str:
                return register.lookup.hide(words, claim)

            rows.append(
                DifferenceRow(
                    sample=found.sample.name,
                    claim_id=claim.id,
                    field=FIELDS[field],
                    one=make_name(a),
                    one_value=hide(one.one.write(field)),
                    other=make_name(b),
                    other_value=hide(one.other.write(field)),
                    settled_by=make_name(by.author) if by else None,
                    settled_as=by.verdict.value if by else None,
                    reason=hide(by.reason) if by else None,
                )
            )
    return tuple(rows)


def keep_sample(book: Ledger, view: View, entry: Entry) -> Sample:
    """Keep a sample under its name. Raises UnknownName where the name is taken: a sample is never drawn anew."""
    if any(held.name == entry.name for held in view.book_history(Book.SAMPLES)):
        raise UnknownName(f"There is a sample {entry.name!r} already, and one is never drawn anew: take another name.")
    book.enter(entry, seen="")
    return Sample.of(entry)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
