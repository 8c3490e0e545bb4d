"""Words that name a party → actors of the tables, in the context of one report. Doubt is a gap, never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.normalise.acronyms import find_acronyms
from counterclaim.normalise.composing import actor_by_id, compose, is_of_state, organ_of
from counterclaim.normalise.coordination import read_parts
from counterclaim.normalise.fullnames import FullNames
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.heads import CONTESTED, OWN_LAND, Phrase, Shape, read_name
from counterclaim.normalise.homes import Homes
from counterclaim.normalise.lexicon import Sort, has_role, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.owners import FORCES
from counterclaim.normalise.persons import Person, Persons
from counterclaim.normalise.phrases import ISSUED, Phrases
from counterclaim.normalise.scenes import Scenes
from counterclaim.normalise.surnames import find_office, find_office_of
from counterclaim.normalise.surroundings import ARMED, BEFORE_MINISTRY, Surroundings
from counterclaim.normalise.tagging import TaggedText
from counterclaim.normalise.words import key_words
from counterclaim.records.claim import Gap
from counterclaim.records.statement import FORCE, HARM, Kind, Statement
from counterclaim.records.text import Report, Span
from counterclaim.records.world import Actor, ActorMention
from counterclaim.tables.cues import load_given_names
from counterclaim.tables.load import load_states

# How often what the words leave open was resolved rightly in all sets of `python -m bench.actors` but the closed one,
# one right and one wrong added to each: 22 of 22 names, 120 of 130 organs, 34 of 34 others.
SURE = {"a name": 0.96, "an organ": 0.92, "others": 0.97}
_PRIVATE = "a private person speaks for no party"
_LONGEST_QUOTE = 80
# Sentences after which "the spokesman" may be another one.
_REMEMBERED = 5

_OURS = frozenset({"we", "us", "our", "ours"})
_NEAR_ENEMY = 12
_LOST = frozenset({"lost", "loses", "losses"})
_QUOTES = '"“”«»„'
_OFFICERS = frozenset({"officer", "officers"})
_OTHERS = frozenset({"local", "village", "rival", "other", "another"})
_TIED = frozenset({"linked", "loyal", "belonging", "affiliated", "tied"})
_LONGEST_TIE = 8
_MEMBERS = frozenset({"member", "members", "element", "elements"})
_KNOWN = frozenset({"the", "these", "those", "its", "their", "our"})
_WITH_OFFICERS = frozenset({"cop", "mil", "sec"})

# What states do to states: "the Swedes" agree and are threatened as a government.
_BETWEEN_STATES = frozenset(
    {Kind.CONSULT, Kind.COERCE, Kind.THREATEN, Kind.AGREE, Kind.DENY, Kind.MEDIATE, Kind.MOBILIZE}
)

_Settled = tuple[Actor | None, str, bool]


class Role(StrEnum):
    """What a mention does in its statement: a city that speaks or acts is a government, one that is bombed a place."""

    SPEAKER = "speaker"
    ACTOR = "actor"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The parties that one span names, in text order (several where it coordinates different ones), and what is open.

    `is_private` is True where the words name persons without office (a witness, residents, a driver).
    """

    mentions: tuple[ActorMention, ...]
    gaps: tuple[Gap, ...] = ()
    is_private: bool = False


