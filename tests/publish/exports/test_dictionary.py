from __future__ import annotations

import pytest

from counterclaim.publish.exports.acled import list_acled
from counterclaim.publish.exports.dictionary import TYPES, load_dictionary
from counterclaim.publish.exports.ged import list_ged
from counterclaim.publish.exports.holdings import list_holdings
from counterclaim.publish.exports.hxl import TAGS, list_hxl
from counterclaim.publish.exports.losses import list_losses
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.sheet import Sheet
from counterclaim.publish.exports.stock import Stock
from tests.golden.exports_renew import load_reviewed

ORDER = Order("ucdp-like/1", "x")


def list_sheets() -> list[Sheet]:
    stock = Stock.of(load_reviewed())
    return [
        *list_holdings(stock),
        *list_ged(stock, ORDER),
        *list_acled(stock, ORDER),
        *list_hxl(stock, ORDER),
        list_losses(stock),
    ]


@pytest.mark.parametrize("sheet", list_sheets(), ids=lambda s: s.name)
def test_rows_have_no_column_that_the_dictionary_lacks(sheet) -> None:
    assert sheet.rows
    for row in sheet.rows:
        assert set(row) <= set(sheet.heads)


@pytest.mark.parametrize("sheet", list_sheets(), ids=lambda s: s.name)
def test_cells_have_the_type_and_codes_of_their_column(sheet) -> None:
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": str}
    for row in sheet.plain_rows():
        for column in sheet.columns:
            value = row[column.name]
            assert value is None or isinstance(value, kinds[column.type]), (column.name, value)
            assert value is None or not column.values or str(value) in column.values, (column.name, value)


@pytest.mark.parametrize("table", load_dictionary())
def test_every_column_is_explained_once(table) -> None:
    columns = load_dictionary()[table]
    assert len({column.name for column in columns}) == len(columns)
    for column in columns:
        assert column.type in TYPES
        assert column.about


@pytest.mark.parametrize("table", [t for t in load_dictionary() if t not in ("reports", "left-out")])
def test_a_table_with_figures_has_a_column_for_whoever_claims_them(table) -> None:
    names = [column.name for column in load_dictionary()[table]]
    claimants = {"claimant", "told_by", "x_told_by", "rests_on", "party", "author", "question", "according_to"}
    assert claimants & set(names)


@pytest.mark.parametrize("table", ["hxl", "hxl-claims"])
def test_every_column_of_hxl_has_a_hashtag_of_its_own(table) -> None:
    tags = [TAGS[column.name] for column in load_dictionary()[table]]
    assert len(set(tags)) == len(tags)
