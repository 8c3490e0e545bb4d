"""Whose a bare "the military" or "officials" is, weighed from every state named close before; none where two compete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from counterclaim.normalise.composing import is_joint
from counterclaim.normalise.heads import CONTESTED
from counterclaim.normalise.lexicon import Sort, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.scenes import STRANGE, Scenes
from counterclaim.normalise.tagging import Tag, TaggedText
from counterclaim.records.world import Actor

# Organs that reports name in turn for one force; others are only themselves.
FORCES = frozenset({"mil", "sec", "air", "navy", "mod", "border"})
# Organs that belong to the place where they act, whoever else is about.
OF_PLACES = frozenset({"cop", "local", "emer", "health", "pros"})
# Organs that are those of the place where a report plays, however long ago it named it.
_OF_LEAD = OF_PLACES | {"moi", "sec"}
_OF_STATES = frozenset({Sort.STATE, Sort.DEMONYM, Sort.NATIONALS, Sort.SEAT})
# Sentences at the beginning of a report that tell where it plays.
_LEAD = 3
# So many where title, byline and place stand as sentences too.
_BEGINNING = 7
# What a sighting one, two and three sentences before still counts for.
_DECAY = (1.0, 0.65, 0.4, 0.2)
_AHEAD = 0.4
# What was found out counts less than what is told; who opens a sentence speaks or acts in it.
_FOUND_OUT = 0.7
# A place in a state that the report never names may be a namesake.
_STRANGERS = 0.7
_OPENING = 1.25
_OPENS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of sighting of a state says for its owning the organ asked for."""

    same: float
    organ: float
    place: float
    acts: float
    people: float


_WEIGHTS = {
    "places": Weights(same=3.0, organ=2.0, place=3.0, acts=1.0, people=0.5),
    "gov": Weights(same=3.0, organ=2.5, place=2.0, acts=1.7, people=0.3),
    "forces": Weights(same=4.0, organ=2.0, place=1.5, acts=2.0, people=1.0),
    "others": Weights(same=4.0, organ=2.0, place=1.5, acts=2.0, people=0.5),
}
# The best state needs so much, and so many times what the next one has.
_ENOUGH = 1.6
_TIMES = 2.5
_MORE = 0.9


@dataclass(frozen=True, slots=True)
class Sighting:
    """An organ that the report names together with its state, at a word; `title` is the last word of a person's office.

    `is_told` is False where the state was itself found out from what stands before.
    """

    at: int
    iso3: str
    organ: str
    title: str = ""
    is_told: bool = True


