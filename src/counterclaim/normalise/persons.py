"""The persons that one report introduces with a title or a role, so that a bare surname later is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterclaim.normalise.heads import Phrase, Shape
from counterclaim.normalise.lexicon import Sort, has_role, role_words
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.tagging import TaggedText
from counterclaim.records.world import Actor

_LONGEST_APPOSITION = 14
_LONGEST_TITLE = 12
_LONGEST_NAME = 4
_TITLE_KINDS = ("post", "rank", "private", "fighter", "soldier", "police", "breaker", "lesser")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as introduced: the name, the phrase of title or role, at which word, and the actor in the tables."""

    keys: tuple[str, ...]
    phrase: Phrase
    at: int
    known: Actor | None = None

    @property
    def is_private(self) -> bool:
        """Whether only a role without office introduces the person (witness, driver, resident)."""
        return self.phrase.shape is Shape.PEOPLE and not self.phrase.titled


class Persons:
    """The register of one report: every name that stands beside a title or role."""

    def __init__(self, text: TaggedText, phrases: Phrases) -> None:
        self._text = text
        self._phrases = phrases
        self._by_surname: dict[str, list[Person]] = {}
        self._in_order: list[Person] = []
        self._full_names: dict[str, set[tuple[str, ...]]] = {}
        for first, last in self._find_names():
            self._keep_full(tuple(w.key for w in text.words[first:last]))
            phrase = self._introduce(first, last)
            if phrase is not None:
                keys = tuple(w.key for w in text.words[first:last])
                person = Person(keys, phrase, first, phrases.read(first, last).actor)
                self._by_surname.setdefault(keys[-1], []).append(person)
                self._in_order.append(person)

    def find(self, keys: tuple[str, ...]) -> list[Person]:
        """Give the introductions of the person named by `keys`, in text order: one surname, no contrary first name."""
        same = self._by_surname.get(keys[-1], []) if keys else []
        if not same and len(keys) == 1:  # where the family's name stands first: "Kim"
            same = [p for p in self._in_order if p.known and p.keys[0] == keys[0] and len(p.keys) > 1]
        return [p for p in same if set(keys) <= set(p.keys) or set(p.keys) <= set(keys)]

    def full_name(self, surname: str) -> tuple[str, ...]:
        """Give the one full name in the report that ends in a surname (a word's key); the surname where it is none or two."""
        named = sorted(self._full_names.get(surname, ()), key=len)
        return named[0] if named and all(set(named[0]) <= set(n) for n in named) else (surname,)

    def _keep_full(self, keys: tuple[str, ...]) -> None:
        plain = role_words("function", "empty")
        while keys and keys[0] in plain:  # "But Maran said"
            keys = keys[1:]
        if 1 < len(keys) <= _LONGEST_NAME:
            self._full_names.setdefault(keys[-1], set()).add(keys)

    def introduced_as(self, key: str, before: int) -> list[Person]:
        """Give the persons introduced before word `before` with the title or role word `key`, nearest first."""
        return [p for p in reversed(self._in_order) if p.at < before and self._has_word(p.phrase, key)]

    def _has_word(self, phrase: Phrase, key: str) -> bool:
        return any(w.key == key for w in self._text.words[phrase.first : phrase.last])

    def _find_names(self) -> list[tuple[int, int]]:
        """Give every run of capitalised words that no table knows as anything but a person, in text order."""
        names: list[tuple[int, int]] = []
        start: int | None = None
        for at in range(len(self._text.words) + 1):
            inside = at < len(self._text.words) and self._is_name_word(at)
            breaks = inside and start is not None and any(c in self._text.words[at].gap for c in ',.;:()\n"“”')
            if start is not None and (not inside or breaks):
                names.append((start, at))
                start = None
            if inside and start is None:
                start = at
        return names

    def _is_name_word(self, at: int) -> bool:
        tag = self._text.tag_at(at)
        if tag is not None:
            return Sort.PERSON in tag.sorts
        word = self._text.words[at]
        if not word.text[0].isupper() or word.acronym:
            return False
        return word.key not in role_words("rank", "honorific", "post", "private", "pronoun")

    def _introduce(self, first: int, last: int) -> Phrase | None:
        return self._read_before(first) or self._read_after(last)

    def _read_before(self, first: int) -> Phrase | None:
        """Read the title that stands straight before the name, or before it and a comma."""
        at = first
        while at and self._is_bare_rank(at - 1) and self._text.words[at].gap.strip(" .") == "":
            at -= 1
        if at == 0 or self._text.sentence_of(at - 1) != self._text.sentence_of(first):
            return None
        has_comma = self._text.words[at].gap.strip(" ") == ","
        if self._text.words[at].gap.strip(" ") not in ("", ","):
            return None
        start = at
        while start and at - start < _LONGEST_TITLE and self._belongs(start - 1, at):
            start -= 1
        if start == at:
            if at < first and not has_comma:
                phrase = self._phrases.read(at, first)
                return phrase if phrase.shape is not Shape.THING else None
            return None
        phrase = self._phrases.read(start, at)
        is_office = phrase.titled or phrase.organ is not None
        if is_office and start and self._is_strange(start - 1) and self._text.words[start].gap == " ":
            return None
        if has_comma and not phrase.titled:
            return self._read_posted(start, at) if phrase.organ or phrase.actor else None
        return self._as_introduction(phrase)

    def _read_posted(self, first: int, last: int) -> Phrase | None:
        """Read a body between commas that a post leads to: "the acting director, Army Public Relations," before a name."""
        words = self._text.words
        start = first
        while start and first - start < _LONGEST_TITLE and self._belongs(start - 1, first):
            start -= 1
        is_led = start < first and words[first].gap.strip(" ") == "," and has_role([words[first - 1].key], "post")
        return replace(self._phrases.read(first, last), titled=True, name=None) if is_led else None

    def _is_bare_rank(self, word: int) -> bool:
        """Whether a rank or honorific stands there by itself, not as the end of "Secretary-General"."""
        tag = self._text.tag_at(word)
        first = tag.first if tag else word
        return all(w.key in role_words("rank", "honorific") for w in self._text.words[first : word + 1])

    def _is_strange(self, word: int) -> bool:
        """Whether a capitalised word that no table knows stands there: "Catalan" before "president X" is its owner."""
        own = self._text.words[word]
        is_plain = own.key in role_words("function", "empty")
        return own.text[0].isupper() and not is_plain and not self._text.tag_at(word)

    def _belongs(self, word: int, end: int) -> bool:
        after = self._text.words[word + 1]
        if word + 1 < end and any(c in after.gap for c in ',.;:()"“”—–\n'):
            return False
        key = self._text.words[word].key
        if self._text.tag_at(word) or key in role_words("modifier") or key in ("of", "for", "in"):
            return True
        before = self._text.words[word - 1].key if word else ""
        if self._text.words[word].capital and (before == "of" or before in role_words("modifier")):
            return True
        return key in role_words(*_TITLE_KINDS)

    def _read_after(self, last: int) -> Phrase | None:
        """Read the apposition after the name: ", an army spokesman,"."""
        words = self._text.words
        if last >= len(words) or words[last].gap.strip(" ") != ",":
            return None
        end = last + 1
        while (
            end < len(words)
            and end - last < _LONGEST_APPOSITION
            and not any(c in words[end].gap for c in ',.;:()—"“”\n')
        ):
            end += 1
        if end < len(words) and end - last >= _LONGEST_APPOSITION:
            return None
        starts = (
            words[last].key in role_words("modifier")
            or self._text.tag_at(last) is not None
            or words[last].key.isdigit()
        )
        if not starts and words[last].key not in role_words("private", "post"):
            return None
        return self._as_introduction(self._phrases.read(last, end))

    def _as_introduction(self, phrase: Phrase) -> Phrase | None:
        """Keep what tells an office or a role; a mere party name beside a person tells nothing."""
        if phrase.actor is not None and phrase.actor.sector == "MED":
            return None
        if phrase.titled:
            return replace(phrase, name=None)
        if phrase.shape is Shape.PEOPLE:
            return phrase
        if phrase.actor is not None and phrase.actor.sector == "CVL":
            return replace(phrase, shape=Shape.PEOPLE, actor=None)
        return None
