"""What words that take up an earlier party stand for: "its troops", "the tanks", "a spokesman", "his country"."""

from __future__ import annotations

from counterclaim.normalise.composing import actor_by_id, actor_of, compose, is_of_state, organ_of
from counterclaim.normalise.heads import OWN_LAND, Shape
from counterclaim.normalise.lexicon import Sort, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.scenes import Scenes
from counterclaim.normalise.tagging import Tag, TaggedText
from counterclaim.records.world import Actor

_DEFINITE = frozenset({"the", "these", "those", "this", "that"})
_OWNED = ("asset", "soldier", "fighter", "police", "building")
_BODY = frozenset({Sort.BODY, Sort.OFFICE})
_STATES = frozenset({Sort.STATE, Sort.SEAT, Sort.DEMONYM})
# Parties after these are those to whom something is done.
_TOWARDS = frozenset({"against", "to", "from", "with", "by", "on", "than", "like", "between", "of"})
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "statement", "communique"})
# Words that reports use of anybody in arms.
_LOOSE = frozenset({"militants", "militant", "insurgents", "insurgent", "gunmen", "gunman", "terrorists", "terrorist"})
_SOLDIERS = frozenset({"soldiers", "soldier", "troops", "forces", "marines", "servicemen"})
_BACK = 2
_BACK_FOR_ORGANS = 4
_LONGEST_PHRASE = 4
_NEAR = 4
_OPENING = 7

_Found = tuple[int, int, Actor]


