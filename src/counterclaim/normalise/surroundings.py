"""What the rest of the report says about a bare "the army" or "the group": an owner, or none when in doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from counterclaim.normalise.antecedents import Antecedents
from counterclaim.normalise.composing import MINISTRIES, actor_by_id, actor_of, compose, is_joint, is_of_state
from counterclaim.normalise.heads import CONTESTED, Shape
from counterclaim.normalise.homes import Homes
from counterclaim.normalise.lexicon import Sort, has_role, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.owners import FORCES, OF_PLACES, Owners, Sighting
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.sayings import Sayings
from counterclaim.normalise.scenes import Scenes
from counterclaim.normalise.tagging import Tag, TaggedText
from counterclaim.records.world import Actor
from counterclaim.tables.load import load_institutions, load_states

_OF_WINDOW = frozenset({"gov", "cop", "local", "parl", "health", "emer", "moi", "info", "just", "fin", "min"})
_OF_NAMED = frozenset({"health", "moi", "info", "just", "fin", "min"})
_WINDOW = 2
# Organs that sit in a capital.
_OF_SEATS = frozenset({"gov", "pres", "pm", "mfa", "mod", "moi", "info", "just", "fin", "min", "parl"})
_OF_SCENES = frozenset({"gov", "sec", "moi", "info"})
_OF_STATES = frozenset({Sort.STATE, Sort.DEMONYM, Sort.NATIONALS, Sort.SEAT})
ARMED = frozenset({"REB", "UAF", "CRM"})
# What stands before "ministry" where no word tells which: "a senior ministry official".
BEFORE_MINISTRY = frozenset(
    {"ministry", "the", "this", "that", "same", "its", "their", "a", "an", "senior", "top", "said"}
)
_LONGEST_MINISTRY = 4
_OF_SEVERAL = frozenset({"peacekeeper", "peacekeepers", "peacekeeping"})
# What a holder of any office of his body may be called.
_ANY_TITLE = frozenset({"diplomat"})
_AIMED = frozenset({"on", "against", "towards", "toward"})
_OFTEN = 3
_REACH = 3
_NEAR = 3
# The only armed group of a report is still "the rebels" so many sentences later.
_FAR_BACK = 4
_OPENING = 5
_BY_SECTOR = {"MIL": "mil", "COP": "cop", "SPY": "spy"}


class Surroundings:
    """The parties of one report in text order, asked for the owner of words that leave it open."""

    def __init__(self, text: TaggedText, phrases: Phrases, meanings: Meanings, homes: Homes) -> None:
        self._text = text
        self._homes = homes
        self._meanings = meanings
        self._scenes = Scenes(text, meanings, homes)
        self.antecedents = Antecedents(text, phrases, meanings, self._scenes)
        self._sayings = Sayings(text, self.antecedents)
        self._forces: dict[str, int] = {}
        self._organs = self._find_organs(phrases)
        self._organ_words = [s.at for s in self._organs]
        # Bare organs whose state was found out, in text order, up to the tag numbered so.
        self._found_out: list[Sighting] = []
        self._asked = 0
        # Where each organ of each state is first named: what is asked of the whole report is asked of these few.
        self._firsts: dict[tuple[str, str, str], int] = {}
        for sighting in self._organs:
            self._firsts.setdefault((sighting.organ, sighting.iso3, sighting.title), sighting.at)
        self._actors = self._find_actors()
        self._owners = Owners(text, meanings, self._scenes, self._seen, self._actors)
        self._groups = [(at, actor) for at, actor in self._actors if actor.sector in ARMED]
        self._group_words = [at for at, _ in self._groups]
        self._group_ids = {actor.id for _, actor in self._groups}
        # Not those in "US-based" or "Iran-backed", who are no party here.
        self._owned_states = {
            entry.ref
            for tag in text.tags
            if tag.owned and (entry := meanings.choose(tag)) is not None and entry.sort in _OF_STATES
        } | set(meanings.vouched)
        self._states_but_people = {
            entry.ref
            for tag in text.tags
            if (entry := meanings.choose(tag)) is not None
            and entry.sort in _OF_STATES
            and not self._scenes.tells_people(tag)
        } | set(meanings.vouched)
        self._state_sentences = [text.sentence_of(word) for word in meanings.state_words]
        is_foreign = any(is_joint(actor) and actor.side for _, actor in self._actors)
        self._has_foreign_force = is_foreign or has_role([w.key for w in text.words], "foreign")

    def own_organ(
        self, organ: str, first: int, last: int, speaker: Actor | None = None, *, names_person: bool = False
    ) -> Actor | None:
        """Give the organ of the one state that words [first, last) can mean, None where two are possible.

        In this order: a state named with this organ shortly before, or throughout; the state for which the speaker of
        the sentence speaks; the only state of the report. Two answers that differ are none. Loose words ("troops")
        point to nothing said before, and an office with a name ("King Abdullah") not to the office of someone else:
        it is the only state's only where that is named often.
        """
        words = [w.key for w in self._text.words[first:last]]
        is_local = organ in FORCES and any(w.key == "local" for w in self._text.words[max(0, first - 2) : last])
        if has_role(words, "plural") or "delegation" in words or is_local:
            return (
                None  # "governments" are several, who visits is not of the place, and "local forces" may be anybody's
            )
        told = self._told_before(first, last) or self.antecedents.same_noun(first, last)
        told = told or self._sayings.goes_on(first, last, organ)
        if told is None and organ == "mil":
            told = self.antecedents.same_soldiers(first, last)
        if told is not None and not self._is_other_ministry(organ, told, words):
            return told
        if not _OF_SEVERAL.isdisjoint(words):
            return None  # peacekeepers come from elsewhere
        is_new = names_person and self._is_office(first, last)
        is_loose = self._is_loose(first, last)
        named = None if is_new or is_loose else self._named_with(organ, first)
        if is_new:
            unnamed = self._sayings.names(first, last, organ)
            if unnamed is not None:
                return unnamed
            named = self._told_without_name(organ, first)
        if named is None and organ in _OF_SEATS:
            named = self._seat_ahead(first, last)
        if named is None and not is_new and organ in FORCES:
            named = self._only_forces(first) if not is_loose or self._is_definite(first) else self._only_army(first)
        if named is not None and organ in OF_PLACES and self._scenes.find(first) not in (None, named):
            named = None  # the police of one state, then a town of another
        # An embassy is where others have theirs, so that no speaker means his own.
        spoken = self._state_of(speaker) if load_institutions()[organ].sided and organ != "mfa" else None
        if named is not None and spoken in (None, named):
            return compose(named, organ)
        if named is None and spoken is not None:
            # "The aircraft" are those told of before, which may be the allies'.
            is_open = organ in ("air", "navy") and self._is_definite(first) and self._has_foreign_force
            # The police of one state may speak of what happened in another, where policemen are that one's.
            is_open = is_open or (organ in OF_PLACES and self._scenes.find(first) not in (None, spoken))
            # "Troops" of whom a foreign force tells may be the country's own.
            is_open = is_open or (
                is_loose and organ in FORCES | {"gov"} and self._scenes.find(first) not in (None, spoken)
            )
            if not is_open and not self._organs_of(organ, spoken):
                return compose(spoken, organ)
        if named is None and spoken is None:
            plain = self._plain_owner(organ, first, last, is_new=is_new)
            if plain is not None:
                return plain
        is_stranger = is_new and organ not in OF_PLACES  # a governor with a name is one of the place
        if is_stranger or not load_institutions()[organ].domestic:
            return None
        self._find_out(first)
        weighed = self._owners.find(organ, first, last, spoken, is_loose=is_loose and organ == "mil")
        if weighed is None or (organ in OF_PLACES and self._scenes.opens_elsewhere(weighed)):
            return None
        return compose(weighed, organ)

    def _seat_ahead(self, first: int, last: int) -> str | None:
        """Give the state of "In Oslo, the foreign ministry": a capital that opens the sentence, which is no embassy's."""
        words = self._text.words
        start = self._text.sentence_words(self._text.sentence_of(first))[0]
        tags = self._text.tags_in(start, first)
        is_led = len(tags) == 1 and tags[0].first == start + 1 and tags[0].last == first and words[start].key == "in"
        if not is_led or Sort.SEAT not in tags[0].sorts or not words[first].gap.startswith(","):
            return None
        if not {"embassy", "consulate", "ambassador", "diplomats", "diplomat"}.isdisjoint(
            w.key for w in words[first:last]
        ):
            return None
        entry = self._meanings.choose(tags[0])
        return entry.ref if entry is not None and not self._meanings.has_rival(entry.ref) else None

    def _find_out(self, before: int) -> None:
        """Settle every bare organ ahead of word `before`, each from what stands before it: "Officials", "the military"."""
        told = set(self._organ_words)
        while self._asked < len(self._text.tags) and self._text.tags[self._asked].first < before:
            tag = self._text.tags[self._asked]
            self._asked += 1
            if not set(tag.sorts) <= {Sort.BODY, Sort.OFFICE} or tag.first in told or not self._is_bare(tag):
                continue
            organ = tag.entries[0].ref
            if organ not in FORCES | OF_PLACES | _OF_WINDOW:
                continue
            actor = self.own_organ(organ, tag.first - 1 if self._has_article(tag) else tag.first, tag.last)
            if actor is not None and actor.country is not None:
                self._found_out.append(Sighting(tag.first, actor.country, organ, is_told=False))

    def _has_article(self, tag: Tag) -> bool:
        return tag.first > 0 and self._text.words[tag.first - 1].key in ("the", "these", "those")

    def _is_bare(self, tag: Tag) -> bool:
        """Whether no owner can stand with the organ's word: it opens the sentence, or follows an article or a small word."""
        if self._is_modifier(tag) or (self._is_loose(tag.first, tag.last) and tag.entries[0].ref != "gov"):
            return False
        if tag.last < len(self._text.words) and self._text.words[tag.last].key in ("of", "in", "from", "for", "at"):
            return False
        before = self._text.words[tag.first - 1].key if tag.first else ""
        starts = self._text.sentence_words(self._text.sentence_of(tag.first))[0] == tag.first
        return starts or before in role_words("function")

    def _seen(self, first: int, last: int) -> list[Sighting]:
        """Give the organs in words [first, last), told with their state or found out."""
        return self._organs_in(first, last) + [s for s in self._found_out if first <= s.at < last]

    def _plain_owner(self, organ: str, first: int, last: int, *, is_new: bool) -> Actor | None:
        """Give the organ of the only state of the report, of the speakers before, or of the place and its sentences."""
        is_domestic = load_institutions()[organ].domestic
        only = self._only_state(first) if is_domestic else None
        if only is not None and self._organs_of(organ, only if organ in FORCES else None):
            only = None  # of the police, even one told with the state stands for none told without
        if self._organs and not any(load_institutions()[s.organ].domestic for s in self._organs):
            only = None  # whose embassy alone is named may be a guest there
        if only is not None and not (is_new and len(self._meanings.state_words) < _OFTEN):
            is_open = self._has_foreign_force and (organ in FORCES or self._is_loose(first, last))
            if not is_open:
                return compose(only, organ)
        continued = self._continued(first, last)
        if continued is not None:
            return continued
        local = self._state_of_scene(organ, first, last) if is_domestic and not is_new else None
        if local is None and is_domestic and organ in (_OF_NAMED if is_new else _OF_WINDOW):
            local = self._state_of_window(organ, first, last)
        return compose(local, organ) if local is not None else None

    def _is_other_ministry(self, organ: str, told: Actor, words: list[str]) -> bool:
        """Whether "the interior ministry" is asked for and the ministry told before is another one."""
        before = told.id.rpartition(".")[2]
        return (organ in MINISTRIES or "ministry" in words) and before in MINISTRIES and before != organ

    def _told_before(self, first: int, last: int) -> Actor | None:
        """Give the party of "the regime" or "the administration": the only one of which the report used that word before."""
        words = self._text.words
        word = next((w.key for w in words[first:last] if w.key in role_words("epithet")), "")
        is_owner = word != words[last - 1].key and has_role([words[last - 1].key], "soldier")  # "ten junta soldiers"
        is_taken_up = word == words[last - 1].key and last - first <= 2 and self._is_definite(first)
        if not word or not (is_owner or is_taken_up):
            return None
        named = [
            actor for at, actor in self._actors if at < first and any(w.key == word for w in words[at : at + _REACH])
        ]
        named += [compose(s.iso3, s.organ) for s in self._organs_in(0, first) if words[s.at].key == word]
        if not named or len({actor.side for actor in named}) != 1 or not named[0].side:
            return None
        is_state = is_owner and is_of_state(named[-1]) and named[-1].country is not None
        return compose(named[-1].country or "", "mil") if is_state else named[-1]

    def _continued(self, first: int, last: int) -> Actor | None:
        """Give the party whose officials spoke in the sentence before, which "officials" takes up without naming it.

        That sentence must open with them ("Iraqi officials say …"); one that opens with "they" or "the officials"
        only goes on, and the one before it is asked.
        """
        words = self._text.words
        if not {w.key for w in words[first:last]} <= role_words("officials") | {"the"}:
            return None
        here = self._text.sentence_of(first)
        begin = self._text.sentence_words(here)[0]
        if first > begin:
            return None
        for number in range(here - 1, max(-1, here - 1 - _REACH), -1):
            start, end = self._text.sentence_words(number)
            openings = range(start, min(end, start + _OPENING))
            saying = next((at for at in openings if words[at].key in role_words("speaking")), None)
            is_said = saying is None
            if saying is None:
                saying = next((at for at in openings if words[at].key in role_words("says")), start)
            party = self._party_named(start, saying)
            if is_said and party is not None and not self._names_only(party, start, first):
                return None
            if party is None and words[saying].key in role_words("officials") and saying + 1 < end:
                after = words[saying + 1].key in ("in", "of")
                party = self._party_named(saying + 1, min(end, saying + _OPENING)) if after else None
            if party is not None:
                return party
            if not {words[start].key, words[min(start + 1, end - 1)].key} & (role_words("officials") | {"they"}):
                return None
        return None

    def _names_only(self, party: Actor, first: int, last: int) -> bool:
        """Whether words [first, last) name no other state, even as a place, and no army that is no single state's."""
        entries = [self._meanings.choose(t) for t in self._text.tags_in(first, last) if t.owned]
        states = {e.ref for e in entries if e is not None and e.sort in _OF_STATES}
        others = [a for at, a in self._actors if first <= at < last and is_joint(a)]
        return states <= {party.country} and not others

    def _party_named(self, first: int, last: int) -> Actor | None:
        """Give the one party, a state as its government, that words [first, last) name."""
        entries = [self._meanings.choose(t) for t in self._text.tags_in(first, last)]
        known = [e for e in entries if e is not None and e.sort not in (Sort.BODY, Sort.OFFICE, Sort.PERSON)]
        if len(known) != 1 or known[0].sort in (Sort.NATIONALS, Sort.OUTLET):
            return None
        return actor_of(known[0]) if known[0].sort is Sort.ACTOR else compose(known[0].ref, "gov")

    def _state_of_scene(self, organ: str, first: int, last: int) -> str | None:
        """Give the state in which the sentences up to word `first` play, where no other's organ could be meant there.

        Police, rescuers and local officials are those of the place; a government or its security forces only where
        the sentences name no other state but as a place, and no army or coalition whose officials could be meant.
        """
        words = {w.key for w in self._text.words[first:last]}
        is_governments = organ == "mil" and "government" in words  # "government troops" are those of the place
        if not is_governments and organ not in OF_PLACES | _OF_SCENES:
            return None
        iso3 = self._scenes.find(first, 3 if organ in OF_PLACES else 2)
        if iso3 is None or (organ in CONTESTED and self._meanings.has_rival(iso3)):
            return None
        here = self._text.sentence_of(first)
        start, end = self._text.sentence_words(max(0, here - 1))[0], self._text.sentence_words(here)[1]
        near = [s for s in self._organs_in(start, end) if s.iso3 != iso3]
        if "regional" in words:
            return None
        if is_governments:
            return None if any(s.organ in ("gov", "mil", "sec") for s in near) else iso3
        if organ in OF_PLACES:
            return None if any(s.organ in (organ, "gov") for s in near) else iso3
        is_open = self._is_anaphoric(first, last) or self._names_army(start, first)
        if is_open or near or (organ == "sec" and self._has_foreign_force):
            return None
        return iso3 if self._scenes.states_acting(start, end) <= {iso3} else None

    def _state_of_window(self, organ: str, first: int, last: int) -> str | None:
        """Give the only state of which this sentence and the two before name anything, and that ahead of word `first`.

        Its organs, offices and their holders name it too ("the White House"). None where an army, a coalition or a
        body of the world is named beside it, or a place that lies elsewhere.
        """
        here = self._text.sentence_of(first)
        start, end = self._text.sentence_words(max(0, here - _WINDOW))[0], self._text.sentence_words(here)[1]
        states: set[str | None] = set()
        near = self._organs_in(start, end)
        if any(not load_institutions()[s.organ].domestic for s in near):
            return None  # a consulate stands in another state
        is_sure = any(s.at < first for s in near)
        for tag in self._text.tags_in(start, end):
            entry = self._meanings.choose(tag)
            if entry is None or entry.sort in (Sort.BODY, Sort.OFFICE, Sort.OUTLET):
                continue
            if entry.sort in _OF_STATES:
                states.add(entry.ref)
                is_sure |= entry.sort in (Sort.STATE, Sort.SEAT) and tag.last <= first
                continue
            actor = actor_of(entry) if entry.sort is Sort.ACTOR else actor_by_id(entry.ref, self._meanings.day)
            if actor is not None and actor.sector not in (*ARMED, "NGO", "CVL", "PTY", "OPP"):
                states.add(actor.country if not is_joint(actor) else None)
                is_sure |= tag.last <= first
        iso3 = next(iter(states), None) if len(states) == 1 else None
        if iso3 is None or not is_sure or self._scenes.is_open(first) or not self._lies_in(here, iso3):
            return None
        if self._is_anaphoric(first, last) or "regional" in {w.key for w in self._text.words[first:last]}:
            return None
        if organ in OF_PLACES and self._scenes.opens_elsewhere(iso3):
            return None
        return None if organ in CONTESTED and self._meanings.has_rival(iso3) else iso3

    def _is_anaphoric(self, first: int, last: int) -> bool:
        """Whether the words take up a person or party told of before: "the official", "the delegation"."""
        words = [w.key for w in self._text.words[first:last]]
        is_taken_up = words[:1] == ["the"] and words[-1] in ("official", "officials")
        return is_taken_up or has_role(words, "visiting")

    def _names_army(self, first: int, last: int) -> bool:
        """Whether words [first, last) name an army or a coalition without telling whose it is."""
        words = self._text.words[first:last]
        if has_role([w.key for w in words], "army"):
            owned = {s.at for s in self._organs_in(first, last)}
            bodies = [t for t in self._text.tags_in(first, last) if t.entries[0].ref in FORCES]
            return any(t.first not in owned for t in bodies) or has_role([w.key for w in words], "foreign")
        return any(is_joint(actor) for at, actor in self._actors if first <= at < last)

    def goes_on_saying(self, first: int, last: int) -> Actor | None:
        """Give the party whose words "the statement" or "a spokesman" goes on to give."""
        return self._sayings.goes_on(first, last)

    def named_after(self, first: int, last: int) -> Actor | None:
        """Give the party of "Official X" behind "A Peruvian official says": the one who spoke without a name before."""
        return self._sayings.names(first, last, None)

    def fighters_so_called(self, first: int, last: int) -> Actor | None:
        """Give the only armed group of the report where the fighters' word was used of it before."""
        return self.antecedents.fighters_so_called(first, last, self._group_ids)

    def led_by(self, first: int, last: int) -> Actor | None:
        """Give the group of "a top rebel commander": the only armed group of the report, named ahead or close behind."""
        here = self._text.sentence_of(first)
        end = self._text.sentence_words(min(here + 1, self._text.sentences - 1))[1]
        near = {a.id: a for at, a in self._groups if at < end}
        is_theirs = not any(w.key in role_words("hidden") for w in self._text.words[first:last])
        return next(iter(near.values())) if is_theirs and set(near) == self._group_ids and len(near) == 1 else None

    def find_group(self, at: int, is_plural: bool, sectors: frozenset[str] = ARMED) -> Actor | None:
        """Give the one group named ahead of word `at` in this sentence or a few before; None where several.

        It is one of the given sectors. For plural words ("the militants"), looser than "the group", the report may
        name no other armed group at all.
        """
        back = _FAR_BACK if len(self._group_ids) == 1 else 2
        start = self._text.sentence_words(max(0, self._text.sentence_of(at) - back))[0]
        near = {
            a.id: a
            for word, a in self._actors
            if start <= word < at and a.sector in sectors and (a.sector in ARMED or not self._says_of_another(word, at))
        }
        if not near and is_plural and len(self._group_ids) == 1:
            end = self._text.sentence_words(self._text.sentence_of(at))[1]
            near = {a.id: a for word, a in self._groups if at < word < end}
        if len(near) != 1 or (is_plural and len(self._group_ids) != 1):
            return None
        return next(iter(near.values()))

    def foe_of(self, party: Actor | None) -> Actor | None:
        """Give the one side with arms that the report names besides that of `party`, which "the enemy" is in its mouth."""
        if party is None or party.side is None:
            return None
        armed = [compose(iso3, "mil") for iso3 in self._forces]
        armed += [actor for _, actor in self._actors if actor.sector in ARMED | {"MIL"} and actor.side]
        others = {actor.side: actor for actor in reversed(armed) if actor.side != party.side}
        return next(iter(others.values())) if len(others) == 1 else None

    def find_ministry(self, at: int) -> Actor | None:
        """Give the one ministry named ahead of word `at` in this sentence or the two before ("the ministry")."""
        seen = [s for s in self._organs_before(at, 2) if s.organ in MINISTRIES]
        near = {(s.iso3, s.organ) for s in seen}
        if near and not self._is_last_ministry(seen[-1], at):
            return None
        if near:
            return compose(*near.pop()) if len(near) == 1 else None
        start = self._text.sentence_words(max(0, self._text.sentence_of(at) - 2))[0]
        bare = [t for t in self._text.tags_in(start, at) if t.entries[0].ref in MINISTRIES]
        if len({t.entries[0].ref for t in bare}) != 1:
            return None
        return self.own_organ(bare[0].entries[0].ref, bare[0].first, bare[0].last)

    def _is_last_ministry(self, seen: Sighting, at: int) -> bool:
        """Whether no other ministry, of whatever name, is told between the one seen and word `at`."""
        words = self._text.words
        return not any(
            words[n].key == "ministry"
            and (words[n - 1].key not in BEFORE_MINISTRY or words[n + 1].key in ("of", "for"))
            for n in range(seen.at + _LONGEST_MINISTRY, at - 1)
        )

    def is_seat_aimed_at(self, first: int, last: int) -> bool:
        """Whether words [first, last) are a capital at which somebody aims, and which elsewhere acts as a government.

        "Assaults on Zenda" may then mean the state: "Zenda's foreign ministry".
        """
        words = self._text.words
        tags = self._text.tags_in(first, last)
        is_seat = len(tags) == 1 and Sort.SEAT in tags[0].sorts and (tags[0].first, tags[0].last) == (first, last)
        if not is_seat or not first or words[first - 1].key not in _AIMED:
            return False
        own = {e.ref for e in tags[0].entries}
        others = [t for t in self._text.tags if t.first != first and Sort.SEAT in t.sorts]
        return any(own & {e.ref for e in t.entries} and not self._scenes.is_place(t) for t in others)

    def groups_in(self, first: int, last: int) -> list[Actor]:
        """Give the armed groups named in words [first, last), each once, in text order."""
        inside = self._groups[bisect_left(self._group_words, first) : bisect_left(self._group_words, last)]
        return list({actor.id: actor for _, actor in inside}.values())

    def _says_of_another(self, word: int, at: int) -> bool:
        """Whether the party at `word` is the one that says, in the sentence of word `at`, what "the group" did."""
        tag = self._text.tags_in(word, word + 1)[0]
        is_same_sentence = self._text.sentence_of(word) == self._text.sentence_of(at)
        return is_same_sentence and tag.last < at and self._text.words[tag.last].key in role_words("says")

    def _organs_before(self, at: int, sentences: int) -> list[Sighting]:
        """Give the organs named ahead of word `at` in its sentence or the given number of sentences before."""
        return self._organs_in(self._text.sentence_words(max(0, self._text.sentence_of(at) - sentences))[0], at)

    def _organs_in(self, first: int, last: int) -> list[Sighting]:
        return self._organs[bisect_left(self._organ_words, first) : bisect_left(self._organ_words, last)]

    def _is_definite(self, first: int) -> bool:
        return self._text.words[first].key in ("the", "these", "those")

    def _only_forces(self, at: int) -> str | None:
        """Give the one state whose soldiers or forces are named ahead of word `at`, where no other state could be meant.

        That is where the report names no other state, save one in which several parties have armed men.
        """
        states = {iso3 for iso3, first in self._forces.items() if first < at}
        unarmed = role_words("armyless")
        others = [
            c
            for c in self._owned_states
            if c not in states and not load_states()[c].rivals and c.lower() not in unarmed
        ]
        if len(states) != 1 or others or self._has_foreign_force:
            return None
        iso3 = states.pop()
        return iso3 if self._lies_in(self._text.sentence_of(at), iso3) else None

    def _only_army(self, at: int) -> str | None:
        """Give the one state of the report that has an army at all, for bare "troops" that open a sentence."""
        armed = {c for c in self._owned_states if c.lower() not in role_words("armyless")}
        opens = self._text.sentence_words(self._text.sentence_of(at))[0] == at
        return self._only_forces(at) if opens and len(armed) == 1 and len(self._owned_states) > 1 else None

    def _is_office(self, first: int, last: int) -> bool:
        return any(Sort.OFFICE in t.sorts for t in self._text.tags_in(first, last))

    def _is_loose(self, first: int, last: int) -> bool:
        organs = [t for t in self._text.tags_in(first, last) if t.is_organ]
        words = [" ".join(w.key for w in self._text.words[t.first : t.last]) for t in organs]
        return bool(words) and words[0] in role_words("loose")

    def _named_with(self, organ: str, at: int) -> str | None:
        family = FORCES if organ in FORCES else frozenset({organ})
        title = self._title_at(at)

        def fits(own_organ: str, own_title: str) -> bool:
            # Of a person known by name alone, the office is known but not whether it is called minister or secretary.
            is_same_title = not title or own_title == title or (not own_title and title != "secretary")
            return own_organ in family and is_same_title

        near = {s.iso3 for s in self._organs_before(at, 1) if fits(s.organ, s.title)}
        if near:
            return near.pop() if len(near) == 1 else None
        before = [key for key, first in self._firsts.items() if first < at and fits(key[0], key[2])]
        states = {iso3 for _, iso3, _ in before}
        is_same = organ != "gov" and all(own_organ == organ for own_organ, _, _ in before)
        return states.pop() if len(states) == 1 and is_same and self._leads(next(iter(states))) else None

    def _told_without_name(self, organ: str, at: int) -> str | None:
        """Give the state of "President X": that of the one whose president was told of without a name just before."""
        title = self._title_at(at)
        family = FORCES if organ in FORCES else frozenset({organ})
        is_rank = organ in FORCES  # "a top commander", then "General X"
        near = {
            s
            for s in self._organs_before(at, 1)
            if title and s.organ in family and (s.title == title or is_rank) and s.title
        }
        bare = {s.iso3 for s in near if not self._has_name(s.at)}
        return bare.pop() if len(bare) == 1 and len(near) == 1 else None

    def _has_name(self, at: int) -> bool:
        """Whether a name follows the office at word `at`."""
        tag = self._text.tags_in(at, at + 1)[0]
        if tag.possessive or tag.last >= len(self._text.words):
            return False
        follower = self._text.words[tag.last]
        return follower.capital and follower.gap in (" ", ", ")

    def _title_of(self, tag: Tag) -> str:
        is_office = tag.entries[0].sort is Sort.OFFICE
        return self._text.words[tag.last - 1].key if is_office else ""

    def _title_at(self, first: int) -> str:
        organs = [t for t in self._text.tags_in(first, first + _REACH) if Sort.OFFICE in t.sorts]
        title = self._title_of(organs[0]) if organs else ""
        return "" if title in _ANY_TITLE else title

    def _only_state(self, at: int) -> str | None:
        """Give the only state of the report, if it is named ahead of word `at` or in its sentence, and not far off."""
        if len(self._meanings.countries) != 1:
            return None
        sentence = self._text.sentence_of(at)
        before = bisect_right(self._state_sentences, sentence)
        is_near = before > bisect_left(self._state_sentences, sentence - _NEAR)
        iso3 = self._meanings.countries[0]
        if iso3 not in self._states_but_people:
            return None  # "a Swede was kidnapped" does not tell where
        is_throughout = before > 1 or iso3 in self._meanings.vouched
        return iso3 if (is_near or is_throughout) and self._lies_in(sentence, iso3) else None

    def _lies_in(self, sentence: int, iso3: str) -> bool:
        """Whether no place named close to the sentence lies in another state only."""
        first = self._text.sentence_words(max(0, sentence - _NEAR))[0]
        last = self._text.sentence_words(sentence)[1]
        return all(self._homes.could_lie_in(name, iso3) for name in self._text.find_places(first, last))

    def _leads(self, iso3: str) -> bool:
        return bool(self._meanings.countries) and self._meanings.countries[0] == iso3

    def _organs_of(self, organ: str, besides: str | None) -> bool:
        family = FORCES if organ in FORCES else frozenset({organ})
        return any(own_organ in family and iso3 != besides for own_organ, iso3, _ in self._firsts)

    def _state_of(self, speaker: Actor | None) -> str | None:
        """Give the state whose organs a speaker means by "the army": that of a domestic officer, not of a diplomat."""
        if speaker is None or speaker.country is None or speaker.side is None:
            return None
        if speaker.side != compose(speaker.country, "gov").side or speaker.id.endswith((".mfa", ".cvl")):
            return None
        return speaker.country

    def _find_organs(self, phrases: Phrases) -> list[Sighting]:
        found: list[Sighting] = []
        for before, tag in pairwise(self._text.tags):
            if tag.is_organ and self._modifies(before, tag):
                phrase = phrases.read(before.first, tag.last)
                actor = phrase.actor if phrase.shape is Shape.PARTY and not self._is_modifier(tag) else None
                if actor is None or actor.country is None or actor.side is None:
                    continue
                sighting = Sighting(tag.first, actor.country, tag.entries[0].ref, self._title_of(tag))
                if sighting.organ in FORCES:
                    self._forces.setdefault(sighting.iso3, sighting.at)
                if not self._is_loose(tag.first, tag.last):
                    found.append(sighting)
        for tag in self._text.tags:
            is_named = not tag.sorts.isdisjoint({Sort.PERSON, Sort.ACTOR}) and tag.owned
            entry = self._meanings.choose(tag) if is_named else None
            if entry is None or entry.sort not in (Sort.PERSON, Sort.ACTOR):
                continue
            actor = actor_of(entry) if entry.sort is Sort.ACTOR else actor_by_id(entry.ref, self._meanings.day)
            organ = _organ_of(actor) if actor is not None and is_of_state(actor) else None
            if actor is None or not actor.country or organ is None:
                continue
            if (
                entry.sort is Sort.PERSON or load_institutions()[organ].domestic
            ):  # its foreign ministry speaks of others
                found.append(Sighting(tag.first, actor.country, organ))
        return sorted(found, key=lambda s: s.at)

    def _is_modifier(self, tag: Tag) -> bool:
        """Whether the organ only describes what follows: an army patrol says nothing of who "the army" is."""
        if tag.last >= len(self._text.words) or tag.possessive:
            return False
        return self._text.words[tag.last].gap == " " and self._text.words[tag.last].key in role_words("described")

    def _modifies(self, before: Tag, tag: Tag) -> bool:
        between = self._text.words[before.last : tag.first]
        if tag.first == before.last:
            return "," not in self._text.words[tag.first].gap and "\n" not in self._text.words[tag.first].gap
        is_adjective = before.possessive or Sort.DEMONYM in before.sorts
        return is_adjective and len(between) <= 2 and all(w.text.islower() and w.gap == " " for w in between)

    def _find_actors(self) -> list[tuple[int, Actor]]:
        found = []
        for tag in self._text.tags:
            entry = self._meanings.choose(tag) if Sort.ACTOR in tag.sorts else None
            if entry is not None and entry.sort is Sort.ACTOR and tag.owned:
                found.append((tag.first, actor_of(entry)))
        return found


def _organ_of(actor: Actor) -> str | None:
    """Give the organ of a state that a body with a name of its own is: "the Pentagon", a task force, a police corps."""
    key = actor.id.partition(".")[2]
    return key if key in load_institutions() else _BY_SECTOR.get(actor.sector or "")
