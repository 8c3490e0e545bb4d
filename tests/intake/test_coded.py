from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import SetupError
from counterclaim.intake.coded import read_table
from counterclaim.records.coded import CodedEvent
from counterclaim.records.text import Skipped
from counterclaim.records.world import Period, Place
from tests.make import make_period

GED = (
    "id,date_start,date_end,date_prec,where_coordinates,adm_1,country,latitude,longitude,where_prec,side_a,side_b,low,best,high\n"
    "71,2026-02-26 00:00:00.000,2026-02-27 00:00:00.000,1,Zenda town,Elphberg,Ruritania,50.1,14.2,1,"
    "Government of Ruritania,Red Front,3,4,9\n"
)
ACLED = (
    "event_id_cnty;event_date;time_precision;event_type;actor1;actor2;country;admin1;location;latitude;longitude;"
    "geo_precision;fatalities\n"
    "RUR12;26 February 2026;2;Battles;Military Forces of Ruritania (2019-);Red Front;Ruritania;Elphberg;Zenda;50.1;14.2;2;4\n"
)
HOUSE = '\ufeffNr\tDay\tTown\tDead\n9\t2026-02-26\tZenda\t"1,200"\n'


def read(tmp_path: Path, text: str, **columns: str) -> tuple[str, list[CodedEvent | Skipped]]:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path, columns)


def test_ged_and_acled_are_known_by_their_heads(tmp_path: Path) -> None:
    zenda = Place("", "Zenda town", "Ruritania", "Elphberg", None, 50.1, 14.2, 1)
    period = make_period("2026-02-26", "2026-02-28")
    sides = ("Government of Ruritania", "Red Front")
    assert read(tmp_path, GED) == ("ged", [CodedEvent(2, "71", period, zenda, sides, 3, 4, 9)])
    style, (event,) = read(tmp_path, ACLED)
    assert style == "acled"
    assert isinstance(event, CodedEvent)
    assert event.place == Place("", "Zenda", "Ruritania", "Elphberg", None, 50.1, 14.2, 3)
    assert (event.days, event.best, event.low, event.id) == (make_period("2026-02-26", date_prec=3), 4, None, "RUR12")


def test_a_table_of_a_house_is_read_by_a_map(tmp_path: Path) -> None:
    style, (event,) = read(tmp_path, HOUSE, start="Day", place="Town", best="Dead", id="Nr")
    assert style == "house"
    assert event == CodedEvent(
        2, "9", make_period("2026-02-26"), Place("", "Zenda", where_prec=1), (), None, 1200, None
    )


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2026-02-26", "2026-02-26", None), ("2026-02-26T10:00:00Z", "2026-02-26", None),
        ("26 February 2026", "2026-02-26", None), ("26-Feb-2026", "2026-02-26", None),
        ("February 26, 2026", "2026-02-26", None),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_written(tmp_path: Path, written: str, start: str, end: str | None) -> None:
    _, (event,) = read(tmp_path, f'Day\n"{written}"\n', start="Day")
    assert isinstance(event, CodedEvent)
    assert event.days == Period(make_period(start).start, make_period(start, end).end, 1)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("02/03/2026,Zenda,4", "no day that can be told"),
        ("2026-02-26,Zenda,four", "no number"),
        (",,4", "neither day nor place"),
    ],
)
def test_a_row_that_cannot_be_read_is_skipped_with_its_line(tmp_path: Path, row: str, why: str) -> None:
    _, (skip,) = read(tmp_path, f"Day,Town,Dead\n{row}\n", start="Day", place="Town", best="Dead")
    assert isinstance(skip, Skipped)
    assert skip.path.endswith("table.csv:2")
    assert why in skip.why


def test_a_negative_count_is_unknown_and_an_end_before_the_start_is_refused(tmp_path: Path) -> None:
    _, (event,) = read(tmp_path, "Day,Dead\n2026-02-26,-99\n", start="Day", best="Dead")
    assert isinstance(event, CodedEvent)
    assert event.best is None
    _, (skip,) = read(tmp_path, "Day,End\n2026-02-26,2026-02-25\n", start="Day", end="End")
    assert isinstance(skip, Skipped)


@pytest.mark.parametrize(
    ("text", "columns", "told"),
    [
        ("", {}, "empty"),
        ("Day,Town\n", {}, "--columns start="),
        ("Day,Town\n", {"start": "Date"}, "has no column Date; it has Day, Town"),
    ],
)
def test_a_file_that_is_no_such_table_says_what_to_do(
    tmp_path: Path, text: str, columns: dict[str, str], told: str
) -> None:
    with pytest.raises(SetupError, match=told):
        read(tmp_path, text, **columns)
    with pytest.raises(SetupError, match="cannot be read"):
        read_table(tmp_path / "none.csv", {})
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00d")
    with pytest.raises(SetupError, match="UTF-8"):
        read_table(tmp_path / "binary.csv", {})
