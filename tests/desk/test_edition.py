"""What an edition takes over from the one before is what would be found anew."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from counterclaim.desk.edition import Edition, make_edition
from counterclaim.desk.journal import Journal
from counterclaim.desk.keeper import Given, Keeper
from counterclaim.desk.preparing import prepare
from counterclaim.records.story import Verdict
from tests.ledger.world import judge

NOW = datetime(2026, 3, 3, tzinfo=UTC)
# Neither is compared by what it holds.
OPAQUE = ("memo", "recent", "lookup", "seconds", "made", "_claimants")


def look(keeper: Keeper, edition: Edition) -> dict[object, object]:
    prepare(keeper, Given(edition, Journal.of(edition.story.judgements), is_behind=False))
    return edition.memo


@pytest.mark.parametrize("verdict", [Verdict.GRADE, Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT])
def test_indexes_and_what_pages_found_are_those_of_an_edition_made_anew(verdict: Verdict, fresh: Path) -> None:
    with Keeper(str(fresh), patience_s=60) as keeper:
        keeper.prepare = partial(prepare, keeper)
        first = keeper.edition().edition
        claim = next(c for c in first.story.claims if c.id in first.incident_of)
        keeper.ledger.judge(judge(claim, verdict, at=NOW))
        second = keeper.edition().edition
        anew = make_edition(second.story, second.version)
        for field in fields(Edition):
            if field.name not in OPAQUE:
                assert getattr(second, field.name) == getattr(anew, field.name), field.name
        for field in fields(type(anew.lookup)):
            if field.name in OPAQUE:
                continue
            assert getattr(second.lookup, field.name) == getattr(anew.lookup, field.name), field.name
        taken = make_edition(second.story, second.version, before=first).memo
        found = look(keeper, anew)
        taken.pop("register", None)  # It has no content to compare; it is of the same claims, incidents and questions.
        assert {key: found.get(key) for key in taken} == taken
        expected = {"newest claims", "actors"} | (
            {"queue", "matrix"} if verdict in (Verdict.GRADE, Verdict.ACCEPT) else set()
        )
        assert verdict is Verdict.EDIT or expected <= taken.keys()