class Actors:
    """The parties of one report: built once per report, asked per span. Its order of asking changes no answer."""

    def __init__(
        self, report: Report, statements: Sequence[Statement] = (), gazetteer: Gazetteer | None = None
    ) -> None:
        self.report = report
        self.text = TaggedText(report.text, report.day)
        self._meanings = Meanings(self.text, report.day)
        homes = Homes(gazetteer, self._meanings.countries, report.day, beside=self._meanings.find_homes())
        vouched = Scenes(self.text, self._meanings, homes).find_vouched()
        if vouched:
            self._meanings = Meanings(self.text, report.day, vouched)
            homes = Homes(gazetteer, self._meanings.countries, report.day, beside=self._meanings.find_homes())
        self.phrases = Phrases(self.text, self._meanings, homes)
        self._persons = Persons(self.text, self.phrases)
        self._acronyms = find_acronyms(self.text, self.phrases)
        self.surroundings = Surroundings(self.text, self.phrases, self._meanings, homes)
        self._antecedents = {
            sf.mention: sf.antecedent for s in statements for sf in s.stands_for if sf.antecedent is not None
        }
        self.full_names = FullNames(self.text, self.phrases, self._persons, self._antecedents)
        self._parts: dict[tuple[int, int], list[Phrase]] = {}
        self._resolved: dict[tuple[Span, Role, str | None], Resolved] = {}

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes of the states that the report names, most often named first, then by code."""
        return self._meanings.countries

    def countries_beside(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Give the states that the report names outside of the spans, which are places that must not vouch for themselves."""
        inside = {at for span in spans for at in range(*self.text.find_words(span))}
        return self._meanings.count_countries(inside)

    def resolve(self, span: Span, role: Role = Role.ACTOR, statement: Statement | None = None) -> Resolved:
        """Give the actors that `span` names; a mention without an actor comes with a gap whose field is the role.

        With `statement`, its `stands_for` leads pronouns to their antecedent; the mention keeps its own span. A place
        that is only a place, a thing, or unnamed people as object give a mention without actor and without gap.
        """
        asked = (span, role, statement.id if statement else None)
        known = self._resolved.get(asked)
        if known is None:
            known = self._resolved[asked] = self._resolve(span, role, statement)
        return known

    def _resolve(self, span: Span, role: Role, statement: Statement | None) -> Resolved:
        antecedent = self._find_antecedent(span, statement)
        if antecedent == span or self._names_itself(span):
            return self._resolve_words(span, role, statement)
        found = self._resolve_words(antecedent, role, None)
        known = [m for m in found.mentions if m.actor]
        if len(known) == 1:
            return Resolved((ActorMention(span, known[0].actor, known[0].sure),), (), found.is_private)
        return Resolved((ActorMention(span),), found.gaps, found.is_private)

    def _names_itself(self, span: Span) -> bool:
        """Whether the words name a party of their own, whatever the reading says they take up: "the Peruvian army"."""
        first, last = self.text.find_words(span)
        if first >= last:
            return False
        phrase = self.phrases.read(*self._widen(first, last))
        is_person = phrase.name is not None
        return phrase.shape is Shape.PARTY and phrase.actor is not None and not is_person

    def _resolve_words(self, span: Span, role: Role, statement: Statement | None) -> Resolved:
        first, last = self.text.find_words(span)
        if first >= last:
            return Resolved((ActorMention(span),), (Gap(role.value, f"“{span.text}” holds no word"),))
        part = self._part_of_compound(first, last)
        if part is not None:
            return Resolved((ActorMention(span, part),))
        first, last = self._skip_share(*self._widen(first, last))
        speaker = self._speaker_actor(statement) if role is not Role.SPEAKER else None
        keys = {w.key for w in self.text.words[first:last]}
        if not keys.isdisjoint(_OURS) or (speaker is None and "enemy" in keys):
            speaker = self._own_party(span, statement) or speaker
        acting = self._acting(statement) if role is Role.OBJECT else ()
        phrases = self._parts.get((first, last))
        if phrases is None:
            phrases = self._parts[first, last] = read_parts(self.text, self.phrases, first, last)
        mentions, gaps, private = [], [], []
        for phrase in phrases:
            actor, why, is_private = self._settle(phrase, role, statement, speaker)
            if phrase.shape is Shape.ORGAN and role is Role.OBJECT and self._sends_forces(statement):
                sent = self._sent(acting, phrase, is_known=actor is not None)
                actor, why = (sent, "") if sent else (actor, why)
            elif phrase.shape is Shape.ORGAN and actor is not None and self._may_act_on_itself(actor, acting):
                actor, why = None, f"“{phrase_text(self.text, phrase)}” need not belong to the party that acts on them"
            elif phrase.shape is Shape.ORGAN and role is Role.ACTOR and self._is_acted_on(actor, statement):
                actor, why = None, f"“{phrase_text(self.text, phrase)}” need not be of the party that is acted on"
            mentions.append(ActorMention(self._span_of(phrase, span, len(phrases)), actor, _how_sure(phrase, actor)))
            private.append(is_private)
            if why:
                gaps.append(Gap(role.value, why))
        actors = [m.actor for m in mentions]
        if len(mentions) > 1 and actors[0] is not None and all(a == actors[0] for a in actors):
            mentions = [ActorMention(span, actors[0], min(m.sure for m in mentions))]
        return Resolved(tuple(mentions), tuple(gaps), bool(private) and all(private))

    def _settle(self, phrase: Phrase, role: Role, statement: Statement | None, speaker: Actor | None) -> _Settled:
        """Give the actor of a phrase, or why there is none ("" where none is wanted), and whether a private person."""
        words = phrase_text(self.text, phrase)
        if role is Role.OBJECT and self._is_thing(phrase, statement):
            return None, "", False
        if phrase.shape is Shape.PARTY and phrase.actor:
            if phrase.actor.id.endswith(".press") and role is Role.OBJECT:
                return None, "", False  # some newspaper of a country is no party
            if phrase.name is not None and not phrase.titled:
                return self._check_person(phrase.name, phrase.actor)
            if self._are_a_state(phrase, statement) and phrase.actor.country:
                return compose(phrase.actor.country, "gov"), "", False
            return phrase.actor, "", self._is_private_party(phrase, role)
        if phrase.shape is Shape.SEAT:
            if role is Role.OBJECT and (statement is None or statement.kind in HARM | FORCE):
                return None, "", False
            return phrase.actor, "", False
        if phrase.shape is Shape.DOUBT and phrase.titled and phrase.name is not None and not phrase.former:
            person, _ = self._find_person(phrase, phrase.name)
            if person is not None:
                return person, "", False
        if self._is_of_enemy(phrase, role):
            foe = self.surroundings.foe_of(
                speaker or self._own_party(self.text.span(phrase.first, phrase.last), statement)
            )
            return foe, "" if foe or role is Role.OBJECT else f"the report does not make plain who “{words}” is", False
        if phrase.shape is Shape.DOUBT or phrase.why:
            return None, phrase.why, False
        short = self._find_short(phrase)
        if short is not None:
            return short, "", False
        if phrase.name is not None and (phrase.titled or phrase.shape not in (Shape.FIGHTERS, Shape.GROUP)):
            person, why = self._find_person(phrase, phrase.name)
            if person is None and phrase.shape is not Shape.ORGAN and phrase.titled and why != _PRIVATE:
                person = self.surroundings.named_after(phrase.first, phrase.last)
            if person is not None or why:
                return (person, "", False) if person else (None, why, why == _PRIVATE)
        if phrase.describes and role is Role.OBJECT and not self._is_of_force(phrase):
            return None, "", False
        organ = self._organ_of_officers(phrase)
        if organ is not None:
            actor = self.surroundings.own_organ(organ, phrase.first, phrase.last, speaker)
            return actor, "" if actor else f"the report does not make plain whose “{words}” is meant", False
        if phrase.shape is Shape.ORGAN and phrase.organ:
            return self._settle_organ(phrase, phrase.organ, speaker, words)
        is_ours = any(w.key == "our" for w in self.text.words[phrase.first : phrase.last])
        if phrase.shape is Shape.FIGHTERS and is_ours and speaker is not None and speaker.side is not None:
            return own_forces([speaker], "mil"), "", False
        if phrase.shape in (Shape.GROUP, Shape.FIGHTERS):
            return self._settle_group(phrase, role, words)
        if "ministry" in (keys := [w.key for w in self.text.words[phrase.first : phrase.last]]):
            ministry = self.surroundings.find_ministry(phrase.first) if _is_bare_ministry(keys) else None
            return ministry, "" if ministry else f"the report does not make plain which ministry “{words}” is", False
        if phrase.shape is Shape.PEOPLE:
            title = self._find_title(phrase) if phrase.titled else None
            title = title or self.surroundings.antecedents.spoken_for(phrase.first, phrase.last)
            title = title or self.surroundings.goes_on_saying(phrase.first, phrase.last)
            if title:
                return title, "", False
            return None, "" if role is Role.OBJECT else f"“{words}” names no party", not phrase.titled
        if phrase.shape is Shape.PRONOUN and speaker is not None and words.casefold() in ("we", "us"):
            return speaker, "", False
        if phrase.shape is Shape.PRONOUN:
            return None, f"the report does not make plain whom “{words}” stands for", False
        if phrase.shape is Shape.THING and role is Role.SPEAKER:
            going_on = self.surroundings.goes_on_saying(phrase.first, phrase.last)
            if going_on is not None:
                return going_on, "", False
        is_place = role is Role.OBJECT and (statement is None or statement.kind in HARM | FORCE)
        if phrase.shape is Shape.THING and not is_place:
            taken_up = self._taken_up(phrase)
            if taken_up is not None:
                return taken_up, "", False
        if phrase.shape is Shape.THING and role is Role.OBJECT:
            return None, "", False
        return None, f"no party is known by “{words}”", False

    def _find_short(self, phrase: Phrase) -> Actor | None:
        """Give the party of a bare acronym, "the JCSP", that the report itself has explained."""
        words = self.text.words[phrase.first : phrase.last]
        is_bare = 0 < len(words) <= 2 and (len(words) == 1 or words[0].key in ("the", "an", "a"))
        return self._acronyms.get(words[-1].text) if is_bare else None

    def _are_a_state(self, phrase: Phrase, statement: Statement | None) -> bool:
        """Whether "the Swedes" deal with states as their government, where one alone governs."""
        tags = self.text.tags_in(phrase.first, phrase.last)
        are_nationals = len(tags) == 1 and Sort.NATIONALS in tags[0].sorts and phrase.last - tags[0].last == 0
        if not are_nationals or self.text.words[phrase.first].key != "the" or tags[0].first != phrase.first + 1:
            return False
        between = statement is not None and statement.kind in _BETWEEN_STATES
        return between and not load_states()[tags[0].entries[0].ref].rivals

    def _is_thing(self, phrase: Phrase, statement: Statement | None) -> bool:
        """Whether the words end in something of a party that is not the party: its request, its palace that is hit."""
        words = self.text.words[phrase.first : phrase.last]
        while words and words[-1].key.isdigit():
            words = words[:-1]
        if len(words) > 1 and words[-1].key in role_words("projectile"):
            return True
        tag = self.text.tag_at(phrase.last - 1)
        if (
            len(words) < 2
            or any(w.key == "of" for w in words)
            or (phrase.organ is None and tag and tag.first <= phrase.first)
        ):
            return False
        is_hit = statement is not None and statement.kind in HARM | FORCE
        return words[-1].key in role_words("deed") or (is_hit and words[-1].key in role_words("building"))

    def _organ_of_officers(self, phrase: Phrase) -> str | None:
        """Give the force of bare "officers": the one named last before them, here or in the sentence before."""
        if phrase.shape not in (Shape.THING, Shape.PEOPLE) or self.text.words[phrase.last - 1].key not in _OFFICERS:
            return None
        start = self.text.sentence_words(max(0, self.text.sentence_of(phrase.first) - 1))[0]
        forces = [
            t.entries[0].ref for t in self.text.tags_in(start, phrase.first) if t.entries[0].ref in _WITH_OFFICERS
        ]
        return forces[-1] if forces else None

    def _is_of_force(self, phrase: Phrase) -> bool:
        """Whether the words end in something manned that is the force itself: "an army convoy", "a police patrol"."""
        return phrase.organ in FORCES | {"cop"} and self.text.words[phrase.last - 1].key in role_words("manned")

    def _settle_organ(self, phrase: Phrase, organ: str, speaker: Actor | None, words: str) -> _Settled:
        actor = self._find_title(phrase) if phrase.titled and phrase.name is None else None
        has_name = phrase.name is not None
        inside = self.text.words[phrase.first : phrase.last]
        keys = [w.key for w in inside]
        if actor is None and "its" in keys:
            at = phrase.first + keys.index("its")
            owner = self._find_linked(at)
            actor = own_forces([owner], organ) if owner else self.surroundings.antecedents.owner_of_its(organ, at)
        if actor is None and any(w.possessive and w.key in OWN_LAND for w in inside):
            state = self.surroundings.antecedents.land_of(phrase.first)
            actor = compose(state, organ) if state and not self._is_divided(organ, state) else None
        if actor is None and "our" in keys and speaker is not None and speaker.side is not None:
            actor = own_forces([speaker], organ)
        actor = actor or self.surroundings.own_organ(organ, phrase.first, phrase.last, speaker, names_person=has_name)
        return actor, "" if actor else f"the report does not make plain whose “{words}” is meant", False

    def _find_linked(self, word: int) -> Actor | None:
        """Give the party of a side that the reading says the pronoun at `word` stands for."""
        antecedent = self._antecedents.get(self.text.span(word, word + 1))
        known = [m.actor for m in self.resolve(antecedent).mentions if m.actor] if antecedent else []
        return known[0] if len(known) == 1 and known[0].side else None

    def _is_divided(self, organ: str, state: str) -> bool:
        """Whether two parties of the report have such an organ in that state."""
        return organ in CONTESTED and self._meanings.has_rival(state)

    def _settle_group(self, phrase: Phrase, role: Role, words: str) -> _Settled:
        inside = self.text.words[phrase.first : phrase.last]
        words_of = [w.key for w in inside]
        if words_of == ["the", "network"]:
            return (
                None,
                "" if role is Role.OBJECT else f"the report does not tell which group “{words}” belong to",
                False,
            )
        nation = self._nation_of(phrase)
        if nation is not None and words_of[0] in ("the", "this"):
            actor = self.surroundings.find_group(phrase.first, is_plural=False)
            if actor is not None and actor.country == nation:
                return actor, "", False
        is_definite = words_of[0] in ("the", "this", "that", "these", "those") and not phrase.why and not phrase.name
        known = OWN_LAND | role_words("group", "fighter")
        # "The clerics' group", "the local militia"
        is_another = any(w.possessive and w.key not in known for w in inside) or not _OTHERS.isdisjoint(words_of)
        if is_definite and not is_another and (phrase.shape is Shape.GROUP or has_role(words_of, "anaphoric")):
            sectors = _sectors_of(words_of) if phrase.shape is Shape.GROUP else ARMED
            actor = self.surroundings.find_group(phrase.first, phrase.shape is Shape.FIGHTERS, sectors)
            if actor is not None:
                return actor, "", False
        if not is_another and phrase.name is None and not phrase.why:
            actor = self.surroundings.fighters_so_called(phrase.first, phrase.last)
            actor = actor or self.surroundings.antecedents.same_fighters(phrase.first, phrase.last)
            if actor is not None:
                return actor, "", False
        owner = self.surroundings.antecedents.owner_of_its("mil", phrase.first) if words_of[0] == "its" else None
        if owner is not None and owner.sector in ("REB", "UAF", "CRM", "PTY"):
            return owner, "", False
        why = "" if role is Role.OBJECT else f"the report does not tell which group “{words}” belong to"
        return None, why, False

    def _taken_up(self, phrase: Phrase) -> Actor | None:
        """Give the party that "the country", "his country" or "the tanks" takes up."""
        before = self.surroundings.antecedents
        country = before.country_before(phrase.first, phrase.last) or before.own_country(phrase.first, phrase.last)
        return country or before.same_noun(phrase.first, phrase.last)

    def _nation_of(self, phrase: Phrase) -> str | None:
        """Give the state of "the Palestinian militant group", None for other phrases."""
        if self.text.words[phrase.last - 1].key not in role_words("group"):
            return None
        tags = [t for t in self.text.tags_in(phrase.first, phrase.last) if Sort.DEMONYM in t.sorts and t.owned]
        return tags[0].entries[0].ref if len(tags) == 1 else None

    def _find_introductions(self, first: int, last: int) -> list[Person]:
        return self._persons.find(tuple(w.key for w in self.text.words[first:last]))

    def _find_person(self, phrase: Phrase, at: tuple[int, int]) -> tuple[Actor | None, str]:
        """Give the party for which a named person answers, from every introduction in the report that agrees."""
        found = self._find_introductions(*at)
        if phrase.titled and phrase.shape is Shape.ORGAN:
            found = [p for p in found if p.phrase.actor or p.phrase.organ]
        actors = {a.id: a for a in (self._settle_introduction(p) for p in found) if a is not None}
        name = self.text.span(*at).text[:_LONGEST_QUOTE]
        if len(actors) == 1:
            return next(iter(actors.values())), ""
        if len(actors) > 1:
            return None, f"“{name}” is introduced with more than one office"
        held = self._find_office(phrase, at) if not any(p.is_private for p in found) else None
        if held is not None or phrase.organ:
            return held, ""
        if found and all(p.is_private for p in found):
            return None, _PRIVATE
        return None, f"the report gives no office or party for “{name}”"

    def _find_office(self, phrase: Phrase, at: tuple[int, int]) -> Actor | None:
        """Give the office of somebody called by title and name who is nowhere introduced: "Secretary Kerry"."""
        words = self.text.words
        before = [w.key for w in words[phrase.first : at[0]]] or [words[at[0] - 1].key] * (at[0] > 0)
        is_official = phrase.organ is not None or has_role(before, "post")
        is_titled = is_official or has_role(before, "honorific")
        organs = FORCES if phrase.organ in FORCES else frozenset({phrase.organ} if phrase.organ else ())
        if at[1] - at[0] > 1 and organs and not phrase.former:
            return find_office_of([w.key for w in words[at[0] : at[1]]], organs, self.report.day)
        if at[1] - at[0] != 1 or phrase.former or not is_titled or self._has_namesake(at[0]) or self._goes_on(at[1]):
            return None
        key = words[at[0]].key
        if not is_official and key in load_given_names():
            return None  # "Mr. Ali" may be anybody
        return find_office(key, organs, self.report.day, self._meanings.countries)

    def _goes_on(self, word: int) -> bool:
        """Whether a name goes on at `word` with one that is read otherwise: "Kim | Tae-young", whose "young" is a word."""
        own = self.text.words[word] if word < len(self.text.words) else None
        return (
            own is not None
            and own.gap in (" ", "-")
            and own.text[0].isupper()
            and own.key not in role_words("function")
        )

    def _has_namesake(self, word: int) -> bool:
        """Whether the report tells of somebody of that surname by a first name that the tables do not know with it."""
        words = self.text.words
        same = (n for n, w in enumerate(words) if n and w.key == words[word].key and w.gap == " ")
        return any(self._is_first_name(n - 1) for n in same)

    def _is_first_name(self, word: int) -> bool:
        own = self.text.words[word]
        plain = role_words("honorific", "rank", "post", "function", "empty", "modifier")
        return own.text[0].isupper() and own.key not in plain and not self.text.tag_at(word)

    def _check_person(self, at: tuple[int, int], actor: Actor) -> _Settled:
        """Give the actor of a person of the tables, unless the report introduces that name otherwise.

        A looser introduction of the same side ("a senior official") agrees with the office that the tables know.
        """
        found = self._find_introductions(*at)
        if found and all(p.is_private for p in found):
            return None, _PRIVATE, True
        introduced = [a for a in (self._settle_introduction(p) for p in found) if a is not None]
        is_namesake = not introduced and at[1] - at[0] == 1 and self._has_namesake(at[0])
        others = [a for a in introduced if a.id != actor.id and (a.side is None or a.side != actor.side)]
        if others or is_namesake or any(p.is_private for p in found):
            name = self.text.span(*at).text[:_LONGEST_QUOTE]
            return None, f"“{name}” is introduced here otherwise than the tables know", False
        return actor, "", False

    def _settle_introduction(self, person: Person) -> Actor | None:
        phrase = person.phrase
        if person.known is not None and phrase.actor is None and not person.is_private:
            return person.known
        if phrase.shape in (Shape.PARTY, Shape.SEAT):
            return phrase.actor
        if phrase.shape is Shape.ORGAN and phrase.organ:
            return self.surroundings.own_organ(phrase.organ, phrase.first, phrase.last, names_person=True)
        if phrase.shape in (Shape.FIGHTERS, Shape.GROUP) and not phrase.why:
            return self.surroundings.led_by(phrase.first, phrase.last)
        if phrase.shape is Shape.PEOPLE and phrase.titled and self.text.words[phrase.first].key == "its":
            return self.surroundings.antecedents.opens_before(phrase.first)
        if phrase.shape is Shape.PEOPLE and phrase.titled and phrase.last - phrase.first == 1:
            return self.surroundings.antecedents.same_title(self.text.words[phrase.first].key, phrase.first)
        return None

    def _find_title(self, phrase: Phrase) -> Actor | None:
        """Give the party of "the spokesman": that of the persons so introduced in the sentences before, or of his kind."""
        key = self.text.words[phrase.last - 1].key
        if self.text.words[phrase.first].key not in ("the", "this", "that"):
            return None
        here = self.text.sentence_of(phrase.first)
        before = [
            p
            for p in self._persons.introduced_as(key, phrase.first)
            if here - self.text.sentence_of(p.at) <= _REMEMBERED
            and phrase.organ in (None, p.phrase.organ, self._organ_of(p))
        ]
        found = [self._settle_introduction(p) for p in before]
        actors = {a.id: a for a in found if a is not None}
        if not before:
            return self.surroundings.antecedents.same_title(key, phrase.first)
        return next(iter(actors.values())) if len(actors) == 1 and None not in found else None

    def _organ_of(self, person: Person) -> str | None:
        actor = self._settle_introduction(person)
        return actor.id.partition(".")[2] if actor is not None else None

    def _find_antecedent(self, span: Span, statement: Statement | None) -> Span:
        """Follow what `span` stands for, link by link, to its end; a circle gives the span itself."""
        own = {sf.mention: sf.antecedent for sf in statement.stands_for if sf.antecedent} if statement else {}
        seen, here = {span}, own.get(span) or self._antecedents.get(span, span)
        while here not in seen:
            seen.add(here)
            here = self._antecedents.get(here, here)
        return span if here == span or self._antecedents.get(here, here) != here else here

    def _speaker_actor(self, statement: Statement | None) -> Actor | None:
        if statement is None or statement.source.speaker is None:
            return None
        found = self.resolve(statement.source.speaker, Role.SPEAKER, statement)
        return found.mentions[0].actor if len(found.mentions) == 1 else None

    def _own_party(self, span: Span, statement: Statement | None) -> Actor | None:
        """Give the party whose own text this is, for "we" and "our" in it: a communique's, an organ's; no agency's copy.

        What somebody else is credited with is still told in the party's words where no quotation mark stands before it.
        """
        outlet = self.report.outlet
        if outlet is None or outlet.speaks_for is None or self.report.wire:
            return None
        credited = statement.source.speaker if statement is not None else None
        if credited is not None and credited != span and self._is_quoted(span):
            return None
        return actor_by_id(outlet.speaks_for, self.report.day)

    def _is_of_enemy(self, phrase: Phrase, role: Role) -> bool:
        """Whether the words are "the enemy", "ten enemy soldiers", or forces that the enemy is said to have lost."""
        keys = [w.key for w in self.text.words[phrase.first : phrase.last]]
        if "enemy" in keys:
            return keys[0] == "the" or any(has_role(keys, kind) for kind in ("soldier", "fighter", "asset"))
        start = max(self.text.sentence_words(self.text.sentence_of(phrase.first))[0], phrase.first - _NEAR_ENEMY)
        ahead = [w.key for w in self.text.words[start : phrase.first]]
        is_armed = phrase.organ in FORCES or has_role(keys, "asset")
        return is_armed and role is Role.OBJECT and "enemy" in ahead and not _LOST.isdisjoint(ahead)

    def _is_quoted(self, span: Span) -> bool:
        start = self.text.sentence_words(self.text.sentence_of(self.text.find_words(span)[0]))[0]
        return any(mark in self.report.text[max(0, self.text.words[start].start - 1) : span.start] for mark in _QUOTES)

    def _acting(self, statement: Statement | None) -> tuple[Actor | None, ...]:
        """Give who acts in the statement, None for each that is not known; fighters of no state stand apart."""
        spans = statement.actor if statement is not None else ()
        mentions = [m for span in spans for m in self.resolve(span, Role.ACTOR, statement).mentions]
        return tuple(m.actor for m in mentions if m.actor or not has_role(list(key_words(m.span.text)), "fighter"))

    def _sent(self, acting: tuple[Actor | None, ...], phrase: Phrase, *, is_known: bool) -> Actor | None:
        """Give whose forces are sent or withdrawn: those of whoever does so, where nothing nearer tells whose they are."""
        if phrase.organ not in FORCES:
            return None
        if not acting:
            return self.surroundings.antecedents.forces_sent(phrase.organ, phrase.first)
        return None if is_known else own_forces(acting, phrase.organ)

    def _sends_forces(self, statement: Statement | None) -> bool:
        return statement is not None and statement.kind in (Kind.MOBILIZE, Kind.RETREAT)

    def _is_acted_on(self, actor: Actor | None, statement: Statement | None) -> bool:
        """Whether the only known object of a harm is of the actor's own side: "air defences shot down ten Peruvian drones"."""
        if actor is None or actor.side is None or statement is None or statement.kind not in HARM | FORCE:
            return False
        phrases = [self.phrases.read(*self.text.find_words(span)) for span in statement.object]
        sides = {p.actor.side for p in phrases if p.shape is Shape.PARTY and p.actor is not None}
        return sides == {actor.side}

    def _may_act_on_itself(self, actor: Actor, acting: tuple[Actor | None, ...]) -> bool:
        return None in acting or actor.side in {a.side for a in acting if a is not None}

    def _part_of_compound(self, first: int, last: int) -> Actor | None:
        """Give the party of a span that is only the name in "UN-brokered" or "anti-Hamas": the reader means the name."""
        tags = self.text.tags_in(first, last)
        if len(tags) != 1 or tags[0].owned or tags[0].first > first or tags[0].last < last:
            return None
        return read_name(tags[0], self._meanings)

    def _widen(self, first: int, last: int) -> tuple[int, int]:
        """Take in whole names, and the owner straight before the span ("Pakistan's" before "security sources")."""
        for tag in self.text.tags_in(first, last):
            if tag.owned:
                first, last = min(first, tag.first), max(last, tag.last)
        tags = self.text.tags_in(first, last)
        if len(tags) == 1 and tags[0].last - tags[0].first == last - first and Sort.DEMONYM in tags[0].sorts:
            last = self._take_people(last)
        last = self._take_issuer(first, self._take_tie(first, last))
        before = self.text.tag_at(first - 1)
        is_next = first < last and self.text.words[first].gap == " "
        starts_bare = is_next and (not self.text.words[first].capital or self._is_organ(first))
        if before and before.owned and starts_bare and before.last == first:
            is_adjective = Sort.DEMONYM in before.sorts and self.text.words[first].key not in ("said", "says")
            if before.possessive or (is_adjective and self.text.tag_at(first)):
                first = before.first
        return first, last

    def _is_organ(self, first: int) -> bool:
        """Whether a ministry or office written as a name begins at a word: "Defence Ministry" behind "Zenda's"."""
        tag = self.text.tag_at(first)
        return tag is not None and tag.first == first and set(tag.sorts) <= {Sort.BODY, Sort.OFFICE}

    def _take_tie(self, first: int, last: int) -> int:
        """Take in the group to which fighters are said to belong: "insurgents" before "loyal to the Front"."""
        words = self.text.words
        if first >= last or last + 2 >= len(words) or words[last].gap != " " or words[last].key not in _TIED:
            return last
        if words[last - 1].key not in role_words("fighter") or words[last + 1].key not in ("to", "with"):
            return last
        for tag in self.text.tags_in(last + 2, last + _LONGEST_TIE):
            between = words[last + 1 : tag.first + 1]
            if Sort.ACTOR in tag.sorts and all(w.gap == " " for w in between):
                return tag.last
        return last

    def _take_issuer(self, first: int, last: int) -> int:
        """Take in who gave them out: "data" before "released by Peru's defence ministry"."""
        words = self.text.words
        is_reckoned = first < last and words[last - 1].key in role_words("reckoning") and last + 1 < len(words)
        if not is_reckoned or words[last].key not in ISSUED or words[last + 1].key not in ("by", "from"):
            return last
        end = last + 2
        while end < len(words) and words[end].gap == " " and not _ends_issuer(words[end].key):
            end += 1
        return end

    def _skip_share(self, first: int, last: int) -> tuple[int, int]:
        """Leave out how many of a known body are meant: "three of the Marines", "one of its planes"."""
        counts = role_words("amount", "empty") | _MEMBERS
        for at in range(first, last - 1):
            word = self.text.words[at]
            if word.key == "of" and at > first:
                return (at + 1 if self.text.words[at + 1].key in _KNOWN else first), last
            if self.text.tag_at(at) or not (word.key in counts or word.key.isdigit()):
                break
        return first, last

    def _take_people(self, last: int) -> int:
        """Take in the people that follow a bare adjective ("Palestinian" before "gunmen"), who are not the state."""
        follower = self.text.words[last] if last < len(self.text.words) else None
        if follower is None or follower.gap != " ":
            return last
        return last + (has_role([follower.key], "fighter") or has_role([follower.key], "private"))

    def _span_of(self, phrase: Phrase, span: Span, parts: int) -> Span:
        if parts == 1:
            return span
        own = self.text.span(phrase.first, phrase.last)
        start, end = max(own.start, span.start), min(own.end, span.end)
        return Span(start, end, self.report.text[start:end])

    def _is_private_party(self, phrase: Phrase, role: Role) -> bool:
        if role is not Role.SPEAKER or phrase.actor is None or phrase.actor.sector != "CVL":
            return False
        return any(w.key in role_words("private") for w in self.text.words[phrase.first : phrase.last])


