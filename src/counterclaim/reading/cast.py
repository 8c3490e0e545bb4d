"""Those whom a report speaks of, as they are gathered while it is read: one figure for all mentions that are surely one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.reading.mentions import Form, Mention
from counterclaim.tables.cues import load_given_names, load_nouns

# How many mentions back a look-up goes at most: keeps the work linear in a report without sentence ends.
REACH = 80
_FEWEST_CONSONANTS = 3
_VOWELS = re.compile(r"[aeiouywh]")
_DOUBLED = re.compile(r"(.)\1+")
_BUCKET = 40


class Figure:
    """Somebody or something of a report: what is known so far, and where it was mentioned."""

    def __init__(self, mention: Mention) -> None:
        self.mentions: list[Mention] = []
        self.roles: set[str] = set()
        self.marks: set[str] = set()
        self.nature = mention.nature
        self.number = mention.number
        self.gender = ""
        self.known = mention.known
        self.take(mention)

    def take(self, mention: Mention) -> None:
        """Add a mention and what its words tell."""
        self.mentions.append(mention)
        if mention.form is Form.PRONOUN:
            self.gender = self.gender or mention.gender
            return
        self.roles |= mention.roles
        self.marks |= mention.marks
        self.gender = self.gender or mention.gender
        if mention.nature == "person" or not self.nature and mention.nature in ("body", "place", "people"):
            self.nature = mention.nature

    @property
    def last_line(self) -> int:
        """The sentence of the latest mention."""
        return self.mentions[-1].line

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the fullest name so far."""
        return max((m.names for m in self.mentions), key=len, default=())

    def is_named(self) -> bool:
        """Whether a name is known."""
        return any(m.form is Form.NAME for m in self.mentions)

    def fullest(self, before: int) -> Mention | None:
        """Give the fullest name (else the fullest noun phrase) before an offset, the nearest one where several are as full."""
        named = [m for m in self.mentions if m.start < before and m.form is Form.NAME]
        if named:
            return max(named, key=lambda m: (len(m.names), m.start))
        nouns = [m for m in self.mentions if m.start < before and m.form is Form.NOUN]
        return max(nouns, key=lambda m: (len(m.marks), m.start), default=None)

    def may_be_called(self, noun: str) -> bool:
        """Whether "the <noun>" may stand for this figure, by its roles, its name or its class."""
        nouns = load_nouns()
        if noun in ("man", "woman", "victim", "person") and self.nature == "person":
            return True
        if "counterpart" in self.roles and nouns.person.get(noun) == "official":
            return True
        called = self.roles | ({self.mentions[0].head} if self.mentions[0].form is Form.NOUN else set())
        for mention in self.mentions[:3]:
            if mention.form is Form.NAME:
                called |= {mention.head, *mention.names}
        if noun in called:
            return True
        if "army" in called and not self.is_named():
            # "The Arakan Army" are rebels, "the army" is not.
            called = called - {"army"}
        for table in (nouns.person_is, nouns.body_is, nouns.thing_is):
            if table.get(noun, frozenset()) & called:
                return True
        return self.known is not None and noun in nouns.class_is.get(self.known.kind, frozenset())


