"""A release: the tables as they stood, with checksums, the versions that made them, and how to cite them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from counterclaim.publish.exports.forms import export
from counterclaim.publish.exports.notice import NOT_THEIRS, describe_basis
from counterclaim.publish.exports.order import File, Order
from counterclaim.publish.exports.stock import Stock
from counterclaim.records.story import Story
from counterclaim.records.version import Versions

MANIFEST = "release.json"
SUMS = "SHA256SUMS"
FORMAT = "counterclaim-release/1"


@dataclass(frozen=True, slots=True)
class Made:
    """What made a release: its name and day, who signs it, and the versions of reader, rules and tables in use."""

    name: str
    day: date
    author: str
    versions: tuple[tuple[Versions, int], ...]
    rules: tuple[str, ...]


def write_release(story: Story, order: Order, made: Made) -> tuple[File, ...]:
    """Give the files of a release: every table as CSV with its data package, the manifest, checksums and citation.

    The same story and facts give the same bytes. Texts are not in it: a report is named by its id and the SHA-256 of its
    text, so that whoever holds the text can check it.
    """
    tables = export(story, "csv", order)
    digest = digest_files(tables)
    stock = Stock.of(story)
    manifest = {
        "format": FORMAT,
        "name": made.name,
        "released": made.day.isoformat(),
        "author": made.author,
        "as_of": order.as_of.isoformat() if order.as_of else None,
        "reviewed_only": order.is_reviewed_only,
        "basis": describe_basis(stock, order),
        "notice": NOT_THEIRS,
        "counterclaim": order.version,
        "rules": list(made.rules),
        "readings": [
            {"reader": v.reader, "rules": v.rules, "tables": v.tables, "reports": count} for v, count in made.versions
        ],
        "digest": f"sha256:{digest}",
        "files": {file.name: sha256(file.data).hexdigest() for file in tables},
    }
    files = (*tables, File(MANIFEST, _json(manifest)), File("CITATION.cff", _cite(made, order, digest)))
    sums = "".join(f"{sha256(file.data).hexdigest()}  {file.name}\n" for file in files)
    return (*files, File(SUMS, sums.encode()))


def digest_files(files: Iterable[File]) -> str:
    """Give one SHA-256 that stands for these files, whatever order they come in."""
    lines = sorted(f"{sha256(file.data).hexdigest()}  {file.name}\n" for file in files)
    return sha256("".join(lines).encode()).hexdigest()


def find_broken(files: Mapping[str, bytes]) -> Sequence[str]:
    """Give the names of the files of a release that are missing or not as they were released."""
    try:
        told: Mapping[str, str] = json.loads(files[MANIFEST])["files"]
    except (KeyError, ValueError, TypeError):
        return (MANIFEST,)
    return [name for name, sum in sorted(told.items()) if sha256(files.get(name, b"")).hexdigest() != sum]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _cite(made: Made, order: Order, digest: str) -> bytes:
    """Give the citation in the Citation File Format 1.2.0 (citation-file-format.github.io)."""
    title = json.dumps(f"{made.name}: a ledger of claims about armed conflict", ensure_ascii=False)
    lines = [
        "cff-version: 1.2.0",
        'message: "Cite this release, and the reports that it rests on (reports.csv)."',
        "type: dataset",
        f"title: {title}",
        "authors:",
        f"  - name: {json.dumps(made.author, ensure_ascii=False)}",
        f"version: {json.dumps(made.name, ensure_ascii=False)}",
        f"date-released: {made.day.isoformat()}",
        f'abstract: "Made with counterclaim {order.version}. {NOT_THEIRS}"',
        "identifiers:",
        f'  - {{type: other, value: "sha256:{digest}", description: "digest of the files"}}',
    ]
    return ("\n".join(lines) + "\n").encode()
