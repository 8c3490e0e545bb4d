"""One report's words with every known name in them, and where its sentences end. Done once per report, in one pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date

from counterclaim.normalise.lexicon import Entry, Sort, load_lexicon, role_words
from counterclaim.normalise.placewords import KIND_LEVELS, REGIONS
from counterclaim.normalise.words import Word, split_words
from counterclaim.records.text import Span

_OF_PLACE = frozenset({"in", "at", "near", "outside", "around"})
_LONGEST_ARTICLE = 3
_HYPHENS = frozenset("-–‑")
_ORGANS = frozenset({Sort.BODY, Sort.OFFICE})
_NAMES = frozenset({Sort.SEAT, Sort.PERSON})
# What bears a name that an outlet bears too: "Fars province", "the Dawn hospital".
_NAMED_LIKE_OUTLETS = (
    (KIND_LEVELS.keys() - {"state"}) | REGIONS | {"hospital", "clinic", "school", "university", "airport"}
)
# Short for a state, "the North", where the report names it in full.
_COMPASS = frozenset({"north", "south"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A known name at words [first, last); `owned` is False in "X-backed" or "anti-X", which is not its own party."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    possessive: bool
    owned: bool
    sorts: frozenset[Sort] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sorts", frozenset(e.sort for e in self.entries))

    @property
    def is_organ(self) -> bool:
        """Whether it names an organ or an office alone, of whichever state."""
        return self.sorts <= _ORGANS


class TaggedText:
    """The words of a text, its tags in order without overlap, and its sentences."""

    def __init__(self, text: str, day: date | None) -> None:
        self.text = text
        self.words = split_words(text)
        self.tags = _tag(self.words, day)
        self._starts = [w.start for w in self.words]
        self._tag_starts = [t.first for t in self.tags]
        self._tag_at: dict[int, Tag] = {at: tag for tag in self.tags for at in range(tag.first, tag.last)}
        self._sentence_starts = _sentence_starts(self.words)

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self._sentence_starts)

    def find_words(self, span: Span) -> tuple[int, int]:
        """Give the words that `span` touches as a half-open range; empty where it touches none."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.words[first].after <= span.start:
            first += 1
        return first, max(first, bisect_left(self._starts, span.end))

    def tag_at(self, word: int) -> Tag | None:
        """Give the tag that word `word` is part of."""
        return self._tag_at.get(word)

    def tags_in(self, first: int, last: int) -> list[Tag]:
        """Give the tags that lie wholly or partly in words [first, last), in order."""
        at = bisect_right(self._tag_starts, first) - 1
        if at < 0 or self.tags[at].last <= first:
            at += 1
        return self.tags[at : bisect_left(self._tag_starts, last)]

    def sentence_of(self, word: int) -> int:
        """Give the number of the sentence in which word `word` stands."""
        return bisect_right(self._sentence_starts, word) - 1

    def sentence_words(self, number: int) -> tuple[int, int]:
        """Give the words of sentence `number` as a half-open range."""
        last = self._sentence_starts[number + 1] if number + 1 < len(self._sentence_starts) else len(self.words)
        return self._sentence_starts[number], last

    def find_places(self, first: int, last: int) -> list[str]:
        """Give the runs of capitalised words without a tag that follow a word of place in words [first, last)."""
        names = []
        for at in range(first, last - 1):
            end = at + 1
            while self.words[at].key in _OF_PLACE and end < last and self._continues_name(at + 1, end):
                end += 1
            if end > at + 1:
                names.append(self.span(at + 1, end).text)
        return names

    def _continues_name(self, first: int, word: int) -> bool:
        own = self.words[word]
        if not own.text[0].isupper() or self.tag_at(word) or own.key in role_words("function"):
            return False
        return word == first or own.gap in (" ", "-")

    def span(self, first: int, last: int) -> Span:
        """Give the span of words [first, last), possessive ending left out."""
        start, end = self.words[first].start, self.words[last - 1].end
        return Span(start, end, self.text[start:end])


def _tag(words: list[Word], day: date | None) -> list[Tag]:
    lexicon, tags, at = load_lexicon(), [], 0
    while at < len(words):
        found = lexicon.match(words, at, day) or lexicon.match_spelling(words, at, day)
        if found is not None and words[at].key == "the" and at + 1 < len(words):
            inner = lexicon.match(words, at + 1, day)  # "the United Nations" begins "the United Nations Mission in …"
            found = None if inner is not None and inner[0] >= found[0] else found
        if found is None or _is_part_of_other_name(words, at, at + found[0], found[1]):
            at += 1
            continue
        last = at + found[0]
        tags.append(Tag(at, last, found[1], words[last - 1].possessive, is_own_party(words, at, last)))
        at = last
    full = {e.ref for t in tags if not _is_compass(words, t.first, t.last) for e in t.entries}
    return [t for t in tags if not _is_compass(words, t.first, t.last) or any(e.ref in full for e in t.entries)]


