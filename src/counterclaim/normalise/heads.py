"""The head of one noun phrase: the party, organ or kind of people that its own words name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.normalise.composing import actor_by_id, actor_of, compose, organ_of, outlet_actor
from counterclaim.normalise.lexicon import Entry, Sort, has_role, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.surnames import find_led
from counterclaim.normalise.tagging import Tag, TaggedText, is_own_party
from counterclaim.records.world import Actor
from counterclaim.tables.load import load_institutions, load_states


class Shape(StrEnum):
    """What a phrase turned out to be, from certain to open."""

    PARTY = "party"
    SEAT = "seat"
    ORGAN = "organ"
    GROUP = "group"
    FIGHTERS = "fighters"
    PEOPLE = "people"
    PRONOUN = "pronoun"
    NAME = "name"
    DOUBT = "doubt"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One party phrase at words [first, last): its actor, or what kind of words it is and why they name nobody.

    `organ` is an institution whose owner the phrase leaves open; `titled` is True where it is an office or post,
    the words of one person; `name` is the word range of a person's name, `modifier` that of unknown capitalised words
    straight before an organ ("Kandahar police"); `describes` is True where another thing follows the organ's word
    ("military structures"); `former` where the office is one of the past.
    """

    first: int
    last: int
    shape: Shape
    actor: Actor | None = None
    organ: str | None = None
    titled: bool = False
    name: tuple[int, int] | None = None
    why: str = ""
    modifier: tuple[int, int] | None = None
    describes: bool = False
    former: bool = False


Finding = tuple[Shape, Actor | None, str]

# Organs that a rival government has too, under the same words.
CONTESTED = frozenset({"gov", "mil", "sec", "cop", "local", "health", "emer", "moi", "info", "just"})
OWN_LAND = frozenset({"country", "nation", "state", "kingdom", "republic"})
# Organs that divisions of a state have too, and words for such divisions.
_OF_DIVISIONS = frozenset({"cop", "local", "gov", "health", "emer", "sec", "pros"})
DIVISIONS = frozenset(
    {"province", "provincial", "region", "regional", "district", "city", "municipal", "oblast", "governorate", "county"}
)
_HIGH = frozenset({"pres", "pm", "mfa", "mod", "moi", "info"})
_THING: Finding = (Shape.THING, None, "")
_PARTIES = frozenset({Sort.ACTOR, Sort.PERSON})
# Classes of words that are no part of a person's name.
_NO_NAME = ("empty", "honorific", "rank", "post", "private", "person", "fighter", "soldier", "function")


