from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.errors import SetupError, UnknownName
from counterclaim.publish.exports.forms import FORMS, export
from counterclaim.publish.exports.order import Order
from tests.golden.exports_renew import FOLDER, TEXT_FORMS, load_reviewed, make_golden
from tests.golden.renew import load_story
from tests.publish.stories import make_empty_story, make_hostile_story

GIVEN = tuple(form for form in FORMS if form != "claim-review")


def files_of(story, form, **told):
    return export(story, form, Order(**{"rule": FORMS[form].rule, "stem": form, **told}))


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_every_form_is_as_it_was(form) -> None:
    golden = {path.name: path.read_bytes() for path in (FOLDER / form).iterdir()}
    made = make_golden(form)
    assert sorted(made) == sorted(golden)
    for name, data in made.items():
        assert data.decode() == golden[name].decode(), f"{form}/{name}: python -m tests.golden.exports_renew"


def test_parquet_holds_the_rows_of_the_json_lines() -> None:
    import pyarrow.parquet as parquet

    made = make_golden("parquet")
    for name, data in make_golden("jsonl").items():
        if name.endswith(".jsonl"):
            table = parquet.read_table(io.BytesIO(made[name.replace(".jsonl", ".parquet")]))
            rows = [{k: str(v) if hasattr(v, "isoformat") else v for k, v in row.items()} for row in table.to_pylist()]
            assert rows == [json.loads(line) for line in data.splitlines()]
    assert made == make_golden("parquet")


@pytest.mark.parametrize("form", GIVEN)
def test_the_order_in_which_claims_come_changes_no_byte(form) -> None:
    story = load_story()
    turned = replace(story, claims=story.claims[::-1], reports=story.reports[::-1])
    assert files_of(story, form) == files_of(turned, form)


@pytest.mark.parametrize("form", GIVEN)
def test_a_story_of_nothing_is_files_without_rows(form) -> None:
    for file in files_of(make_empty_story(), form):
        if file.name.endswith(".csv"):
            assert len(file.data.splitlines()) in (1, 2), file.name


@pytest.mark.parametrize("form", GIVEN)
def test_private_names_are_in_no_file(form) -> None:
    for file in files_of(load_story(), form):
        assert b"Osk" not in file.data, file.name
        assert b"Rupert" not in file.data, file.name


@pytest.mark.parametrize("form", [form for form in GIVEN if form != "parquet"])
def test_no_text_leaves_whole(form) -> None:
    story = load_story()
    long = " ".join(f"word{n}" for n in range(400))
    told = []
    for claim in story.claims:
        evidence = replace(claim.statement.evidence, text=claim.statement.evidence.text + " " + long)
        told.append(replace(claim, statement=replace(claim.statement, evidence=evidence)))
    story = replace(story, claims=tuple(told))
    for file in files_of(story, form):
        assert b"word300" not in file.data, file.name


@pytest.mark.parametrize("form", [form for form in GIVEN if form != "parquet"])
def test_hostile_words_stay_in_their_cells(form) -> None:
    for file in files_of(make_hostile_story(), form):
        text = file.data.decode()
        assert "\u202e" not in text, file.name
        if file.name.endswith(".csv"):
            assert not any(cell.startswith(("=", "@", "\t")) for line in text.splitlines() for cell in line.split(","))


@pytest.mark.parametrize("form", FORMS)
def test_every_export_says_what_it_rests_on(form) -> None:
    *_, readme = export(load_reviewed(), form, Order(rule="min-max/1", stem="x"))
    assert readme.name in ("README.md", "x.README.md")
    text = readme.data.decode()
    assert f"1 of {len(load_story().claims)} claims reviewed by a person" in text
    assert "not figures of UCDP, ACLED" in text
    assert "GeoNames" in text
    assert "CC BY 4.0" in text


def test_a_review_needs_a_person() -> None:
    with pytest.raises(UnknownName, match="rates nothing"):
        files_of(load_story(), "claim-review")


@pytest.mark.parametrize(
    "change", [{"author": "unknown"}, {"author": " "}, {"reason": ""}, {"detail": '{"grade": ""}'}]
)
def test_a_review_is_signed_with_name_and_reason(change) -> None:
    story = load_reviewed()
    unsigned = tuple(replace(judgement, **change) for judgement in story.judgements)
    with pytest.raises(UnknownName):
        files_of(replace(story, judgements=unsigned), "claim-review")


PAGES = {
    "csv": "tables",
    "jsonl": "tables",
    "parquet": "tables",
    "claim-jsonld": "schema-org",
    "claim-review": "schema-org",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_page_that_says_what_is_lost_in_it(form) -> None:
    folder = Path(__file__).parents[3] / "docs" / "exports"
    page = (folder / f"{PAGES.get(form, form)}.md").read_text("utf-8")
    assert f"counterclaim export {form}" in page or form in ("jsonl",)
    assert "What is lost: " in page
    assert f"`{form}`" in (folder / "README.md").read_text("utf-8")


def test_parquet_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SetupError, match=r"counterclaim\[tables\]"):
        files_of(load_story(), "parquet")