def _is_compass(words: list[Word], first: int, last: int) -> bool:
    return last - first == 1 and words[first].key in _COMPASS


def _is_part_of_other_name(words: list[Word], first: int, last: int, entries: tuple[Entry, ...]) -> bool:
    """Whether a seat, surname or hour is something else here: "Tehran University", "Laura Bush", "4 PM"."""
    if first and words[first - 1].key.isdigit() and words[first].key == "pm":
        return True
    if _is_compass(words, first, last) and _goes_on(words, first, last):
        return True
    if last - first == 1 and all(e.sort is Sort.DEMONYM for e in entries) and _is_language(words, first):
        return True
    if all(e.sort is Sort.OUTLET for e in entries) and last < len(words) and words[last].gap == " ":
        is_led = words[first].key == "the" and last - first == 2
        if is_led and words[last].capital:
            return True  # "The National Security Council"
        if (is_led or last - first == 1) and words[last].key in _NAMED_LIKE_OUTLETS:
            return True  # "Fars province"
    if last - first > 1 or any(e.sort not in _NAMES for e in entries):
        return False
    if not words[last - 1].possessive and last < len(words) and _is_stranger(words, last, words[last].gap):
        return True
    return entries[0].sort is Sort.PERSON and first > 0 and _is_stranger(words, first - 1, words[first].gap)


def _is_language(words: list[Word], at: int) -> bool:
    """Whether an adjective of a nation names its language: "translated from Spanish.", "wrote in Russian that"."""
    follower = words[at + 1] if at + 1 < len(words) else None
    ends = follower is None or follower.gap != " " or follower.key in role_words("function")
    return at > 0 and words[at - 1].key in ("in", "from", "into") and words[at].gap == " " and ends


def _goes_on(words: list[Word], first: int, last: int) -> bool:
    """Whether "South" is part of another name or a direction: "South Lebanon", "Global South", "South of Tyre"."""
    before = words[first - 1] if first and words[first].gap.strip(" ") == "" else None
    after = words[last] if last < len(words) and words[last].gap in (" ", "-") else None
    led = before is not None and before.capital and before.key not in role_words("function")
    leads = after is not None and not words[first].possessive and (after.capital or after.key in ("of", "east", "west"))
    return led or leads


def _is_stranger(words: list[Word], at: int, gap: str) -> bool:
    """Whether the word beside a name is part of a longer name: capitalised, no number, title or function word."""
    word = words[at]
    is_initial = len(word.key) == 1 and "." not in gap
    if not word.capital or word.key.isdigit() or gap.strip(" .") or is_initial:
        return False
    if word.key in role_words("function", "honorific", "rank", "post", "former"):
        return False
    return load_lexicon().match(words, at, None) is None


def is_own_party(words: list[Word], first: int, last: int) -> bool:
    """Whether the name stands for its own party: not in "anti-X", "X-backed" or "X-based"; "X-run" is X's."""
    if first and words[first].gap in _HYPHENS and _is_prefix(words, first - 1):
        return False
    if last >= len(words) or words[last - 1].possessive:
        return True
    follower = words[last]
    if follower.key in role_words("passive") and (follower.gap in _HYPHENS or _describes(words, last)):
        return False
    return follower.gap not in _HYPHENS or follower.key in role_words("own") or follower.capital


def _is_prefix(words: list[Word], at: int) -> bool:
    """Whether a word before a hyphen makes another of the name behind it: "anti-", and small words that nobody knows."""
    if words[at].key in role_words("against"):
        return True
    is_strange = words[at + 1].capital and words[at].text.islower() and len(words[at].key) > _LONGEST_ARTICLE
    return is_strange and load_lexicon().match(words, at, None) is None


def _describes(words: list[Word], at: int) -> bool:
    """Whether a participle without hyphen stands before what it describes ("Iran backed militias"), not as a verb."""
    if words[at].gap != " " or at + 1 >= len(words) or words[at + 1].gap != " ":
        return False
    begins = load_lexicon().match(words, at, None)
    if begins is not None and begins[0] > 1:  # "Afghan armed forces"
        return False
    return words[at + 1].key in role_words("fighter", "group", "loose", "private")


def _sentence_starts(words: list[Word]) -> list[int]:
    starts = [0]
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        if word.gap == " ":
            continue
        is_short = before.key in role_words("short") or len(before.key) == 1 or "." in before.text
        ends = any(c in word.gap for c in ".!?") and word.capital and not is_short
        if ends or "\n" in word.gap:
            starts.append(at)
    return starts
