"""A person's own table beside the ledger: read, lined up, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownName
from counterclaim.intake.coded import FACTS, read_table
from counterclaim.pipeline.compose import tell_story
from counterclaim.publish.lineup import LineRow, line_up
from counterclaim.records.coded import CodedEvent
from counterclaim.records.text import Skipped

if TYPE_CHECKING:
    from counterclaim.ledger.view import View

RULES = {"ged": "ucdp-like/1", "acled": "acled-like/1", "house": "ucdp-like/1"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines, the rule whose deaths they hold, the style the table was taken for, and the rows that were skipped."""

    lines: tuple[LineRow, ...]
    rule: str
    style: str
    skipped: tuple[Skipped, ...]


def compare_table(
    view: View, path: Path, columns: Mapping[str, str], *, rule: str | None = None, as_of: date | None = None
) -> Comparison:
    """Line a CSV table up with the incidents of reports published by `as_of`; `columns` names the column of a fact.

    Raises UnknownName for a fact or rule that there is not.
    """
    unknown = sorted(set(columns) - set(FACTS))
    if unknown:
        raise UnknownName(f"--columns knows no {', '.join(unknown)}; it takes {', '.join(FACTS)}.")
    style, rows = read_table(path, columns)
    story = tell_story(view, as_of)
    chosen = _choose_rule(rule or RULES[style], sorted({spread.rule for spread in story.reconciliation.spreads}))
    coded = [row for row in rows if isinstance(row, CodedEvent)]
    skipped = tuple(row for row in rows if isinstance(row, Skipped))
    return Comparison(line_up(story, coded, chosen), chosen, style, skipped)


def _choose_rule(asked: str, rules: Sequence[str]) -> str:
    """Give the rule by name, with or without its version; a ledger without any figure takes any."""
    found = [rule for rule in rules if asked in (rule, rule.partition("/")[0])]
    if not found and rules and asked not in RULES.values():
        raise UnknownName(f"There is no rule {asked!r}; there are {', '.join(rules)}.")
    return found[-1] if found else asked
