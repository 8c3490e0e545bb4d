"""Words to noun phrases and to the phrase that a verb has for its subject. One pass, bounded look-back, no parse tree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.reading.grammar import Word
from counterclaim.tables.cues import load_cues, load_given_names, load_nouns, load_parts, load_words

TIME_WORDS = load_words("phrases", "time_words")
# Nouns that tell a time after a number or "last": "three weeks", "last night" never speak.
TIME_NOUNS = load_words("phrases", "time_nouns")
_PARTICLES = load_words("phrases", "particles")
_PREPOSITIONS = load_words("phrases", "prepositions")
_SUBJECTS = frozenset(("he", "she", "it", "they", "we", "i", "who"))
_NOMINAL = frozenset("NSPC")
_INNER = frozenset("NSPCJQ")
_VERBS = frozenset("VUM")
# How far back a verb looks for its subject over an apposition, in words.
_REACH = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words [first, last) of a sentence that name one thing; `core` is where it begins after an owner ("Kabul's | army").

    `head` is the position of its head word. A pronoun is a phrase of its own.
    """

    first: int
    last: int
    core: int
    head: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The phrases of a sentence, and for each word the phrase that it belongs to (-1 for none)."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    phrase_of: tuple[int, ...]

    def word_at(self, offset: int) -> int:
        """Give the first word that begins at an offset or after it; the number of words where none does."""
        return bisect_left(self.words, offset, key=lambda w: w.start)

    def ends_at(self, word: int) -> int:
        """Give the phrase whose last word is `word`, or -1."""
        if 0 <= word < len(self.words):
            phrase = self.phrase_of[word]
            if phrase >= 0 and self.phrases[phrase].last == word + 1:
                return phrase
        return -1

    def starts_at(self, word: int) -> int:
        """Give the phrase whose first word is `word`, or -1."""
        if 0 <= word < len(self.words):
            phrase = self.phrase_of[word]
            if phrase >= 0 and self.phrases[phrase].first == word:
                return phrase
        return -1


def lay_out(words: Sequence[Word]) -> Layout:
    """Find the noun phrases of a sentence, left to right."""
    words = _with_verb(_with_sayings(tuple(words)))
    phrases: list[Phrase] = []
    at = 0
    while at < len(words):
        end = _phrase_end(words, at)
        if end == at:
            at += 1
            continue
        owner = max((k for k in range(at, end) if words[k].part == "Q"), default=at - 1)
        phrases.append(Phrase(at, end, owner + 1 if owner >= at else at, end - 1))
        at = end
    phrase_of = [-1] * len(words)
    for n, phrase in enumerate(phrases):
        for k in range(phrase.first, phrase.last):
            phrase_of[k] = n
    return Layout(words, tuple(phrases), tuple(phrase_of))