class Antecedents:
    """Looks back from words of one report to the parties named before them."""

    def __init__(self, text: TaggedText, phrases: Phrases, meanings: Meanings, scenes: Scenes) -> None:
        self._text = text
        self._phrases = phrases
        self._meanings = meanings
        self._scenes = scenes
        self._parties: dict[int, list[_Found]] = {}

    def owner_of_its(self, organ: str, first: int) -> Actor | None:
        """Give the organ of "troops" after "its" at word `first`: of the one party ahead in the sentence, or straight before."""
        found = self._ahead(first)
        if organ == "local":
            # "They shelled a town, its governor said": of the town.
            state = self._scenes.find_last_named(
                found[-1][1] if found else self._text.sentence_words(self._text.sentence_of(first))[0], first
            )
            if state is not None and state not in {actor.country for _, _, actor in found[-1:]}:
                return compose(state, organ) if state else None
        is_joined = bool(found) and found[-1][0] > 0 and self._text.words[found[-1][0] - 1].key in ("and", "or")
        near = found[-1:] if found and not is_joined and self._leads_to(found[-1][1], first) else []
        if len({actor.side or actor.id for _, _, actor in found}) != 1:
            found = near
        return _organ(found[-1][2], organ) if found else None

    def opens_before(self, first: int) -> Actor | None:
        """Give the party that opens the sentence before, for "Its spokesman" at word `first`, which opens the next."""
        number = self._text.sentence_of(first)
        opens = number > 0 and self._text.sentence_words(number)[0] == first
        return self._opens(number - 1, first) if opens else None

    def forces_sent(self, organ: str, first: int) -> Actor | None:
        """Give the forces of the party that sends or withdraws them: the last one ahead in the sentence that acts."""
        acting = [f for f in self._ahead(first) if f[0] == 0 or self._text.words[f[0] - 1].key not in _TOWARDS]
        return _organ(acting[-1][2], organ) if acting and acting[-1][2].side else None

    def same_noun(self, first: int, last: int) -> Actor | None:
        """Give the party of "the tanks": the one whose tanks this or the two sentences before named; None where several."""
        words = self._text.words
        key = words[last - 1].key
        if not any(w.key in _DEFINITE for w in words[first : last - 1]) or last - first > _LONGEST_PHRASE:
            return None
        is_organ = key in role_words("sameword")
        if not is_organ and not any(key in role_words(kind) for kind in _OWNED):
            return None
        back = _BACK_FOR_ORGANS if is_organ else _BACK
        start = self._text.sentence_words(max(0, self._text.sentence_of(first) - back))[0]
        found = {}
        for at in range(start, first):
            if words[at].key == key:
                actor = self._owner_at(at)
                if actor is not None:
                    found[actor.id] = actor
        return next(iter(found.values())) if len(found) == 1 else None

    def fighters_so_called(self, first: int, last: int, groups: set[str]) -> Actor | None:
        """Give the only armed group of the report where it was called by the same word: "Tamil Tiger rebels", "five rebels"."""
        words = self._text.words
        key = words[last - 1].key
        is_counted = words[first].key in role_words("amount") | _DEFINITE or words[first].key.isdigit()
        is_loose = key in _LOOSE and words[first].key not in _DEFINITE
        if len(groups) != 1 or key not in role_words("fighter") or is_loose or not is_counted:
            return None
        start = self._text.sentence_words(max(0, self._text.sentence_of(first) - _BACK_FOR_ORGANS))[0]
        named = [self._owner_at(at) for at in range(start, first) if words[at].key == key]
        found = {actor.id: actor for actor in named if actor is not None}
        return next(iter(found.values())) if set(found) == groups else None

    def spoken_for(self, first: int, last: int) -> Actor | None:
        """Give the party of a bare "a spokesman" or "the statement".

        That is the party that opens the sentence ahead of it, or the one before where that tells of a statement.
        """
        words = self._text.words
        if words[last - 1].key not in _SPEAKING_FOR or last - first > 2:
            return None
        number = self._text.sentence_of(first)
        begin, _ = self._text.sentence_words(number)
        if first > begin:
            return self._opens(number, first)
        if words[first].key not in _DEFINITE or words[last - 1].key not in ("statement", "communique"):
            return None
        for before in range(number - 1, max(-1, number - 1 - _BACK), -1):
            start, end = self._text.sentence_words(before)
            at = next((w for w in range(start, end) if words[w].key == words[last - 1].key), None)
            if at is not None:
                return self._owner_at(at) or self._opens(before, end)
        return None

    def same_soldiers(self, first: int, last: int) -> Actor | None:
        """Give the forces of "the troops": of the one state whose soldiers this or the sentence before named."""
        found = self._same_men(first, last, _SOLDIERS)
        return found if found is not None and found.sector in ("MIL", "GOV") else None

    def same_fighters(self, first: int, last: int) -> Actor | None:
        """Give the group of "the militant" after "a Hamas gunman": the one whose fighters this or the sentence before named."""
        found = self._same_men(first, last, role_words("fighter"))
        return found if found is not None and found.sector in ("REB", "UAF", "CRM") else None

    def _same_men(self, first: int, last: int, men: frozenset[str]) -> Actor | None:
        words = self._text.words
        if last - first != 2 or words[first].key not in _DEFINITE or words[last - 1].key not in men:
            return None
        start = self._text.sentence_words(max(0, self._text.sentence_of(first) - 1))[0]
        named = [self._owner_at(at) for at in range(start, first) if words[at].key in men]
        joined = any(self._is_joined(at) for at in range(start, first) if words[at].key in men)
        several = any(
            words[at].key in ("coalition", "allied", "foreign", "international") for at in range(start, first)
        )
        sides = {actor.side for actor in named if actor is not None}
        is_plain = None not in named and len(sides) == 1 and None not in sides and not several and not joined
        return next((a for a in named if a is not None), None) if is_plain else None

    def _is_joined(self, at: int) -> bool:
        """Whether several parties own the noun at word `at`: "Swedish and Danish troops"."""
        return any(w.key in ("and", "or") for w in self._text.words[max(0, at - _NEAR + 1) : at])

    def same_title(self, key: str, first: int) -> Actor | None:
        """Give the party of "the spokesman" or "Spokesman X": the one whose spokesman was named last; None where two were."""
        words = self._text.words
        if key not in role_words("spokesman"):
            return None
        start = self._text.sentence_words(max(0, self._text.sentence_of(first) - _BACK_FOR_ORGANS))[0]
        named = [self._owner_at(at) for at in range(start, first) if words[at].key == key]
        found = {actor.id: actor for actor in named if actor is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def own_country(self, first: int, last: int) -> Actor | None:
        """Give the government of "his country": of the one state for which somebody ahead in the sentence answers."""
        words = [w.key for w in self._text.words[first:last]]
        if len(words) > 3 or words[0] not in ("his", "her", "their", "our", "my", "its") or words[-1] not in OWN_LAND:
            return None
        states = {a.country for _, _, a in self._ahead(first) if a.country and is_of_state(a)}
        return compose(states.pop(), "gov") if len(states) == 1 else None

    def country_before(self, first: int, last: int) -> Actor | None:
        """Give the government of "the country": of the one state named by name ahead, here or in the sentence before."""
        words = [w.key for w in self._text.words[first:last]]
        if not 2 <= len(words) <= 3 or words[0] not in ("the", "this") or words[-1] not in OWN_LAND - {"state"}:
            return None
        start = self._text.sentence_words(max(0, self._text.sentence_of(first) - 1))[0]
        entries = [self._meanings.choose(t) for t in self._text.tags_in(start, first) if t.owned]
        states = {e.ref for e in entries if e is not None and e.sort in (Sort.STATE, Sort.SEAT)}
        return compose(states.pop(), "gov") if len(states) == 1 else None

    def land_of(self, first: int) -> str | None:
        """Give the state that "the country's" at word `first` means: the only one named ahead, or else before."""
        number = self._text.sentence_of(first)
        begin = self._text.sentence_words(number)[0]
        for start, end in ((begin, first), self._text.sentence_words(number - 1) if number else (0, 0)):
            tags = [t for t in self._text.tags_in(start, end) if _STATES & t.sorts]
            entries = [self._meanings.choose(t) for t in tags]
            states = {e.ref for e in entries if e is not None}
            if tags:
                return states.pop() if len(states) == 1 and None not in entries else None
        return None

    def _ahead(self, first: int) -> list[_Found]:
        number = self._text.sentence_of(first)
        return [f for f in self.parties_of(number) if f[1] <= first]

    def _opens(self, number: int, until: int) -> Actor | None:
        """Give the party with which a sentence opens."""
        start, _ = self._text.sentence_words(number)
        found = [f for f in self.parties_of(number) if f[1] <= until]
        return found[0][2] if found and found[0][0] - start < _OPENING else None

    def _leads_to(self, at: int, first: int) -> bool:
        """Whether only a few plain words stand between a party and word `first`: "Germany withdraw its"."""
        between = self._text.words[at:first]
        return len(between) <= _NEAR and all(w.text.islower() and w.gap == " " for w in between)

    def parties_of(self, number: int) -> list[_Found]:
        """Give the parties that a sentence names otherwise than as a place, each with its words, in text order."""
        if number not in self._parties:
            first, last = self._text.sentence_words(number)
            found = [self._party_at(tag, last) for tag in self._text.tags_in(first, last) if tag.owned]
            self._parties[number] = [f for f in found if f is not None]
        return self._parties[number]

    def _party_at(self, tag: Tag, last: int) -> _Found | None:
        entry = self._meanings.choose(tag)
        if entry is None or entry.sort in _BODY or entry.sort is Sort.NATIONALS:
            return None
        if entry.sort is Sort.PERSON:
            held = actor_by_id(entry.ref, self._meanings.day)
            return (tag.first, tag.last, held) if held is not None else None
        if entry.sort is Sort.ACTOR:
            return tag.first, tag.last, actor_of(entry)
        if entry.sort not in _STATES:
            return None
        end = self._end_of_phrase(tag, last)
        if end > tag.last:
            phrase = self._phrases.read(tag.first, end)
            if phrase.shape is Shape.PARTY and phrase.actor is not None and phrase.actor.sector != "CVL":
                return tag.first, end, phrase.actor
        if entry.sort is Sort.DEMONYM or tag.possessive or self._scenes.is_place(tag):
            return None
        return tag.first, tag.last, compose(entry.ref, "gov")

    def _end_of_phrase(self, tag: Tag, last: int) -> int:
        """Give the end of what a state owns: the last organ or owned thing in the few words after it, in one run."""
        words, end = self._text.words, tag.last
        for at in range(tag.last, min(last, tag.last + _LONGEST_PHRASE)):
            if words[at].gap not in (" ", "-"):
                break
            inside = self._text.tags_in(at, at + 1)
            if inside and set(inside[0].sorts) <= _BODY:
                end = max(end, inside[0].last)
            elif inside or any(words[at].key in role_words(kind) for kind in ("function", "cut", "says")):
                break
            elif any(words[at].key in role_words(kind) for kind in (*_OWNED, "post")):
                end = max(end, at + 1)
        return end

    def _owner_at(self, at: int) -> Actor | None:
        """Give the party that owns the noun at word `at` by the words straight before it: "the Israeli tanks"."""
        start = max(0, at - _LONGEST_PHRASE + 1)
        for tag in reversed(self._text.tags_in(start, at)):
            if not set(tag.sorts) <= _BODY and tag.owned:
                between = self._text.words[tag.last : at + 1]
                if any(w.gap != " " or w.key in role_words("function") for w in between):
                    return None
                phrase = self._phrases.read(tag.first, at + 1)
                return phrase.actor if phrase.shape is Shape.PARTY else None
        return None


def _organ(owner: Actor, organ: str) -> Actor | None:
    if is_of_state(owner) and owner.country:
        return compose(owner.country, organ)
    return organ_of(owner, organ) if owner.side else None
