"""Who is credited inside one sentence: "X said (that) …", "…, said X", "according to X", "X, quoted by Y, …". Words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from counterclaim.reading.covers import find_covered, opens_clause
from counterclaim.reading.describing import Mention
from counterclaim.reading.passage import Line, Passage
from counterclaim.reading.phrases import Layout, is_time
from counterclaim.reading.saying import Saying, find_sayings, is_no_source
from counterclaim.tables.cues import load_cues

# A sentence with more sayings than this is noise; the bound keeps the work linear.
_MOST = 60
_TAILS = 3
_TURNS = frozenset(("while", "whereas", "and", "but", "though", "although"))
# Words of a day or a channel between a saying and the turn behind it: "…, he said on Monday, while …".
_BEFORE_TURN = 6


@dataclass(frozen=True, slots=True)
class Credit:
    """One attribution: the speaker's words [start, end), the cue, and the stretches of text that it covers.

    `phrase` is the speaker's phrase in its sentence, -1 where the subject is left out ("Also said …"). `answers` marks a
    reply. `outlet` is who was told ("told Reuters"), `through` who quotes the speaker ("X quoted Y as saying"), `quote` the
    outer quote that the words stand in, or -1. `joint` is True where two speak ("X and Y said"). `verb` is the first form of
    the cue; "cite" and "quote by" lead the words of another credit through somebody.
    """

    line: int
    phrase: int
    start: int
    end: int
    cue_start: int
    cue_end: int
    covers: tuple[tuple[int, int], ...]
    answers: bool = False
    outlet: tuple[int, int] | None = None
    through: tuple[int, int] | None = None
    quote: int = -1
    verb: str = ""
    joint: bool = False

    @property
    def has_speaker(self) -> bool:
        """Whether the sentence itself names or points at the speaker."""
        return self.phrase >= 0


def find_credits(passage: Passage, number: int, mentions: tuple[Mention, ...]) -> tuple[Credit, ...]:
    """Give the attributions of one sentence in text order, the first ones where there are very many."""
    line = passage.lines[number]
    natures = {m.phrase: m for m in mentions if m.phrase >= 0}
    spoken = (_spoken(passage, line, number, saying) for saying in find_sayings(line.layout, natures))
    found = [*islice(spoken, _MOST), *islice(_according(passage, line, number, natures), _MOST)]
    return tuple(_part(line.layout, list(_bound(line.layout, sorted(found, key=lambda c: c.cue_start)))))


def _spoken(passage: Passage, line: Line, number: int, saying: Saying) -> Credit:
    cues, layout = load_cues(), line.layout
    words = layout.words
    first, last = words[saying.first], words[saying.last]
    start, end, joint = first.start, first.start, False
    if saying.phrase >= 0:
        start, end = reach_of(layout, saying.phrase)
        end, joint = (end, False) if saying.follows else _joined(layout, saying, end)
    told = layout.starts_at(saying.last + 1) if saying.verb in ("tell", "inform") else -1
    until = layout.phrases[told].last if told >= 0 else saying.last + 1
    through = reach_of(layout, saying.through) if saying.through >= 0 else None
    begin = through[0] if through else min(first.start, start)
    covers = find_covered(layout, begin, max(end, words[until - 1].end), follows=saying.follows)
    outlet = (words[layout.phrases[told].first].start, words[until - 1].end) if told >= 0 else None
    return Credit(
        line=number,
        phrase=saying.phrase,
        start=start,
        end=end,
        cue_start=first.start,
        cue_end=last.end,
        covers=covers,
        answers=last.low in cues.answers,
        outlet=outlet,
        through=through,
        quote=passage.quote_at(last.start),
        verb=saying.verb,
        joint=joint,
    )


def reach_of(layout: Layout, phrase: int) -> tuple[int, int]:
    """Give the offsets of a speaker: its phrase with "of …", "for …" after it; a title in front belongs to it."""
    last = layout.phrases[phrase].last
    words = layout.words
    for _ in range(_TAILS):
        tail = layout.starts_at(last + 1)
        if last >= len(words) or words[last].low not in ("of", "for") or tail < 0:
            break
        last = layout.phrases[tail].last
    return words[layout.phrases[phrase].first].start, words[last - 1].end


def _joined(layout: Layout, saying: Saying, end: int) -> tuple[int, bool]:
    """Give where the speaker ends and whether "and" joins two before the verb ("The minister and the general said")."""
    since = layout.phrases[saying.phrase].last
    for k in range(since, saying.first):
        if layout.words[k].part in "VUM":
            break
        other = layout.starts_at(k + 1) if layout.words[k].low == "and" else -1
        if other >= 0:
            return max(end, reach_of(layout, other)[1]), True
    return end, False


def _according(passage: Passage, line: Line, number: int, natures: Mapping[int, Mention]) -> Iterator[Credit]:
    """Find "according to X", "as per X", "citing X"."""
    layout = line.layout
    words = layout.words
    firsts = {phrase[0] for phrase in load_cues().according}
    done = 0
    for k, word in enumerate(words):
        if word.low not in firsts or k < done:
            continue
        fit = next((p for p in load_cues().according if tuple(w.low for w in words[k : k + len(p)]) == p), ())
        phrase = layout.starts_at(k + len(fit)) if fit else -1
        if phrase < 0 or is_time(layout, phrase) or (fit == ("per",) and words[k + 1].part not in "PO"):
            continue
        done = k + len(fit)
        start, end = reach_of(layout, phrase)
        covers = tuple(c for c in ((line.start, word.start), (end, line.end)) if c[0] < c[1])
        verb = "cite" if fit[0] in ("citing", "quoting") else "quote by" if fit[-1] == "by" else "according"
        if verb == "cite" and is_no_source(natures.get(phrase)):
            continue
        yield Credit(
            number,
            phrase,
            start,
            end,
            word.start,
            words[done - 1].end,
            covers,
            quote=passage.quote_at(word.start),
            verb=verb,
        )


def _bound(layout: Layout, found: list[Credit]) -> Iterator[Credit]:
    """Cut what "X said …" covers where a new clause credits somebody else ("X said …, and Y said …")."""
    for n, credit in enumerate(found):
        cut = credit.covers
        for other in found[n + 1 : n + 4]:
            if other.start > credit.cue_end and other.phrase != credit.phrase and opens_clause(layout, other.start):
                cut = tuple((a, min(b, other.start)) if a < other.start else (a, b) for a, b in cut)
        yield replace(credit, covers=tuple(c for c in cut if c[0] < c[1]))


def _part(layout: Layout, found: list[Credit]) -> list[Credit]:
    """Part what two credits cover that both trail their words: in "A, X said, while B, according to Y" B is Y's alone."""
    for n, credit in enumerate(found[:-1]):
        after = found[n + 1]
        if not (_trails(credit) and _trails(after)):
            continue
        at = _find_turn(layout, max(credit.end, credit.cue_end), min(after.start, after.cue_start))
        if at >= 0:
            found[n] = replace(credit, covers=_only((a, min(b, at)) for a, b in found[n].covers))
            found[n + 1] = replace(after, covers=_only((max(a, at), b) for a, b in after.covers))
    return found


def _trails(credit: Credit) -> bool:
    return credit.quote < 0 and bool(credit.covers) and credit.covers[0][1] <= min(credit.start, credit.cue_start)


def _find_turn(layout: Layout, since: int, until: int) -> int:
    """Give where a new clause begins right behind a saying: at ", while", ", and" or a semicolon, once it has a verb; or -1."""
    words = layout.words
    first, last = layout.word_at(since), layout.word_at(until)
    for k in range(first, min(first + _BEFORE_TURN, last)):
        turns = words[k].text == ";" or (words[k].text == "," and k + 1 < last and words[k + 1].low in _TURNS)
        if turns:
            return words[k].start if any(w.part in "VUME" for w in words[k + 1 : last]) else -1
        if words[k].part in "VUM":
            return -1
    return -1


def _only(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in stretches if a < b)
