"""Noun phrases to mentions: who or what a phrase may be, as far as its words tell. Nothing is linked here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from counterclaim.reading.grammar import Word
from counterclaim.reading.naming import Known, fold, known_names
from counterclaim.reading.passage import Line
from counterclaim.reading.phrases import Layout, Phrase, is_time, subject_of
from counterclaim.tables.cues import Nouns, load_cues, load_given_names, load_nouns

_PLACE_PREPOSITIONS = frozenset("in at to from near into across over around outside inside toward towards through via off".split())
_PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), ("person", "s", "m")),
    **dict.fromkeys("she her hers herself".split(), ("person", "s", "f")),
    **dict.fromkeys("it its itself".split(), ("body", "s", "")),
    **dict.fromkeys("they them their theirs themselves".split(), ("people", "p", "")),
    **dict.fromkeys("i me my mine myself we us our ours ourselves".split(), ("self", "", "")),
    **dict.fromkeys("both".split(), ("pair", "p", "")),
}
_PAIR_NOUNS = frozenset("two pair duo".split())
_ACRONYM = 6
# Of the verbs of office, those that only people are the subject of: a body may "run" or "lead" too.
_SURE_OFFICE = frozenset("heads headed commands commanded chairs chaired governs governed directs directed edits".split())
_NAME_LINKS = frozenset("to against without on de du del des".split())
_LINKS = frozenset("of for in at".split()) | _NAME_LINKS
_PARTICLES = frozenset("al el ul bin ibn bint abu de da di van von der ud ur".split())
# Bodies that are one and many: "the police … it", "the police … they".
_COLLECTIVE = frozenset("police army forces military militia rebels militants insurgents guerrillas fighters guard guards staff authorities crew".split())


class Form(StrEnum):
    """How something is mentioned."""

    PRONOUN = "pronoun"
    NAME = "name"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may stand for somebody or something; [start, end) is the name without its title, or the whole phrase.

    `nature` is person, people, body, place, thing, document, self ("I", "we"), pair ("the two"), time, or "" where unknown.
    `roles` are the nouns that say what somebody is, `marks` the other words that go with them ("health" of "the health
    minister"), `article` is the, a, owner, this, or "".
    [start, full_end) takes in "of …" where it follows.
    """

    line: int
    phrase: int
    word: int
    start: int
    end: int
    text: str
    form: Form
    nature: str
    number: str = ""
    gender: str = ""
    head: str = ""
    roles: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    known: Known | None = None
    article: str = ""
    after: str = ""
    subject: bool = False
    same_as: int = -1
    full_end: int = 0


def find_mentions(text: str, line: Line, number: int) -> tuple[Mention, ...]:
    """Give the mentions of one sentence, left to right; those that an apposition or a copula equates point at the name (`same_as`)."""
    layout = line.layout
    subjects = {subject_of(layout, k) for k, word in enumerate(layout.words) if word.part in "VUM"}
    found: list[Mention] = []
    by_phrase: dict[int, int] = {}
    for n, phrase in enumerate(layout.phrases):
        owner = layout.words[phrase.first]
        if owner.part == "H" and owner.low in _PRONOUNS:
            found.append(_pronoun(owner, number, -1, phrase.first, False))
        owned = _owner_of(text, layout, phrase, number)
        if owned:
            found.append(owned)
        mention = _describe(text, layout, n, number, n in subjects)
        modifier = _modifier_of(text, layout, phrase, number, mention)
        if modifier:
            found.append(modifier)
        if mention:
            by_phrase[n] = len(found)
            found.append(mention)
    return _equate(layout, found, by_phrase)


def _pronoun(word: Word, line: int, phrase: int, at: int, subject: bool) -> Mention:
    nature, number, gender = _PRONOUNS[word.low]
    return Mention(line, phrase, at, word.start, word.end, word.text, Form.PRONOUN, nature, number, gender, word.low, subject=subject)


def _owner_of(text: str, layout: Layout, phrase: Phrase, line: int) -> Mention | None:
    """Give the owner of a phrase ("Kabul's army") as a mention of its own."""
    if phrase.core == phrase.first:
        return None
    words = layout.words[phrase.first : phrase.core - 1]
    if not words or words[0].part == "H":
        return None
    return _named_or_noun(text, words, line, -1, phrase.first, _before(layout, phrase), False)


def _modifier_of(text: str, layout: Layout, phrase: Phrase, line: int, mention: Mention | None) -> Mention | None:
    """Give the body named in front of a noun ("Hezbollah fighters", "the FPU building") as a mention of its own."""
    if mention is None or mention.form is not Form.NOUN:
        return None
    words = [w for w in layout.words[phrase.core : phrase.last - 1] if w.part != "D"]
    names = [w for w in words if w.part == "P"]
    if not names or names != words[: len(names)]:
        return None
    at = phrase.core + (layout.words[phrase.core].part == "D")
    named = _named_or_noun(text, names, line, -1, at, _before(layout, phrase), False)
    if named.form is Form.NAME and (named.known and named.known.kind not in ("nationals", "country", "seat") or names[0].text.isupper() and len(names) == 1):
        return named
    return None


