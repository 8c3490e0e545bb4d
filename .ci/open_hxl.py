"""Open HXL files with the HXL library, warnings as errors; run by .ci/hxl in an environment of its own."""

# ruff: noqa: T201 - a script that tells what it found

from __future__ import annotations

import csv
import logging
import sys
from pathlib import Path
from typing import Any

import hxl


class Told(logging.Handler):
    """Keeps what the library logs: its warnings go there, not through `warnings`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def find_errors(source: hxl.Dataset) -> list[str]:
    """Give what the library's own schema warns of or finds wrong; its one mere note says that a number stands out."""
    errors: list[str] = []

    def tell(error: Any) -> None:
        if error.rule.severity != "info":
            errors.append(str(error.message or error.rule.description))

    hxl.schema(None, callback=tell).validate(source)
    return errors


def main() -> int:
    told = Told()
    logging.getLogger().addHandler(told)
    wrong = 0
    for path in map(Path, sys.argv[1:]):
        with path.open(encoding="utf-8", newline="") as file:
            heads, tags, *rows = csv.reader(file)
        options = hxl.InputOptions(allow_local=True)
        with hxl.data(str(path), options) as source:
            found = [row.values for row in source]
            names, shown = source.headers, [column.display_tag for column in source.columns]
        with hxl.data(str(path), options) as source:
            errors = find_errors(source)
        checks = {
            "heads": names == heads,
            "hashtags": shown == tags,
            "rows": found == rows,
            "no warning": not told.lines,
            "valid by the core schema": not errors,
        }
        print(f"{path.name}: {len(found)} rows, {len(tags)} hashtags; {', '.join(n for n, ok in checks.items() if ok)}")
        for name, is_right in checks.items():
            if not is_right:
                print(f"{path.name}: NOT {name} {told.lines[:3]} {sorted(set(errors))[:5]}", file=sys.stderr)
                wrong += 1
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
