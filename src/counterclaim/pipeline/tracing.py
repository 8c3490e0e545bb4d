"""From words, a figure or an id to the way it took through the ledger's reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counterclaim.errors import UnknownName
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.naming import SHORTEST, Register
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.tracing import Trace
from counterclaim.publish.tracing import trace as follow
from counterclaim.records.story import About

if TYPE_CHECKING:
    from counterclaim.ledger.view import View


def trace(view: View, asked: str, as_of: date | None = None) -> Trace:
    """Give the way of what was asked for in the reports published by `as_of`.

    Words come first; one word that none of the sentences hold may be the beginning of a claim's id. Raises UnknownName
    where nothing fits, with the nearest claims.
    """
    story = tell_story(view, as_of)
    lookup = Lookup.of(story)
    found = follow(lookup, asked)
    if not found.threads and not found.mentions and len(asked.split()) == 1 and len(asked) >= SHORTEST:
        found = follow(lookup, asked, Register(story).find(asked, (About.CLAIM,)).claim_ids)
    if not found.threads and not found.mentions:
        near = "".join(f"\n  near: {line}" for line in found.nearest)
        raise UnknownName(f"No sentence {lookup.sample} holds these words. Try fewer of them, or one figure.{near}")
    return found
