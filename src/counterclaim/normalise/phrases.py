"""The noun phrases of a report: a head, and the phrases that own or place it ("army of", "police in", "loyal to")."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.normalise.composing import MINISTRIES, compose, organ_of
from counterclaim.normalise.heads import DIVISIONS, Head, Phrase, Shape
from counterclaim.normalise.homes import Homes
from counterclaim.normalise.lexicon import Sort, has_role, role_words
from counterclaim.normalise.meanings import Meanings
from counterclaim.normalise.surnames import find_led
from counterclaim.normalise.tagging import TaggedText
from counterclaim.normalise.words import end_of_name
from counterclaim.records.world import Actor

_OWNING = frozenset({"of", "for"})
_TIES = frozenset({"linked", "loyal", "affiliated", "belonging", "associated", "tied", "from"})
_LEADING = _OWNING | _TIES
# Organs that "in X" places: the police in a country are that country's, troops in it need not be.
_PLACED = frozenset(
    {
        "gov",
        "cop",
        "local",
        "health",
        "emer",
        "jud",
        "pros",
        "moi",
        "just",
        "fin",
        "min",
        "info",
        "parl",
        "media",
        "press",
    }
)
_OPEN = frozenset({Shape.ORGAN, Shape.FIGHTERS, Shape.PEOPLE, Shape.GROUP})

# What is done with figures by whoever answers for them: "data released by the ministry".
ISSUED = frozenset({"released", "published", "issued", "provided", "compiled", "collected", "given", "gathered"})
# What a body brings out: "a report by the ministry".
_ISSUES = frozenset(
    {"report", "reports", "statement", "study", "survey", "letter", "communique", "analysis", "figures"}
)
# Parties whose bureaus, wings and battalions are they themselves.
_BRANCHED = frozenset({"MIL", "COP", "SPY", "REB", "UAF", "PTY"})
# Bodies at or with which officials serve, and of how many words a name of one is at most.
_SERVED = frozenset({"GOV", "MIL", "COP", "SPY", "IGO", "NGO", "PTY"})
_LONGEST_BODY = 8

_Range = tuple[int, int]


class Phrases:
    """Reads the phrases of one report."""

    def __init__(self, text: TaggedText, meanings: Meanings, homes: Homes) -> None:
        self._text = text
        self._meanings = meanings
        self._homes = homes
        self._known: dict[_Range, Phrase] = {}

    def read(self, first: int, last: int) -> Phrase:
        """Read words [first, last) as one phrase without coordination, by its words alone."""
        known = self._known.get((first, last))
        if known is None:
            known = self._known[first, last] = self._read(first, last)
        return known

    def _read(self, first: int, last: int) -> Phrase:
        head_last, owners, places, served = self._divide(first, last)
        head = Head(self._text, self._meanings, first, head_last).read()
        if head_last != last:
            head = replace(head, last=last)
        is_kin = head.shape is Shape.PEOPLE and self._text.words[head_last - 1].key in role_words("kin")
        if is_kin and owners and self._text.words[owners[0][0] - 1].key == "of":
            owned = self.read(*owners[0])
            if owned.titled or owned.name is not None or owned.shape is Shape.ORGAN:
                return head  # the relatives of an officer speak for nobody
        if head.shape in _OPEN and not head.why:
            for owner_first, owner_last in owners:
                owner = self.read(owner_first, owner_last)
                if owner.shape in (Shape.PARTY, Shape.SEAT) and owner.actor:
                    if head.shape is Shape.GROUP and self._is_tie(owner_first - 1):
                        return replace(head, why="a group that is tied to a party need not be that party")
                    if head.titled and self._is_of_less(head_last, owner_first):
                        why = "its words name an office of a region or a body, not of the state"
                        return replace(head, shape=Shape.DOUBT, organ=None, why=why)
                    if head.shape in (Shape.FIGHTERS, Shape.GROUP) and self._tells_home(owner_first, owner_last):
                        return replace(head, why="the phrase tells a nationality, not which group")
                    return self._join(head, owner)
                if owner.shape is Shape.ORGAN and head.shape in (Shape.ORGAN, Shape.PEOPLE):
                    return replace(head, shape=Shape.ORGAN, organ=owner.organ)
            if served and (head.titled or self._text.words[head_last - 1].key in role_words("officials")):
                serving = self._serve(head, self.read(*served[0]))
                if serving is not None:
                    return serving
        if head.shape is Shape.THING and self._text.words[head_last - 1].key in role_words("manned"):
            for owner_first, owner_last in owners:
                owner = self.read(owner_first, owner_last)
                if owner.shape is Shape.PARTY and owner.actor and owner.actor.sector in ("MIL", "COP", "REB", "UAF"):
                    return replace(head, shape=Shape.PARTY, actor=owner.actor)
        if head.shape in (Shape.THING, Shape.NAME):
            is_branch = self._text.words[head_last - 1].key in role_words("branch")
            is_issued = not (role_words("reckoning") | _ISSUES).isdisjoint(self._keys(first, head_last))
            for owner_first, owner_last in owners if is_branch or is_issued else ():
                owner = self.read(owner_first, owner_last)
                is_from = self._text.words[owner_first - 1].key == "from"
                if is_from and (owner.actor is None or owner.actor.id.endswith(".gov")):
                    continue  # "data from Peru" need not be the government's
                if owner.shape is Shape.PARTY and owner.actor and (is_issued or owner.actor.sector in _BRANCHED):
                    return replace(head, shape=Shape.PARTY, actor=owner.actor, name=None)
        visits = head.organ != "media" and has_role([w.key for w in self._text.words[first:head_last]], "visiting")
        if head.shape is Shape.ORGAN and visits and places:
            why = "those who come to a place need not belong to it"
            return replace(head, shape=Shape.DOUBT, organ=None, why=why)
        if head.shape is Shape.ORGAN and head.organ == "gov":
            inside = [self.read(*place).actor for place in places]
            for actor in inside:
                if actor is not None and actor.id.partition(".")[2] in MINISTRIES:
                    return replace(head, shape=Shape.PARTY, actor=actor, organ=None)
        if head.shape is Shape.ORGAN and head.organ in ("gov", "mil", "sec") and not places:
            led = {self._led_by(*owner) for owner in owners}
            if len(led) == 1 and (iso3 := led.pop()) is not None:
                return replace(head, shape=Shape.PARTY, actor=compose(iso3, head.organ), organ=None)
        if head.shape is Shape.ORGAN and head.organ in _PLACED:
            states = self._find_states(places + owners, head)
            if len(states) == 1:
                organ = "local" if self._is_of_place(head, places) else head.organ
                return replace(head, shape=Shape.PARTY, actor=compose(states[0], organ), organ=None)
        if head.shape is Shape.ORGAN and head.organ and has_role(self._keys(first, head_last), "headquarters"):
            seats = {actor.country for place in places if (actor := self._seat(*place)) is not None}
            if len(seats) == 1 and (iso3 := seats.pop()) is not None:
                return replace(head, shape=Shape.PARTY, actor=compose(iso3, head.organ), organ=None)
        named = [r for r in owners if self._text.words[r[0] - 1].key == "of"]
        if head.organ in _PLACED:
            named += places
        if head.shape is Shape.ORGAN and (head.modifier or any(self._has_capital(*r) for r in named)):
            why = "its words name an owner or place that no table knows"
            return replace(head, shape=Shape.DOUBT, organ=None, why=why)
        return head

    def _serve(self, head: Phrase, body: Phrase) -> Phrase | None:
        """Read "officials at the Pentagon", "a spokesman with the ministry": they are of that body, None where it is none."""
        is_body = body.last - body.first <= _LONGEST_BODY
        if body.shape is Shape.PARTY and body.actor and is_body and body.actor.sector in _SERVED and body.name is None:
            return replace(head, shape=Shape.PARTY, actor=body.actor, organ=None)
        if body.shape is Shape.ORGAN and body.organ in MINISTRIES | {"pres", "pm"}:
            return replace(head, shape=Shape.ORGAN, organ=body.organ)
        return None

    def _led_by(self, first: int, last: int) -> str | None:
        """Give the state that a person named by words [first, last) alone led: "the government of Bashar Assad"."""
        is_name = all(
            w.text[0].isupper() and (not at or w.gap == " ") for at, w in enumerate(self._text.words[first:last])
        )
        return find_led(self._keys(first, last), self._meanings.countries) if is_name else None

    def _keys(self, first: int, last: int) -> list[str]:
        return [w.key for w in self._text.words[first:last]]

    def _seat(self, first: int, last: int) -> Actor | None:
        """Give the government whose seat words [first, last) are: the high command "in Kyiv" is Ukraine's."""
        phrase = self.read(first, last)
        return phrase.actor if phrase.shape is Shape.SEAT else None

    def _is_of_place(self, head: Phrase, places: list[_Range]) -> bool:
        """Whether "authorities in Farah province" are those of a place below the state."""
        is_plain = self._text.words[head.first : head.last] and head.organ == "gov" and not head.titled
        return bool(is_plain and places) and not any(self._states_in(*place) for place in places)

    def _is_of_less(self, first: int, last: int) -> bool:
        """Whether a region or a body stands between an office and the state: "president of the Lorraine region of France"."""
        return any(w.key in role_words("lesser", "foreignbody") for w in self._text.words[first:last])

    def _tells_home(self, first: int, last: int) -> bool:
        """Whether fighters only come from a state: "from Peru", not "linked to the Taliban regime" nor "of its government"."""
        tags = self._text.tags_in(first, last)
        is_state = bool(tags) and all({Sort.STATE, Sort.SEAT} & t.sorts for t in tags)
        return is_state and self._text.words[first - 1].key in ("from", "of")

    def _is_tie(self, word: int) -> bool:
        """Whether a word of tie leads to the owner: "linked to", "allied with"; "of" and "from" do not."""
        keys = {w.key for w in self._text.words[max(0, word - 1) : word + 1]}
        return bool(keys & (_TIES - {"from"}))

    def _find_states(self, ranges: list[_Range], head: Phrase) -> list[str]:
        """Give the states named, or in which the places lie that stand beside the organ, sorted."""
        found = {iso3 for first, last in ranges for iso3 in self._states_in(first, last)}
        if not found:
            names = [name for first, last in ranges for name in self._places_in(first, last)]
            if head.modifier:
                names.append(self._text.span(*head.modifier).text)
            if not names and head.organ == "cop":
                names += self._behind_rank(head)
            found = {iso3 for iso3 in (self._homes.find_state(name) for name in names) if iso3 is not None}
            is_apart = head.modifier is not None and self._text.words[head.modifier[1]].key in DIVISIONS
            if is_apart and not found <= set(self._meanings.countries):
                found = set()  # a division of a state that the report never names may be a namesake
        return sorted(found)

    def _behind_rank(self, head: Phrase) -> list[str]:
        """Give the place in the two words behind a rank in capitals: "SP Nagpur Arun Doe", "DIG (North Nagpur)"."""
        tags = self._text.tags_in(head.first, head.last)
        end = next((t.last for t in tags if t.is_organ and self._text.words[t.last - 1].acronym), head.last)
        words = (w.text for w in self._text.words[end : min(end + 2, head.last)] if w.capital and not w.possessive)
        return [word for word in words if self._homes.find_state(word) is not None][:1]

    def _places_in(self, first: int, last: int) -> list[str]:
        """Give the first run of capitalised words, which is the place of "Kharkiv region Oleh Doe"."""
        at = first
        while at < last and not self._text.words[at].capital:
            at += 1
        end = end_of_name(self._text.words, at, last)
        return [self._text.span(at, end).text] if end > at else []

    def _has_capital(self, first: int, last: int) -> bool:
        return any(w.capital for w in self._text.words[first:last])

    def _join(self, head: Phrase, owner: Phrase) -> Phrase:
        actor = owner.actor
        if actor is None:
            return head
        is_state = actor.id.endswith(".gov") and actor.country is not None
        if is_state and actor.country and head.organ:
            actor = compose(actor.country, head.organ)
        elif is_state and actor.country and head.shape is Shape.PEOPLE and not head.titled:
            actor = compose(actor.country, "cvl")
        elif head.organ:
            actor = organ_of(actor, head.organ)
        return replace(head, shape=Shape.PARTY, actor=actor, organ=None)

    def _divide(self, first: int, last: int) -> tuple[int, list[_Range], list[_Range], list[_Range]]:
        """Give where the head ends, the phrases that own it (of, for, linked to), that place it (in), and of service (at)."""
        marks = [at for at in range(first, last) if self._is_cut(at, first)]
        ends = [*marks, last][1:]
        owners: list[_Range] = []
        places: list[_Range] = []
        served: list[_Range] = []
        for number, (mark, end) in enumerate(zip(marks, ends, strict=True)):
            key = self._text.words[mark].key
            start = mark + 1
            if key in _TIES and key != "from" and start < last and self._text.words[start].key in ("to", "with"):
                start, end = start + 1, ends[min(number + 1, len(ends) - 1)]
            is_issued = key in ("by", "from") and self._text.words[mark - 1].key in ISSUED | _ISSUES
            if (key in _LEADING or is_issued) and start < end:
                owners.append((start, end))
            elif key in ("in", "inside", "across") and start < end:
                places.append((start, end))
            elif key in ("at", "with") and start < end:
                served.append((start, end))
        return (marks[0] if marks else last), owners, places, served

    def _is_cut(self, word: int, first: int) -> bool:
        key = self._text.words[word].key
        is_mark = key in role_words("cut") or key in _LEADING
        if word == first or not is_mark or self._text.tag_at(word) or self._is_range(word):
            return False
        return key != "of" or not all(self._is_amount(at) for at in range(first, word))

    def _is_range(self, word: int) -> bool:
        """Whether a word stands between two numbers: "40 to 50 soldiers"."""
        words = self._text.words
        is_between = words[word].key == "to" and word + 1 < len(words) and words[word + 1].key.isdigit()
        return is_between and words[word - 1].key.isdigit()

    def _is_amount(self, at: int) -> bool:
        key = self._text.words[at].key
        return key in role_words("amount", "empty") or key.isdigit()

    def _states_in(self, first: int, last: int) -> list[str]:
        found = (self._meanings.choose(t) for t in self._text.tags_in(first, last))
        return [e.ref for e in found if e is not None and e.sort in (Sort.STATE, Sort.SEAT, Sort.DEMONYM)]
