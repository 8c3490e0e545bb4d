"""The timeline of incidents: one row each, a dot for a day, a bar for days, a hatched bar where only week, month or
year is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.publish.scales import find_day_ticks, make_days
from counterclaim.records.world import Period

WIDTH = 480.0
LEFT, RIGHT = 12.0, 468.0
ROW = 34.0
MOST_ROWS = 60
_CHARACTER_WIDTH = 6.8


@dataclass(frozen=True, slots=True)
class Moment:
    """An incident to place in time: its label (never a claim), its period and a link to its entry."""

    label: str
    title: str
    href: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class Row:
    """A drawn incident: from `x1` to `x2` at `y`; a dot where the day is told, `is_vague` where only week, month or
    year is.
    """

    label: str
    title: str
    href: str
    x1: float
    x2: float
    y: float
    label_x: float
    label_end: str
    is_dot: bool
    is_vague: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing in user units. `note` says what could not be drawn."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    title: str
    rows: tuple[Row, ...]
    days: tuple[tuple[float, str], ...]
    folds: tuple[float, ...]
    note: str


def draw_timeline(moments: Sequence[Moment]) -> Timeline | None:
    """Lay out incidents by their first day, then label; the first `MOST_ROWS` are drawn.

    None where no incident has a date.
    """
    dated = [(m, m.period) for m in moments if m.period is not None]
    if not dated:
        return None
    shown = sorted(dated, key=lambda pair: (pair[1].start, pair[1].end, pair[0].label, pair[0].href))[:MOST_ROWS]
    stops = [float(day) for _, period in shown for day in (period.start.toordinal(), period.end.toordinal() - 0.01)]
    scale = make_days(stops, LEFT, RIGHT)
    rows = []
    for i, (moment, period) in enumerate(shown):
        x1, x2 = scale.at(period.start.toordinal()), scale.at(max(period.end.toordinal(), period.start.toordinal() + 1))
        is_dot = period.date_prec <= 1 and (period.end - period.start).days <= 1
        if is_dot:
            x1 = x2 = round((x1 + x2) / 2, 1)
        label_x, side = _place_label(moment.label, x1, x2)
        rows.append(
            Row(
                label=moment.label,
                title=moment.title,
                href=moment.href,
                x1=x1,
                x2=max(x2, x1 + (0 if is_dot else 6)),
                y=22.0 + ROW * i,
                label_x=label_x,
                label_end=side,
                is_dot=is_dot,
                is_vague=period.date_prec >= 3,
            )
        )
    bottom = 14.0 + ROW * len(rows)
    left_out = len(moments) - len(shown)
    return Timeline(
        width=WIDTH,
        height=bottom + 26,
        left=LEFT,
        right=RIGHT,
        bottom=bottom,
        title="When the claims place each incident",
        rows=tuple(rows),
        days=find_day_ticks(scale, stops, 56.0),
        folds=scale.folds,
        note=f"{left_out} without a date, or beyond the first {MOST_ROWS}, not drawn." if left_out else "",
    )


def _place_label(label: str, x1: float, x2: float) -> tuple[float, str]:
    """Give where a label is anchored, and by which end: from its mark on where there is room, else up to it, else within."""
    width = len(label) * _CHARACTER_WIDTH
    if x1 + width < RIGHT:
        return max(x1 - 5, LEFT), "start"
    if x2 - width > LEFT:
        return min(x2 + 5, RIGHT), "end"
    return max(RIGHT - width, LEFT), "start"
