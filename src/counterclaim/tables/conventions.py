"""What vague words of number count by a named convention. Rules of spreads may ask, readings never do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from counterclaim.errors import SetupError

_WORD = re.compile(r"[^\W\d_]+")
# Each is larger than what stands before it: "tens of thousands" are no tens, "several hundred" no few.
_SCALES = ("dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "lakh", "lakhs", "million", "millions",
           "crore", "crores", "billion", "billions")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Convention:
    """Words of number, each with the least and the most that it counts, and where that is published."""

    name: str
    source: str
    words: Mapping[str, tuple[int, int]]

    def read(self, amount: str) -> tuple[int, int] | None:
        """Give the least and the most that a vague amount counts; None where the convention does not say.

        Longer entries go first ("a few dozen" before "dozen"). "Tens of thousands" is nothing that an entry for "tens"
        tells.
        """
        said = " ".join(_WORD.findall(amount.casefold()))
        for entry in sorted(self.words, key=lambda word: (-len(word), word)):
            found = re.search(rf"\b{re.escape(entry)}\b(?P<rest>.*)", said)
            if found and not any(word in _SCALES for word in found["rest"].split()[:2]):
                return self.words[entry]
        return None


def parse_conventions(written: str, where: str) -> dict[str, Convention]:
    """Give the conventions of a table by name. Raises SetupError with what is wrong in it; `where` names it."""
    try:
        tables = tomllib.loads(written)
    except tomllib.TOMLDecodeError as broken:
        raise SetupError(f"{where} is no table of conventions ({broken}).") from broken
    return {name: _read_one(name, table, where) for name, table in tables.items()}


@cache
def load_conventions() -> Mapping[str, Convention]:
    """Give the conventions that ship with the package, by name."""
    name = "conventions.toml"
    return parse_conventions((resources.files(__package__) / name).read_text(encoding="utf-8"), name)


def _read_one(name: str, table: Any, where: str) -> Convention:  # a person's file: any shape
    words = table.get("words") if isinstance(table, dict) else None
    if not isinstance(words, dict) or not words or not isinstance(table.get("source"), str):
        raise SetupError(
            f"{where}: [{name}] needs a source and [{name}.words], such as dozens = 12 or several = [3, 9]."
        )
    read = {}
    for word, value in words.items():
        ends = value if isinstance(value, list) else [value, value]
        if len(ends) != 2 or not all(type(end) is int and 0 <= end < 2**63 for end in ends) or ends[0] > ends[1]:
            raise SetupError(f"{where}: {word!r} in [{name}] must be a whole number or [least, most], not {value!r}.")
        read[" ".join(_WORD.findall(word.casefold()))] = (ends[0], ends[1])
    return Convention(name, table["source"], read)
