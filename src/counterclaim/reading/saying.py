"""Verbs of saying with their subjects, in a tagged sentence: which words are the cue and which phrase speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.reading.covers import CLOSING, DOUBLE, OPENING
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.phrases import Layout, is_time, subject_of
from counterclaim.tables.cues import load_cues, load_nouns, load_words

_BE = load_words("saying", "be")
_HAVE = load_words("saying", "have")
_COUNTS = load_words("saying", "counts")
_PUTS = load_words("saying", "puts")
_SPEAKS = frozenset(("speak", "speaks", "spoke", "spoken", "speaking"))
_GOING = load_words("saying", "going")
_REFUSING = load_words("saying", "refusing")
_QUOTING = frozenset(("quote", "quotes", "quoted", "cite", "cites", "cited"))
# Words from "quotes" to "as saying", at most: "quoted the deputy head of the provincial council, X, on Monday as saying".
_LONGEST_QUOTED = 20
_NOBODY = -1
_NOT_SAID = -2


@dataclass(frozen=True, slots=True)
class Saying:
    """The cue is words first to last, `phrase` its speaker (-1 where left out), after the verb where `follows`.

    `through` is the phrase of who quotes the speaker ("X quoted Y as saying"), -1 where nobody does.
    """

    first: int
    last: int
    phrase: int
    follows: bool
    verb: str
    through: int = _NOBODY


def find_sayings(layout: Layout, natures: Mapping[int, Mention]) -> Iterator[Saying]:
    """Give the sayings of a sentence in text order; `natures` are the mentions by phrase, since a blast "claims" nothing."""
    cues = load_cues()
    spoke = _NOBODY
    for k, word in enumerate(layout.words):
        verb = cues.say.get(word.low) or cues.act.get(word.low) or _puts(layout, k)
        if verb is None or not _is_verb(layout, k):
            continue
        quoted = _find_quoting(layout, k)
        if quoted is not None:
            yield quoted
            continue
        first, subject_before = _cue_start(layout, k)
        if first < 0:
            continue
        phrase, follows = _find_speaker(layout, (first, k), subject_of(layout, subject_before), verb)
        if word.part == "G" and spoke >= 0 and layout.words[first - 1].text == ",":
            # "The girls were safe, X said, adding …": whoever spoke goes on.
            phrase, follows = spoke, False
        referred = first > 0 and layout.words[first - 1].low == "which"
        if phrase == _NOT_SAID or (referred and _is_thing(natures.get(phrase))):
            continue
        if verb != "say" and not follows and _is_mute(natures.get(phrase)):
            continue
        is_weak = verb in cues.weak or verb in cues.act.values()
        if is_weak and not _speaks(natures.get(phrase), layout, k):
            continue
        if verb in cues.strict and not follows and not _brings(layout, k, marks=":") and not _trails(layout, first):
            continue
        spoke = phrase if phrase >= 0 and _stands_apart(layout, phrase) else _NOBODY
        yield Saying(first, k, phrase, follows, verb)


def _puts(layout: Layout, k: int) -> str | None:
    """Give "put" where the word at `k` puts a number ("put the number of dead at 40", "lowered its count", "spoke of 15 dead"),
    else None."""
    words = layout.words
    if words[k].low in _SPEAKS and k + 2 < len(words) and words[k + 1].low == "of":
        of = layout.starts_at(k + 2)
        counts = of >= 0 and any(w.part == "C" for w in words[k + 2 : layout.phrases[of].last])
        return "put" if counts else None
    follows = layout.starts_at(k + 1)
    if words[k].low not in _PUTS or follows < 0:
        return None
    return "put" if words[layout.phrases[follows].head].low in _COUNTS else None


def _is_verb(layout: Layout, k: int) -> bool:
    word = layout.words[k]
    if _is_inverted(layout, k):
        return True
    if layout.phrase_of[k] >= 0 or (word.part not in "VEBG" and word.low != "said"):
        return False
    return not (word.part in "EG" and k and layout.words[k - 1].part == "D")


def _is_inverted(layout: Layout, k: int) -> bool:
    """Whether "…, said X" may stand here: a mark before, somebody after."""
    words = layout.words
    if not k or k + 1 >= len(words) or (words[k - 1].text not in CLOSING and words[k - 1].text != ","):
        return False
    return layout.starts_at(k + 1) >= 0 and words[k + 1].part in "PDONSHJ"


def _cue_start(layout: Layout, k: int) -> tuple[int, int]:
    """Give the first word of the cue that ends at `k` and the word before which its subject stands; -1 where nothing is said."""
    words = layout.words
    lows = [w.low for w in words[max(0, k - 6) : k]]
    if lows[-1:] == ["to"] or words[k].part == "B":
        # "went on to say", "continued to insist" say something; "declined to say" does not.
        for at in range(k - 1, max(-1, k - 6), -1):
            if words[at].low in _GOING and "to" in lows:
                return at, at
            if words[at].part not in "TIRVB":
                break
        if lows[-1:] == ["to"] or not _REFUSING.isdisjoint(lows[-3:]):
            return -1, -1
    quoted = _find_quoted_before(layout, k)
    if quoted >= 0:
        # "was (further) quoted by X as saying": the subject of "quoted" speaks.
        while quoted > 0 and words[quoted - 1].part in "UR":
            quoted -= 1
        return quoted, quoted
    if lows[-1:] == ["as"]:
        return -1, -1
    is_reduced = words[k].part == "E" and _HAVE.isdisjoint(lows[-3:])
    is_with = k + 1 < len(words) and words[k + 1].low == "with"
    return (-1, -1) if is_reduced or is_with or _is_passive(layout, k) else (k, k)


def _find_quoted_before(layout: Layout, k: int) -> int:
    """Give "quoted", "cites" where the word at `k` belongs to it: "quoted … as | saying"; or -1."""
    words = layout.words
    if words[k].part != "G" or not k or words[k - 1].low != "as":
        return -1
    since = max(-1, k - _LONGEST_QUOTED)
    return next((at for at in range(k - 2, since, -1) if words[at].low in _QUOTING and words[at].part != "S"), -1)


def _find_quoting(layout: Layout, k: int) -> Saying | None:
    """Give the saying of "X quoted Y as | saying": Y speaks, through X. None where the word at `k` is no such saying."""
    at = _find_quoted_before(layout, k)
    if at < 0 or _is_passive(layout, at):
        return None
    phrase = layout.starts_at(at + 1)
    while phrase >= 0 and is_time(layout, phrase):
        phrase = layout.starts_at(layout.phrases[phrase].last)
    through = subject_of(layout, at)
    if phrase < 0 or layout.phrases[phrase].last > k - 1 or through < 0:
        return None
    return Saying(k - 1, k, phrase, False, load_cues().say.get(layout.words[k].low, "say"), through)


def _is_passive(layout: Layout, k: int) -> bool:
    """Whether a form of "be" leads the verb at `k`: "had said" speaks, "was said" does not."""
    at = k - 1
    while at >= 0 and layout.words[at].part in "UR":
        if layout.words[at].low in _BE:
            return layout.words[k].part != "G"
        at -= 1
    return False


def _find_speaker(layout: Layout, cue: tuple[int, int], before: int, verb: str) -> tuple[int, bool]:
    """Give the speaker's phrase and whether it stands after the verb; -1 for a subject left out, -2 where nothing is said."""
    words = layout.words
    first, last = cue
    after = layout.starts_at(last + 1)
    mark = words[first - 1].text if first else ""
    takes_content = verb not in ("tell", "inform", "put") and words[last].part != "G"
    if verb in load_cues().act.values() and before >= 0 and mark not in CLOSING:
        # "The spokesman, Karl Ebner, accused the group": what follows is the object.
        takes_content = False
    may_follow = after >= 0 and not is_time(layout, after) and words[last + 1].part in "PDONSHJ"
    # "…," said X — but ", said the attack was over" after an apposition has its subject before the comma.
    is_free = before < 0 or mark in CLOSING or (after >= 0 and _ends_clause(layout, after))
    if takes_content and may_follow and is_free and (not first or mark == "," or mark in CLOSING):
        return after, True
    beside = layout.ends_at(first - 1) if words[last].part == "G" and first == last and first else -1
    if beside >= 0 and layout.phrases[beside].first and words[layout.phrases[beside].first - 1].low == "with":
        # "The toll grew, with X saying …".
        return beside, False
    if (words[last].part == "G" and first == last) or (
        before < 0 and first and words[first - 1].low in ("and", "but", "then")
    ):
        is_apart = words[last].part == "G" and mark != "," and mark not in CLOSING
        return (_nearest_subject if is_apart else _main_subject)(layout, first), False
    if before >= 0:
        return before, False
    lead = (w.low for w in words[:first] if w.part != ".")
    if all(low in load_cues().goes_on or low in ("later", "earlier") for low in lead):
        return _NOBODY, False
    main = (
        _main_subject(layout, first) if any(w.low in ("and", "but") for w in words[max(0, first - 3) : first]) else -1
    )
    return (main, False) if main >= 0 else (_NOT_SAID, False)


