"""Paths to texts: the room's one verb. What cannot be read is Skipped with a sentence; no network is used."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from counterclaim.errors import ReportError
from counterclaim.intake.decode import check_length, decode
from counterclaim.intake.facts import Facts, Hints, read_facts
from counterclaim.intake.files import explain, find_beside, is_waiting, list_files, read_bytes
from counterclaim.intake.markdown import unmark
from counterclaim.intake.page import find_charset, looks_like_page, read_page
from counterclaim.intake.rows import holds_lines, read_json, read_json_lines
from counterclaim.records.text import Gathered, Skipped

STANDARD_INPUT = "-"
SIDECAR = ".meta.json"
LARGEST_SIDECAR = 2**20
KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "page", ".htm": "page",
    ".xhtml": "page", ".json": "json", ".jsonl": "lines", ".ndjson": "lines",
}  # fmt: skip


def gather(paths: Iterable[str | Path], hints: Hints | None = None) -> Iterator[Gathered | Skipped]:
    """Give the texts at the paths, in order; folders are walked in name order, "-" is standard input."""
    hints = hints or Hints()
    for given in paths:
        if str(given) == STANDARD_INPUT:
            yield from _gather_file(None, None, hints)
            continue
        root = Path(given)
        for found in list_files(root):
            kind = None if isinstance(found, Skipped) else KINDS.get(found.suffix.lower())
            if isinstance(found, Skipped):
                yield found
            elif found != root and (kind is None or is_waiting(found)):
                yield Skipped(str(found), f"This kind of file is not read here ({', '.join(KINDS)} are).")
            else:
                yield from _gather_file(found, kind, hints)


def count_texts(paths: Iterable[str | Path]) -> int | None:
    """Count what `gather` will give, for a progress bar; None where that cannot be told beforehand."""
    total = 0
    for given in paths:
        if str(given) == STANDARD_INPUT:
            return None
        for found in list_files(Path(given)):
            kind = None if isinstance(found, Skipped) else KINDS.get(found.suffix.lower())
            if kind in ("json", "lines"):
                return None
            total += 1
    return total


def _gather_file(path: Path | None, kind: str | None, hints: Hints) -> Iterator[Gathered | Skipped]:
    """Give what one file holds; without a `kind`, its first bytes tell it."""
    name = str(path) if path else STANDARD_INPUT
    try:
        if path:
            hints = replace(hints, beside=_read_sidecar(path))
        if path and kind == "lines":
            yield from _stream_lines(path, hints)
            return
        data = read_bytes(path)
        kind = kind or _sniff(data)
        if kind == "lines" or (kind == "json" and holds_lines(data)):
            yield from read_json_lines(io.BytesIO(data), name, hints)
        elif kind == "json":
            yield from read_json(data, name, hints)
        else:
            yield _gather_text(data, name, kind, hints)
    except ReportError as error:
        yield Skipped(name, str(error))


def _gather_text(data: bytes, name: str, kind: str, hints: Hints) -> Gathered:
    decoded = decode(data, find_charset(data) if kind == "page" else None)
    text, facts = decoded.text, Facts()
    map_: tuple[tuple[int, int, str], ...] = ()
    if kind == "page":
        page = read_page(text)
        text, map_, facts = page.text, page.map, read_facts(page.fields)
    elif kind == "markdown":
        unmarked = unmark(text)
        text, map_, facts = unmarked.text, unmarked.map, read_facts(unmarked.fields)
    check_length(text)
    facts = hints.beside.over(facts).over(hints.told)
    return facts.describe(text, name, map=map_, notes=(decoded.note,) if decoded.note else ())


def _stream_lines(path: Path, hints: Hints) -> Iterator[Gathered | Skipped]:
    try:
        with path.open("rb") as file:
            yield from read_json_lines(file, str(path), hints)
    except OSError as error:
        raise ReportError(f"It cannot be opened ({explain(error)}).") from error


def _sniff(data: bytes) -> str:
    start = data[:5000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[{")):
        return "json"
    return "page" if looks_like_page(start) else "text"


def _read_sidecar(path: Path) -> Facts:
    """Give what `NAME.txt.meta.json` or `NAME.meta.json` tells. Without a damaged one, a report would lose its date."""
    sidecar = find_beside(path, SIDECAR)
    if sidecar is None:
        return Facts()
    try:
        fields = json.loads(decode(read_bytes(sidecar, limit=LARGEST_SIDECAR)).text)
    except (ValueError, RecursionError, ReportError) as error:
        raise ReportError(
            f"The file beside it, {sidecar.name}, cannot be read ({error}); mend or remove it."
        ) from error
    if not isinstance(fields, dict):
        raise ReportError(f"The file beside it, {sidecar.name}, is no JSON object; mend or remove it.")
    return read_facts(fields)
