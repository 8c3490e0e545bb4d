"""Times among the words of their sentence, reckoned from Friday 27 February 2026."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.normalise.moments import Moments, Told
from counterclaim.records.text import Span

FRIDAY = date(2026, 2, 27)


def tell(marked: str, *, ahead: bool = True) -> list[str]:
    """Give "start end" of each marked time, or the gap's reason."""
    text = marked.replace("«", "").replace("»", "")
    sentence, spans, at = Span(0, len(text), text), [], 0
    for i, piece in enumerate(marked.replace("»", "«").split("«")):
        if i % 2:
            spans.append(Span(at, at + len(piece), piece))
        at += len(piece)
    told = [Told(span, sentence, ahead) for span in spans]
    moments = Moments(FRIDAY, told)
    found = []
    for one in told:
        mention, gap = moments.resolve(one)
        found.append(f"{mention.period.start} {mention.period.end}" if mention.period else gap.why if gap else "")
    return found


@pytest.mark.parametrize(
    "marked",
    [
        "The council will meet on «Tuesday».",
        "Delegates are due to return on «Tuesday».",
        "The group vowed to hit the port on «Tuesday».",
        "«Tuesday»'s vote, they said, is expected to fail.",
        "Residents were told to leave the valley on «Tuesday».",
    ],
)
def test_a_plan_or_order_lies_ahead(marked: str) -> None:
    assert tell(marked) == ["2026-03-03 2026-03-04"]


@pytest.mark.parametrize(
    "marked",
    [
        "The minister warned «Tuesday» that the army would strike.",
        "On «Tuesday», the minister said that the army would strike.",
        "«Tuesday», both said they would return to talks.",
    ],
)
def test_a_time_beside_the_saying_dates_the_saying(marked: str) -> None:
    assert tell(marked) == ["2026-02-24 2026-02-25"]


@pytest.mark.parametrize(
    "marked",
    [
        "A second drone may have crossed the line on «Tuesday».",
        "It was unclear whether the post had been hit on «Tuesday».",
        "They had planned to meet on «Tuesday».",
        "The raid on «Tuesday» was an attempt.",
    ],
)
def test_what_may_already_have_been_stays_open(marked: str) -> None:
    (why,) = tell(marked)
    assert "past or the coming" in why


def test_what_has_happened_is_never_told_ahead() -> None:
    assert tell("Troops that will leave soon were hit on «Tuesday».", ahead=False) == ["2026-02-24 2026-02-25"]


def test_the_one_other_time_anchors_and_several_do_not() -> None:
    assert tell("Shells fell on «Tuesday», and «the day before».", ahead=False)[1] == "2026-02-23 2026-02-24"
    found = tell("Shells fell on «Monday», «Tuesday» and «the day before».", ahead=False)
    assert "not known" in found[2]


def test_an_hour_without_a_day_keeps_its_clock_and_leaves_the_day_open() -> None:
    text = "The convoy was hit at 6 a.m. local time."
    told = Told(Span(22, 39, text[22:39]), Span(0, len(text), text))
    mention, gap = Moments(FRIDAY, [told]).resolve(told)
    assert mention.period is None
    assert gap is not None
    assert mention.clock is not None
    assert (mention.clock.hour, mention.clock.zone) == ("06:00", "local")


def test_a_past_event_dated_after_the_publication_is_kept_and_doubted() -> None:
    text = "Shells fell on 3 May 2027."
    for ahead in (False, True):
        told = Told(Span(15, 25, text[15:25]), Span(0, len(text), text), ahead)
        mention, gap = Moments(FRIDAY, [told]).resolve(told)
        assert mention.period is not None
        assert mention.period.start == date(2027, 5, 3)
        assert (gap is None) is ahead
