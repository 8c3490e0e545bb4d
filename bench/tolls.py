"""Measure how a belligerent's daily cumulative claims come back as tallies, on the files of the 2022 Ukraine–Russia War dataset.

python -m bench.tolls FOLDER

FOLDER holds russia_losses_personnel.json, russia_losses_equipment.json and russia_losses_equipment_correction.json. Every
day's number becomes a claim (people: losses, not killed); printed are, per column, the days, the tallies they come back
in (one is right), and the share of days whose relation is right: supersedes where the number rose, repeats where it
stood, corrects where the corrections file (told as words beside the number) or the series itself lowered it.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench.worlds.telling import digest
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import (
    Bound,
    Claim,
    Claimant,
    ClaimantBasis,
    Measure,
    Quantity,
    Scope,
    VictimStatus,
    VictimValue,
)
from counterclaim.records.statement import Attribution, Kind, Statement, Status, Voice
from counterclaim.records.story import Relation
from counterclaim.records.text import Outlet, Report, Span
from counterclaim.records.world import Actor
from counterclaim.resolve.group import group

START = date(2022, 2, 24)
STAFF = Actor(digest("actor", "staff"), "General Staff of Ukraine", "Ukraine", "UKR", "MIL")
COLUMNS = (
    "personnel",
    "tank",
    "APC",
    "field artillery",
    "MRL",
    "aircraft",
    "helicopter",
    "drone",
    "naval ship",
    "cruise missiles",
)
WORDS = {Bound.ABOUT: "about ", Bound.MORE_THAN: "more than ", Bound.EXACT: ""}


def make_claim(report: Report, column: str, number: int, bound: Bound, *, corrected: bool) -> Claim:
    """Give the claim of one day's number; a day in the corrections file says so in words."""
    people = column == "personnel"
    unit = "persons" if people else column
    told = f"{number} after a correction" if corrected else str(number)
    sentence = f"The enemy has lost {WORDS[bound]}{told} {'people' if people else column} since 24 February 2022."
    statement = Statement(
        id=digest("statement", report.id, column),
        report_id=report.id,
        kind=Kind.KILL if people else Kind.DESTROY,
        status=Status.ASSERTED,
        confidence=1.0,
        evidence=Span(0, len(sentence), sentence),
        trigger=Span(14, 18, "lost"),
        source=Attribution(Voice.SPEAKER),
        cumulative=True,
    )
    high = number if bound in (Bound.EXACT, Bound.ABOUT) else None
    return Claim(
        id=digest("claim", statement.id),
        statement=statement,
        claimant=Claimant(STAFF.id, STAFF.name, ClaimantBasis.SPEAKER, STAFF),
        measure=Measure.LOSSES if people else Measure.DESTROYED,
        quantity=Quantity(Span(19, 19, str(number)), number, high, bound, unit, True),
        scope=Scope(start=START),
        victim_status=VictimStatus(VictimValue.COMBATANT, STAFF.name) if people else None,
        victim_side="Russia",
    )


def tell_relation(before: int | None, number: int, *, corrected: bool) -> Relation:
    """Give the relation that a day's number truly has to that of the day before."""
    if before is None:
        return Relation.FIRST
    if number == before:
        return Relation.REPEATS
    if number > before:
        return Relation.SUPERSEDES
    return Relation.CORRECTS if corrected else Relation.LOWER_UNEXPLAINED


def measure_column(rows: list[dict[str, object]], column: str, corrections: set[str]) -> tuple[int, int, float]:
    """Give days, tallies and the share of days whose relation is right."""
    claims, reports, wanted = [], [], {}
    before: int | None = None
    for row in rows:
        number = row.get(column)
        if not isinstance(number, int):
            continue
        day = str(row["date"])
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
        report = Report(digest("report", column, day), day, outlet=Outlet("General Staff"), published=moment)
        bound = {"about": Bound.ABOUT, "more": Bound.MORE_THAN}.get(str(row.get("personnel*")), Bound.EXACT)
        bound = bound if column == "personnel" else Bound.EXACT
        falls = before is not None and number < before
        claim = make_claim(report, column, number, bound, corrected=falls and day in corrections)
        wanted[claim.id] = tell_relation(before, number, corrected=day in corrections)
        claims.append(claim)
        reports.append(report)
        before = number
    found = reconcile(group(claims, reports), claims, reports)
    relations = {c: e.relation for t in found.tallies for e in t.entries for c in (e.claim_id, *e.copies)}
    right = sum(relations.get(c) is relation for c, relation in wanted.items())
    return len(claims), len(found.tallies), right / len(claims) if claims else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    people = json.loads((folder / "russia_losses_personnel.json").read_text())
    things = json.loads((folder / "russia_losses_equipment.json").read_text())
    corrected = json.loads((folder / "russia_losses_equipment_correction.json").read_text())
    begun = time.perf_counter()
    print(f"{'column':18} {'days':>6} {'tallies':>8} {'right':>8}")
    for column in COLUMNS:
        rows = people if column == "personnel" else things
        days = {str(row["date"]) for row in corrected if row.get(column)}
        counted, tallies, right = measure_column(sorted(rows, key=lambda r: str(r["date"])), column, days)
        print(f"{column:18} {counted:6} {tallies:8} {right:8.1%}")
    print(f"seconds {time.perf_counter() - begun:.1f}")


if __name__ == "__main__":
    main()