def _before(layout: Layout, phrase: Phrase) -> str:
    return layout.words[phrase.first - 1].low if phrase.first else ""


def _describe(text: str, layout: Layout, n: int, line: int, subject: bool) -> Mention | None:
    phrase = layout.phrases[n]
    words = layout.words[phrase.core : phrase.last]
    if not words:
        return None
    if len(words) == 1 and words[0].low in _PRONOUNS and words[0].part in "ODH":
        return _pronoun(words[0], line, n, phrase.core, subject)
    if is_time(layout, n) or words[0].part == "O":
        return None
    mention = _named_or_noun(text, words, line, n, phrase.core, _before(layout, phrase), subject)
    if mention.nature in ("person", "people", "body") and (mention.form is Form.NOUN or mention.roles == frozenset() and mention.nature == "body"):
        mention = _with_tail(text, layout, mention)
    elif mention.nature == "" and mention.article == "the":
        mention = _with_tail(text, layout, mention)
    if phrase.core == phrase.first:
        return mention
    owner = layout.words[phrase.first]
    marks = frozenset(w.low for w in layout.words[phrase.first : phrase.core - 1])
    if mention.form is Form.NAME:
        return replace(mention, marks=mention.marks | marks)
    return replace(
        mention, start=owner.start, text=text[owner.start : mention.end], article="owner", marks=mention.marks | marks
    )


def _named_or_noun(text: str, words: Sequence[Word], line: int, phrase: int, at: int, before: str, subject: bool) -> Mention:
    """Describe words that end in a head noun or a name."""
    nouns = load_nouns()
    article = _article(words[0])
    body = words[1:] if article and len(words) > 1 else words
    whole = known_names().get(fold(text[body[0].start : words[-1].end]))
    split = 0 if whole else _name_start(body, nouns)
    title, name = body[:split], body[split:]
    named = bool(name) and not name[-1].text.islower() and (name[-1].part == "P" or whole is not None)
    head = _single(body[-1].low, nouns)
    if not named or (head in nouns.body and not whole and len(name) == 1 and article):
        return _noun(text, words, body, line, phrase, at, before, subject, article, nouns)
    known = whole or known_names().get(fold(text[name[0].start : name[-1].end]))
    called = (nouns.written_out.get(w.low.rstrip("."), w.low.rstrip(".")) for w in title)
    roles = frozenset(_single(low, nouns) for low in called) & {*nouns.person, *nouns.body, *nouns.thing}
    designation = nouns.designations.get(name[0].low.split("-")[0]) if len(name) > 1 or "-" in name[0].text else None
    if designation:
        roles |= {designation}
    nature, number = _nature_of_name(name, known, roles, title, before, nouns)
    start = words[0].start if nature == "body" and article == "the" else name[0].start
    if nature in ("body", "thing") and (title or nature == "thing") and not roles & nouns.person.keys():
        start = words[0].start
    marks = frozenset(w.low for w in title) - roles
    return Mention(
        line, phrase, at, start, name[-1].end, text[start : name[-1].end], Form.NAME, nature, number, _gender(title, name, nouns), _single(name[-1].low, nouns),
        roles, marks, tuple(_name_words(name)), known, article, before, subject,
    )  # fmt: skip


def _name_words(name: Sequence[Word]) -> Iterator[str]:
    """Give the words by which a name is compared: no particles, no honorifics."""
    honorifics = load_nouns().titles | load_nouns().honorifics
    words = [part for w in name for part in fold(w.text).split()]
    kept = [w for w in words if w not in _PARTICLES and w not in honorifics]
    yield from kept or words


def _article(word: Word) -> str:
    if word.low == "the":
        return "the"
    if word.low in ("a", "an", "another", "one"):
        return "a"
    if word.low in ("this", "that", "these", "those"):
        return "this"
    if word.part == "H":
        return "owner"
    return "some" if word.part == "D" else ""


def _single(low: str, nouns: Nouns) -> str:
    if low in nouns.person or low in nouns.body:
        return low
    joined, last = low.replace("-", ""), low.rsplit("-", 1)[-1]
    if low in nouns.single:
        return nouns.single[low]
    return joined if joined in nouns.thing else last if last in nouns.person else low


