"""Double coding: the same claims coded by several people apart from each other, and where they differ.

What a coder gives is a judgement that decides nothing by itself. A further judgement of a third person settles a
difference and is the one that stands.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.publish.agreement import Agreement, agree, differ_by_ratio, find_alpha
from counterclaim.publish.decided import write_field
from counterclaim.publish.wording import KIND_NOUNS
from counterclaim.records.books import Entry
from counterclaim.records.statement import Kind
from counterclaim.records.story import Judgement, Verdict

# What is coded, by the names that an edit gives them; "claim" is whether the marked words make a claim at all.
FIELDS: Mapping[str, str] = {
    "claim": "is a claim",
    "kind": "what is told of",
    "told": "told as",
    "measure": "what is counted",
    "figure": "figure",
    "side": "whose losses",
    "actor": "by whom",
    "claimant": "claimant",
    "place": "place",
    "period": "when",
}
MACHINE = "the reader of this program"
_WEIGHED = frozenset({Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT})


@dataclass(frozen=True, slots=True)
class Sample:
    """Claims drawn for double coding, as ids of their statements in the order in which they are coded."""

    name: str
    seed: int
    statements: tuple[str, ...]
    entry: Entry

    @classmethod
    def of(cls, entry: Entry) -> Sample:
        """Give the sample that an entry of the book keeps; what cannot be understood is left out."""
        drawn, seed = entry.fields.get("statements"), entry.fields.get("seed")
        named = tuple(id for id in drawn if isinstance(id, str)) if isinstance(drawn, list) else ()
        return cls(entry.name, seed if isinstance(seed, int) else 0, named, entry)


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder made of one claim: values by field, as an edit keeps them; none where it is no claim.

    `is_blind` is False for what a person decided in review, with the machine's values in sight, and for the machine.
    """

    coder: str
    values: Mapping[str, object] | None
    is_blind: bool = True

    def key(self, field: str) -> Hashable:
        """Give what is equal for two equal values; None where this coder gave none, because it is no claim."""
        if field == "claim":
            return self.values is not None
        return None if self.values is None else key_value(field, self.values.get(field))

    def write(self, field: str) -> str:
        """Give the value in words."""
        if field == "claim":
            return "no claim" if self.values is None else "a claim"
        value = None if self.values is None else self.values.get(field)
        if field == "kind" and value in set(Kind):
            return KIND_NOUNS[Kind(str(value))]
        return "–" if self.values is None else write_field(field, value)


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How two coders agree on a field; `ratio` is alpha of figures as counts, None for other fields."""

    field: str
    words: str
    found: Agreement
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that two coders read differently: the fields in which, and who settled it and how (None where nobody has)."""

    statement: str
    one: Coding
    other: Coding
    fields: tuple[str, ...]
    settled: Judgement | None


def draw(strata: Mapping[str, str], size: int, seed: int) -> tuple[str, ...]:
    """Give `size` of the ids that `strata` puts into strata, each stratum by its share, none left out where size allows.

    The same ids, size and seed give the same sample in the same order; ids of one stratum do not stand together.
    """
    held: dict[str, list[str]] = defaultdict(list)
    for id, stratum in strata.items():
        held[stratum].append(id)
    size = min(size, len(strata))
    least = 1 if size >= len(held) else 0
    rest = size - least * len(held)
    shares = {name: len(ids) * size / len(strata) - least for name, ids in held.items()} if strata else {}
    total = sum(max(share, 0) for share in shares.values()) or 1
    given = {name: least + int(max(share, 0) * rest / total) for name, share in shares.items()}
    # What rounding leaves goes to the largest remainders; a stratum that is used up passes it on.
    order = sorted(shares, key=lambda name: (-(max(shares[name], 0) * rest / total % 1), name))
    left = size - sum(given.values())
    while left > 0:
        for name in order:
            if left and given[name] < len(held[name]):
                given[name] += 1
                left -= 1
    chosen = [id for name, ids in held.items() for id in sorted(ids, key=lambda i: _mix(seed, i))[: given[name]]]
    return tuple(sorted(chosen, key=lambda id: _mix(seed, "order", id)))


