"""What a sentence says somebody is: "X, the governor of Kandahar", "the police chief, X", "X is a surgeon", "X, who heads …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.phrases import Layout
from counterclaim.tables.cues import load_cues, load_nouns, load_words

# Of the verbs of office, those that only people are the subject of: a body may "run" or "lead" too.
_SURE_OFFICE = load_words("mentions", "sure_office")
_COPULAS = frozenset(("is", "was", "became", "remains"))
_ADULT = 20
_TEEN = 13
# Prepositions stepped over from ", X," back to the noun: "The police chief of Lakki Marwat, X,".
_STEPS = 4
# Words that belong to a speaker before the verb of saying, at most.
_LONGEST_REST = 14


def equate(layout: Layout, found: list[Mention], by_phrase: dict[int, int]) -> tuple[Mention, ...]:
    """Give the mentions of a sentence with names joined to what it says they are; `by_phrase` leads from phrase to mention."""
    for n in range(len(layout.phrases)):
        at = by_phrase.get(n, -1)
        if at < 0 or found[at].form is not Form.NAME:
            continue
        found[at] = _with_office(layout, _with_age(layout, found[at]))
        _share_title(layout, found, by_phrase, at)
        if _is_inside_office(layout, layout.phrases[n].last, found, by_phrase, found[at]):
            # What is said of the body is said of the officer behind it.
            found[at] = replace(found[at], same_as=by_phrase[layout.starts_at(layout.phrases[n].last + 1)])
            continue
        partner = _find_partner(layout, n, found, by_phrase, found[at])
        if partner >= 0:
            name, other = found[at], found[partner]
            # What speaks is no thing.
            told = "body" if other.nature == "thing" else other.nature
            nature = "person" if other.nature == "person" else name.nature or told
            found[at] = replace(
                name,
                nature=nature,
                roles=name.roles | other.roles,
                marks=name.marks | other.marks,
                gender=name.gender or other.gender,
            )
            found[partner] = replace(other, same_as=at)
    return tuple(found)


def _low(layout: Layout, word: int) -> str:
    return layout.words[word].low if 0 <= word < len(layout.words) else ""


def _with_age(layout: Layout, name: Mention) -> Mention:
    """Make a name with an age or "who" after it a person: "X, 34,", "X, who …"."""
    if _low(layout, name.until) != "," or name.until + 1 >= len(layout.words):
        return name
    after = layout.words[name.until + 1]
    if after.part != "C" and after.low != "who":
        return name
    age = int(after.low) if after.low.isdecimal() and len(after.low) < 3 else _ADULT
    young = {"teenager"} if _TEEN <= age < _ADULT else {"child"} if age < _TEEN else set[str]()
    return replace(name, nature=name.nature or "person", roles=name.roles | young)


def _with_office(layout: Layout, name: Mention) -> Mention:
    """Add the role that a verb of office tells: who "commands" is a commander."""
    verb = _low(layout, name.until)
    if verb == "," and _low(layout, name.until + 1) == "who":
        verb = _low(layout, name.until + 2)
    role = load_cues().office_verbs.get(verb)
    if role is None or not (name.nature == "person" or (name.nature == "" and verb in _SURE_OFFICE)):
        return name
    governed = {w.low for w in layout.words[name.until : name.until + 6]}
    office = {"minister"} if governed & {"ministry", "department"} else set[str]()
    return replace(name, nature="person", roles=name.roles | {role} | office)


def _share_title(layout: Layout, found: list[Mention], by_phrase: dict[int, int], at: int) -> None:
    """Let both bear a title in the plural: "Generals X and Y"."""
    name = found[at]
    second = by_phrase.get(layout.starts_at(name.until + 1), -1)
    title = layout.words[name.word : name.until]
    plural = any(load_nouns().single.get(w.low) in name.roles for w in title)
    if plural and second >= 0 and _low(layout, name.until) == "and" and found[second].form is Form.NAME:
        found[second] = replace(found[second], nature="person", roles=found[second].roles | name.roles)


def _find_partner(layout: Layout, n: int, found: Sequence[Mention], by_phrase: dict[int, int], name: Mention) -> int:
    """Give the mention that says what `name` is, after it or before it, or -1."""
    phrase = layout.phrases[n]
    after = _low(layout, phrase.last)
    if after in (",", "(", "–", "—") or after in _COPULAS:
        partner = _fitting(found, by_phrase, layout.starts_at(phrase.last + 1), name)
        if partner >= 0 and not (after == "," and _has_verb(layout, layout.starts_at(phrase.last + 1))):
            return partner
    if _low(layout, phrase.first - 1) == ",":
        partner = _before(layout, phrase.first - 2, found, by_phrase, name)
        return partner if partner >= 0 else _that_speaks(layout, n, found, by_phrase, name)
    # "Secretary of State for Political Affairs Jane Roe": the office and the name touch.
    return _before(layout, phrase.first - 1, found, by_phrase, name) if layout.ends_at(phrase.first - 1) >= 0 else -1


def _has_verb(layout: Layout, phrase: int) -> bool:
    """Whether who stands after a comma is no apposition but speaks or does: "…, its foreign ministry said"."""
    last = layout.phrases[phrase].last
    beside = layout.starts_at(last + 1) if _low(layout, last) == "and" else -1
    last = layout.phrases[beside].last if beside >= 0 else last
    while last < len(layout.words) and layout.words[last].part == "R":
        last += 1
    if last < len(layout.words) and (
        layout.words[last].part in "VUM"
        or (layout.words[last].low in load_cues().say and layout.words[last].part == "E")
    ):
        return True
    # "… near X, a diplomat involved in the talks told the paper".
    rest = layout.words[last : last + _LONGEST_REST]
    verb = next((w for w in rest if w.part in "VUMW" or w.part == "."), None)
    return verb is not None and verb.part == "V" and verb.low in load_cues().say


def _fitting(found: Sequence[Mention], by_phrase: dict[int, int], phrase: int, name: Mention) -> int:
    """Give the mention of `phrase` if its noun may say what `name` is, else -1."""
    at = by_phrase.get(phrase, -1)
    if at < 0:
        return -1
    other = found[at]
    if other.form is not Form.NOUN or other.number == "p" or other.same_as >= 0:
        return -1
    fits = other.nature == "person" and name.nature in ("", "person", "place")
    return at if fits or (other.nature == "body" and name.nature in ("", "body", "place")) else -1


def _is_inside_office(
    layout: Layout, last: int, found: Sequence[Mention], by_phrase: dict[int, int], name: Mention
) -> bool:
    """Whether a body's name belongs to the office of somebody named behind it: "the deputy director, Army Relations, Capt X"."""
    nouns = load_nouns()
    words = (w.low for w in layout.words[name.word : name.until])
    if _low(layout, last) != "," or not any(nouns.single.get(w, w) in nouns.body for w in words):
        return False
    at = by_phrase.get(layout.starts_at(last + 1), -1)
    return at >= 0 and found[at].form is Form.NAME and bool(found[at].roles & nouns.person.keys())