def _name_start(words: Sequence[Word], nouns: Nouns) -> int:
    """Give where the name begins after titles and roles ("army spokesman | Lt Gen. | Ahmad Sharif")."""
    start = len(words)
    while start and words[start - 1].part == "P":
        start -= 1
        if start > 1 and words[start - 1].part != "P" and len(words[start - 1].low) < 5 and words[start - 2].part == "P" and words[start - 1].text.islower():
            start -= 1
    last_title = start
    if start and _single(words[start - 1].low, nouns) in nouns.thing:
        # "the frigate Admiral Essen": what comes after the noun for a thing is its name.
        return start
    for k in range(start, len(words)):
        low = words[k].low.rstrip(".")
        if low in nouns.honorifics:
            continue
        if low in nouns.titles or words[k].low in nouns.titles or _single(low, nouns) in nouns.person:
            last_title = k + 1
    return last_title


def _nature_of_name(name: Sequence[Word], known: Known | None, roles: frozenset[str], title: Sequence[Word], before: str, nouns: Nouns) -> tuple[str, str]:
    """Give nature and number of a name, "" where its words do not tell."""
    last = name[-1].low
    if roles & nouns.thing and not roles & nouns.person.keys():
        return "thing", "s"
    if roles & nouns.person.keys() or any(w.low in nouns.titles for w in title) or name[0].low in nouns.honorifics:
        return "person", "s"
    if known:
        if known.kind == "seat" and (before in _PLACE_PREPOSITIONS or before == "of"):
            return "place", "s"
        if known.kind == "person":
            return "person", "s"
        if known.kind == "nationals":
            return "body", "p"
        return "body", "" if known.kind == "armed" else "s"
    if _single(last, nouns) in nouns.body:
        return "body", "s" if last in nouns.body else "p"
    if load_given_names().get(name[0].low) and len(name) > 1:
        return "person", "s"
    if len(name) == 1 and name[0].text.isupper() and 1 < len(name[0].text) <= _ACRONYM:
        return "body", "s"
    return ("place", "s") if before in _PLACE_PREPOSITIONS or before == "of" else ("", "s")


def _gender(title: Sequence[Word], name: Sequence[Word], nouns: Nouns) -> str:
    for word in (*title, name[0]):
        if word.low.rstrip(".") in nouns.gender:
            return nouns.gender[word.low.rstrip(".")]
    return load_given_names().get(name[0].low, "") if len(name) > 1 or title else ""


def _noun(
    text: str, words: Sequence[Word], body: Sequence[Word], line: int, phrase: int, at: int, before: str, subject: bool, article: str, nouns: Nouns
) -> Mention:  # fmt: skip
    last = body[-1]
    head = _single(last.low, nouns)
    plural = last.part == "S" or last.low in nouns.single
    marks = frozenset(w.low.rstrip(".") for w in body[:-1] if w.part not in "DQ.")
    nature, roles, collective = "thing", frozenset[str](), False
    if head in _PAIR_NOUNS and article == "the":
        nature, plural = "pair", True
    elif head in nouns.person and not (head in nouns.body and last.text[0].isupper()):
        nature, roles = "people" if plural else "person", frozenset((head,))
    elif last.low in nouns.body or head in nouns.body:
        nature, roles = "body", frozenset((last.low if last.low in nouns.body else head,))
        collective = last.low in _COLLECTIVE
    elif head in load_cues().document or last.low in load_cues().document:
        nature = "document"
    elif article == "the" and last.part in "JE":
        nature, plural = "people", True
    elif before in _PLACE_PREPOSITIONS and head in nouns.places:
        nature = "place"
    also = frozenset(_single(m, nouns) for m in marks) & nouns.person.keys()
    return Mention(
        line, phrase, at, words[0].start, last.end, text[words[0].start : last.end], Form.NOUN, nature, "" if collective else "p" if plural else "s",
        nouns.gender.get(head, ""), head, roles | (also if nature == "person" else frozenset()), marks, (), None, article, before, subject,
    )  # fmt: skip


