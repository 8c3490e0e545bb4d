"""The codes of GED, ACLED and PLOVER for what claims tell: kind × condition → code or none, with the page it follows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind, Status
from counterclaim.records.world import Actor

_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
_ARMED_SECTORS = frozenset({"REB", "PRM", "UAF", "CRM"})


# "offered to mediate" is read as a mediation that was offered: the act itself has not happened.
_OFFERED = re.compile(r"\b(offer\w*|propos\w*|ready|readiness|willing\w*)\s+to\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Code:
    """One row of `mapping.tsv`. An empty code is none. `words` are looked for in trigger, means and actor (“jets”);
    `by` is what the actor is.
    """

    kind: Kind
    status: Status
    words: re.Pattern[str] | None
    by: str
    ged: str
    acled_event_type: str
    acled_sub_event_type: str
    plover_event: str
    plover_mode: str
    plover_context: str
    follows: str
    why: str


@cache
def load_mapping() -> Mapping[Kind, tuple[Code, ...]]:
    """Give the rows of the mapping by kind, in the order of the file: the first that fits a claim holds."""
    text = files(__package__).joinpath("mapping.tsv").read_text("utf-8")
    found: dict[Kind, list[Code]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        words = row.pop("words")
        code = Code(
            kind=Kind(row.pop("kind")),
            status=Status(row.pop("status")),
            words=_pattern(words.split("|")) if words else None,
            **row,
        )
        found.setdefault(code.kind, []).append(code)
    return {kind: tuple(codes) for kind, codes in found.items()}


def find_code(claim: Claim) -> Code | None:
    """Give the first row of the mapping that fits a claim, None where its kind or status has none.

    What a party only offers to do is no act: it takes the rows for what is planned.
    """
    statement = claim.statement
    words = " ".join(span.text for span in (statement.trigger, *statement.means, *statement.actor))
    status = statement.status
    if status is Status.ASSERTED and (offer := _OFFERED.search(statement.before)):
        status, words = Status.IRREALIS, f"{offer.group(1)} {words}"
    for code in load_mapping().get(statement.kind, ()):
        if (
            code.status is status
            and (code.words is None or code.words.search(words))
            and (not code.by or code.by == tell_force(mention.actor for mention in claim.actor))
        ):
            return code
    return None


def tell_force(actors: Iterable[Actor | None]) -> str:
    """Give "state" or "armed group" where every actor is one, "" where that is not known."""
    kinds = set()
    for actor in actors:
        sector = (actor.sector or "")[:3] if actor else ""
        kinds.add("state" if sector in _STATE_SECTORS else "armed group" if sector in _ARMED_SECTORS else "")
    return kinds.pop() if len(kinds) == 1 else ""


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{parts})\b", re.IGNORECASE)
