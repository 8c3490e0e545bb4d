"""The forms of the field that the ledger can be written in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option
from counterclaim.pipeline.exporting import ALL_RULES, make_files
from counterclaim.pipeline.rows import TABLES, list_rows
from counterclaim.publish.exports.forms import FORMS
from counterclaim.publish.spreadsheet import write_csv

# What names a row of a table.
_IDS = {"questions": "question_id", "claims": "claim_id", "incidents": "incident_id"}
# So that the same ledger gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ExportPage:
    """What can be written: the forms by name, the rules of low, best and high, and how much it rests on."""

    forms: tuple[Option, ...]
    rules: tuple[Option, ...]
    reviewed: int
    sample: str


def show_export(asked: Asked) -> ExportPage:
    """Give the page."""
    rules = (rule.partition("/")[0] for rule in ALL_RULES)
    return ExportPage(
        forms=tuple(Option(name, f"{name}: {form.title}") for name, form in FORMS.items()),
        rules=tuple(Option(rule, rule) for rule in rules),
        reviewed=sum(id in asked.lookup.claims for id in asked.journal.standing),
        sample=asked.lookup.sample,
    )


def write_view(asked: Asked, of: str, ids: Collection[str]) -> tuple[str, str]:
    """Give a file's name and its CSV text: the rows of a table, as the command line writes it, that stand for these ids."""
    rows = asked.edition.once(("rows", of), lambda: list_rows(asked.edition.story, of))
    shown = (row for row in rows if row[_IDS[of]] in ids)
    return f"counterclaim-{of}.csv", write_csv(TABLES[of], shown)


def write_export(asked: Asked, form: str, rule: str, *, reviewed: bool) -> tuple[str, bytes]:
    """Give the name and the bytes of a ZIP archive with the files of a form. Raises UnknownName, SetupError."""
    story = asked.edition.story
    stem = f"counterclaim-{form}"
    _, files = make_files(story, form, Path(stem), rule=rule or None, reviewed=reviewed)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name, _EPOCH), file.data, zipfile.ZIP_DEFLATED)
    return f"{stem}.zip", packed.getvalue()
