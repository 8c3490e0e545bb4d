"""Who is credited inside one sentence: "X said (that) …", "…, said X", "according to X", "X, quoted by Y, …". Words only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.reading.grammar import Word
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.passage import Line, Passage
from counterclaim.reading.phrases import Layout, is_time, subject_of
from counterclaim.tables.cues import load_cues, load_nouns, load_words

_OPENING = frozenset("\"“„«‘'`")
_CLOSING = frozenset("\"”»’'“")
_HAVE = load_words("credits", "have")
_BE = load_words("credits", "be")
# "put the number of dead at 40": a count is said.
_COUNTS = load_words("credits", "counts")


@dataclass(frozen=True, slots=True)
class Credit:
    """One attribution: the speaker's words [start, end) (None where the subject is left out), the cue, what it covers.

    `phrase` is the speaker's phrase in its sentence, `goes_on` marks words that carry an earlier speaker on, `outlet` is
    who stands between speaker and report ("told Reuters"), `quote` the outer quote that the words stand in, or -1.
    `joint` is True where two speak ("X and Y said"). `verb` is the first form of its cue; "cite" and "quote by" lead the words of another credit through somebody.
    """

    line: int
    phrase: int
    start: int
    end: int
    cue_start: int
    cue_end: int
    covers: tuple[tuple[int, int], ...]
    goes_on: bool = False
    answers: bool = False
    outlet: tuple[int, int] | None = None
    quote: int = -1
    verb: str = ""
    joint: bool = False

    @property
    def has_speaker(self) -> bool:
        """Whether the sentence itself names or points at the speaker."""
        return self.phrase >= 0


def find_credits(passage: Passage, number: int, mentions: tuple[Mention, ...]) -> tuple[Credit, ...]:
    """Give the attributions of one sentence in text order."""
    line = passage.lines[number]
    found = [*_spoken(passage, line, number, mentions), *_according(passage, line, number)]
    found.sort(key=lambda c: c.cue_start)
    return tuple(_bound(line.layout, found))


def _spoken(passage: Passage, line: Line, number: int, mentions: tuple[Mention, ...]) -> Iterator[Credit]:
    cues, layout = load_cues(), line.layout
    words = layout.words
    natures = {m.phrase: m for m in mentions if m.phrase >= 0}
    for k, word in enumerate(words):
        verb = cues.say.get(word.low) or cues.act.get(word.low) or _puts(layout, k)
        if verb is None or word.part not in "VEBG" and not (word.low == "said" or _inverted(layout, k)):
            continue
        if word.part in "EG" and k and words[k - 1].part == "D" or layout.phrase_of[k] >= 0 and not _inverted(layout, k):
            continue
        first, last, verb_at = _cue_words(layout, k)
        if first < 0:
            continue
        before = subject_of(layout, verb_at)
        phrase, follows = _speaker(layout, first, last, verb_at, before, verb)
        if phrase == -2:
            continue
        weak = verb in cues.weak or verb in cues.act.values()
        if weak and not _speaks(natures.get(phrase), layout, last):
            continue
        if verb in cues.strict and not follows and not _brings(layout, last) and not _trails(layout, first):
            continue
        yield _credit(passage, line, number, phrase, first, last, follows, verb)


def _puts(layout: Layout, k: int) -> str | None:
    """Give "put" where the word at `k` puts a number, else None."""
    if layout.words[k].low not in ("put", "puts") or layout.starts_at(k + 1) < 0:
        return None
    head = layout.words[layout.phrases[layout.starts_at(k + 1)].head].low
    return "put" if head in _COUNTS else None


def _inverted(layout: Layout, k: int) -> bool:
    """Whether "…, said X" may stand here: a mark before, somebody after."""
    words = layout.words
    return k > 0 and (words[k - 1].text in _CLOSING or words[k - 1].text == ",") and k + 1 < len(words) and (
        layout.starts_at(k + 1) >= 0 and words[k + 1].part in "PDONSHJ"
    )  # fmt: skip


def _cue_words(layout: Layout, k: int) -> tuple[int, int, int]:
    """Give first and last word of the cue around the verb at `k`, and the word from which its subject is sought."""
    words = layout.words
    low = [w.low for w in words[max(0, k - 6) : k]]
    if words[k].part == "B" or low[-1:] == ["to"]:
        # "went on to say", "continued to insist" say something; "declined to say" does not.
        for n in range(1, 6):
            at = k - n
            if at < 0 or words[at].part not in "TIRVB":
                break
            if words[at].low in ("went", "goes", "continued", "continues", "was", "is") and "to" in low[-n:]:
                return at, k, at
        if low[-1:] == ["to"] or words[k].part == "B" and any(w in ("not", "n't", "didn't", "didn’t", "refused", "declined") for w in low[-3:]):
            return -1, -1, -1
    if "as" in low[-1:] and words[k].low in ("saying", "telling", "claiming", "stating", "adding"):
        # "was (further) quoted by X as saying": the subject of "quoted" speaks.
        for at in range(k - 1, max(-1, k - 14), -1):
            if words[at].low in ("quoted", "cited"):
                start = at
                while start and words[start - 1].part in "UR":
                    start -= 1
                return start, k, start
        return -1, -1, -1
    reduced = words[k].part == "E" and not any(w in _HAVE for w in low[-3:])
    return (-1, -1, -1) if reduced or _is_passive(layout, k) or words[min(k + 1, len(words) - 1)].low == "with" else (k, k, k)


def _is_passive(layout: Layout, k: int) -> bool:
    """Whether a form of "be" leads the verb at `k`: "had said" speaks, "was said" does not."""
    at = k - 1
    while at >= 0 and layout.words[at].part in "UR":
        if layout.words[at].low in _BE:
            return layout.words[k].part != "G"
        at -= 1
    return False


def _speaker(
    layout: Layout, first: int, last: int, verb_at: int, before: int, verb: str
) -> tuple[int, bool]:
    """Give the speaker's phrase and whether it stands after the verb; -1 for a subject left out, -2 for nobody."""
    words = layout.words
    after = layout.starts_at(last + 1)
    after_cue_mark = first > 0 and (words[first - 1].text in _CLOSING or words[first - 1].text == ",")
    told = verb in ("tell", "inform", "put")
    if after >= 0 and not told and words[last].part != "G" and (after_cue_mark or first == 0) and words[last + 1].part in "PDONSHJ" and not is_time(layout, after):
        # "…," said X — but ", said the attack was over" after an apposition has its subject before the comma.
        if before < 0 or words[first - 1].text in _CLOSING or _ends_clause(layout, after):
            return after, True
    if words[last].part == "G" and verb_at == last or before < 0 and first > 0 and words[first - 1].low in ("and", "but", "then"):
        main = _main_subject(layout, first)
        return (main, False) if main >= 0 else (-1, False)
    if before >= 0:
        return before, False
    lead = [w.low for w in words[:first] if w.part != "."]
    if all(w in load_cues().goes_on or w in ("he", "later", "earlier") for w in lead):
        return -1, False
    main = _main_subject(layout, first)
    coordinated = any(w.low in ("and", "but") for w in words[max(0, first - 3) : first])
    return (main, False) if main >= 0 and coordinated else (-2, False)