def _with_sayings(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Read a verb of saying as the verb that it is, whatever it is more often: after "he" or "it" ("It charges that"), and
    as a past form that brings a clause ("The ministry denied that") or follows a pronoun ("…, it specified")."""
    found = [k for k in range(1, len(words)) if _is_noun_that_says(words, k) or _is_participle_that_says(words, k)]
    if not found:
        return words
    return tuple(replace(w, part="V") if k in found else w for k, w in enumerate(words))


def _is_noun_that_says(words: Sequence[Word], k: int) -> bool:
    if words[k].part not in "NS" or words[k].low not in load_cues().say:
        return False
    brings = k + 1 < len(words) and words[k + 1].low == "that" and words[k + 1].part == "I"
    return words[k - 1].low in _SUBJECTS or (brings and words[k - 1].part == "S" and not words[k].low.endswith("s"))


def _is_participle_that_says(words: Sequence[Word], k: int) -> bool:
    cues = load_cues()
    if words[k].part != "E" or (words[k].low not in cues.say and words[k].low not in cues.act):
        return False
    if words[k - 1].low in _SUBJECTS and words[k - 1].part == "O":
        return True
    return (
        words[k - 1].part in "NSPO" and k + 1 < len(words) and words[k + 1].low == "that" and words[k + 1].part == "I"
    )


def _with_verb(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Read a noun in -s or a participle after a noun as the verb where a sentence would have none ("The mayor sleeps here.")."""
    if any(w.part in "VUMB" for w in words) or not words or words[-1].text not in (".", "!", "?"):
        return words
    for k in range(1, len(words)):
        if (
            words[k].part in "SE"
            and words[k].text.islower()
            and words[k - 1].part in "NP"
            and words[k - 1].low not in TIME_NOUNS
        ):
            return (*words[:k], replace(words[k], part="V"), *words[k + 1 :])
    return words


def _phrase_end(words: Sequence[Word], at: int) -> int:
    """Give where the noun phrase that begins at `at` ends, `at` itself where none begins."""
    first = words[at]
    if first.part == "O":
        return at + 1
    if first.low in TIME_WORDS and first.text[0].isupper():
        return at + 1
    if first.part == "J" and at and words[at - 1].low == "as" and words[at + 1 : at + 2] and words[at + 1].part in "PD":
        # "rejected as absurd | Kabul's claim".
        return at
    if (
        first.part not in "DHCJNSPEGR"
        or (first.part in "EG" and not _modifies(words, at))
        or (first.part == "R" and not _counts(words, at))
    ):
        return at
    end = at
    k = at
    while k < len(words):
        word = words[k]
        if k > at and word.low in TIME_WORDS and word.text[0].isupper() and words[k - 1].part != "D":
            break
        if word.part in "DH":
            # "all the men" goes on, "the men the army sent" does not.
            if k > at and not all(w.part == "D" for w in words[at:k]):
                break
        elif word.part in "EG":
            if not _modifies(words, k):
                if k > at and words[k - 1].part in "DH":
                    end = k + 1
                break
        elif word.part == "R":
            if not _counts(words, k) or (k > at and words[k - 1].part == "S"):
                break
        elif _is_particle(words, at, k):
            pass
        elif word.part not in _INNER or (k > at and _breaks(words, at, k)):
            break
        elif word.part in _NOMINAL:
            if word.part == "P" and k > at and words[k - 1].part == "S" and not words[k - 1].text[0].isupper():
                break
            end = k + 1
        elif word.part == "J" and k > at and words[k - 1].part in "DHJC" and any(w.part in "DH" for w in words[at:k]):
            end = k + 1
        k += 1
    return end if end > at else (at + 1 if first.part == "D" and first.low not in ("the", "a", "an", "no") else at)


def _is_particle(words: Sequence[Word], at: int, k: int) -> bool:
    """Whether a small word stands inside a name ("Faisal bin Farhan")."""
    inside = at < k < len(words) - 1 and words[k - 1].part == "P" and words[k + 1].part == "P"
    return inside and words[k].low in _PARTICLES


def _breaks(words: Sequence[Word], at: int, k: int) -> bool:
    """Whether a name and the word at `k` belong apart: "a charge | Kabul", "Foreign Affairs | Jane Roe", "Kabul | prefers"."""
    before = words[k - 1]
    if words[k].part == "C":
        return before.part == "S"
    if words[k].part == "P":
        if _is_particle(words, at, k - 1):
            return False
        return _is_plain(before) if before.part == "N" and before.text.islower() else _opens_name(words, at, k)
    is_unknown = words[k].text.islower() and words[k].low.endswith("s") and words[k].low not in load_parts().words
    return before.part == "P" and words[k].part in "NS" and is_unknown


def _is_plain(word: Word) -> bool:
    """Whether a noun bears no name after it, as "spokesman", "group", "tanker", "camp" do."""
    nouns = load_nouns()
    low = nouns.single.get(word.low, word.low).rsplit("-", 1)[-1]
    return not (low in nouns.person or low in nouns.body or low in nouns.thing or low in nouns.places)


def _opens_name(words: Sequence[Word], at: int, k: int) -> bool:
    """Whether a person's name begins at `k` inside the name of an office ("… for Foreign Affairs | Jane Roe")."""
    nouns = load_nouns()
    in_office = at > 0 and words[at - 1].low in ("of", "for") and words[k - 1].part == "P"
    in_name = k + 1 < len(words) and words[k + 1].part == "P" and words[k].low in load_given_names()
    titled = any(
        nouns.single.get(w.low, w.low) in nouns.person or w.low.rstrip(".") in nouns.titles for w in words[at:k]
    )
    return in_office and in_name and not titled


def _modifies(words: Sequence[Word], at: int) -> bool:
    """Whether a participle at `at` stands before the noun that it belongs to."""
    return at + 1 < len(words) and words[at + 1].part in "NSJP" and (at == 0 or words[at - 1].part in "DHJCAIQ")


def _counts(words: Sequence[Word], at: int) -> bool:
    """Whether an adverb at `at` belongs to a number after it ("nearly 300 men")."""
    return at + 1 < len(words) and (
        words[at + 1].part == "C" or (at > 0 and words[at - 1].part in "DH" and words[at + 1].part == "J")
    )


def head_start(layout: Layout, phrase: int) -> int:
    """Give the leftmost phrase of a chain such as "a spokesman for the ministry in Kabul" that ends with `phrase`.

    "Officials in Kabul and Herat" and "The minister and the general" lead to their first part.
    """
    for _ in range(5):
        before = layout.phrases[phrase].first - 1
        if before < 1:
            break
        owner = layout.ends_at(before - 1)
        if owner < 0:
            break
        low = layout.words[before].low
        if low == "and":
            start = layout.phrases[owner].first - 1
            if start >= 0 and layout.words[start].low not in _PREPOSITIONS and layout.words[start].part not in ".W":
                break
        elif low not in _PREPOSITIONS:
            break
        phrase = owner
    return phrase


def subject_of(layout: Layout, verb: int) -> int:
    """Give the phrase that the finite verb at `verb` has for its subject on its left, or -1.

    Steps over auxiliaries, adverbs, a time, a relative pronoun and one apposition between commas.
    """
    words = layout.words
    k = verb - 1
    floor = max(0, verb - _REACH)
    while k >= floor:
        word = words[k]
        if (word.part in "RUM" and layout.phrase_of[k] < 0) or word.low in ("also", "then", "too", "both"):
            k -= 1
            continue
        if word.low in ("who", "which"):
            k -= 1
            if k >= floor and words[k].text == ",":
                k -= 1
            found = layout.ends_at(k)
            return head_start(layout, found) if found >= 0 else -1
        found = layout.ends_at(k)
        if found >= 0 and is_time(layout, found):
            k = layout.phrases[found].first - 1
            if k >= floor and words[k].low in ("on", "in", "at", "late", "early", "since", "by"):
                k -= 1
            continue
        if word.text in (",", "-", "–", "—", ")") and k > floor:
            return _before_apposition(layout, k, floor)
        if found >= 0:
            head = head_start(layout, found)
            before = layout.phrases[head].first - 1
            whose = layout.ends_at(before - 1) if before > 0 and words[before].part == "G" else -1
            if whose >= 0 and not is_time(layout, whose) and words[before].low not in load_cues().say:
                # "The officer overseeing the search says": the participle tells of the officer.
                return head_start(layout, whose)
            if before > 0 and words[before].low in _PREPOSITIONS and words[before - 1].part in "VEGBU":
                whose = layout.ends_at(before - 2) if words[before - 1].part in "EG" else -1
                # "Fighters linked to the Front claimed": the participle tells of the fighters.
                return head_start(layout, whose) if whose >= 0 else _before_relative(layout, before, floor)
            return head
        return -1
    return -1


def _before_relative(layout: Layout, at: int, floor: int) -> int:
    """Give the phrase that "who came from the north" belongs to, seen from its end, or -1."""
    for k in range(at - 1, floor, -1):
        if layout.words[k].part == "." and layout.words[k].text not in ",":
            break
        if layout.words[k].part == "W":
            found = layout.ends_at(k - 2 if layout.words[k - 1].text == "," else k - 1)
            return head_start(layout, found) if found >= 0 else -1
    return -1


def _before_apposition(layout: Layout, comma: int, floor: int) -> int:
    """Give the phrase before "…, the governor of Kandahar," where `comma` closes the apposition, or -1."""
    words = layout.words
    mark = "(" if words[comma].text == ")" else words[comma].text
    best = -1
    for k in range(comma - 1, floor, -1):
        if words[k].text in ';:"“”':
            break
        if words[k].text == mark:
            found = layout.ends_at(k - 1)
            if found < 0 or is_time(layout, found):
                continue
            relative = words[k + 1].low in ("who", "which", "whose")
            # Between the commas a finite verb may stand only after "who": else it is a clause, no apposition.
            if not relative and any(w.part in _VERBS for w in words[k + 1 : comma]):
                break
            best = head_start(layout, found)
            if relative or mark == "(" or layout.starts_at(k + 1) >= 0:
                break
    return best


def is_time(layout: Layout, phrase: int) -> bool:
    """Whether a phrase tells a time ("Monday", "last week", "three days")."""
    found = layout.phrases[phrase]
    low = layout.words[found.head].low
    return (
        (low in TIME_WORDS and layout.words[found.head].text[0].isupper())
        or low in TIME_NOUNS
        or low in ("yesterday", "today")
    )
