"""Files of every form, opened without a warning by the readers that people use."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.publish.exports.dictionary import load_dictionary
from counterclaim.publish.exports.forms import FORMS, export
from counterclaim.publish.exports.order import Order
from counterclaim.records.story import Story
from tests.golden.exports_renew import load_reviewed
from tests.make import make_judgement
from tests.story.test_demo import tell

# hxlstandard.org, "HXL hashtags and attributes": a hash, a letter, then letters, digits, underscores; attributes with +.
HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")
CORE = {"#adm1", "#adm2", "#affected", "#country", "#date", "#description", "#geo", "#group", "#indicator", "#inneed", "#loc",
        "#meta", "#status"}  # fmt: skip
TABLES = ["reports", "statements", "claims", "incidents", "questions", "tallies", "spreads", "positions", "judgements"]
CSVS = ["ged-like", "acled-like", "losses"]
PACKAGES = ["csv", "jsonl", "ged-like", "acled-like", "losses", "plover", "geojson", "hxl"]


def read_demo() -> Story:
    """Give the demo's story, read now, with one claim accepted and one graded."""
    story = tell()
    figures = [claim for claim in story.claims if claim.quantity]
    graded = make_judgement("grade", figures[1].id, detail=json.dumps({"grade": "contested"}))
    judgements = (make_judgement("accept", figures[0].id), replace(graded, reason="compared"))
    return replace(story, judgements=judgements)


@pytest.fixture(scope="module", params=["golden", pytest.param("demo", marks=pytest.mark.slow)])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("exports")
    story = load_reviewed() if request.param == "golden" else read_demo()
    for form in FORMS:
        (root / form).mkdir()
        for file in export(story, form, Order(FORMS[form].rule, form)):
            (root / form / file.name).write_bytes(file.data)
    return root


@pytest.mark.parametrize("table", TABLES)
def test_pandas_reads_one_table_from_three_forms(folder: Path, table: str) -> None:
    import pandas

    types = {c.name: "string" for c in load_dictionary()[table]}
    sheets = [
        pandas.read_csv(folder / "csv" / f"{table}.csv", dtype=types, keep_default_na=False, na_values=[""]),
        pandas.read_json(folder / "jsonl" / f"{table}.jsonl", lines=True, dtype=False),
        pandas.read_parquet(folder / "parquet" / f"{table}.parquet"),
    ]
    assert len({len(sheet) for sheet in sheets}) == 1
    assert all(list(sheet.columns) == list(types) for sheet in sheets)
    assert len({int(sheet.notna().sum().sum()) for sheet in sheets}) == 1


@pytest.mark.parametrize("form", CSVS)
def test_pandas_reads_events_with_numbers_as_numbers(folder: Path, form: str) -> None:
    import pandas

    sheet = pandas.read_csv(folder / form / f"{form}.csv")
    assert list(sheet.columns) == [column.name for column in load_dictionary()[form]]
    for column in load_dictionary()[form]:
        if column.type in ("number", "integer") and sheet[column.name].notna().any():
            assert pandas.api.types.is_numeric_dtype(sheet[column.name]), column.name
            assert not (column.name in ("best", "low", "high", "fatalities") and (sheet[column.name] == 0).any())


@pytest.mark.parametrize(
    "pattern", ["csv/*.csv", "parquet/*.parquet", "jsonl/*.jsonl", "ged-like/*.csv", "acled-like/*.csv"]
)
def test_duckdb_reads_every_table(folder: Path, pattern: str) -> None:
    import duckdb

    reader = {"csv": "read_csv", "parquet": "read_parquet", "jsonl": "read_json"}[pattern.rpartition(".")[2]]
    for path in sorted(folder.glob(pattern)):
        if path.stat().st_size:
            option = ", header = true" if reader == "read_csv" else ""
            rows = duckdb.sql(f"SELECT count(*) FROM {reader}('{path}'{option})").fetchall()
            assert len(rows) == 1


def test_duckdb_joins_claims_with_their_reports(folder: Path) -> None:
    import duckdb

    lost = duckdb.sql(
        f"SELECT count(*) FROM '{folder}/parquet/claims.parquet' ANTI JOIN '{folder}/parquet/reports.parquet' "
        "USING (report_id)"
    ).fetchall()
    assert lost == [(0,)]


def test_the_reader_of_qgis_draws_points_and_no_dot_for_an_area(folder: Path) -> None:
    import pyogrio

    path = folder / "geojson" / "geojson.geojson"
    info = pyogrio.read_info(path)
    features = json.loads(path.read_text())["features"]
    assert info["features"] == len(features) > 0
    assert info["crs"] == "EPSG:4326"
    _, _, shapes, _ = pyogrio.raw.read(path)
    assert [shape is not None for shape in shapes] == [f["geometry"] is not None for f in features]
    for feature in features:
        assert (feature["geometry"] is None) == (feature["properties"]["point"] != "given")
        assert feature["geometry"] is None or feature["properties"]["where_prec"] <= 3
    assert {None, "Point"} >= {f["geometry"] and f["geometry"]["type"] for f in features}


@pytest.mark.slow
@pytest.mark.parametrize("form", PACKAGES)
def test_frictionless_finds_every_package_valid(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Its own imports warn of what they will drop.
        import frictionless

        monkeypatch.chdir(folder / form)
        (package,) = Path().glob("*datapackage.json")
        report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]


@pytest.mark.parametrize("name", ["hxl.csv", "hxl.claims.csv"])
def test_the_second_row_of_hxl_is_its_hashtags(folder: Path, name: str) -> None:
    import csv

    heads, tags, *rows = csv.reader((folder / "hxl" / name).read_text("utf-8").splitlines())
    assert len(heads) == len(tags)
    assert all(HASHTAG.fullmatch(tag) and tag.partition("+")[0] in CORE for tag in tags), tags
    assert rows
    dates = [i for i, tag in enumerate(tags) if tag.startswith("#date")]
    numbers = [i for i, tag in enumerate(tags) if re.match(r"#(affected|inneed|indicator\+value)", tag)]
    for row in rows:
        assert all(re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", row[i]) for i in dates)
        assert all(re.fullmatch(r"[\d.]*", row[i]) for i in numbers)


def test_hxl_has_one_row_a_question_and_its_claimants_apart(folder: Path) -> None:
    import csv

    ids = [row[0] for row in csv.reader((folder / "hxl" / "hxl.csv").read_text("utf-8").splitlines())][2:]
    assert len(set(ids)) == len(ids)
    claimed = [row[0] for row in csv.reader((folder / "hxl" / "hxl.claims.csv").read_text("utf-8").splitlines())][2:]
    assert set(claimed) == set(ids)
    assert len(claimed) > len(ids)


@pytest.mark.parametrize("form", ["claim-jsonld", "claim-review"])
def test_json_ld_has_the_types_of_schema_org(folder: Path, form: str) -> None:
    graph = json.loads((folder / form / f"{form}.jsonld").read_text())
    assert graph["@context"] == "https://schema.org"
    for item in graph["@graph"]:
        claim = item["itemReviewed"] if form == "claim-review" else item
        assert claim["@type"] == "Claim"
        assert claim["author"]["name"]
        assert claim["text"].startswith(claim["author"]["name"])
