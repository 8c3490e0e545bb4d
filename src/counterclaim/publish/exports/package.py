"""The Frictionless data package beside the files: schemas from the dictionary and credits (specs.frictionlessdata.io)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from counterclaim.publish.exports.dictionary import Column
from counterclaim.publish.exports.notice import ALWAYS, CREDITS, describe_basis
from counterclaim.publish.exports.order import File, Order
from counterclaim.publish.exports.sheet import Sheet
from counterclaim.publish.exports.stock import Stock

_FORMATS = {
    ".csv": ("csv", "text/csv"),
    ".jsonl": ("jsonl", "application/x-ndjson"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
}
KEYS = {
    "reports": "report_id",
    "statements": "statement_id",
    "claims": "claim_id",
    "incidents": "incident_id",
    "questions": "question_id",
    "judgements": "judgement_id",
    "ged-like": "x_row_id",
    "acled-like": "x_row_id",
}

# Which column names a row of which other table; a table may also name itself.
REFERENCES = (
    ("statements", "report_id", "reports", "report_id"),
    ("claims", "statement_id", "statements", "statement_id"),
    ("claims", "report_id", "reports", "report_id"),
    ("claims", "incident_id", "incidents", "incident_id"),
    ("questions", "part_of", "questions", "question_id"),
    ("tallies", "question_id", "questions", "question_id"),
    ("tallies", "claim_id", "claims", "claim_id"),
    ("spreads", "question_id", "questions", "question_id"),
    ("positions", "claim_id", "claims", "claim_id"),
)


def write_package(name: str, title: str, stock: Stock, order: Order, tables: Sequence[tuple[Sheet, File]]) -> bytes:
    """Give `datapackage.json`: one resource a table with its columns, types, codes and hash."""
    package = {
        "profile": "tabular-data-package" if all(f.name.endswith(".csv") for _, f in tables) else "data-package",
        "name": name,
        "title": title,
        "description": " ".join([describe_basis(stock, order), *ALWAYS]),
        "sources": [{"title": f"{c.title}, {c.licence}", "path": c.path} for c in CREDITS],
        "counterclaim": {
            "version": order.version,
            "rule": order.rule,
            "as_of": order.as_of.isoformat() if order.as_of else None,
            "reviewed_only": order.is_reviewed_only,
            "review": stock.tell_review(stock.story.claims),
        },
        "resources": [_resource(sheet, file, {sheet.name for sheet, _ in tables}) for sheet, file in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(sheet: Sheet, file: File, beside: set[str]) -> dict[str, object]:
    suffix = file.name[file.name.rindex(".") :]
    kind, media = _FORMATS[suffix]
    schema: dict[str, object] = {"fields": [_field(column) for column in sheet.columns], "missingValues": [""]}
    if sheet.name in KEYS:
        schema["primaryKey"] = KEYS[sheet.name]
    references = [(field, to, key) for table, field, to, key in REFERENCES if table == sheet.name and to in beside]
    if references:
        own = sheet.name
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": "" if to == own else to, "fields": key}}
            for field, to, key in references
        ]
    return {
        "name": sheet.name,
        "path": file.name,
        "format": kind,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{sha256(file.data).hexdigest()}",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.about}
    if column.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field