def _ends_clause(layout: Layout, phrase: int) -> bool:
    """Whether nothing but marks, an apposition or "of …" follows a phrase, so that it can be the subject of the verb before.

    In "the spokesman, X, said the army in Goma had fired" the army does not speak: it has a verb of its own, as "the release"
    has in "the spokesman, X, said the release “is a success”".
    """
    at = layout.phrases[phrase].last
    words = layout.words
    if at < len(words) and words[at].text in OPENING:
        return False
    if at >= len(words) or words[at].part == "." or words[at].low == "who":
        return True
    if words[at].low not in ("of", "for", "in", "at", "on", "from"):
        return False
    end = next((k for k in range(at, len(words)) if words[k].part == "." or words[k].low == "who"), len(words))
    return not any(word.part in "VUM" for word in words[at:end])


def _main_subject(layout: Layout, before: int) -> int:
    """Give the subject of the first finite verb before word `before` that stands in no quotation closed by then, or -1."""
    quoted = _find_quoted(layout, before)
    subjects = (subject_of(layout, k) for k in range(before) if layout.words[k].part in "VUM" and k not in quoted)
    return next((phrase for phrase in subjects if phrase >= 0), -1)


def _find_quoted(layout: Layout, before: int) -> frozenset[int]:
    """Give the words before word `before` between double marks."""
    marks = [k for k in range(before) if layout.words[k].text in DOUBLE]
    return frozenset(k for a, b in zip(marks[::2], marks[1::2], strict=False) for k in range(a, b))