class Head:
    """The words [first, last) of one head, read by `read`."""

    def __init__(self, text: TaggedText, meanings: Meanings, first: int, last: int) -> None:
        self._text = text
        self._meanings = meanings
        self.first, self.last = first, last
        self._keys = [w.key for w in text.words[first:last]]
        self._tags = [t for t in text.tags_in(first, last) if t.owned]
        self._is_former = not role_words("former").isdisjoint(self._keys)
        organs = [t for t in self._tags if t.is_organ]
        if organs and self._text.words[organs[0].first].key == "official":  # "the official newspaper"
            organs = [t for t in organs if t.entries[0].ref in ("press", "media")] or organs
        self._organ = organs[0].entries[0].ref if organs else None
        self._organ_at = organs[0].first if organs else -1
        unit = None if organs else self._find_unit()
        if unit is not None:
            self._organ, self._organ_at = "mil", unit
        own = range(organs[0].first, organs[0].last) if organs else range(0)
        beside = {w.key for at, w in enumerate(text.words[first:last], first) if at not in own}
        if self._organ in ("gov", "pres", "pm", "parl", "mod") and not role_words("lesser").isdisjoint(beside):
            self._organ = "local"
        self._name = self._find_name()
        self._titled = bool(organs) and organs[0].entries[0].sort is Sort.OFFICE
        named = {at for t in self._tags if Sort.PERSON in t.sorts for at in range(t.first, t.last)}
        outside = [w.key for at, w in enumerate(text.words[first:last], first) if at not in named]
        self._titled = self._titled or has_role(outside, "post") or has_role(outside, "rank")
        tagged = {at for t in text.tags_in(first, last) for at in range(t.first, t.last)}
        self._untagged = {w.key for at, w in enumerate(text.words[first:last], first) if at not in tagged}

    def read(self) -> Phrase:
        """Give what the head names; organs without owner and nameless people or groups stay open."""
        shape, actor, why = self._find_party()
        organ = self._organ if shape is Shape.ORGAN else None
        modifier = self._find_modifier() if shape is Shape.ORGAN else None
        if modifier is not None and modifier == self._name:
            self._name = None
        describes = shape is Shape.ORGAN and self._describes()
        return Phrase(
            self.first,
            self.last,
            shape,
            actor,
            organ,
            self._titled,
            self._name,
            why,
            modifier,
            describes,
            self._is_former,
        )

    def _find_party(self) -> Finding:
        owner: Entry | None = None
        for tag in self._tags:
            if tag.is_organ:
                continue
            entry = self._meanings.choose(tag)
            if entry is None and Sort.PERSON in tag.sorts and owner is not None and (self._organ or self._titled):
                continue
            if entry is None:
                if Sort.PERSON in tag.sorts:
                    held = self._office_held(tag)
                    if held is not None:
                        return Shape.PARTY, held, ""
                    self._name = (tag.first, tag.last)
                return Shape.DOUBT, None, f"“{self._words(tag)}” has more than one meaning on the day of the report"
            if entry.sort is Sort.PERSON and not (tag.possessive and self._leads_on(tag)):
                return self._read_person(tag, entry, owner)
            if entry.sort is Sort.PERSON:
                continue
            if entry.sort in (Sort.ACTOR, Sort.OUTLET) and not self._leads_on(tag):
                return self._read_actor(tag, entry)
            owner = entry
        if owner is None:
            return self._read_unowned()
        if owner.sort in (Sort.ACTOR, Sort.OUTLET):
            return Shape.PARTY, _to_actor(owner), ""
        return self._read_state(owner)

    def _leads_on(self, tag: Tag) -> bool:
        """Whether a party's name only introduces the next one: "Hamas's Qassam Brigades", "UN chief Guterres"."""
        later = [t for t in self._tags if t.first >= tag.last and not t.sorts.isdisjoint(_PARTIES)]
        return bool(later) and (tag.possessive or Sort.PERSON in later[0].sorts)

    def _read_person(self, tag: Tag, entry: Entry, owner: Entry | None) -> Finding:
        actor = actor_by_id(entry.ref, self._meanings.day)
        if actor is None:
            return (
                Shape.DOUBT,
                None,
                f"the office of “{self._words(tag)}” depends on a day that the report does not tell",
            )
        organ = self._organ
        if tag.possessive and organ and self._organ_at >= tag.last:
            governs = actor.country is not None and actor.side == compose(actor.country, "gov").side
            owned = compose(actor.country, organ) if governs and actor.country else organ_of(actor, organ)
            return Shape.PARTY, owned, ""
        if not tag.possessive and organ == "gov" and self._organ_at == tag.last and actor.country:
            is_state = actor.side == compose(actor.country, "gov").side
            return Shape.PARTY, compose(actor.country, "gov") if is_state else actor, ""  # "the Doe government"
        if not tag.possessive:
            self._name = (tag.first, tag.last)
        if self._is_former:
            return Shape.DOUBT, None, f"“{self._words(tag)}” is named with a former office"
        if organ == "cvl" and not (actor.sector in ("REB", "UAF") and "cleric" in self._keys):
            return Shape.PEOPLE, None, ""
        is_state = owner is not None and owner.sort in (Sort.STATE, Sort.DEMONYM, Sort.SEAT)
        if is_state and owner is not None and organ and actor.country:
            # The report's own words go before the table: "Palestinian Prime Minister" is not the movement's leader.
            is_other = actor.side != compose(actor.country, "gov").side and organ in _HIGH
            if owner.ref != actor.country or is_other:
                return Shape.PARTY, compose(owner.ref, organ), ""
        return Shape.PARTY, actor, ""

    def _read_actor(self, tag: Tag, entry: Entry) -> Finding:
        actor = _to_actor(entry)
        if self._is_foreign_to(tag, actor):
            return Shape.DOUBT, None, f"“{self._words(tag)}” here belongs to another state than “{actor.name}”"
        if {w.key for w in self._text.words[tag.last : self.last]} & role_words("notown"):
            return Shape.PEOPLE, None, ""
        if self._is_former and actor.sector != "MED":
            return Shape.DOUBT, None, f"a former member of “{actor.name}” does not speak or act for it"
        if actor.sector == "CVL" and self._has("fighter"):
            return Shape.FIGHTERS, None, "the phrase tells a people, not which group"
        if self._organ in ("jud", "pros") and self._organ_at >= tag.last and actor.sector == "IGO":
            return Shape.DOUBT, None, f"a court of “{actor.name}” is not that body"
        if self._organ and self._organ_at >= tag.last:
            return Shape.PARTY, organ_of(actor, self._organ), ""
        return Shape.PARTY, actor, ""

    def _is_foreign_to(self, tag: Tag, actor: Actor) -> bool:
        """Whether a state straight before or after the name puts it there: "Nepali Congress party", "Jamaat-e-Islami Nepal"."""
        before = [
            t
            for t in self._tags
            if (t.last == tag.first and Sort.DEMONYM in t.sorts)
            or (t.first == tag.last and Sort.STATE in t.sorts and self._text.words[t.first].gap == " ")
        ]
        entry = self._meanings.choose(before[0]) if before else None
        return entry is not None and actor.country is not None and entry.ref != actor.country

    def _read_state(self, owner: Entry) -> Finding:
        iso3 = owner.ref
        if "ethnic" in self._keys:
            return Shape.PEOPLE, None, ""  # where they live, they may be anybody's citizens
        if owner.sort is Sort.NATIONALS:
            return Shape.PARTY, compose(iso3, "cvl"), ""
        if self._untagged & (role_words("breaker", "foreignbody")):
            return Shape.DOUBT, None, "the phrase does not tell whether these belong to the state"
        if self._is_former and self._organ != "cvl" and (self._organ or self._titled):
            return Shape.DOUBT, None, "a former office does not answer for the institution"
        if "counterpart" in self._keys or "counterparts" in self._keys:
            organ = self._office_before()
            return (Shape.PARTY, compose(iso3, organ), "") if organ else _THING
        if owner.sort is Sort.SEAT and self._organ == "mfa" and not self._is_possessive(owner):
            return Shape.ORGAN, None, ""  # "its Baghdad embassy" stands there
        if self._organ == "cvl" and "opposition" in self._keys:
            return Shape.DOUBT, None, "the opposition of a state is many parties"
        if self._organ and self._bears_own_name():
            return Shape.DOUBT, None, "its words are the name of a body that no table knows"
        if self._organ:
            if self._organ in CONTESTED and self._meanings.has_rival(iso3):
                return Shape.DOUBT, None, "two parties govern there, and the phrase does not tell which is meant"
            return Shape.PARTY, compose(iso3, self._organ), ""
        if self._has("fighter"):
            return Shape.FIGHTERS, None, "the phrase tells a nationality, not which group"
        if self._titled and (owner.sort is not Sort.SEAT or self._is_possessive(owner)):
            return Shape.PARTY, compose(iso3, "mil" if set(self._keys) & role_words("rank") else "gov"), ""
        if (self._has("asset") or self._has("strike")) and not self._has("civil"):
            return Shape.PARTY, compose(iso3, "mil"), ""
        if owner.sort is not Sort.SEAT and self._keys[-1] in ("officer", "officers"):
            return Shape.PARTY, compose(iso3, "sec"), ""  # of its army or its police
        if owner.sort is not Sort.SEAT and self._keys[-1] in self._persons():
            return Shape.PARTY, compose(iso3, "cvl"), ""
        is_reckoned = self._keys[-1] in role_words("reckoning") and not load_states()[iso3].rivals
        if owner.sort is not Sort.SEAT and (is_reckoned or (self._keys[-1] == "report" and len(self._keys) == 3)):
            return Shape.PARTY, compose(iso3, "gov"), ""  # "a U.S. report", not that of a newspaper; "Israeli tallies"
        body = self._find_state_body()
        if body is not None and owner.sort is not Sort.SEAT:
            return Shape.PARTY, compose(iso3, body), ""
        if owner.sort is Sort.DEMONYM and self._speaks_as_side(iso3):
            return Shape.PARTY, compose(iso3, "gov"), ""
        if any(not self._is_empty(at) for at in range(self.first, self.last)) and not self._is_called(owner):
            return _THING
        if owner.sort is Sort.SEAT:
            return Shape.SEAT, compose(iso3, "gov"), ""
        counts = role_words("amount") | {"a", "an"}
        if owner.sort is Sort.DEMONYM and any(k in counts or k.isdigit() for k in self._keys):
            return Shape.PARTY, compose(iso3, "cvl"), ""
        if owner.sort is Sort.DEMONYM and load_states()[iso3].rivals:
            return Shape.DOUBT, None, "the adjective alone does not tell which of the parties there is meant"
        return Shape.PARTY, compose(iso3, "gov"), ""

    def _find_state_body(self) -> str | None:
        """Give the kind of "Ukraine's Coordination Headquarters" or "the Russian 76th Airborne Division", by its last noun."""
        named = [w.key for w in self._text.words[self._tags[-1].last : self.last] if w.capital]
        if len(named) < 2 or not role_words("foreignbody", "breaker", "media").isdisjoint(named):
            return None
        if not role_words("corps").isdisjoint(named):
            return "mil"
        return "gov" if named[-1] in role_words("statebody") else None

    def _speaks_as_side(self, iso3: str) -> bool:
        """Whether "the Russian side" is the state, which is not "the Russian side of the border"."""
        follower = self._text.words[self.last] if self.last < len(self._text.words) else None
        goes_on = follower is not None and follower.key == "of" and follower.gap == " "
        return self._keys[-1] == "side" and not goes_on and not load_states()[iso3].rivals

    def _is_called(self, owner: Entry) -> bool:
        """Whether what stands before a state's name only calls it something: "our ally Turkey", "its patron, Iran"."""
        tag = self._tags[-1]
        before = [w.key for w in self._text.words[self.first : tag.first]]
        known = role_words("empty", "pronoun") | {
            "ally",
            "neighbour",
            "neighbor",
            "partner",
            "patron",
            "rival",
            "member",
        }
        ends = tag.last == self.last and not tag.possessive and owner in tag.entries and owner.sort is Sort.STATE
        return ends and len(before) > 1 and all(k in known for k in before)

    def _is_possessive(self, owner: Entry) -> bool:
        return any(t.possessive for t in self._tags if owner in t.entries)

    def _read_unowned(self) -> Finding:
        if self._organ and self._is_former:
            return Shape.DOUBT, None, "a former office does not answer for the institution"
        blocked = [t for t in self._text.tags_in(self.first, self.last) if not t.owned]
        if blocked and self._organ == "gov" and self._is_backed(blocked[-1]):
            return Shape.ORGAN, None, ""
        if blocked and self._organ != "cvl":
            return (
                Shape.FIGHTERS if self._has("fighter") else Shape.DOUBT,
                None,
                "what is backed, led or opposed by a party is not that party",
            )
        if self._organ and self._organ != "cvl":
            owner = self._find_bare_owner()
            led = self._find_led() if owner is not None else None
            if led is not None:
                return Shape.PARTY, compose(led, self._organ), ""
            if owner is not None and not self._is_placed_owner():
                if owner in role_words("group"):
                    return Shape.GROUP, None, ""
                return Shape.DOUBT, None, "its owner is no party that the tables know"
            if self._untagged & (role_words("breaker", "foreignbody")):
                return Shape.DOUBT, None, "the words before the institution name another owner than a state"
            return Shape.ORGAN, None, ""
        if self._keys and self._keys[-1] in role_words("group", "agency"):
            return Shape.GROUP, None, ""
        if self._has("fighter"):
            return Shape.FIGHTERS, None, ""
        if self._organ == "cvl" or self._has("person") or self._has("private"):
            return Shape.PEOPLE, None, ""
        if set(self._keys) & role_words("group"):
            return Shape.GROUP, None, ""
        if self._keys and all(k in role_words("pronoun") for k in self._keys):
            return Shape.PRONOUN, None, ""
        if self._has("post"):
            return Shape.PEOPLE, None, ""
        return (Shape.NAME, None, "") if self._name else _THING

    def _is_backed(self, tag: Tag) -> bool:
        """Whether others only back what follows: "the U.N.-backed government"."""
        follower = self._text.words[tag.last].key if tag.last < self.last else ""
        return follower in ("backed", "supported", "recognised", "recognized", "sponsored")

    def _office_held(self, tag: Tag) -> Actor | None:
        """Give the office of a person in a report without a day, where the title beside the name is that of one office."""
        refs = {e.ref for e in tag.entries if self._organ and e.ref.partition(".")[2] == self._organ}
        if self._meanings.day is not None or len(refs) != 1 or tag.possessive or self._is_former:
            return None
        return actor_by_id(refs.pop(), None)

    def _office_before(self) -> str | None:
        """Give the organ of the nearest office or office-holder named ahead in the sentence: of whom "counterpart" is."""
        begin = self._text.sentence_words(self._text.sentence_of(self.first))[0]
        for tag in reversed(self._text.tags_in(begin, self.first)):
            entry = self._meanings.choose(tag)
            if entry is None or entry.sort not in (Sort.OFFICE, Sort.PERSON):
                continue
            key = entry.ref if entry.sort is Sort.OFFICE else entry.ref.partition(".")[2]
            return key if key in load_institutions() else None
        return None

    def _persons(self) -> frozenset[str]:
        """Words for a person who has a nationality and no party; witnesses are credited for what they saw, no more."""
        return role_words("private", "national") - role_words("eyewitness")

    def _bears_own_name(self) -> bool:
        """Whether a strange capitalised word before the organ makes it another body: "Nigeria Labour Congress"."""
        before = self._organ_at - 1
        if before < self.first or not self._text.words[self._organ_at].capital:
            return False
        word = self._text.words[before]
        plain = role_words("modifier", "empty", "approach", "honorific", "rank", "post")
        is_plain = word.key in plain or word.possessive or self._is_unit_word(word.key)
        is_title = self._organ in ("cop", "local") or self._titled
        return word.capital and not is_plain and not is_title and not self._text.tag_at(before)

    def _describes(self) -> bool:
        """Whether the word after the organ is neither one of its people, a title, a name nor another tag."""
        tag = self._text.tag_at(self._organ_at)
        last = tag.last if tag is not None else self._organ_at + 1
        is_possessive = self._text.words[last - 1].possessive
        if last >= self.last or is_possessive:
            return is_possessive and last < self.last
        follower = self._text.words[last]
        is_person = follower.key in role_words("soldier", "police", "official", "post", "rank")
        return not (is_person or follower.capital or self._text.tag_at(last))

    def _find_bare_owner(self) -> str | None:
        """Give the key of an untagged possessive before the organ ("the group's military wing"), but no country's."""
        passing = OWN_LAND | role_words("placenoun") if self._organ in _OF_DIVISIONS else OWN_LAND
        for word in self._text.words[self.first : self._organ_at]:
            if word.possessive and word.key not in passing:
                return word.key
        return None

    def _find_led(self) -> str | None:
        """Give the state of a leader of the past who owns the organ: "Saddam Hussein's army"; no present "former X"."""
        end = next(
            (at for at in range(self._organ_at - 1, self.first - 1, -1) if self._text.words[at].possessive), None
        )
        run = self._run_before(end + 1) if end is not None else None
        return find_led([w.key for w in self._text.words[slice(*run)]], self._meanings.countries) if run else None

    def _find_modifier(self) -> tuple[int, int] | None:
        """Give the place that owns the organ: "Kharkiv police", "Kharkiv province police", "Kharkiv's provincial police"."""
        end = self._organ_at
        if self._organ in _OF_DIVISIONS:
            while end - 1 > self.first and self._text.words[end - 1].key in DIVISIONS:
                end -= 1
        return self._run_before(end) or self._run_before(self._organ_at)

    def _is_placed_owner(self) -> bool:
        """Whether the possessive before the organ may be a place: "Kharkiv's provincial police", for a gazetteer to tell."""
        modifier = self._find_modifier()  # straight before the organ it may as well be a person: "Ortega's police"
        is_apart = modifier is not None and (modifier[1] < self._organ_at or self._organ == "local")
        return modifier is not None and is_apart and self._text.words[modifier[1] - 1].possessive

    def _run_before(self, end: int) -> tuple[int, int] | None:
        """Give the run of unknown capitalised words that ends before word `end`."""
        start = end
        while start > self.first and self._is_name_word(start - 1) and self._text.words[start].gap == " ":
            start -= 1
        return (start, end) if start < end else None

    def _find_name(self) -> tuple[int, int] | None:
        """Give the longest run of capitalised words that no table knows; the last of equals."""
        best: tuple[int, int] | None = None
        start: int | None = None
        for at in range(self.first, self.last + 1):
            inside = at < self.last and self._is_name_word(at)
            if inside and start is None:
                start = at
            if not inside and start is not None:
                if best is None or at - start >= best[1] - best[0]:
                    best = (start, at)
                start = None
        return best

    def _is_name_word(self, at: int) -> bool:
        word = self._text.words[at]
        if not word.text[0].isupper() or self._text.tag_at(at) or word.key in role_words(*_NO_NAME):
            return False
        if self._is_unit_word(word.key):
            return False
        return is_own_party(self._text.words, at, at + 1)

    def _find_unit(self) -> int | None:
        """Give the last word of a numbered unit: "the 8th Air Assault Corps", "76th Guards Division"; None where none is."""
        for at in range(self.first, self.last - 1):
            end = at + 1
            while end < self.last and self._text.words[end].key in role_words("unitkind"):
                end += 1
            is_unit = end < self.last and self._text.words[end].key in role_words("corps")
            if self._text.words[at].text[0].isdigit() and is_unit and self._text.words[end].capital:
                return end
        return None

    def _is_unit_word(self, key: str) -> bool:
        """Whether a word only tells what kind of brigade is meant: "the 3rd Assault Brigade"."""
        return key in role_words("unitkind") and not role_words("corps").isdisjoint(self._keys)

    def _is_empty(self, at: int) -> bool:
        key = self._text.words[at].key
        return key in role_words("empty") or key.isdigit() or self._text.tag_at(at) is not None

    def _has(self, kind: str) -> bool:
        return has_role(self._keys, kind)

    def _words(self, tag: Tag) -> str:
        return self._text.span(tag.first, tag.last).text


def _to_actor(entry: Entry) -> Actor:
    return actor_of(entry) if entry.sort is Sort.ACTOR else outlet_actor(entry.ref)


def read_name(tag: Tag, meanings: Meanings) -> Actor | None:
    """Give the party that a name alone stands for, None for an organ's word or where the meaning is open."""
    entry = meanings.choose(tag)
    if entry is None or entry.sort in (Sort.BODY, Sort.OFFICE):
        return None
    if entry.sort is Sort.PERSON:
        return actor_by_id(entry.ref, meanings.day)
    if entry.sort in (Sort.ACTOR, Sort.OUTLET):
        return _to_actor(entry)
    return compose(entry.ref, "cvl" if entry.sort is Sort.NATIONALS else "gov")