def _mix(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def key_value(field: str, value: object) -> Hashable:
    """Give what is equal for two values of a field that mean the same."""
    if isinstance(value, dict):
        if field == "figure":
            return (value.get("low"), value.get("high"))
        if field == "period":
            return (value.get("start"), value.get("end"))
        return str(value.get("name") if field in ("actor", "claimant") else value.get("id")).casefold()
    return value.casefold() if isinstance(value, str) else str(value)


def collect(
    sample: Sample, standing: Iterable[Judgement], machine: Mapping[str, Mapping[str, object]], ids: Mapping[str, str]
) -> Mapping[str, Mapping[str, Coding]]:
    """Give the codings of each statement of a sample by coder: blind ones, else what the person decided in review.

    `standing` are the judgements that nobody withdrew, `machine` the values that were read, by statement, and `ids` the
    statements of claims. The machine's own values are among the codings, so that a person can be compared with it.
    """
    wanted = set(sample.statements)
    found: dict[str, dict[str, Coding]] = {id: {} for id in sample.statements}
    for judgement in sorted(standing, key=lambda j: (j.at, j.id)):
        content = judgement.content
        if judgement.verdict is Verdict.CODE:
            item, values = content.get("item"), content.get("values")
            if content.get("sample") == sample.name and item in wanted:
                found[item][judgement.author] = Coding(judgement.author, values if isinstance(values, dict) else None)
        elif judgement.verdict in _WEIGHED and "settles" not in content and ids.get(judgement.subject) in wanted:
            item = ids[judgement.subject]
            before = found[item].get(judgement.author)
            if before is None or not before.is_blind:
                found[item][judgement.author] = _review(judgement, before, machine.get(item, {}))
    for item in sample.statements:
        if item in machine:
            found[item][MACHINE] = Coding(MACHINE, machine[item], is_blind=False)
    return found


def _review(judgement: Judgement, before: Coding | None, machine: Mapping[str, object]) -> Coding:
    if judgement.verdict is Verdict.REJECT:
        return Coding(judgement.author, None, is_blind=False)
    held = before.values if before and before.values is not None else machine
    fields = judgement.content.get("set") if judgement.verdict is Verdict.EDIT else {}
    return Coding(judgement.author, {**held, **fields} if isinstance(fields, dict) else held, is_blind=False)


def find_settled(sample: Sample, standing: Iterable[Judgement]) -> Mapping[str, Judgement]:
    """Give the judgements that settle differences of a sample, the last one of each statement."""
    ordered = sorted(standing, key=lambda j: (j.at, j.id))
    return {str(j.content.get("item")): j for j in ordered if j.content.get("settles") == sample.name}


def count_coded(codings: Mapping[str, Mapping[str, Coding]]) -> Counter[tuple[str, bool]]:
    """Give how many claims each coder has coded, as (coder, blind or not)."""
    return Counter((one.coder, one.is_blind) for held in codings.values() for one in held.values())


def compare(
    codings: Mapping[str, Mapping[str, Coding]], a: str, b: str, settled: Mapping[str, Judgement]
) -> tuple[tuple[FieldAgreement, ...], tuple[Difference, ...]]:
    """Give how two coders agree, field by field, on what both coded, and where they differ, in the sample's order.

    On whether something is a claim all of it counts; on the other fields what both take for one.
    """
    both = [(id, held[a], held[b]) for id, held in codings.items() if a in held and b in held]
    agreements = []
    for field, words in FIELDS.items():
        keys = [
            (one.key(field), other.key(field)) for _, one, other in both if field == "claim" or _is_claim(one, other)
        ]
        agreements.append(FieldAgreement(field, words, agree(keys), _find_ratio(both) if field == "figure" else None))
    differences = []
    for id, one, other in both:
        fields = [f for f in FIELDS if one.key(f) != other.key(f) and (f == "claim" or _is_claim(one, other))]
        if fields:
            differences.append(Difference(id, one, other, tuple(fields), settled.get(id)))
    return tuple(agreements), tuple(differences)


def _is_claim(one: Coding, other: Coding) -> bool:
    return one.values is not None and other.values is not None


def _find_ratio(both: Sequence[tuple[str, Coding, Coding]]) -> float | None:
    numbers = ((_read_number(one), _read_number(other)) for _, one, other in both)
    return find_alpha([(a, b) for a, b in numbers if a is not None and b is not None], differ_by_ratio)


def _read_number(coding: Coding) -> float | None:
    figure = coding.values.get("figure") if coding.values else None
    ends = (figure.get("low"), figure.get("high")) if isinstance(figure, dict) else ()
    return next((float(end) for end in ends if isinstance(end, int | float)), None)
