"""Those whom a report speaks of, as they are gathered while it is read: one figure for all mentions that are surely one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from counterclaim.reading.describing import Form, Mention
from counterclaim.tables.cues import load_given_names, load_nouns

# How many mentions back a look-up goes at most: keeps the work linear in a report without sentence ends.
REACH = 80
_BUCKET = 40
_FEWEST_CONSONANTS = 3
_VOWELS = re.compile(r"[aeiouywh]")
_DOUBLED = re.compile(r"(.)\1+")
_NATIONAL = frozenset(("country", "seat", "nationals"))
_ANYBODY = frozenset(("man", "woman", "victim", "person"))
_ARMY = frozenset(("army",))
_TOWARDS = frozenset(("at", "to", "from", "toward", "towards"))


class Figure:
    """Somebody or something of a report: what is known so far, and where it was mentioned."""

    def __init__(self, mention: Mention) -> None:
        self.roles: set[str] = set()
        self.marks: set[str] = set()
        self.nature = mention.nature
        self.number = mention.number
        self.gender = ""
        self.known = mention.known
        self.last = mention
        # The words that introduced by office alone whom a later sentence names.
        self.office: Mention | None = None
        # Its roles, and the words of its names or its noun.
        self._called: set[str] = {mention.head} if mention.form is Form.NOUN else set()
        # The fullest name so far and those that were it before, each as full as the one before or fuller; likewise nouns.
        self._names: list[Mention] = []
        self._nouns: list[Mention] = []
        # What was asked of it since its last mention.
        self._answers: dict[str, bool] = {}
        self.take(mention)

    def take(self, mention: Mention) -> None:
        """Add a mention and what its words tell."""
        self.last = mention
        self.gender = self.gender or mention.gender
        if mention.form is Form.PRONOUN:
            return
        self._answers.clear()
        self.roles |= mention.roles
        self._called |= mention.roles
        self.marks |= mention.marks
        self.known = self.known or mention.known
        if mention.nature == "person" or (not self.nature and mention.nature in ("body", "place", "people")):
            self.nature = mention.nature
        if mention.form is Form.NAME:
            self._called |= {mention.head, *mention.names}
            if not self._names or len(mention.names) >= len(self._names[-1].names):
                self._names.append(mention)
        elif not self._nouns or len(mention.marks) >= len(self._nouns[-1].marks):
            self._nouns.append(mention)

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the fullest name so far."""
        return self._names[-1].names if self._names else ()

    @property
    def is_named(self) -> bool:
        """Whether a name is known."""
        return bool(self._names)

    @property
    def told(self) -> set[str]:
        """All words that describe it so far."""
        return self.marks | set(self.names)

    def as_country(self, before: int) -> Mention | None:
        """Give the nearest name of the country itself before an offset, None where only its seat or people were named."""
        return next(
            (m for m in reversed(self._names) if m.start < before and m.known and m.known.kind == "country"), None
        )

    def fullest(self, before: int) -> Mention | None:
        """Give the office that introduces it, else the fullest name, else the fullest noun phrase, before an offset.

        Of several as full it is the nearest one.
        """
        if self.office and self.office.start < before:
            return self.office
        for kept in (self._names, self._nouns):
            for mention in reversed(kept):
                if mention.start < before:
                    return mention
        return None

    def may_be_called(self, noun: str) -> bool:
        """Whether "the <noun>" may stand for this figure, by its roles, its name or its class."""
        answer = self._answers.get(noun)
        if answer is None:
            answer = self._answers[noun] = self._may_be_called(noun)
        return answer

    def _may_be_called(self, noun: str) -> bool:
        nouns = load_nouns()
        if noun in _ANYBODY and self.nature == "person":
            return True
        if "counterpart" in self.roles and nouns.person.get(noun) == "official":
            return True
        if noun in self._called:
            return True
        # "The Arakan Army" are rebels, "the army" is not.
        other = _other_nouns(noun) if self.is_named else _other_nouns(noun) - _ARMY
        if not self._called.isdisjoint(other):
            return True
        return self.known is not None and noun in nouns.class_is.get(self.known.kind, frozenset())


