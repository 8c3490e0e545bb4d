"""Names of private persons, found in claims and withheld from everything that is shown; role and town stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.records.claim import Claim
from counterclaim.records.statement import HARM, Kind, SpeakerClass
from counterclaim.records.world import ActorMention

WITHHELD = "[name withheld]"

LONGEST_NAME_WORDS = 8

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PERSON_KINDS = (HARM - {Kind.DESTROY, Kind.SEIZE, Kind.NEED}) | {Kind.ACCUSE}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLES = _set(
    """abu al an ben bin binti bint d da das de del della den der di do dos du e el ibn la le ul umm um van von y"""
)
# After these words a capitalised word is where somebody is from or what they belong to: the town stays.
_BEFORE_PLACES = _set("""at for from in near of outside with""")
# What may stand before a name with a capital and is none of it: titles, and roles of people without office.
_ROLES = _set(
    """activist artist baker barber boy brother builder butcher cleaner clerk coach cook dentist doctor dr driver
    engineer farmer father fisherman girl guard hajji herder housewife imam journalist labourer lawyer local
    maulana mechanic medic miner miss mother mr mrs ms mullah neighbour neighbor nun nurse pastor pensioner
    photographer physician prof professor pupil rabbi refugee relative resident retiree reporter sheikh shepherd
    shopkeeper sister soldier student survivor tailor teacher teenager trader victim villager volunteer waiter
    widow witness worker"""
)
_OFFICES = _set(
    """admiral ambassador brigadier captain chairman chairwoman chief colonel commander commissioner consul deputy
    director emir envoy foreign gen general governor head judge king leader lieutenant lt maj major marshal mayor
    minister mp officer official premier president prince prosecutor representative secretary senator sergeant
    sheriff speaker spokesman spokesperson spokeswoman sultan undersecretary"""
)
_BODIES = _set(
    """agency air alliance army authority battalion brigade brigades bureau center centre command committee council
    court crescent cross department division federation fleet force forces front government group guard guards
    hospital house institute international islamic jihad liberation media militia ministry mission movement national
    nations navy observatory office organisation organization party police regiment republic resistance school
    service squad state states television times tribunal union united university"""
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names as folded words, and for every first word the lengths to try, longest first."""

    known: frozenset[Words] = frozenset()
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Words]) -> Names:
        """Index names; empty ones are left out."""
        known = frozenset(name for name in names if name)
        lengths: dict[str, set[int]] = {}
        for name in known:
            lengths.setdefault(name[0], set()).add(len(name))
        return cls(known, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})

    def match(self, words: Sequence[str], at: int) -> int:
        """Give how many words the longest name takes that stands at `at`, 0 for none."""
        return next((n for n in self.lengths.get(words[at], ()) if tuple(words[at : at + n]) in self.known), 0)


@dataclass(frozen=True, slots=True)
class Masks:
    """Which names are withheld: full names in every report, single words of them only in reports that name the person.

    `kept` are names of offices, parties and places; where one of them stands, nothing of it is withheld.
    """

    full: Names = field(default_factory=Names)
    single: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kept: Names = field(default_factory=Names)

    def find(self, text: str, report_id: str | None = None) -> tuple[tuple[int, int], ...]:
        """Give the half-open stretches of `text` that name a private person, in order, never overlapping."""
        stretches = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        words = [text[start:end].casefold() for start, end in stretches]
        single = self.single.get(report_id or "", frozenset())
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            start = stretches[at][0]
            hidden = self.full.match(words, at) or int(text[start].isupper() and words[at] in single)
            kept = self.kept.match(words, at)
            if hidden > kept:
                found.append((start, stretches[at + hidden - 1][1]))
            at += max(hidden, kept, 1)
        return tuple(found)

    def hide(self, text: str, report_id: str | None = None) -> str:
        """Give the text with each private name replaced by "[name withheld]"."""
        parts: list[str] = []
        at = 0
        for start, end in self.find(text, report_id):
            parts += [text[at:start], WITHHELD]
            at = end
        return "".join(parts) + text[at:]


NO_MASKS = Masks()


