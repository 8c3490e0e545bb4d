"""The times of one report → periods: those that stand alone first, then those told from another time of the sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.normalise.clocks import find_clock
from counterclaim.normalise.days import DAY, make_period
from counterclaim.normalise.onsets import Onsets
from counterclaim.normalise.periods import find_period
from counterclaim.normalise.timewords import Frame, simplify
from counterclaim.records.claim import Gap
from counterclaim.records.text import Span
from counterclaim.records.world import Period, PeriodMention

# Nothing is told from a time longer than a month: "the day before" is no day of a year.
_LONGEST_ANCHOR = 31
_NEAR = 160
_SINCE_THEN = re.compile(r"(?:ever )?since then", re.I)
_SAME_TIME = re.compile(r"(?:(?:in|on|at|over|during) )?(?:the same|that)\b", re.I)
# So many characters before "since then" at most stands the time that it takes up.
_NOT_FAR = 400
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|would|going to|upcoming|ahead of|effective|in time for|plans? (?:to|for)|planning to|"
    r"(?:is|are|be) (?:\w+ )?(?:to|due|set|scheduled|meant|expected|slated|planned|likely|supposed)|"
    r"(?:due|set|scheduled|expected|slated|planned) (?:to|for)|hopes? to|vow(?:s|ed)? to|promise[sd]? to|"
    r"(?:warned|urged|told|ordered|asked|called on) (?:\S+ ){0,6}to|may|might|can|tomorrow|forecast)\b|'ll\b|\bthe expected\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:(?:may|might|could|would|should|must) have|had (?:been )?(?:planned|scheduled|due|expected|intended|hoped)|"
    r"(?:was|were) (?:to|due|set|scheduled|expected|slated|planned|going|supposed)|unclear (?:if|whether|who)|"
    r"whether|suspected|believed to|tried|attempted|failed)\b",
    re.I,
)
# A time beside the verb of saying, or ahead of it at the head of the sentence, dates the saying.
_VERB = r"(?:said|says|warned|vowed|announced|added|threatened|told \S+)"
_SAYING = re.compile(rf"\b{_VERB}(?: on| late| early)* $", re.I)
_FRONTED = re.compile(r"(?:(?:on|late|early|also) )*$", re.I)
_SAYS_LATER = re.compile(rf",.*?\b{_VERB}\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Told:
    """A time as a statement tells it: its words, the sentence they stand in, whether what it dates may lie ahead."""

    span: Span
    sentence: Span
    may_lie_ahead: bool = False


class Moments:
    """The times of one report, reckoned from its day of publication. The order of asking changes no answer."""

    def __init__(self, day: date | None, told: Iterable[Told], onsets: Onsets | None = None) -> None:
        """Take the day of publication, None where it is unknown, every time that a statement tells, and known beginnings."""
        self._day = day
        self._onsets = onsets
        self._alone = {one: find_period(one.span.text, self._frame(one)) for one in set(told)}
        spans = {
            (one.sentence, one.span): period
            for one, (period, _) in sorted(self._alone.items(), key=lambda item: item[0].may_lie_ahead)
            if period is not None and (period.end - period.start).days <= _LONGEST_ANCHOR
        }
        self._anchors: dict[Span, Counter[Period]] = defaultdict(Counter)
        for (sentence, _), period in spans.items():
            self._anchors[sentence][period] += 1

    def resolve(self, told: Told) -> tuple[PeriodMention, Gap | None]:
        """Give the days and the hour that the words name, and a gap that says why where no days can be told.

        "The day before" is told from the sentence's one other time of up to a month; where it tells several, it stays
        open. What is told as past and lies after the publication keeps its days and is a gap too: one of the two dates
        is wrong. Raises KeyError for a time that was not given at the start.
        """
        own, gap = self._alone[told]
        if own is None and (began := self._reckon(told)) is not None:
            return PeriodMention(told.span, began, None), None
        counts = self._anchors[told.sentence] if told.sentence in self._anchors else Counter[Period]()
        others = [period for period in counts if period != own or counts[period] > 1] if len(counts) <= 2 else []
        if len(others) == 1:
            own, gap = find_period(told.span.text, self._frame(told, others[0]))
        if own is not None and self._day is not None and not told.may_lie_ahead and own.start > self._day + DAY:
            gap = Gap("time", f"“{told.span.text[:60]}”: told as past, it lies after the day of publication")
        return PeriodMention(told.span, own, find_clock(simplify(told.span.text[:_NEAR]))), gap

    def _reckon(self, told: Told) -> Period | None:
        """Give the days of "since the truce", and of "since then" from the last time told before it, to the publication."""
        if self._day is None:
            return None
        if not _SINCE_THEN.fullmatch(told.span.text):
            return self._onsets.find(told.span.text) if self._onsets is not None else None
        near = (one for one in self._alone if one.span.end <= told.span.start <= one.span.end + _NOT_FAR)
        before = [one for one in near if not _SAME_TIME.match(one.span.text)]
        if not before:
            return None
        last = max(before, key=lambda one: (one.span.start, one.span.end))
        period = self._alone[last][0] or self._reckon(last)
        return make_period(period.start, self._day + DAY) if period is not None and period.start <= self._day else None

    def _frame(self, told: Told, anchor: Period | None = None) -> Frame:
        may_lie_ahead = told.may_lie_ahead and not _dates_saying(told)
        return Frame(self._day, anchor, may_lie_ahead, may_lie_ahead and _lies_ahead(told))


def _split_at(told: Told) -> tuple[str, str]:
    at, words = max(0, told.span.start - told.sentence.start), told.sentence.text
    return words[max(0, at - _NEAR) : at], words[at + len(told.span.text) : at + _NEAR]


def _dates_saying(told: Told) -> bool:
    """Whether the time is that of the words, not of what they tell: "vowed on Monday to …", "On Monday, he said …"."""
    before, after = _split_at(told)
    if after.startswith(("'s", "’s")):
        return False
    return bool(_SAYING.search(before) or (_FRONTED.match(before) and _SAYS_LATER.match(after)))


def _lies_ahead(told: Told) -> bool:
    """Whether the words near the time tell a plan, an order or a forecast, and none what may already have been."""
    near = " ".join(_split_at(told))
    return bool(_AHEAD.search(near)) and not _BEHIND.search(near)
