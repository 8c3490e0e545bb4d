"""The shipped gazetteer: names of places → candidates, read-only, from one SQLite file inside the package."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache
from importlib.resources import as_file, files
from types import TracebackType

from counterclaim.errors import SetupError
from counterclaim.records.world import Candidate

LEVELS = ("country", "admin1", "admin2", "place", "line", "area", "sea")

_LONGEST = 80
_MOST = 400
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
        "’": "'", "ʻ": "'", "‘": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'",
    }
)  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def fold(name: str) -> str:
    """Fold a name to its key: no case, no accents, no apostrophes and dots, hyphens as spaces, "Saint" as "st"."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    # What was written in another form of capitals ("𝐀") is one only now.
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().translate(_LETTERS)
    words = re.sub(r"[-\u2010-\u2015/,_\s]+", " ", re.sub(r"['.\"()]", "", plain)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


class Atlas:
    """The gazetteer, opened once for a process. `version` names the sources and the state of our own rows."""

    def __init__(self) -> None:
        """Open the file of the package; raise SetupError where it is missing or broken."""
        self._held = ExitStack()
        path = self._held.enter_context(as_file(files("counterclaim.atlas") / "atlas.sqlite"))
        try:
            self._store = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.version: str = self._store.execute("SELECT version FROM about").fetchone()[0]
        except sqlite3.Error as broken:
            raise SetupError(
                f"The gazetteer {path} cannot be opened ({broken}). Install the package again."
            ) from broken
        self._find = lru_cache(maxsize=20_000)(self._look_up)

    def __enter__(self) -> Atlas:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Nothing can be found afterwards."""
        self._store.close()
        self._held.close()

    def find(self, name: str) -> Sequence[Candidate]:
        """Give the places that the name can mean, the most populous first, then by id; empty where it is unknown.

        Case, accents, apostrophes and hyphens do not matter. A leading "the" is tried with and without. At most 400 are given.
        """
        if len(name) > _LONGEST:
            return ()
        key = fold(name)
        return self._find(key) or (self._find(key.removeprefix("the ")) if key.startswith("the ") else ())

    def ids(self) -> Iterator[str]:
        """Give the id of every place, in the file's order."""
        for (code,) in self._store.execute("SELECT code FROM place ORDER BY id"):
            yield f"geonames:{code}" if code.isdigit() else code

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        rows = self._store.execute(
            """
            SELECT place.code, place.name, level, country, first.name, second.name, lat, lon, population
            FROM alias JOIN place ON place.id = alias.place
            LEFT JOIN division AS first ON first.id = admin1 LEFT JOIN division AS second ON second.id = admin2
            WHERE key = ? ORDER BY population DESC, place.id LIMIT ?
            """,
            (key, _MOST),
        )
        return tuple(
            Candidate(f"geonames:{code}" if code.isdigit() else code, name, LEVELS[level], country, admin1, admin2,
                  None if lat is None else lat / 10000, None if lon is None else lon / 10000, population)
            for code, name, level, country, admin1, admin2, lat, lon, population in rows
        )  # fmt: skip
