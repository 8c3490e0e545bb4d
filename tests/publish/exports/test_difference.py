from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.publish.exports.dictionary import load_dictionary
from counterclaim.publish.exports.difference import State, compare, count_changes, pick_main
from counterclaim.publish.exports.forms import export
from counterclaim.publish.exports.order import Order
from counterclaim.records.story import Story
from tests.make import make_judgement, make_report
from tests.publish.exports.world import ARMY, SOUTH, kill, tell

FIRST = make_report(name="first", published="2026-02-27T08:00:00")
SECOND = make_report(name="second", published="2026-02-28T08:00:00")
FIGHTERS = {
    "side": SOUTH,
    "people": "fighters",
    "victim_status": "combatant",
    "claimant": ARMY,
    "scope_start": "2026-02-26",
}
EARLY = kill(274, report=FIRST, **FIGHTERS)
LATE = kill(297, report=SECOND, **FIGHTERS)


def state_of(story: Story, name: str = "a") -> State:
    files = export(story, "csv", Order("every rule", ""))
    return State.of(name, {file.name: file.data for file in files})


def changes(a: Story, b: Story) -> list[dict[str, object]]:
    return compare(state_of(a), state_of(b, "b")).plain_rows()


def test_the_same_state_has_no_changes() -> None:
    story = tell([EARLY, LATE], reports=[FIRST, SECOND])
    assert changes(story, story) == []


def test_a_new_report_explains_the_figure_that_it_changed() -> None:
    rows = changes(tell([EARLY], reports=[FIRST]), tell([EARLY, LATE], reports=[FIRST, SECOND]))
    (figure,) = [row for row in rows if row["what"] == "figure"]
    assert (figure["change"], figure["according_to"]) == ("changed", "Army of Northland")
    assert (figure["before"], figure["after"]) == ("274", "297")
    assert "supersedes an earlier figure" in str(figure["why"])
    assert "a report that was added: Outlet, 2026-02-28T08:00:00Z" in str(figure["why"])
    assert count_changes(rows)["report"] == 1
    assert {row["change"] for row in rows if row["what"] == "range"} == {"changed"}
    assert set(rows[0]) == {column.name for column in load_dictionary()["changes"]}


def test_a_decision_explains_what_it_changed() -> None:
    rejection = replace(make_judgement("reject", LATE.id), author="N. Coder", reason="another operation")
    before = tell([EARLY, LATE], reports=[FIRST, SECOND])
    after = tell([EARLY, LATE], reports=[FIRST, SECOND], judgements=(rejection,))
    rows = changes(before, after)
    (figure,) = [row for row in rows if row["what"] == "figure"]
    assert (figure["before"], figure["after"]) == ("297", "274")
    assert "N. Coder decided: reject (another operation)" in str(figure["why"])
    (decision,) = [row for row in rows if row["what"] == "judgement"]
    assert (decision["change"], decision["according_to"]) == ("added", "N. Coder")
    back = changes(after, before)
    assert any("was withdrawn" in str(row["why"]) for row in back if row["what"] == "figure")


def test_another_reading_is_a_change_of_the_claim_and_not_another_claim() -> None:
    again = replace(EARLY, id="other", victim_side=None, reading="r2")
    rows = changes(tell([EARLY], reports=[FIRST]), tell([again], reports=[FIRST]))
    (claim,) = [row for row in rows if row["what"] == "claim"]
    assert claim["change"] == "changed"
    assert (claim["before"], claim["after"]) == (f"victim_side: {SOUTH}", "victim_side: unknown")
    assert "read anew" in str(claim["why"])


@pytest.mark.parametrize("gone", [True, False])
def test_what_is_read_first_leaves_out_what_only_came_or_went(gone: bool) -> None:
    states = tell([EARLY], reports=[FIRST]), tell([EARLY, LATE], reports=[FIRST, SECOND])
    rows = changes(*(states[::-1] if gone else states))
    assert {row["what"] for row in pick_main(rows)} == {"report", "figure", "range"}