def _ends_clause(layout: Layout, phrase: int) -> bool:
    """Whether nothing but marks, an apposition or "of …" follows a phrase, so that it can be the subject of the verb before."""
    at = layout.phrases[phrase].last
    words = layout.words
    return at >= len(words) or words[at].part == "." or words[at].low in ("of", "for", "who", "in", "at", "on", "from")


def _main_subject(layout: Layout, before: int) -> int:
    """Give the subject of the first finite verb before word `before`, or -1."""
    for k in range(before):
        if layout.words[k].part in "VUM":
            found = subject_of(layout, k)
            if found >= 0:
                return found
    return -1


def _speaks(speaker: Mention | None, layout: Layout, last: int) -> bool:
    """Whether a weak verb says something here: who speaks can speak, or a clause or quotation is said."""
    if speaker is None:
        return _brings(layout, last)
    if speaker.form is Form.NOUN and (speaker.nature == "thing" or speaker.head in load_nouns().mute):
        return False
    if speaker.form is Form.PRONOUN or speaker.nature in ("person", "people", "body", "document"):
        return True
    return _brings(layout, last) or speaker.nature == "" and speaker.form is Form.NAME


def _brings(layout: Layout, last: int) -> bool:
    """Whether a verb is followed by a quotation or a colon, or by "that", at once or after "on Telegram", "on Monday"."""
    for word in layout.words[last + 1 : last + 7]:
        if word.low == "that" or word.text in _OPENING or word.text in (":", ","):
            return True
        if word.part in "VUMBG" and word.text != "on":
            return False
    return False