class Cast:
    """All figures of a report so far, found by name, by what they may be called, and by how lately they were mentioned."""

    def __init__(self) -> None:
        self.trail: list[tuple[Mention, Figure]] = []
        self._by_token: dict[str, list[Figure]] = {}
        self._by_key: dict[str, Figure] = {}
        self._by_initials: dict[str, Figure] = {}
        self._by_bones: dict[str, list[Figure]] = {}

    def add(self, mention: Mention, figure: Figure | None = None) -> Figure:
        """Note a mention, of a new figure where none is given."""
        if figure is None:
            figure = Figure(mention)
        else:
            figure.take(mention)
        self.trail.append((mention, figure))
        if mention.known and mention.known.key and mention.nature != "place":
            self._by_key.setdefault(mention.known.key, figure)
        for token in mention.names:
            bucket = self._by_token.setdefault(token, [])
            if not any(f is figure for f in bucket[-_BUCKET:]):
                bucket.append(figure)
        if len(mention.names) > 2:
            self._by_initials.setdefault("".join(t[0] for t in mention.names if len(t) > 2), figure)
        if mention.names and mention.nature != "place":
            self._by_bones.setdefault(skeleton(mention.names[-1]), []).append(figure)
        return figure

    def alias(self, name: str, figure: Figure) -> None:
        """Let a short form in brackets after a name stand for its figure."""
        self._by_token.setdefault(name, []).append(figure)
        self._by_initials[name] = figure

    def lately(self, line: int, *, within: int) -> Iterator[tuple[Mention, Figure]]:
        """Give mentions with their figures, latest first, of at most `within` sentences back."""
        for mention, figure in self.trail[: -REACH - 1 : -1]:
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
        same = [f for f in self._by_token.get(tokens[-1], [])[-_BUCKET:] if _fits(tokens, f, mention)]
        if not same and len(tokens) == 1:
            same = [f for f in self._by_token.get(tokens[0], [])[-_BUCKET:] if _fits(tokens, f, mention)]
        if not same and len(tokens) == 1 and tokens[0] in self._by_initials and mention.text.isupper():
            same = [self._by_initials[tokens[0]]]
        if not same:
            same = self._spelt_otherwise(mention)
        return _distinct(same)

    def _spelt_otherwise(self, mention: Mention) -> list[Figure]:
        """Give figures whose last name has the same consonants and whose first names agree: "Al-Khulaifi", "Al-Khalifi".

        Names that are given names too stay apart ("Hassan", "Hussein").
        """
        last = mention.names[-1]
        bones = skeleton(last)
        if len(bones) < _FEWEST_CONSONANTS or mention.known or mention.nature not in ("", "person") or last in load_given_names():
            return []
        found = []
        for figure in self._by_bones.get(bones, [])[-_BUCKET:]:
            full = figure.names
            if not full or figure.nature not in ("", "person") or full[-1] in load_given_names():
                continue
            if len(mention.names) == 1 or len(full) == 1 or skeleton(mention.names[0]) == skeleton(full[0]):
                found.append(figure)
        return found


def skeleton(name: str) -> str:
    """Give the consonants of a folded name, doubled ones once: what spellings of one name mostly share."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", name).replace("q", "k").replace("c", "k"))


def _distinct(figures: list[Figure]) -> list[Figure]:
    found: list[Figure] = []
    for figure in figures:
        if not any(f is figure for f in found):
            found.append(figure)
    return found


def _fits(tokens: tuple[str, ...], figure: Figure, mention: Mention) -> bool:
    """Whether a name may be one of a figure's: the same words, its last or first ones, or all of them and more."""
    at_somebody = mention.after in ("at", "to", "from", "toward", "towards") and tokens[-1:] == figure.names[-1:]
    if mention.nature == "place" and figure.nature == "person" and not at_somebody or figure.nature == "place" and mention.nature == "person":
        return False
    if mention.nature == "person" and figure.nature == "body" or mention.nature == "body" and figure.nature == "person":
        return False
    if mention.gender and figure.gender and mention.gender != figure.gender:
        return False
    full = figure.names
    short, long = (tokens, full) if len(tokens) <= len(full) else (full, tokens)
    if not short or short == long:
        return bool(short)
    if figure.nature == "body" or mention.nature == "body":
        return _holds(long, short) and (len(short) > 1 or short[0] == long[-1] and not _is_body_noun(short[0]))
    if long[-len(short) :] == short or long[: len(short)] == short:
        return len(short) > 1 or short[0] == long[-1] or figure.nature == "person"
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))


def _is_body_noun(word: str) -> bool:
    nouns = load_nouns()
    return word in nouns.body or nouns.single.get(word, "") in nouns.body
