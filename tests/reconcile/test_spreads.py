"""Spreads under every rule: only current figures enter, unknown is never 0, each rests on claims."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.reconcile.spreads import RULES
from counterclaim.records.story import Spread
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_report

RED, BLUE = make_actor("Red Front", side="Red Front"), make_actor("Blue Army", side="Blue Army")
HOSPITAL = make_actor("City hospital")
HERE: dict[str, Any] = {
    "place": "Zenda",
    "period": "2026-03-01",
    "side": "Blue Army",
    "people": "soldiers",
    "actor": RED,
}


def spread(rule: str, *told: dict[str, Any]) -> tuple[Spread | None, list[str]]:
    claims, reports = [], []
    for n, facts in enumerate(told):
        facts = {**HERE, **facts}
        reports.append(make_report(str(n), outlet=f"Outlet {n}", published=f"2026-03-{facts.pop('on', '01')}"))
        claims.append(make_claim(report=reports[-1], start=n * 10, **facts))
    found = [s for s in reconcile(group(claims, reports), claims, reports).spreads if s.rule == rule]
    assert len(found) <= 1
    return (found[0] if found else None), [c.id for c in claims]


OWN, ENEMY, NEUTRAL = {"low": 12, "claimant": BLUE}, {"low": 55, "claimant": RED}, {"low": 20, "claimant": HOSPITAL}
MONITOR = {"low": 20, "claimant": "Monitor"}
CASES = [
    ("ucdp-like/1", [OWN, ENEMY], (12, 12, 55), [0, 1]),
    ("ucdp-like/1", [OWN, ENEMY, NEUTRAL], (12, 20, 55), [0, 1, 2]),
    ("ucdp-like/1", [ENEMY], (55, 55, 55), [0]),
    ("ucdp-like/1", [{"bound": "vague", "claimant": HOSPITAL}], (None, None, None), [0]),
    ("acled-like/1", [OWN, ENEMY], (None, 12, None), [0]),
    ("acled-like/1", [{"bound": "vague", "claimant": HOSPITAL}], (None, None, None), [0]),
    ("min-max/1", [OWN, ENEMY, NEUTRAL], (12, None, 55), [0, 1, 2]),
    ("min-max/1", [{"low": 9, "bound": "at least", "claimant": HOSPITAL}], (9, None, 9), [0]),
    ("min-max/1", [{"high": 20, "bound": "at most", "claimant": HOSPITAL}], (20, None, 20), [0]),
    ("min-max/1", [{"low": 16, "high": 18, "bound": "between", "claimant": HOSPITAL}], (16, None, 18), [0]),
    ("min-max/1", [{"low": 5, "claimant": HOSPITAL}, {"low": 9, "claimant": HOSPITAL, "on": "03"}], (9, None, 9), [1]),
    ("majority/1", [NEUTRAL, MONITOR, {"low": 9, "claimant": "Clinic"}, ENEMY], (None, 20, None), [0, 1]),
    ("majority/1", [NEUTRAL, {"low": 9, "claimant": "Monitor"}], (None, None, None), [0, 1]),
    ("min-max/1", [{"low": 0, "claimant": HOSPITAL}], (0, None, 0), [0]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "told", "expected", "rests"), CASES)
def test_spread(rule: str, told: list[dict[str, Any]], expected: tuple[Any, Any, Any], rests: list[int]) -> None:
    found, ids = spread(rule, *told)
    assert found
    assert (found.low, found.best, found.high) == expected
    assert set(found.claim_ids) == {ids[n] for n in rests}


def test_dozens_are_twelve_for_one_rule_only() -> None:
    report = make_report("r")
    claim = make_claim(report=report, bound="vague", claimant=HOSPITAL, people="soldiers", place="Zenda")
    from dataclasses import replace

    assert claim.quantity
    claim = replace(claim, quantity=replace(claim.quantity, span=replace(claim.quantity.span, text="dozens")))
    found = {s.rule: s for s in reconcile(group([claim], [report]), [claim], [report]).spreads}
    assert found["acled-like/1"].best == 12
    assert found["min-max/1"].low is None
    assert found["ucdp-like/1"].best is None


def test_house_conventions_add_a_rule_and_change_no_other() -> None:
    from dataclasses import replace

    from counterclaim.tables.conventions import Convention

    report = make_report("r")
    claim = make_claim(report=report, bound="vague", claimant=HOSPITAL, people="soldiers", place="Zenda")
    assert claim.quantity
    claim = replace(claim, quantity=replace(claim.quantity, span=replace(claim.quantity.span, text="several")))
    resolution = group([claim], [report])
    plain = reconcile(resolution, [claim], [report]).spreads
    house = reconcile(
        resolution, [claim], [report], house=[Convention("desk", "our desk", {"several": (3, 9)})]
    ).spreads
    (added,) = [s for s in house if s not in plain]
    assert set(plain) < set(house)
    assert (added.rule, added.low, added.best, added.high) == ("house/desk", 3, None, 9)
    assert "our desk" in added.note


@pytest.mark.parametrize("rule", ["ucdp-like/1", "acled-like/1"])
def test_rules_for_deaths_count_no_injured(rule: str) -> None:
    assert spread(rule, {"kind": "INJURE", "low": 9})[0] is None
    assert spread("min-max/1", {"kind": "INJURE", "low": 9})[0] is not None


def test_relayed_figures_do_not_enter() -> None:
    found, _ = spread("min-max/1", OWN, {"low": 400, "claimant": BLUE, "chain": (RED,)})
    assert found
    assert (found.low, found.high) == (12, 12)


def test_copies_of_a_text_are_one_voice_for_the_majority() -> None:
    text = (
        "Nine soldiers were killed at the northern gate of the old town on Sunday as the column withdrew in the rain."
    )
    reports = [make_report(text, outlet=name) for name in ("One", "Two", "Three")]
    claims = [make_claim(report=r, low=9, claimant=r.outlet.name, **HERE) for r in reports if r.outlet]
    found = {s.rule: s for s in reconcile(group(claims, reports), claims, reports).spreads}
    assert found["majority/1"].best is None


def test_the_research_view_lies_between_own_and_enemy_claims() -> None:
    found, ids = spread("bias-adjusted/1", OWN, ENEMY)
    assert found
    assert found.low is not None
    assert found.best is not None
    assert found.high is not None
    assert 12 < found.low < found.best < found.high < 55
    assert set(found.claim_ids) == set(ids)
    assert spread("bias-adjusted/1", ENEMY)[0] is None
    assert spread("bias-adjusted/1", {**OWN, "people": "civilians"}, {**ENEMY, "people": "civilians"})[0] is None


def test_every_rule_has_a_version_a_case_and_words_of_its_own() -> None:
    assert all(name.rpartition("/")[2].isdigit() for name in RULES)
    assert {rule for rule, *_ in CASES} == set(RULES)
    words = [rule.__doc__ for rule in RULES.values()]
    assert all(words)
    assert len(set(words)) == len(words)