def _trails(layout: Layout, first: int) -> bool:
    """Whether a verb and its subject stand after what was said ("…, he continued.")."""
    words = layout.words
    before = next((k for k in range(first - 1, max(-1, first - 8), -1) if words[k].part == "."), -1)
    return before > 0 and (words[before].text in _CLOSING or words[before].text == ",") and first + 1 < len(words) and words[first + 1].part == "."


def _credit(passage: Passage, line: Line, number: int, phrase: int, first: int, last: int, follows: bool, verb: str) -> Credit:
    cues, layout = load_cues(), line.layout
    words = layout.words
    start, end = _extent(layout, phrase) if phrase >= 0 else (words[first].start, words[first].start)
    joint = phrase >= 0 and not follows and any(w.low == "and" and layout.starts_at(k + 1) >= 0 for k, w in _between(layout, end, words[first].start))
    if joint:
        end = max(w.end for _, w in _between(layout, start, words[first].start) if w.part in "PNSOJ")
    until = last + 1
    outlet = None
    if verb in ("tell", "inform") and layout.starts_at(until) >= 0:
        told = layout.starts_at(until)
        until = layout.phrases[told].last
        outlet = (words[layout.phrases[told].first].start, words[until - 1].end)
    cue_end = words[last].end
    left = min(words[first].start, start) if phrase >= 0 else words[first].start
    right = max(end, words[until - 1].end)
    quote = passage.quote_at(words[last].start)
    covers = _covered(layout, line, left, right, follows, first)
    near = [w.low for w in words[max(0, first - 3) : min(len(words), last + 2)]]
    lead = [w.low for w in words[:first]][:6]
    goes_on = words[last].low in cues.goes_on_verbs or any(w in cues.goes_on for w in near) or "went" in near and "on" in near
    goes_on = goes_on or ("same" in lead or "second" in lead) and lead[:1] == ["in"] or "further" in lead
    return Credit(
        number, phrase, start, end, words[first].start, cue_end, covers, goes_on, words[last].low in cues.answers, outlet, quote, verb, joint
    )  # fmt: skip


def _between(layout: Layout, start: int, end: int) -> list[tuple[int, Word]]:
    """Give the words of [start, end) with their positions."""
    return [(k, w) for k, w in enumerate(layout.words) if start <= w.start < end]


def _extent(layout: Layout, phrase: int) -> tuple[int, int]:
    """Give the offsets of a speaker: its phrase with "of …", "for …" after it; a title in front belongs to it."""
    found = layout.phrases[phrase]
    last = found.last
    words = layout.words
    for _ in range(3):
        if last < len(words) and words[last].low in ("of", "for") and layout.starts_at(last + 1) >= 0:
            last = layout.phrases[layout.starts_at(last + 1)].last
        else:
            break
    return words[found.first].start, words[last - 1].end


