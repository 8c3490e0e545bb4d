"""Who said a sentence or figure first in a ledger, who carried it on and with what change, how it moved, and who denies it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_legible
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.quotes import quote
from counterclaim.publish.subjects import describe_claim
from counterclaim.publish.wording import RELATION_WORDS
from counterclaim.records.claim import Claim, ClaimantBasis, Number, Part, Quantity
from counterclaim.records.statement import Status, Voice
from counterclaim.records.story import Relation, Tally, TallyEntry
from counterclaim.records.text import Report

ENOUGH = 0.6
"""Share of the words asked for, each weighed by how rare it is, that a sentence must hold."""

NEAR = 0.3
ALIKE = 0.5
"""Share of words that two sentences of one claimant have in common when one passes on the other."""

LONGEST = 4000
PHRASE = 4
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_IDLE_WORDS = """a an and are as at be been by for from had has have he her his in is it its of on or said say says she that
    the their they this to was were which who will with"""
_IDLE = frozenset(_IDLE_WORDS.split())
_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:['’]s|ings?|ed|es|s)$")
_SAME_FIGURE = frozenset({Relation.REPEATS, Relation.VARIANT, Relation.ROUNDS, Relation.RESTATES})
_TURNS = frozenset({Relation.WITHDRAWS, Relation.DISOWNS, Relation.CORRECTS})
_STATUSES = {Status.ASSERTED: "as a fact", Status.NEGATED: "as not having happened", Status.IRREALIS: "not as a fact"}


@dataclass(frozen=True, slots=True)
class Carrier:
    """One place that carries it. `changes` say what is other than in the first; `is_copy` where the whole text is a copy."""

    claim_id: str
    claimant: str
    through: str
    outlet: str
    published: str
    figure: str
    sentence: str
    is_copy: bool
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands against it: a denial, a figure that cannot hold beside it, a correction or withdrawal, with its words."""

    how: str
    who: str
    outlet: str
    published: str
    sentence: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One saying on its way: `about` is what it answers, `carriers` in order of publication, the first one first.

    `moved` tells in sentences how its claimants' figures went on.
    """

    about: str
    carriers: tuple[Carrier, ...]
    moved: tuple[str, ...]
    against: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A report that prints the words where no claim was read."""

    outlet: str
    published: str
    words: str
    report_id: str


@dataclass(frozen=True, slots=True)
class Trace:
    """All sayings that fit what was asked for, the earliest first. `nearest` are claims that come close where none fits."""

    asked: str
    sample: str
    threads: tuple[Thread, ...]
    mentions: tuple[Mention, ...]
    nearest: tuple[str, ...] = ()


def trace(lookup: Lookup, asked: str, claim_ids: Iterable[str] = ()) -> Trace:
    """Follow a sentence or figure; with `claim_ids` the claims are given and not looked for.

    A sentence fits where it holds most of the words, the rare ones before all, and every number.
    """
    given = list(lookup.find_claims(claim_ids))
    scored = [(1.0, claim) for claim in given] or _score(lookup, asked)
    seeds = [claim for score, claim in scored if score >= ENOUGH]
    threads = sorted(_thread(lookup, seeds), key=lambda t: lookup.order_of(lookup.claims[t.carriers[0].claim_id]))
    held = {lookup.claims[c.claim_id].statement.report_id for thread in threads for c in thread.carriers}
    mentions = () if given else tuple(_find_mentions(lookup, asked, held))
    near = sorted((pair for pair in scored if pair[0] >= NEAR), key=lambda pair: (-pair[0], lookup.order_of(pair[1])))
    nearest = () if threads else tuple(describe_claim(lookup, claim) for _, claim in near[:3])
    return Trace(asked, lookup.sample, tuple(threads), mentions, nearest)


def _score(lookup: Lookup, asked: str) -> list[tuple[float, Claim]]:
    """Give every claim with the share of the asked words that its sentence holds; 0 where a number is missing."""
    words = set(_split(asked))
    numbers = {word for word in words if word[0].isdigit()}
    sentences = {claim.id: set(_split(claim.statement.evidence.text)) for claim in lookup.story.claims}
    seen = Counter(word for held in sentences.values() for word in held & words)
    weights = {word: log(1 + len(sentences) / (1 + seen[word])) for word in words - _IDLE or words}
    total = sum(weights.values())
    found = []
    for claim in lookup.story.claims:
        held = sentences[claim.id] | _write_numbers(claim)
        if total and numbers <= held and (words - numbers or numbers & _write_numbers(claim)):
            found.append((sum(weight for word, weight in weights.items() if word in held) / total, claim))
    # A sentence may count several things: the claims whose own figure was asked for are meant, if there are any.
    own = [pair for pair in found if pair[0] >= ENOUGH and numbers & _write_numbers(pair[1])]
    return own or found


def _write_numbers(claim: Claim) -> set[str]:
    """Give the numbers of a claim's figure as words, so that "twelve" is found by 12."""
    amounts: tuple[Quantity | Part, ...] = (claim.quantity, *claim.quantity.parts) if claim.quantity else ()
    return {str(end) for amount in amounts for end in (amount.low, amount.high) if end is not None}