class Cast:
    """All figures of a report so far, found by name and by how lately they were mentioned."""

    def __init__(self) -> None:
        self._trail: list[tuple[Mention, Figure]] = []
        self._by_token: dict[str, list[Figure]] = {}
        self._by_key: dict[str, Figure] = {}
        self._by_alias: dict[str, Figure] = {}
        self._by_bones: dict[str, list[Figure]] = {}

    def add(self, mention: Mention, figure: Figure | None = None) -> Figure:
        """Note a mention, of a new figure where none is given."""
        if figure is None:
            figure = Figure(mention)
        else:
            figure.take(mention)
        self._trail.append((mention, figure))
        if mention.known and mention.nature != "place":
            self._by_key.setdefault(mention.known.key, figure)
        for token in mention.names:
            _note(self._by_token.setdefault(token, []), figure)
        if len(mention.names) > 2:
            self._by_alias.setdefault("".join(t[0] for t in mention.names if len(t) > 2), figure)
        if mention.names and mention.nature != "place":
            _note(self._by_bones.setdefault(_skeleton(mention.names[-1]), []), figure)
        return figure

    def alias(self, name: str, figure: Figure) -> None:
        """Let a short form stand for a figure."""
        self._by_alias[name] = figure

    def lately(self, line: int, *, within: int) -> Iterator[tuple[Mention, Figure]]:
        """Give mentions with their figures, latest first, of at most `within` sentences back."""
        for mention, figure in self._trail[: -REACH - 1 : -1]:
            if mention.line < line - within:
                return
            yield mention, figure

    def named(self, mention: Mention) -> list[Figure]:
        """Give the figures whose name this may be: one is an answer, several are a doubt."""
        if mention.known and mention.known.key in self._by_key:
            return [self._by_key[mention.known.key]]
        tokens = mention.names
        if not tokens:
            return []
        same = [f for f in self._by_token.get(tokens[-1], [])[-_BUCKET:] if _may_be_named(tokens, f, mention)]
        if not same and len(tokens) == 1 and mention.text.isupper() and tokens[0] in self._by_alias:
            same = [self._by_alias[tokens[0]]]
        return distinct(same or self._spelt_otherwise(mention))

    def _spelt_otherwise(self, mention: Mention) -> Iterator[Figure]:
        """Give figures whose last name has the same consonants and whose first names agree: "Al-Khulaifi", "Al-Khalifi".

        Names that are given names too stay apart ("Hassan", "Hussein").
        """
        last = mention.names[-1]
        bones = _skeleton(last)
        if (
            len(bones) < _FEWEST_CONSONANTS
            or mention.known
            or mention.nature not in ("", "person")
            or last in load_given_names()
        ):
            return
        for figure in self._by_bones.get(bones, [])[-_BUCKET:]:
            full = figure.names
            if not full or figure.nature not in ("", "person") or full[-1] in load_given_names():
                continue
            if len(mention.names) == 1 or len(full) == 1 or _skeleton(mention.names[0]) == _skeleton(full[0]):
                yield figure


@lru_cache(maxsize=50_000)
def _other_nouns(noun: str) -> frozenset[str]:
    """Give the nouns for which "the <noun>" may stand too."""
    nouns = load_nouns()
    return frozenset().union(*(table.get(noun, ()) for table in (nouns.person_is, nouns.body_is, nouns.thing_is)))


def distinct(figures: Iterable[Figure]) -> list[Figure]:
    """Give each figure once, in the order of first appearance."""
    found: list[Figure] = []
    for figure in figures:
        if figure not in found:
            found.append(figure)
    return found


def _note(bucket: list[Figure], figure: Figure) -> None:
    if figure not in bucket[-_BUCKET:]:
        bucket.append(figure)


@lru_cache(maxsize=50_000)
def _skeleton(name: str) -> str:
    """Give the consonants of a folded name, doubled ones once: what spellings of one name mostly share."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", name).replace("q", "k").replace("c", "k"))


def _may_be_named(tokens: tuple[str, ...], figure: Figure, mention: Mention) -> bool:
    """Whether a name may be one of a figure's: the same words, its last or first ones, or all of them and more."""
    towards = mention.after in _TOWARDS and tokens[-1:] == figure.names[-1:]
    if not _may_be_one(figure, mention):
        return False
    natures = {mention.nature, figure.nature}
    if (natures == {"place", "person"} and not (towards and mention.nature == "place")) or natures == {
        "person",
        "body",
    }:
        return False
    if mention.gender and figure.gender and mention.gender != figure.gender:
        return False
    full = figure.names
    short, long = (tokens, full) if len(tokens) <= len(full) else (full, tokens)
    if not short or short == long:
        return bool(short)
    if "body" in natures:
        return _holds(long, short) and (len(short) > 1 or (short[0] == long[-1] and not _is_body_noun(short[0])))
    if long[-len(short) :] == short or long[: len(short)] == short:
        return len(short) > 1 or short[0] == long[-1] or figure.nature == "person"
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]


def _may_be_one(figure: Figure, mention: Mention) -> bool:
    """Whether what the tables know lets two names be one: "Pakistan" is no short form of a group that has it in its name."""
    if mention.known and figure.known:
        return mention.known.key == figure.known.key
    known = mention.known or (figure.known if figure.known and figure.known.kind in _NATIONAL else None)
    return known is None or known.kind == "person" or mention.names == figure.names


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))


def _is_body_noun(word: str) -> bool:
    nouns = load_nouns()
    return word in nouns.body or nouns.single.get(word, "") in nouns.body
