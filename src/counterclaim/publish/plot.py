"""The plot of one question: every claimant's figures over time with their bounds, each point a link to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counterclaim.publish.figures import Figure
from counterclaim.publish.scales import Linear, find_day_ticks, find_ticks, make_days, ordinal_of
from counterclaim.publish.wording import count_of, write_day
from counterclaim.records.claim import Bound

WIDTH = 480.0
LEFT, RIGHT = 46.0, 464.0
PLOT_HEIGHT = 170.0
LEGEND_LINE = 19.0
MOST_SERIES = 8
_LABEL_HEIGHT = 14.0
_DIGIT_WIDTH = 7.6
_BELOW = (Bound.AT_MOST, Bound.LESS_THAN, Bound.NEARLY)
_ABOVE = (Bound.AT_LEAST, Bound.MORE_THAN)


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One figure to draw: when, what, where its sentence stands, and whether it is still the claimant's current
    figure.
    """

    moment: datetime | date | None
    figure: Figure
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One claimant's figures in order."""

    claimant: str
    points: tuple[PlotPoint, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn figure.

    `reach` is where a bound or range ends on the scale, None for an exact figure; `arrow` its direction.
    """

    x: float
    y: float
    href: str
    title: str
    current: bool
    label: str
    label_y: float | None
    reach: tuple[float, float] | None
    arrow: str


@dataclass(frozen=True, slots=True)
class Line:
    """One claimant's marks, the path that joins them, and the legend line ("Name: ≥ 9").

    `style` numbers shape and colour.
    """

    claimant: str
    legend: str
    legend_y: float
    style: int
    path: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing in user units. `note` says what could not be drawn."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    title: str
    description: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    folds: tuple[float, ...]
    note: str


def draw_plot(label: str, series: Sequence[PlotSeries]) -> Plot | None:
    """Lay out the plot of a question; None where nothing can be drawn, `note` counts figures without number or date.

    The figure axis begins at 0 and is linear. A superseded figure is hollow. A lower bound has an arrow up, an upper
    bound an arrow down, a range a bar.
    """
    kept = [(s, tuple(p for p in s.points if p.moment is not None and p.figure.point is not None)) for s in series]
    shown = [(s, points) for s, points in kept if points][:MOST_SERIES]
    if not shown:
        return None
    top = 12.0 + LEGEND_LINE * len(shown)
    bottom = top + PLOT_HEIGHT
    moments = [ordinal_of(p.moment) for _, points in shown for p in points if p.moment is not None]
    days = make_days(moments, LEFT + 22, RIGHT - 22)
    ticks = find_ticks(max(_highest(p.figure) for _, points in shown for p in points))
    scale = Linear(0.0, ticks[-1], bottom, top + 16)
    placed: list[tuple[float, float, float]] = []
    lines = []
    for i, (one, points) in enumerate(shown):
        marks = tuple(
            _mark(one.claimant, p, days.at(ordinal_of(p.moment)), scale, placed) for p in points if p.moment is not None
        )
        current = [m.label for m in marks if m.current] or [marks[-1].label]
        lines.append(
            Line(
                claimant=one.claimant,
                legend=f"{one.claimant}: {' / '.join(dict.fromkeys(current))}",
                legend_y=16.0 + LEGEND_LINE * i,
                style=i,
                path="M" + "L".join(f"{m.x} {m.y}" for m in marks),
                marks=marks,
            )
        )
    return Plot(
        width=WIDTH,
        height=bottom + 28,
        top=top,
        bottom=bottom,
        left=LEFT,
        right=RIGHT,
        title=f"Figures over time, by claimant: {label}",
        description=". ".join(m.title for line in lines for m in line.marks),
        lines=tuple(lines),
        ticks=tuple((scale.at(tick), f"{tick:,.0f}") for tick in ticks),
        days=find_day_ticks(days, moments, 56.0),
        folds=days.folds,
        note=_note(sum(len(s.points) for s in series) - sum(len(p) for _, p in shown)),
    )


def _mark(claimant: str, point: PlotPoint, x: float, scale: Linear, placed: list[tuple[float, float, float]]) -> Mark:
    figure = point.figure
    y = scale.at(figure.point or 0)
    reach: tuple[float, float] | None = None
    arrow = "up" if figure.bound in _ABOVE else "down" if figure.bound in _BELOW else ""
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        reach, arrow = (scale.at(figure.low), scale.at(figure.high)), ""
    elif arrow:
        reach = (y, y - 17 if arrow == "up" else y + 17)
    day = point.moment.date() if isinstance(point.moment, datetime) else point.moment
    return Mark(
        x=x,
        y=y,
        href=point.href,
        title=f"{claimant}: {figure.words}, {write_day(day)}",
        current=point.current,
        label=figure.signs,
        label_y=_place_label(x, y, figure.signs, placed, arrow),
        reach=reach,
        arrow=arrow,
    )


def _place_label(x: float, y: float, text: str, placed: list[tuple[float, float, float]], arrow: str) -> float | None:
    """Give the base line of a label that meets no other, above the point or below it; None where there is no room."""
    half = len(text) * _DIGIT_WIDTH / 2
    above, below = y - (24 if arrow == "up" else 9), y + (32 if arrow == "down" else 20)
    for at in (above, below):
        if all(abs(x - px) > half + ph or abs(at - py) >= _LABEL_HEIGHT for px, py, ph in placed):
            placed.append((x, at, half))
            return round(at, 1)
    return None


def _highest(figure: Figure) -> float:
    return float(max(n for n in (figure.low, figure.high) if n is not None))


def _note(left_out: int) -> str:
    if not left_out:
        return ""
    figures = count_of(left_out, "figure")
    return f"{figures} without number or date, or beyond {MOST_SERIES} claimants, not drawn."
