"""Renews the golden exports: `python -m tests.golden.exports_renew`; look at the difference afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from counterclaim.publish.exports.forms import FORMS, export
from counterclaim.publish.exports.order import Order
from counterclaim.records.story import Story
from tests.golden.renew import load_story
from tests.make import make_judgement

FOLDER = Path(__file__).with_name("exports")
# Parquet is bytes of one version of pyarrow: its rows are compared with those of the other forms instead.
TEXT_FORMS = tuple(form for form in FORMS if form != "parquet")


def load_reviewed() -> Story:
    """Give the golden story with a person's decisions: one claim accepted, one graded and signed."""
    story = load_story()
    figures = [claim for claim in story.claims if claim.quantity]
    graded = make_judgement("grade", figures[1].id, detail=json.dumps({"grade": "contested"}))
    accepted = make_judgement("accept", figures[0].id)
    signed = [replace(judgement, reason="compared with two other reports") for judgement in (accepted, graded)]
    return replace(story, judgements=tuple(signed))


def make_golden(form: str) -> Mapping[str, bytes]:
    """Give the files of a form, by name."""
    order = Order(rule=FORMS[form].rule, stem=form, version="0")
    return {file.name: file.data for file in export(load_reviewed(), form, order)}


def main() -> None:
    """Write the files."""
    for form in TEXT_FORMS:
        folder = FOLDER / form
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, data in make_golden(form).items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
