"""Marks in the text of a report: every span where it stands, none twice, private names withheld, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.desk.marking import cut_passages, cut_windows
from counterclaim.publish.lookup import Lookup
from tests.golden.renew import load_story

STORY = load_story()
LOOKUP = Lookup.of(STORY)


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 40))
def test_windows_hold_every_character_once(text: str, longest: int) -> None:
    windows = cut_windows(text, longest)
    assert "".join(text[start:end] for start, end in windows) == text
    assert all(end - start <= longest for start, end in windows)


@pytest.mark.parametrize("report", STORY.reports, ids=lambda r: r.id)
def test_passages_hold_the_whole_text_with_every_claim(report) -> None:
    claims = [claim for claim in STORY.claims if claim.statement.report_id == report.id]
    passages = list(cut_passages(LOOKUP, report, claims, (0, len(report.text))))
    shown = " ".join("".join(piece.text for piece in passage.pieces) for passage in passages)
    hidden = LOOKUP.masks.hide(report.text, report.id)
    assert "".join(shown.split()) == "".join(hidden.split())
    assert sorted(c.id for p in passages for c in p.claims) == sorted(c.id for c in claims)
    marked = {piece.role for passage in passages for piece in passage.pieces} - {""}
    assert not claims or {"trigger"} <= marked


def test_private_names_are_marked_as_withheld() -> None:
    names = [
        piece.text
        for report in STORY.reports
        for passage in cut_passages(LOOKUP, report, [], (0, len(report.text)))
        for piece in passage.pieces
        if piece.role == "withheld"
    ]
    assert names
    assert set(names) == {"[name withheld]"}