def _equate(layout: Layout, found: list[Mention], by_phrase: dict[int, int]) -> tuple[Mention, ...]:
    """Join names with what an apposition, a copula or a verb of office says they are."""
    words = layout.words
    for n, phrase in enumerate(layout.phrases):
        at = by_phrase.get(n)
        if at is None or found[at].form is not Form.NAME:
            continue
        mention = found[at]
        after = words[phrase.last].text if phrase.last < len(words) else ""
        before = words[phrase.first - 1].text if phrase.first else ""
        partner = -1
        if after in (",", "(", "–", "—"):
            partner = _partner(found, by_phrase, layout.starts_at(phrase.last + 1), mention)
            if after == "," and phrase.last + 1 < len(words) and (words[phrase.last + 1].part == "C" or words[phrase.last + 1].low == "who"):
                mention = replace(mention, nature=mention.nature or "person", roles=mention.roles | _of_age(words[phrase.last + 1].low))
        if partner < 0 and before == ",":
            partner = _head_before(layout, phrase.first - 2, found, by_phrase, mention)
        if partner < 0 and phrase.last < len(words) and words[phrase.last].low in ("is", "was", "became", "remains"):
            partner = _partner(found, by_phrase, layout.starts_at(phrase.last + 1), mention)
        following = layout.starts_at(phrase.last + 1)
        if after == "and" and following in by_phrase and mention.roles and any(load_nouns().single.get(w.low) in mention.roles for w in words[phrase.first : phrase.last]):
            second = found[by_phrase[following]]
            if second.form is Form.NAME:
                found[by_phrase[following]] = replace(second, nature="person", roles=second.roles | mention.roles)
        role = load_cues().office_verbs.get(after) or (
            load_cues().office_verbs.get(words[phrase.last + 2].low) if after == "," and phrase.last + 2 < len(words) and words[phrase.last + 1].low == "who" else None
        )
        if role and (mention.nature == "person" or mention.nature == "" and after in _SURE_OFFICE):
            governed = {w.low for w in words[phrase.last : phrase.last + 6]}
            office = {"minister"} if governed & {"ministry", "department"} else set()
            mention = replace(mention, nature="person", roles=mention.roles | {role} | office)
        if partner >= 0:
            other = found[partner]
            nature = "person" if other.nature == "person" else mention.nature or other.nature
            mention = replace(
                mention, nature=nature, roles=mention.roles | other.roles, marks=mention.marks | other.marks,
                gender=mention.gender or other.gender,
            )  # fmt: skip
            found[partner] = replace(other, same_as=at)
        found[at] = mention
    return tuple(found)


def _of_age(word: str) -> frozenset[str]:
    """Give "teenager" or "child" for an age after a name."""
    if not word.isdigit() or len(word) > 2 or int(word) > 19:
        return frozenset()
    return frozenset(("teenager",)) if int(word) > 12 else frozenset(("child",))


def _partner(found: Sequence[Mention], by_phrase: dict[int, int], phrase: int, name: Mention) -> int:
    """Give the mention of `phrase` if it says what `name` is, else -1."""
    at = by_phrase.get(phrase, -1)
    if at < 0:
        return -1
    other = found[at]
    if other.form is not Form.NOUN or other.number == "p" or other.same_as >= 0:
        return -1
    if other.nature == "person" and name.nature in ("", "person", "place"):
        return at
    return at if other.nature == "body" and name.nature in ("", "body", "place") else -1


def _head_before(layout: Layout, word: int, found: Sequence[Mention], by_phrase: dict[int, int], name: Mention) -> int:
    """Give the mention "The police chief of Lakki Marwat" that stands before ", Tariq Habib,", or -1."""
    phrase = layout.ends_at(word)
    for _ in range(4):
        if phrase < 0:
            return -1
        at = _partner(found, by_phrase, phrase, name)
        if at >= 0 and found[at].nature == "person":
            return at
        before = layout.phrases[phrase].first - 1
        if before < 1 or layout.words[before].low not in ("of", "for", "in", "at", "and", "with"):
            return -1
        phrase = layout.ends_at(before - 1)
    return -1


def _with_tail(text: str, layout: Layout, mention: Mention) -> Mention:
    """Add "of …", "for …", "in …" after a noun to its marks: they tell which minister, which army.

    The full span takes in "of", "for", and all of a name in capitals ("The Committee to Protect Reporters").
    """
    words, at = layout.words, layout.phrases[mention.phrase].last
    end, marks, names = mention.end, set[str](), list[Word]()
    whole = True
    for _ in range(4):
        if at + 1 >= len(words) or words[at].low not in _LINKS:
            break
        after = at + 2 if words[at + 1].low in ("the", "a", "an") and at + 2 < len(words) else at + 1
        capital = words[after].text[0].isupper()
        tail = layout.phrase_of[after]
        if words[at].low in _NAME_LINKS and not capital or tail >= 0 and is_time(layout, tail) or tail < 0 and not capital:
            break
        whole = whole and (capital or words[at].low in ("of", "for")) and words[at].low not in ("in", "at")
        stop = layout.phrases[tail].last if tail >= 0 else after + 1
        while tail < 0 and stop < len(words) and words[stop].text[0].isupper():
            stop += 1
        marks.update(w.low for w in words[at + 1 : stop] if w.part not in "DQ")
        if whole:
            end = words[stop - 1].end
            names += [w for w in words[after:stop] if w.text[0].isupper()]
        at = stop
    named = mention.form is Form.NAME
    known = mention.known or (known_names().get(fold(text[mention.start : end])) if end > mention.end else None)
    return replace(
        mention, marks=mention.marks | marks, full_end=end, known=known,
        names=(*mention.names, *(_name_words(names) if named and names else ())),
    )  # fmt: skip