def _covered(layout: Layout, line: Line, left: int, right: int, follows: bool, first: int) -> tuple[tuple[int, int], ...]:
    """Give what a credit at [left, right) covers: what comes after it, and before it where it trails its words."""
    words = layout.words
    at = next((k for k, w in enumerate(words) if w.start >= left), 0)
    before = words[at - 1] if at else None
    after = next((w for w in words if w.start >= right), None)
    trails = before is not None and (before.text in _CLOSING or before.text == ",") and (
        follows or after is None or after.text in ",.;" or after.low in ("on", "in", "at", "late", "by", "after", "during") or after.part == "R"
    ) and (before.text in _CLOSING or _has_verb(layout, at))  # fmt: skip
    covers = []
    if trails:
        covers.append((_clause_start(layout, at, line.start), left))
        if after is not None and after.text == ",":
            covers.append((right, line.end))
        elif after is not None and any(w.text in _OPENING for w in words if w.start >= right):
            covers.append((right, line.end))
    else:
        covers.append((right, _clause_end(layout, right, line.end)))
    return tuple(c for c in covers if c[0] < c[1])


def _has_verb(layout: Layout, before: int) -> bool:
    return any(w.part in "VUMEG" for w in layout.words[:before])


def _clause_start(layout: Layout, before: int, start: int) -> int:
    for k in range(before - 1, -1, -1):
        if layout.words[k].text == ";":
            return layout.words[k].end
    return start


def _clause_end(layout: Layout, after: int, end: int) -> int:
    """Give where a clause that begins after offset `after` ends: at a semicolon, or where ", but" or ", while" turns to another."""
    words = layout.words
    for k, word in enumerate(words):
        if word.start < after:
            continue
        if word.text == ";":
            return word.start
        if word.low in ("but", "while", "whereas", "although", "though") and k and words[k - 1].text in (",", "–", "—"):
            return words[k - 1].start
    return end


def _according(passage: Passage, line: Line, number: int) -> Iterator[Credit]:
    """Find "according to X", "as per X", "citing X"."""
    layout = line.layout
    words = layout.words
    firsts = {phrase[0] for phrase in load_cues().according}
    done = 0
    for k, word in enumerate(words):
        if word.low not in firsts or k < done:
            continue
        fit = next((p for p in load_cues().according if tuple(w.low for w in words[k : k + len(p)]) == p), None)
        if fit is None:
            continue
        phrase = layout.starts_at(k + len(fit))
        if phrase < 0 or is_time(layout, phrase) or fit == ("per",) and words[layout.phrases[phrase].first].part not in "PO":
            continue
        done = k + len(fit)
        start, end = _extent(layout, phrase)
        covers = tuple(c for c in ((line.start, word.start), (end, line.end)) if c[0] < c[1])
        verb = "cite" if fit[0] in ("citing", "quoting") else "quote by" if fit[-1] == "by" else "according"
        yield Credit(
            number, phrase, start, end, word.start, words[k + len(fit) - 1].end, covers, quote=passage.quote_at(word.start), verb=verb
        )  # fmt: skip


def _bound(layout: Layout, found: list[Credit]) -> Iterator[Credit]:
    """Cut what "X said …" covers where a new clause credits somebody else ("X said …, and Y said …")."""
    for n, credit in enumerate(found):
        cut = credit.covers
        for other in found[n + 1 : n + 4]:
            if other.start > credit.cue_end and other.phrase != credit.phrase and _opens_clause(layout, other.start):
                cut = tuple((a, min(b, other.start)) if a < other.start else (a, b) for a, b in cut)
        yield replace(credit, covers=tuple(c for c in cut if c[0] < c[1]))


def _opens_clause(layout: Layout, start: int) -> bool:
    """Whether a new main clause begins at offset `start`, rather than one that is said by who spoke before."""
    before = [w for w in layout.words if w.end <= start][-1:]
    return bool(before) and before[0].low in ("and", "but", "while", "whereas", "as", ";", "although")
