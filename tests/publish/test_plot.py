from __future__ import annotations

from datetime import date
from itertools import pairwise

from counterclaim.publish.figures import Figure
from counterclaim.publish.plot import MOST_SERIES, PlotPoint, PlotSeries, draw_plot
from counterclaim.records.claim import Bound

DAY = date(2026, 2, 27)


def point(low: int | None, high: int | None = None, bound: Bound = Bound.EXACT, *, day: date | None = DAY) -> PlotPoint:
    high = low if bound is Bound.EXACT and high is None else high
    return PlotPoint(day, Figure(f"{low}", f"{low}", low, high, bound), "#claim-a", True)


def test_bounds_have_arrows_and_ranges_bars() -> None:
    plot = draw_plot(
        "Killed", [PlotSeries("A", (point(9, bound=Bound.AT_LEAST), point(16, 18, Bound.BETWEEN), point(12)))]
    )
    assert plot
    least, between, exact = plot.lines[0].marks
    assert (least.arrow, between.arrow, exact.arrow) == ("up", "", "")
    assert least.reach
    assert least.reach[1] < least.y
    assert between.reach
    assert between.reach[0] > between.reach[1]
    assert exact.reach is None


def test_upper_bounds_point_down() -> None:
    plot = draw_plot("Killed", [PlotSeries("A", (point(None, 300, Bound.NEARLY),))])
    assert plot
    assert plot.lines[0].marks[0].arrow == "down"


def test_every_mark_names_its_claimant_and_links() -> None:
    plot = draw_plot("Killed", [PlotSeries("A", (point(9),)), PlotSeries("B", (point(5), point(7)))])
    assert plot
    for line in plot.lines:
        assert line.legend.startswith(f"{line.claimant}: ")
        for mark in line.marks:
            assert mark.title.startswith(f"{line.claimant}: ")
            assert mark.href == "#claim-a"


def test_labels_never_lie_on_each_other() -> None:
    plot = draw_plot("Killed", [PlotSeries(f"C{n}", (point(50 + n),)) for n in range(5)])
    assert plot
    heights = sorted(m.label_y for line in plot.lines for m in line.marks if m.label_y is not None)
    assert all(b - a >= 14 for a, b in pairwise(heights))


def test_what_cannot_be_drawn_is_counted() -> None:
    vague = PlotPoint(DAY, Figure("“dozens”", "“dozens”", None, None, Bound.VAGUE), "#claim-a", True)
    plot = draw_plot("Killed", [PlotSeries("A", (point(9), vague, point(7, day=None)))])
    assert plot
    assert plot.note.startswith("2 figures without number or date")
    assert draw_plot("Killed", [PlotSeries("A", (vague,))]) is None
    crowd = draw_plot("Killed", [PlotSeries(f"C{n}", (point(n + 1),)) for n in range(MOST_SERIES + 3)])
    assert crowd
    assert (len(crowd.lines), crowd.note[:9]) == (MOST_SERIES, "3 figures")
