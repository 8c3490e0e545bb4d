"""Names of persons in words: which capitalised runs of a mention are names, where known names stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_NAME_WORDS = 8

Words = tuple[str, ...]

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    """abu al an ben bin binti bint d da das de del della den der di do dos du e el ibn la le ul umm um van von y"""
)
# After these words a capitalised word is where somebody is from or what they belong to: the town stays.
_BEFORE_PLACES = _set("""at for from in near of outside with""")
# What may stand before a name with a capital and is none of it: titles, and roles of people without office.
ROLES = _set(
    """activist artist baker barber boy brother builder butcher cleaner clerk coach cook dentist doctor dr driver
    engineer farmer father fisherman girl guard hajji herder housewife imam journalist labourer lawyer local
    maulana mechanic medic miner miss mother mr mrs ms mullah neighbour neighbor nun nurse pastor pensioner
    photographer physician prof professor pupil rabbi refugee relative resident retiree reporter sheikh shepherd
    shopkeeper sister soldier student survivor tailor teacher teenager trader victim villager volunteer waiter
    widow witness worker"""
)
OFFICES = _set(
    """admiral ambassador brigadier captain chairman chairwoman chief colonel commander commissioner consul deputy
    director emir envoy foreign gen general governor head judge king leader lieutenant lt maj major marshal mayor
    minister mp officer official premier president prince prosecutor representative secretary senator sergeant
    sheriff speaker spokesman spokesperson spokeswoman sultan undersecretary"""
)
BODIES = _set(
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
        found = (tuple(words[at : at + n]) for n in self.lengths.get(words[at], ()))
        return next((len(name) for name in found if name in self.known), 0)


def find_names(text: str) -> tuple[Words, ...]:
    """Give the capitalised runs of a mention that can be names, folded, without titles ("baker Rolf" → "rolf").

    A run before a small-lettered noun is a role or a people ("Afghan driver"), one after "from" or "in" a town, a word
    in capitals alone an acronym: none of these is given.
    """
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]
    runs: list[list[int]] = []
    for i, (start, _, word) in enumerate(words):
        joined = i > 0 and not text[words[i - 1][1] : start].strip(" .'’")
        if word[0].isupper() or word.split("-")[0] in PARTICLES:
            if runs and runs[-1][-1] == i - 1 and joined:
                runs[-1].append(i)
            elif word[0].isupper():
                runs.append([i])
    names: list[Words] = []
    for run in runs:
        while run and words[run[-1]][2] in PARTICLES:
            run = run[:-1]
        while run and words[run[0]][2].casefold() in ROLES:
            run = run[1:]
        if run and _is_name(text, words, run):
            names.append(tuple(words[i][2].casefold() for i in run[:LONGEST_NAME_WORDS]))
    return tuple(names)


def _is_name(text: str, words: Sequence[tuple[int, int, str]], run: Sequence[int]) -> bool:
    first, last = run[0], run[-1]
    if first > 0 and words[first - 1][2].casefold() in _BEFORE_PLACES:
        return False
    if last + 1 < len(words):
        following = words[last + 1][2]
        between = text[words[last][1] : words[last + 1][0]]
        if (
            not between.strip()
            and following.islower()
            and following.casefold() not in _BEFORE_PLACES | {"and", "who", "whose"}
        ):
            return False
    return len(run) > 1 or not words[first][2].isupper() or len(words[first][2]) == 1


def split_words(text: str) -> Words:
    """Give the words of a text, folded."""
    return tuple(word.casefold() for word in WORD.findall(text))
