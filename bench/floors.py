"""The floors and ceilings of bench/floors.json for figures in per cent: they hold for the digests beside them and only
get stricter."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bench.reading import FLOORS, digest


@dataclass(frozen=True, slots=True)
class Strictness:
    """How figures are held: `slack` in points, for what rests on the network too; for those in `ceilings` less is better."""

    slack: float = 0.0
    ceilings: Collection[str] = ()


EXACT = Strictness()


def hold(
    name: str, figures: dict[str, float], files: dict[str, Path], *, update: bool, strictness: Strictness = EXACT
) -> bool:
    """Hold the figures of a set against its floors; True where none is missed. With `update`, raise them.

    `files` are what the figures rest on. Floors set on other files are missed, and set anew with `update`. Rules give
    the same figures everywhere, so that there is no slack unless it is asked for.
    """

    def worse(what: str) -> float:
        """Give by how many points a figure misses what is held; below 0 where it is better."""
        return (figures[what] - held[what]) * (1 if what in strictness.ceilings else -1)

    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    digests = {what: digest(path) for what, path in files.items()}
    known = floors.get(name, {"digests": digests, "floors": {}})
    if known["digests"] != digests and not update:
        print(f"{name}: its floors were set on other texts or labels than these; set them anew with --update.")
        return False
    held: dict[str, float] = known["floors"] if known["digests"] == digests else {}
    print(f"{name}: " + ", ".join(f"{what} {value} (floor {held.get(what, '–')})" for what, value in figures.items()))
    missed = [what for what in figures if what in held and worse(what) > strictness.slack]
    for what in missed:
        print(f"{name}: {what} is {'above its ceiling' if what in strictness.ceilings else 'below its floor'}.")
    if update:
        raised = {w: held[w] if w in held and worse(w) > 0 else value for w, value in figures.items()}
        floors[name] = {"digests": digests, "floors": raised}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return not missed