class Owners:
    """Weighs the states of one report for a bare organ."""

    def __init__(
        self,
        text: TaggedText,
        meanings: Meanings,
        scenes: Scenes,
        organs_in: Callable[[int, int], Sequence[Sighting]],
        parties: Sequence[tuple[int, Actor]],
    ) -> None:
        self._text = text
        self._meanings = meanings
        self._scenes = scenes
        self._organs_in = organs_in
        self._parties = parties

    def find(self, organ: str, first: int, last: int, spoken: str | None, *, is_loose: bool = False) -> str | None:
        """Give the state that owns the organ named at words [first, last), None where none or two are likely.

        `spoken` is the state for which the sentence's speaker speaks; loose words ("two soldiers")
        need more. Armies and coalitions that belong to no single
        state compete for forces and officials as a state would.
        """
        if "regional" in {w.key for w in self._text.words[first:last]}:
            return None  # of several states
        scores = self.weigh(organ, first, last) or self._weigh_ahead(organ, first)
        if not scores and organ in _OF_LEAD:
            scores = self._weigh_lead(organ, first)
        if spoken is not None:
            scores[spoken] = scores.get(spoken, 0.0) + 2.0
        enough = _ENOUGH + _MORE * is_loose
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0] or ""))
        if not ranked or ranked[0][0] is None or ranked[0][1] < enough:
            return None
        if len(ranked) > 1 and ranked[0][1] < _TIMES * ranked[1][1]:
            return None
        iso3 = ranked[0][0]
        return None if organ in CONTESTED and self._meanings.has_rival(iso3) else iso3

    def weigh(self, organ: str, first: int, last: int) -> dict[str | None, float]:
        """Give what speaks for each state; the key None stands for owners that are no single state."""
        weights = _WEIGHTS[_class_of(organ)]
        here = self._text.sentence_of(first)
        scores: dict[str | None, float] = {}
        for back, decay in enumerate(_DECAY[: here + 1]):
            start, end = self._text.sentence_words(here - back)
            seen = self._read(organ, weights, start, first if back == 0 else end, here - back)
            if back == 0:
                for key, value in self._read(organ, weights, last, end, None).items():
                    seen[key] = max(seen.get(key, 0.0), _AHEAD * value)
            for key, value in seen.items():
                scores[key] = scores.get(key, 0.0) + decay * value
        return scores

    def _weigh_ahead(self, organ: str, first: int) -> dict[str | None, float]:
        """Give what the two sentences after say, for words before which no state is named, nor at the report's beginning."""
        here = self._text.sentence_of(first)
        scores: dict[str | None, float] = {}
        weights = replace(_WEIGHTS[_class_of(organ)], acts=0.0, people=0.0)
        if any(
            self._read(organ, weights, *self._text.sentence_words(number), number)
            for number in range(min(_LEAD, max(0, here - len(_DECAY) + 1)))
        ):
            return scores
        for number in range(here + 1, min(here + 3, self._text.sentences)):
            for key, value in self._read(organ, weights, *self._text.sentence_words(number), number).items():
                scores[key] = scores.get(key, 0.0) + value
        return scores

    def _weigh_lead(self, organ: str, first: int) -> dict[str | None, float]:
        """Give the state in which the report's beginning plays alone, for words near which no state is named at all."""
        weights = _WEIGHTS["places"]
        states = {
            state: value
            for number in range(min(_BEGINNING, self._text.sentence_of(first)))
            for state, value in self._read(organ, weights, *self._text.sentence_words(number), number).items()
        }
        return states if len(states) == 1 else {}

    def _read(self, organ: str, weights: Weights, start: int, end: int, number: int | None) -> dict[str | None, float]:
        """Give the strongest thing that words [start, end) say for each state; their own sentence tells its places."""
        found: dict[str | None, float] = {}

        def note(iso3: str | None, weight: float) -> None:
            found[iso3] = max(found.get(iso3, 0.0), weight)

        family = FORCES if organ in FORCES else frozenset({organ})
        for sighting in self._organs_in(start, end):
            weight = weights.same if sighting.organ in family else weights.organ
            weight *= _OPENING if number is not None and sighting.at - start < _OPENS else 1.0
            note(sighting.iso3, weight if sighting.is_told else _FOUND_OUT * weight)
        for tag in self._text.tags_in(start, end):
            if not _OF_STATES & set(tag.sorts) or not tag.owned:
                continue
            entry = self._meanings.choose(tag)
            opens = number is not None and tag.first - start < _OPENS and not self._scenes.is_place(tag)
            weight = self._weight_of(tag, weights) * (_OPENING if opens else 1.0)
            note(entry.ref if entry is not None else None, weight)
        for at, actor in self._parties:
            if start <= at < end and actor.side and is_joint(actor) and _class_of(organ) != "places":
                opens = at - start < _OPENS
                note(None, weights.same if organ in FORCES or opens else weights.people)
        if number is not None:
            for state in self._scenes.states_at(number):
                is_strange = state is not None and state.startswith(STRANGE)
                iso3 = state.removeprefix(STRANGE) if state is not None else None
                note(iso3, _STRANGERS * weights.place if is_strange else weights.place)
        return found

    def _weight_of(self, tag: Tag, weights: Weights) -> float:
        if self._scenes.is_place(tag):
            return weights.place
        if Sort.NATIONALS in tag.sorts or self._scenes.tells_people(tag):
            return weights.people
        if Sort.DEMONYM in tag.sorts:
            follower = self._text.words[tag.last].key if tag.last < len(self._text.words) else ""
            is_people = any(follower in role_words(kind) for kind in ("civilian", "person", "fighter", "private"))
            return weights.people if is_people else weights.acts
        return weights.acts


def _class_of(organ: str) -> str:
    if organ in OF_PLACES:
        return "places"
    if organ in FORCES:
        return "forces"
    return "gov" if organ == "gov" else "others"