def find_private_names(claims: Iterable[Claim]) -> Masks:
    """Collect the names of witnesses, victims, detainees and accused without office.

    A speaker is private where `claimant.is_private_person` says so or the speaker is a witness; a harmed, held or
    accused person where the mention was resolved to no party and reads as a person's name without an office. In doubt
    a name is withheld.
    """
    full: set[Words] = set()
    kept: set[Words] = set()
    single: dict[str, set[str]] = {}
    for claim in claims:
        kept |= {_split(words)[:LONGEST_NAME_WORDS] for words in _public_words(claim)}
        for name in _private_names(claim):
            if len(name) > 1:
                full.add(name)
            single.setdefault(claim.statement.report_id, set()).update(
                w for w in name if len(w) > 2 and w not in _PARTICLES
            )
    return Masks(
        Names.of(full),
        {report: frozenset(words) for report, words in sorted(single.items())},
        Names.of(kept - full),
    )


def is_told_by_private_person(claim: Claim) -> bool:
    """Tell whether the speaker is a person without office: said so by the claimant, or a witness."""
    return claim.claimant.is_private_person or claim.statement.source.speaker_class is SpeakerClass.WITNESS


def _private_names(claim: Claim) -> Iterable[Words]:
    if is_told_by_private_person(claim):
        source = claim.statement.source
        told = [claim.speaker.span.text] if claim.speaker else []
        told += [source.speaker.text] if source.speaker else []
        told += [claim.claimant.name] if claim.claimant.is_private_person else []
        for text in told:
            yield from find_names(text)
    if claim.statement.kind in _PERSON_KINDS:
        for mention in claim.object:
            yield from (name for name in _find_persons(mention) if len(name) > 1 or _has_role(name, mention))
        for mention in claim.actor:
            # An armed group that the tables do not know has two capitals as well; only a role tells a person from it.
            yield from (name for name in _find_persons(mention) if _has_role(name, mention))


def _find_persons(mention: ActorMention) -> tuple[Words, ...]:
    words = {_folded(word) for word in _WORD.findall(mention.span.text)}
    return () if mention.actor or words & (_OFFICES | _BODIES) else find_names(mention.span.text)


def _has_role(name: Words, mention: ActorMention) -> bool:
    """Tell whether a role in small letters or a title stands before the name: "teacher Rudolf", "Mr Rudolf"."""
    text = mention.span.text
    before = _WORD.findall(text[: max(text.casefold().find(name[0]), 0)])
    return bool(before) and (before[-1].islower() or _folded(before[-1]) in _ROLES)


def find_names(text: str) -> tuple[Words, ...]:
    """Give the capitalised runs of a mention that can be names, folded, without titles ("baker Rolf" → "rolf").

    A run before a small-lettered noun is a role or a people ("Afghan driver"), one after "from" or "in" a town, a word
    in capitals alone an acronym: none of these is given.
    """
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    runs: list[list[int]] = []
    for i, (start, _, word) in enumerate(words):
        joined = i > 0 and not text[words[i - 1][1] : start].strip(" .'’")
        if word[0].isupper() or word.split("-")[0] in _PARTICLES:
            if runs and runs[-1][-1] == i - 1 and joined:
                runs[-1].append(i)
            elif word[0].isupper():
                runs.append([i])
    names: list[Words] = []
    for run in runs:
        while run and words[run[-1]][2] in _PARTICLES:
            run = run[:-1]
        while run and _folded(words[run[0]][2]) in _ROLES:
            run = run[1:]
        if run and _is_name(text, words, run):
            names.append(tuple(_folded(words[i][2]) for i in run[:LONGEST_NAME_WORDS]))
    return tuple(names)


def _is_name(text: str, words: Sequence[tuple[int, int, str]], run: Sequence[int]) -> bool:
    first, last = run[0], run[-1]
    if first > 0 and _folded(words[first - 1][2]) in _BEFORE_PLACES:
        return False
    if last + 1 < len(words):
        following = words[last + 1][2]
        between = text[words[last][1] : words[last + 1][0]]
        if (
            not between.strip()
            and following.islower()
            and _folded(following) not in _BEFORE_PLACES | {"and", "who", "whose"}
        ):
            return False
    return len(run) > 1 or not words[first][2].isupper() or len(words[first][2]) == 1


def _public_words(claim: Claim) -> Iterable[str]:
    speaker = (claim.speaker,) if claim.speaker and not is_told_by_private_person(claim) else ()
    for mention in (*claim.actor, *claim.object, *claim.chain, *speaker):
        if mention.actor:
            yield mention.actor.name
            yield mention.span.text
    for at in claim.place:
        yield at.span.text
        if at.place:
            yield at.place.name


def _split(text: str) -> Words:
    return tuple(_folded(word) for word in _WORD.findall(text))


def _folded(word: str) -> str:
    return word.casefold()
