"""The floors of bench/floors.json for figures in per cent: they hold for the digests beside them and only rise."""

from __future__ import annotations

import json
from pathlib import Path

from bench.reading import FLOORS, digest


def hold(name: str, figures: dict[str, float], files: dict[str, Path], *, update: bool) -> bool:
    """Hold the figures of a set against its floors; True where none is missed. With `update`, raise them.

    `files` are what the figures rest on. Floors set on other files are missed, and set anew with `update`. Rules give
    the same figures everywhere, so there is no slack.
    """
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    digests = {what: digest(path) for what, path in files.items()}
    known = floors.get(name, {"digests": digests, "floors": {}})
    if known["digests"] != digests and not update:
        print(f"{name}: its floors were set on other files; set them anew with --update.")
        return False
    held: dict[str, float] = known["floors"] if known["digests"] == digests else {}
    print(f"{name}: " + ", ".join(f"{what} {value} (floor {held.get(what, '–')})" for what, value in figures.items()))
    missed = [what for what, value in figures.items() if value < held.get(what, 0.0)]
    for what in missed:
        print(f"{name}: {what} is below its floor.")
    if update:
        raised = {what: max(value, held.get(what, 0.0)) for what, value in figures.items()}
        floors[name] = {"digests": digests, "floors": raised}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return not missed