def _split(text: str) -> list[str]:
    """Give the words of a text, folded and without endings: "sheltering" is found by "sheltered"."""
    words = (word.replace(",", "").casefold() for word in _WORD.findall(text[:LONGEST]))
    return [word if len(word) < 5 or word in _IDLE else _ENDING.sub("", word) for word in words]


def _thread(lookup: Lookup, seeds: Sequence[Claim]) -> list[Thread]:
    """Lay the claims together that pass on one saying: one figure on one question, else one claimant's like words."""
    places = _index_entries(lookup)
    threads: dict[tuple[str, object], list[Claim]] = defaultdict(list)
    worded: list[Claim] = []
    for claim in seeds:
        found = places.get(claim.id, ())
        for tally, entry in found:
            threads[tally.question_id, _value(entry.quantity)].append(claim)
        if not found:
            worded.append(claim)
    told = []
    for (question_id, _), held in threads.items():
        denials = [claim for claim in worded if _denies(claim, held)]
        told.append(_follow_figure(lookup, question_id, held, denials))
        worded = [claim for claim in worded if claim not in denials]
    return told + [_follow_words(lookup, group) for group in _group_alike(lookup, worded)]


def _denies(claim: Claim, others: Iterable[Claim]) -> bool:
    """Say whether a claim says of the same figure that it is not so."""
    return claim.statement.status is Status.NEGATED and any(
        claim.measure is other.measure and _write_numbers(claim) & _write_numbers(other) for other in others
    )


def _follow_figure(lookup: Lookup, question_id: str, seeds: Sequence[Claim], denials: Sequence[Claim]) -> Thread:
    """Follow a figure on its question: every claimant who gives it, those who round or repeat it, and what came after."""
    tallies = [tally for tally in lookup.story.reconciliation.tallies if tally.question_id == question_id]
    wanted = {_value(entry.quantity) for tally in tallies for entry in tally.entries if _holds(entry, seeds)}
    carriers: dict[str, None] = {}
    moved: list[str] = []
    after: list[tuple[TallyEntry, str]] = []
    for tally in tallies:
        own = {e.claim_id for e in tally.entries if _value(e.quantity) in wanted}
        own |= {e.claim_id for e in tally.entries if e.relation in _SAME_FIGURE and e.to in own}
        for entry in tally.entries:
            if entry.claim_id in own:
                carriers.update(dict.fromkeys((entry.claim_id, *entry.copies)))
            elif entry.to in own:
                after.append((entry, tally.claimant))
    for entry, _ in after:
        for claim in lookup.find_claims((entry.claim_id,)):
            told = "as the report says" if entry.told else f"inferred: {lookup.hide_among(entry.reason, (claim.id,))}"
            moved.append(f"{describe_claim(lookup, claim)} {RELATION_WORDS[entry.relation]} it ({told})")
    claims = lookup.find_claims(carriers)
    turned = {claim.id: "says that it is not so" for claim in denials}
    turned |= {e.claim_id: f"{RELATION_WORDS[e.relation]} it" for e, _ in after if e.relation in _TURNS}
    return Thread(
        about=lookup.label_of(question_id),
        carriers=_carry(lookup, claims),
        moved=tuple(moved),
        against=tuple(_find_against(lookup, claims, turned)),
    )


def _holds(entry: TallyEntry, claims: Iterable[Claim]) -> bool:
    return not {claim.id for claim in claims}.isdisjoint((entry.claim_id, *entry.copies))


def _follow_words(lookup: Lookup, claims: Sequence[Claim]) -> Thread:
    first = min(claims, key=lookup.order_of)
    return Thread(
        about=describe_claim(lookup, first).rsplit(" (", 1)[0],
        carriers=_carry(lookup, claims),
        moved=(),
        against=tuple(_find_against(lookup, claims, {})),
    )


def _group_alike(lookup: Lookup, claims: Iterable[Claim]) -> list[list[Claim]]:
    """Put claims of one kind and claimant together whose sentences share half their words, and copies of one text."""
    groups: list[tuple[Claim, set[str], list[Claim]]] = []
    for claim in sorted(claims, key=lookup.order_of):
        words = set(_split(claim.statement.evidence.text)) - _IDLE
        for first, held, group in groups:
            is_one_voice = first.claimant.key == claim.claimant.key or lookup.voice_of(first) == lookup.voice_of(claim)
            shared = len(words & held) / max(len(words | held), 1)
            if first.statement.kind is claim.statement.kind and is_one_voice and shared >= ALIKE:
                group.append(claim)
                break
        else:
            groups.append((claim, words, [claim]))
    return [group for _, _, group in groups]


def _carry(lookup: Lookup, claims: Iterable[Claim]) -> tuple[Carrier, ...]:
    ordered = sorted(claims, key=lookup.order_of)
    return tuple(_carrier(lookup, claim, ordered[0]) for claim in ordered)


