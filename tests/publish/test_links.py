from __future__ import annotations

import pytest

from counterclaim.publish.links import link_claim
from tests.make import make_claim, make_report
from tests.publish.test_quotes import look_up

REPORT = make_report("", outlet="Post", published="2026-02-27")


@pytest.mark.parametrize(
    ("status", "low", "text"),
    [
        ("asserted", 297, "Ministry: 297 (Post, 27 Feb 2026)"),
        ("asserted", None, "Ministry (Post, 27 Feb 2026)"),
        ("negated", 297, "Ministry, denying it: 297 (Post, 27 Feb 2026)"),
        ("irrealis", 297, "Ministry, not as a fact: 297 (Post, 27 Feb 2026)"),
    ],
)
def test_a_link_never_gives_a_denied_figure_to_its_denier(status: str, low: int | None, text: str) -> None:
    claim = make_claim(report=REPORT, low=low, status=status, claimant="Ministry")
    assert link_claim(look_up(claim, reports=(REPORT,)), claim).text == text