def _nearest_subject(layout: Layout, before: int) -> int:
    """Give the subject of the last finite verb before word `before` ("X says Y denies it while insisting …" is Y), or -1."""
    subjects = (subject_of(layout, k) for k in range(before - 1, -1, -1) if layout.words[k].part in "VUM")
    return next((phrase for phrase in subjects if phrase >= 0), -1)


def _speaks(speaker: Mention | None, layout: Layout, last: int) -> bool:
    """Whether a weak verb says something here: who speaks can speak, or a clause or quotation is said."""
    if speaker is None:
        return _brings(layout, last)
    if _is_mute(speaker) or _is_thing(speaker):
        return False
    if speaker.form is Form.PRONOUN or speaker.nature in ("person", "people", "body", "document"):
        return True
    return _brings(layout, last) or (speaker.nature == "" and speaker.form is Form.NAME)


def _is_thing(speaker: Mention | None) -> bool:
    return speaker is not None and speaker.form is Form.NOUN and speaker.nature == "thing"


def _stands_apart(layout: Layout, phrase: int) -> bool:
    """Whether a mark leads a speaker's phrase: "…, X said"."""
    first = layout.phrases[phrase].first
    return first > 0 and (layout.words[first - 1].text == "," or layout.words[first - 1].text in CLOSING)


def is_no_source(cited: Mention | None) -> bool:
    """Whether what is cited is no source ("citing concerns", "citing the discovery of weapons"); figures are one."""
    return _is_mute(cited) and cited is not None and cited.head not in _COUNTS


def _is_mute(speaker: Mention | None) -> bool:
    """Whether what would speak cannot: "the figure announced in Goma" announces nothing."""
    return speaker is not None and speaker.form is Form.NOUN and speaker.head in load_nouns().mute


def _brings(layout: Layout, last: int, *, marks: str = ":,") -> bool:
    """Whether a verb is followed by a quotation or a colon, or by "that", at once or after "on Telegram", "on Monday"."""
    for k in range(last + 1, min(last + 7, len(layout.words))):
        word = layout.words[k]
        if word.low == "that" or word.text in OPENING or word.text in marks:
            return True
        # An object means that something else than words is brought: "assessing the launch and that …".
        is_object = (
            layout.starts_at(k) >= 0 and layout.words[k - 1].part != "I" and not is_time(layout, layout.phrase_of[k])
        )
        if word.part in "VUMBG" or is_object:
            return False
    return False


def _trails(layout: Layout, first: int) -> bool:
    """Whether a verb and its subject stand after what was said ("…, he continued.")."""
    words = layout.words
    mark = next((k for k in range(first - 1, max(-1, first - 8), -1) if words[k].part == "."), 0)
    ends = first + 1 < len(words) and words[first + 1].part == "."
    return ends and mark > 0 and (words[mark].text in CLOSING or words[mark].text == ",")