def _that_speaks(layout: Layout, n: int, found: Sequence[Mention], by_phrase: dict[int, int], name: Mention) -> int:
    """Give the noun before ", X, said" though no table knows what it is ("the ship's charterer, X of Y, said"), or -1."""
    last = layout.phrases[n].last
    while _low(layout, last) in ("of", "in", "at") and layout.starts_at(last + 1) >= 0:
        last = layout.phrases[layout.starts_at(last + 1)].last
    verb = layout.words[last + 1] if last + 1 < len(layout.words) else None
    if _low(layout, last) != "," or verb is None or verb.low not in load_cues().say or verb.part not in "VE":
        return -1
    at = by_phrase.get(layout.ends_at(layout.phrases[n].first - 2), -1)
    fits = at >= 0 and found[at].form is Form.NOUN and found[at].nature == "thing" and found[at].number == "s"
    speaks = fits and found[at].article in ("the", "owner") and found[at].same_as < 0 and name.nature in ("", "body")
    return at if speaks else -1


def _before(layout: Layout, word: int, found: Sequence[Mention], by_phrase: dict[int, int], name: Mention) -> int:
    """Give the person's role that stands before ", X," with what belongs to it, or -1."""
    phrase = layout.ends_at(word)
    for _ in range(_STEPS):
        if phrase < 0:
            return -1
        at = _fitting(found, by_phrase, phrase, name)
        if at >= 0 and found[at].nature == "person":
            return at
        before = layout.phrases[phrase].first - 1
        part = by_phrase.get(phrase, -1)
        if (
            part >= 0
            and name.roles
            and _is_inside_office(layout, layout.phrases[phrase].last, found, by_phrase, found[part])
        ):
            phrase = layout.ends_at(before - 1) if before > 0 and _low(layout, before) == "," else -1
            continue
        if before < 1 or _low(layout, before) not in ("of", "for", "in", "at", "and", "with", "to"):
            return -1
        phrase = layout.ends_at(before - 1)
    return -1