def _ends_issuer(key: str) -> bool:
    return key in role_words("cut", "says") or (key in role_words("function") and key not in ("the", "of", "for"))


def _is_bare_ministry(keys: Sequence[str]) -> bool:
    """Say whether words take up a ministry told before ("the ministry", "a ministry official") and name none of their own."""
    at = keys.index("ministry")
    return keys[max(0, at - 1)] in BEFORE_MINISTRY and not {"of", "for"} & set(keys[at + 1 : at + 2])


def _how_sure(phrase: Phrase, actor: Actor | None) -> float:
    """Give how often a resolution of this kind is right, as ActorMention.sure tells."""
    if actor is None or phrase.shape in (Shape.PARTY, Shape.SEAT):
        return 1.0
    if phrase.name is not None:
        return SURE["a name"]
    return SURE["an organ"] if phrase.shape is Shape.ORGAN else SURE["others"]


def _sectors_of(keys: Sequence[str]) -> frozenset[str]:
    """Give the sectors of what "the militant group", "the aid agency" or "the bloc" can stand for."""
    if has_role(keys, "fighter"):
        return ARMED
    if keys[-1] in ("alliance", "bloc"):
        return frozenset({"IGO"})
    if keys[-1] == "party":
        return frozenset({"PTY"})
    if has_role(keys, "monitor") or keys[-1] in role_words("agency"):
        return frozenset({"IGO", "NGO"})
    return ARMED | {"NGO"}


def own_forces(acting: Sequence[Actor | None], organ: str | None) -> Actor | None:
    """Give the forces of the one party that sends or withdraws them, None where several may or none is known."""
    if organ not in FORCES or len(acting) != 1 or acting[0] is None or acting[0].side is None:
        return None
    owner = acting[0]
    return compose(owner.country, organ) if is_of_state(owner) and owner.country else organ_of(owner, organ)


def phrase_text(text: TaggedText, phrase: Phrase) -> str:
    """Give the words of a phrase for a reason, cut where they are long."""
    return text.span(phrase.first, phrase.last).text[:_LONGEST_QUOTE]
