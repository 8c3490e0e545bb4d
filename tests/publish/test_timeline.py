from __future__ import annotations

from counterclaim.publish.timeline import MOST_ROWS, Moment, draw_timeline
from counterclaim.records.world import Period
from tests.make import make_period


def moment(label: str, period: Period | None) -> Moment:
    return Moment(label, f"{label}: told by A", f"#{label}", period)


def test_precision_shows_as_dot_bar_or_hatched_bar() -> None:
    drawn = draw_timeline(
        [
            moment("day", make_period("2026-02-27")),
            moment("days", make_period("2026-02-26", "2026-03-01", date_prec=2)),
            moment("month", make_period("2026-02-01", "2026-03-01", date_prec=4)),
            moment("never", None),
        ]
    )
    assert drawn
    rows = {row.label: (row.is_dot, row.is_vague, row.x2 > row.x1) for row in drawn.rows}
    assert rows == {"month": (False, True, True), "days": (False, False, True), "day": (True, False, False)}
    assert drawn.note.startswith("1 without a date")


def test_rows_are_bounded_and_the_rest_is_counted() -> None:
    drawn = draw_timeline([moment(f"m{n}", make_period("2026-02-27")) for n in range(MOST_ROWS + 5)])
    assert drawn
    assert len(drawn.rows) == MOST_ROWS
    assert drawn.note.startswith("5 ")


def test_no_dates_no_timeline() -> None:
    assert draw_timeline([moment("never", None)]) is None
