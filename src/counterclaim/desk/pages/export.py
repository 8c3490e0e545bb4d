"""The forms of the field that the ledger can be written in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option
from counterclaim.pipeline.exporting import ALL_RULES, make_files
from counterclaim.publish.exports.forms import FORMS

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