def _carrier(lookup: Lookup, claim: Claim, first: Claim) -> Carrier:
    reports = (claim.statement.report_id, first.statement.report_id)
    voices = [lookup.voices.get(report_id, report_id) for report_id in reports]
    is_copy = claim is not first and reports[0] != reports[1] and voices[0] == voices[1]
    return Carrier(
        claim_id=claim.id,
        claimant=lookup.name_claimant(claim),
        through=" › ".join(lookup.chain_of(claim)),
        outlet=lookup.outlet_of(claim),
        published=lookup.moment_of(claim),
        figure=write_figure(claim.quantity).signs if claim.quantity else "",
        sentence=quote(lookup, claim).text,
        is_copy=is_copy,
        changes=tuple(tell_changes(lookup, first, claim)) if claim is not first else (),
    )


def tell_changes(lookup: Lookup, first: Claim, claim: Claim) -> Iterable[str]:
    """Say what a carrier prints otherwise than the first."""
    was, now = (write_figure(c.quantity).signs if c.quantity else "" for c in (first, claim))
    if was != now:
        yield f"the figure: {now or 'none'}, there {was or 'none'}"
    if claim.claimant.key != first.claimant.key:
        who = lookup.name_claimant(first)
        if claim.claimant.basis is ClaimantBasis.SPEAKER:
            yield f"credited to {lookup.name_claimant(claim)}, there to {who}"
        else:
            yield f"in the outlet’s own voice, there credited to {who}"
    a, b = first.statement.source, claim.statement.source
    if b.voice is Voice.HEARSAY and a.voice is not Voice.HEARSAY:
        yield f"as hearsay (“{lookup.hide(b.cue.text, claim)}”)" if b.cue else "as hearsay"
    if a.speaker_class is not b.speaker_class and b.speaker_class is not None and a.speaker_class is not None:
        yield f"the speaker is called {b.speaker_class.value}, there {a.speaker_class.value}"
    counted = [lookup.hide("; ".join(m.span.text for m in c.object), c) for c in (first, claim)]
    people = [{word for word in _split(words) if not word[0].isdigit()} - _IDLE for words in counted]
    if people[0] != people[1] and all(people):
        yield f"of “{counted[1]}”, there “{counted[0]}”"
    if first.statement.status is not claim.statement.status:
        yield f"{_STATUSES[claim.statement.status]}, there {_STATUSES[first.statement.status]}"
    before, after = lookup.checking_of(first), lookup.checking_of(claim)
    if bool(before) != bool(after):
        yield f"adds about checking: “{after}”" if after else "leaves out what was said about checking"


def _find_against(lookup: Lookup, claims: Sequence[Claim], turned: Mapping[str, str]) -> Iterable[Answer]:
    """Give denials, figures that cannot hold beside it, and what `turned` says of further claims, each once."""
    known, ids = lookup.story.reconciliation, {claim.id for claim in claims}
    found = dict(turned)
    for pairing in known.pairings:
        if pairing.allegation in ids:
            found.setdefault(pairing.denial, f"denies the {pairing.target.value}")
    for clash in known.contradictions:
        for other in set(clash.claim_ids) - ids if ids & set(clash.claim_ids) else ():
            reason = lookup.hide_among(clash.reason, clash.claim_ids)
            found.setdefault(other, f"cannot hold beside it ({clash.type.value}): {reason}")
    for claim in sorted(lookup.find_claims(found), key=lookup.order_of):
        yield Answer(
            how=found[claim.id],
            who=lookup.name_claimant(claim),
            outlet=lookup.outlet_of(claim),
            published=lookup.moment_of(claim),
            sentence=quote(lookup, claim).text,
            claim_id=claim.id,
        )


def _find_mentions(lookup: Lookup, asked: str, held: set[str]) -> Iterable[Mention]:
    """Give reports that print a phrase of some length word for word, where no claim on the way stands in them."""
    words = asked.split()
    if len(words) < PHRASE:
        return
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    for report in sorted(lookup.story.reports, key=_order):
        found = pattern.search(report.text) if report.id not in held else None
        if found:
            around = report.text[max(0, found.start() - 60) : found.end() + 60]
            told = make_legible(lookup.masks.hide(around, report.id))
            yield Mention(lookup.name_outlet(report), str(report.day or "no date"), f"… {told} …", report.id)


def _order(report: Report) -> tuple[bool, str, str]:
    return (report.published is None, report.published.isoformat() if report.published else "", report.id)


def _index_entries(lookup: Lookup) -> Mapping[str, list[tuple[Tally, TallyEntry]]]:
    places: dict[str, list[tuple[Tally, TallyEntry]]] = defaultdict(list)
    for tally in lookup.story.reconciliation.tallies:
        for entry in tally.entries:
            for claim_id in (entry.claim_id, *entry.copies):
                places[claim_id].append((tally, entry))
    return places


def _value(quantity: Quantity) -> Number | str | None:
    """Give the number that is printed, or the words where there is none."""
    ends = (quantity.low, quantity.high)
    return next((end for end in ends if end is not None), quantity.span.text.casefold())
