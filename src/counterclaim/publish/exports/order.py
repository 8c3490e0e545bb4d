"""What was asked for, and what comes of it: files with names and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Order:
    """How to export. `stem` begins the name of every file of a form that has one main file.

    `rule` names low, best and high, with its version ("ucdp-like/1"). `is_reviewed_only` tells that the story holds only
    claims that a person accepted. `with_summaries` asks for running totals as rows of their own. `version` is the
    program's.
    """

    rule: str
    stem: str
    as_of: date | None = None
    is_reviewed_only: bool = False
    with_summaries: bool = False
    version: str = "0"


@dataclass(frozen=True, slots=True)
class File:
    """One file to write: a name without folders, and its bytes."""

    name: str
    data: bytes
