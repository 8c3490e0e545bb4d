"""By which full name one report knows whom it calls by a title, a surname or an office, so that one person answers once."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.persons import Persons
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.tagging import TaggedText
from counterclaim.records.text import Span

_TITLES = ("post", "rank", "honorific", "official", "private", "lesser", "soldier", "fighter", "police")
# Words before a name of which a title has none: "a lawyer for X", "residents of X".
_TIES = frozenset({"of", "for", "in", "from", "at", "with", "by", "to", "near", "and"})


class FullNames:
    """The names of one report; `antecedents` leads from mentions to what they stand for."""

    def __init__(self, text: TaggedText, phrases: Phrases, persons: Persons, antecedents: Mapping[Span, Span]) -> None:
        self._text = text
        self._phrases = phrases
        self._persons = persons
        self._by_office: dict[Span, tuple[str, ...]] = {}
        for mention, antecedent in antecedents.items():
            if not self._read(antecedent) and (keys := self._read(mention)):
                self._by_office.setdefault(antecedent, keys)

    def find(self, span: Span) -> tuple[str, ...]:
        """Give the keys of the name of the person whom `span` names, alone or behind a title, or whom it calls by an office
        that a later name is known to hold; () where the words name nobody so. A title and a surname give the full name."""
        keys = self._read(span) or self._by_office.get(span, ())
        is_surname = len(keys) == 1 and span.text.casefold() != keys[0]
        return self._persons.full_name(keys[0]) if is_surname else keys

    def _read(self, span: Span) -> tuple[str, ...]:
        """Give the name at the end of words that hold nothing else but a title: "the army's spokesman Colonel Ivo Maran"."""
        first, last = self._text.find_words(span)
        name = self._phrases.read(first, last).name if first < last else None
        if name is None or name[1] != last:
            return ()
        before = [w.key for w in self._text.words[first : name[0]]]
        if before and (not _TIES.isdisjoint(before) or not any(before[-1] in role_words(kind) for kind in _TITLES)):
            return ()
        return tuple(w.key for w in self._text.words[name[0] : name[1]])
