"""A span of several parties → its parts: "Israel and Hamas" names two, "U.S. and Iraqi forces" two with one head."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterclaim.normalise.composing import compose
from counterclaim.normalise.heads import Phrase, Shape
from counterclaim.normalise.lexicon import Sort, has_role, role_words
from counterclaim.normalise.phrases import Phrases
from counterclaim.normalise.tagging import TaggedText
from counterclaim.records.world import Actor

_JOINTS = frozenset({"and", "or", "plus", "versus", "vs", "nor"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "some", "other", "several", "one", "two", "three", "many", "its", "their", "his"}
)
_PLACING = frozenset({"in", "from", "across", "inside", "to", "between"})
_PAIRING = frozenset({"both", "either", "neither"})
_BORDERS = frozenset(
    {"crossing", "crossings", "border", "frontier", "road", "highway", "line", "fence", "wall", "strait"}
)
_SUBSETS = frozenset({"including", "among", "such", "like"})


@dataclass(frozen=True, slots=True)
class _Part:
    first: int
    last: int
    after_comma: bool = False


def read_parts(text: TaggedText, phrases: Phrases, first: int, last: int) -> list[Phrase]:
    """Read words [first, last) as phrases in text order; an apposition joins what it explains."""
    found: list[Phrase] = []
    for part in _split(text, first, last):
        phrase = phrases.read(part.first, part.last)
        if found and _continues_place(text, found[-1], phrase):
            continue
        if found and part.after_comma and _names_place_of(text, found[-1], phrase):
            continue
        if found and part.after_comma and _explains(text, found[-1], phrase):
            before = found[-1]
            if before.why and before.titled:  # a former office stays one beside the name
                found[-1] = replace(before, last=phrase.last, name=before.name or phrase.name)
                continue
            kept, other = (before, phrase) if before.actor or before.organ else (phrase, before)
            found[-1] = replace(kept, first=before.first, last=phrase.last, name=kept.name or other.name)
        else:
            found.append(phrase)
    return _share(text, _merge_titles(found))


def _split(text: TaggedText, first: int, last: int) -> list[_Part]:
    parts: list[_Part] = []
    start, comma, at = first, False, first
    if first < last and text.words[first].key in _PAIRING:
        start = at = first + 1
    while at < last:
        tag = text.tag_at(at)
        if tag and tag.first < at:
            at += 1
            continue
        word = text.words[at]
        breaks = at > first and (_is_break(word.gap) or _pairs_states(text, at))
        if breaks and at > start:
            parts.append(_Part(start, at, comma))
            start = at
        if breaks:
            comma = "," in word.gap
        if not tag and word.key in _SUBSETS and at > first and at == start:
            return parts
        is_one = word.key == "and" and first < at < last - 1 and (_is_range(text, at) or _is_border(text, first, at))
        if (not tag and word.key in _JOINTS and not is_one) or "&" in word.gap:
            if at > start:
                parts.append(_Part(start, at, comma))
            start, comma = at + (word.key in _JOINTS), False
        at += 1
    if start < last:
        parts.append(_Part(start, last, comma))
    return parts


def _is_range(text: TaggedText, at: int) -> bool:
    """Whether "and" stands between two numbers: "between 10 and 30 settlers"."""
    return text.words[at - 1].key.isdigit() and text.words[at + 1].key.isdigit()


def _is_border(text: TaggedText, first: int, at: int) -> bool:
    """Whether "and" only tells where something runs: "the crossing between Peru and Chile"."""
    keys = [w.key for w in text.words[first:at]]
    return "between" in keys and not _BORDERS.isdisjoint(keys[: keys.index("between")])


def _is_break(gap: str) -> bool:
    """Whether the gap parts two phrases; the comma inside "5,000" has no space."""
    return gap != "," and any(c in gap for c in ",;—")


def _pairs_states(text: TaggedText, at: int) -> bool:
    """Whether a hyphen joins two states here: "Israeli-Palestinian", "Russia-Ukraine"."""
    around = text.tags_in(at - 1, at + 1) if text.words[at].gap in ("-", "–") else []
    return len(around) == 2 and all({Sort.STATE, Sort.DEMONYM} & t.sorts for t in around)


def _explains(text: TaggedText, before: Phrase, phrase: Phrase) -> bool:
    """Whether two phrases around a comma are one: a name and a title in either order, or a group and what it is.

    Bare plurals begin a list: "Islamist extremists, Tamil Tigers and others".
    """
    if before.shape is Shape.PARTY and phrase.shape is Shape.GROUP and phrase.name is None:
        return True
    is_listed = before.shape is Shape.FIGHTERS and text.words[before.first].key not in _DETERMINERS
    if before.shape in (Shape.GROUP, Shape.FIGHTERS) and phrase.actor and phrase.name is None and not is_listed:
        return phrase.actor.sector in ("REB", "UAF", "CRM", "PTY")
    is_person = before.shape is Shape.NAME or before.name is not None
    is_ranked = phrase.titled and phrase.organ is None and phrase.actor is None  # "a spokesman, Major X"
    is_named = phrase.name is not None and (not phrase.titled or is_ranked)
    return (is_person and phrase.titled) or (before.titled and before.name is None and is_named)


def _continues_place(text: TaggedText, before: Phrase, phrase: Phrase) -> bool:
    """Whether a bare state goes on with the places of the phrase before: "people in Somalia, Ethiopia and Kenya"."""
    if phrase.shape not in (Shape.PARTY, Shape.SEAT) or phrase.actor is None or not phrase.actor.id.endswith(".gov"):
        return False
    inside = [w.key for w in text.words[before.first : before.last]]
    tags = text.tags_in(phrase.first, phrase.last)
    is_bare = len(tags) == 1 and tags[0].last - tags[0].first == phrase.last - phrase.first
    last_tags = text.tags_in(before.first, before.last)
    ends_in_place = bool(last_tags) and last_tags[-1].last == before.last and Sort.STATE in last_tags[-1].sorts
    return is_bare and ends_in_place and bool(set(inside[1:]) & _PLACING)


def _names_place_of(text: TaggedText, before: Phrase, phrase: Phrase) -> bool:
    """Whether a bare state after a comma only tells where the name before lies: "Palmyra, Syria"."""
    tags = text.tags_in(phrase.first, phrase.last)
    is_bare = (
        len(tags) == 1 and tags[0].last - tags[0].first == phrase.last - phrase.first and Sort.STATE in tags[0].sorts
    )
    return is_bare and before.shape is Shape.NAME and text.words[before.last - 1].capital


def _merge_titles(phrases: list[Phrase]) -> list[Phrase]:
    """Join "Prime Minister and Foreign Minister X": two offices of one person, who answers with the one at the name."""
    merged: list[Phrase] = []
    for phrase in phrases:
        before = merged[-1] if merged else None
        if (
            before
            and before.titled
            and before.name is None
            and phrase.titled
            and phrase.name
            and phrase.first - before.last == 1
        ):
            known = phrase if phrase.actor else before
            owner = before.actor
            if not phrase.actor and phrase.organ and owner and owner.country and owner.side:
                known = replace(phrase, shape=Shape.PARTY, actor=compose(owner.country, phrase.organ))
            merged[-1] = replace(known, first=before.first, last=phrase.last, name=phrase.name)
        else:
            merged.append(phrase)
    return merged


def _share(text: TaggedText, phrases: list[Phrase]) -> list[Phrase]:
    """Give a bare nationality the head that follows it, and a bare head the party that stands before it."""
    shared = list(phrases)
    key = _organ_key(text, shared[-1]) if shared and shared[-1].actor else ""
    for at in range(len(shared) - 2, -1, -1):
        here = shared[at]
        is_state = here.actor is not None and here.actor.id.endswith((".gov", ".cvl")) and _is_adjective(text, here)
        if key and is_state and here.actor and here.actor.country:
            shared[at] = replace(here, actor=compose(here.actor.country, key))
        elif here.actor is None or not _is_name_alone(text, here):
            key = _organ_key(text, here) if here.actor else ""
    for at in range(len(shared) - 1):
        here, after = shared[at], shared[at + 1]
        owned = [w.key for w in text.words[after.first : after.last]]
        is_owned = "of" in owned and _ends_in_state(text, after)  # "the government and people of Iraq"
        if here.shape is Shape.ORGAN and here.organ and is_owned and after.actor and after.actor.country:
            shared[at] = replace(here, shape=Shape.PARTY, actor=compose(after.actor.country, here.organ))
    for at in range(1, len(shared)):
        here, before = shared[at], shared[at - 1]
        if before.actor is None or before.actor.side is None or text.words[here.first].key in _DETERMINERS or here.why:
            continue
        if (
            here.shape is Shape.ORGAN
            and here.organ
            and before.actor.country
            and before.actor.id.startswith(before.actor.country.lower())
        ):
            shared[at] = replace(here, shape=Shape.PARTY, actor=compose(before.actor.country, here.organ))
        elif _goes_with(text, before, before.actor, here):
            shared[at] = replace(here, shape=Shape.PARTY, actor=before.actor)
        elif _is_one_of_several(text, shared[0], here) and here.actor and here.actor.country:
            organ = shared[0].actor.id.partition(".")[2] if shared[0].actor else "gov"
            shared[at] = replace(here, actor=compose(here.actor.country, organ))
    return shared


def _is_one_of_several(text: TaggedText, head: Phrase, phrase: Phrase) -> bool:
    """Whether a bare state goes on with the owners of a plural organ: "the armies of Brazil and Argentina"."""
    words = [w.key for w in text.words[head.first : head.last]]
    if phrase.actor is None or not phrase.actor.id.endswith(".gov") or not has_role(words, "plural"):
        return False
    tags = text.tags_in(phrase.first, phrase.last)
    is_bare = len(tags) == 1 and tags[0].last - tags[0].first == phrase.last - phrase.first
    return is_bare and Sort.STATE in tags[0].sorts and "of" in words


def _organ_key(text: TaggedText, phrase: Phrase) -> str:
    """Give the organ that a phrase names after its party ("Iraqi forces", "NATO troops"), "" without one."""
    organs = [t for t in text.tags_in(phrase.first, phrase.last) if t.is_organ]
    if not organs and text.words[phrase.last - 1].key in role_words("soldier", "asset"):
        return "mil"  # "coalition forces" is a name as a whole
    return organs[0].entries[0].ref if organs and organs[0].first > phrase.first else ""


def _is_adjective(text: TaggedText, phrase: Phrase) -> bool:
    tags = text.tags_in(phrase.first, phrase.last)
    return len(tags) == 1 and Sort.DEMONYM in tags[0].sorts


def _ends_in_state(text: TaggedText, phrase: Phrase) -> bool:
    tags = text.tags_in(phrase.first, phrase.last)
    return bool(tags) and tags[-1].last == phrase.last and Sort.STATE in tags[-1].sorts


def _is_name_alone(text: TaggedText, phrase: Phrase) -> bool:
    """Whether a phrase is one name without a head of its own ("NATO" in "Afghan, NATO and U.S. troops")."""
    tags = text.tags_in(phrase.first, phrase.last)
    return len(tags) == 1 and tags[0].first == phrase.first and tags[0].last == phrase.last


def _goes_with(text: TaggedText, before: Phrase, owner: Actor, phrase: Phrase) -> bool:
    """Whether bare arms or fighters belong to the party before them: "Swedish tanks and bulldozers"."""
    if phrase.shape is Shape.THING:
        armed = owner.sector == "MIL" or any(w.key == "military" for w in text.words[before.first : before.last])
        return armed and _are_arms(text, phrase)
    bare = role_words("fighter", "amount", "empty")  # "leftist militants" are others
    is_bare = all(w.key in bare or w.key.isdigit() for w in text.words[phrase.first : phrase.last])
    return phrase.shape is Shape.FIGHTERS and is_bare and _is_group(text, before)


def _are_arms(text: TaggedText, phrase: Phrase) -> bool:
    """Whether a part is nothing but arms: "bulldozers" in "Swedish tanks and bulldozers"."""
    arms = role_words("asset", "manned", "empty")
    return all(w.key in arms for w in text.words[phrase.first : phrase.last])


def _is_group(text: TaggedText, phrase: Phrase) -> bool:
    return any(Sort.ACTOR in t.sorts for t in text.tags_in(phrase.first, phrase.last))
