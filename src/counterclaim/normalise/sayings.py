"""Who goes on speaking: "the statement", "a spokesman", "the military" after a sentence that told whose words it gives."""

from __future__ import annotations

from counterclaim.normalise.antecedents import Antecedents
from counterclaim.normalise.composing import compose, is_of_state
from counterclaim.normalise.lexicon import Sort, role_words
from counterclaim.normalise.owners import FORCES
from counterclaim.normalise.tagging import TaggedText
from counterclaim.records.world import Actor

_BACK = 3
# Words between a party and the verb by which it says something: "The army in the south also says".
_BETWEEN = 5
_GOING_ON = frozenset({"he", "she", "they", "it"})
_TAKING_UP = frozenset(
    {"statement", "communique", "spokesman", "spokeswoman", "spokesperson", "spokesmen", "official", "officials"}
)
# Who turns something down speaks too.
_DENYING = frozenset(
    {"rejected", "rejects", "denied", "denies", "dismissed", "dismisses", "refuted", "disputed", "blamed", "accused"}
)
_ARTICLES = frozenset({"a", "an", "the", "its"})
# One person who speaks for a party by a post.
_PERSON = frozenset(
    {
        "official", "officer", "commander", "spokesman", "spokeswoman", "spokesperson", "chief", "general", "minister",
        "diplomat", "envoy", "ambassador", "governor", "prosecutor", "aide", "adviser", "advisor", "lawmaker", "leader",
    }
)  # fmt: skip
_ARMED = frozenset({"MIL", "COP", "SPY"})
_LONGEST_OPENING = 14


class Sayings:
    """The sources of one report, sentence by sentence."""

    def __init__(self, text: TaggedText, antecedents: Antecedents) -> None:
        self._text = text
        self._antecedents = antecedents

    def goes_on(self, first: int, last: int, organ: str | None = None) -> Actor | None:
        """Give the party that words [first, last) at the head of a sentence take up, None where nobody spoke before.

        Sentences between that only go on ("He said", "The statement also says") are passed over; one with a source
        that is no known party ends the search. With `organ`, the party must be a state that has it.
        """
        words = self._text.words
        number = self._text.sentence_of(first)
        takes_up = words[last - 1].key in _TAKING_UP or organ == "mil"
        is_new = words[last - 1].key in ("official", "officials") and words[first].key != "the"
        if is_new or organ in FORCES - {"mil"}:
            return None
        if not takes_up or words[first].key not in _ARTICLES | role_words("army") or not self._says(first, last):
            return None
        for before in range(number - 1, max(-1, number - 1 - _BACK), -1):
            start, end = self._text.sentence_words(before)
            verb = next((at for at in range(start, end) if words[at].key in role_words("says") | _DENYING), None)
            if verb is None:
                continue
            source = self._source(before, start, verb)
            if source is None and any(w.key in _GOING_ON | _TAKING_UP for w in words[start : min(start + 3, verb)]):
                continue
            return self._as_organ(source, organ) if source is not None else None
        return None

    def names(self, first: int, last: int, organ: str | None) -> Actor | None:
        """Give the party of a title and name that follow somebody unnamed: "A Swedish officer says … Colonel X adds".

        The sentence before must open with that one person's saying something, and the name must not have been told before.
        """
        words = self._text.words
        number = self._text.sentence_of(first)
        if number == 0 or not self._says(first, last) or not self._is_head(number, first):
            return None
        start, end = self._text.sentence_words(number - 1)
        verb = next((at for at in range(start, end) if words[at].key in role_words("says") | _DENYING), None)
        if verb is None or not self._is_unnamed(start, verb):
            return None
        source = self._source(number - 1, start, verb)
        if source is None or source.country is None:
            return None
        if organ is None:
            return source
        if not is_of_state(source):
            return source if organ in FORCES else None
        is_force = organ in FORCES and source.sector in _ARMED
        return source if is_force else compose(source.country, organ)

    def _is_head(self, number: int, first: int) -> bool:
        """Whether only words of time and place stand before word `first` in its sentence: "In an interview Friday, X"."""
        start = self._text.sentence_words(number)[0]
        ahead = self._text.words[start:first]
        return not any(w.key in role_words("says") for w in ahead) and len(ahead) <= _LONGEST_OPENING

    def _is_unnamed(self, first: int, last: int) -> bool:
        """Whether words [first, last) call one person by a post alone: "A commander of Danish troops in the north"."""
        words = self._text.words[first:last]
        is_one = any(w.key in _PERSON for w in words)
        tagged = {at for t in self._text.tags_in(first, last) for at in range(t.first, t.last)}
        has_name = any(Sort.PERSON in t.sorts for t in self._text.tags_in(first, last)) or any(
            w.capital and at not in tagged for at, w in enumerate(words[1:], first + 1)
        )
        is_joined = any(w.key in ("and", "or") for w in words)
        return is_one and not has_name and not is_joined and (words[0].key in ("a", "an") or first in tagged)

    def _says(self, first: int, last: int) -> bool:
        """Whether the words are what says: a verb of saying follows in the same sentence, close by."""
        end = self._text.sentence_words(self._text.sentence_of(first))[1]
        near = self._text.words[last : min(end, last + _BETWEEN)]
        return any(w.key in role_words("says") or w.key in ("blames", "blamed", "did", "also") for w in near)

    def _source(self, number: int, start: int, verb: int) -> Actor | None:
        """Give the one party before the verb of sentence `number`, close to it and not joined with another."""
        found = [f for f in self._antecedents.parties_of(number) if start <= f[0] and f[1] <= verb]
        if len(found) != 1 or verb - found[0][1] > _BETWEEN:
            return None
        between = self._text.words[found[0][1] : verb]
        before = self._text.words[start : found[0][0]]
        is_joined = any(w.key in ("and", "or", "against", "after") for w in (*between, *before))
        return None if is_joined else found[0][2]

    def _as_organ(self, source: Actor, organ: str | None) -> Actor | None:
        if organ is None or organ == "gov":
            return source
        is_state = source.country is not None and source.side == compose(source.country, "gov").side
        if not is_state or source.country is None or source.sector != "MIL":
            return None
        return compose(source.country, organ) if source.id.partition(".")[2] in FORCES else source
