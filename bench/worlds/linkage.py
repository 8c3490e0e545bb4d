"""What Splink on DuckDB makes of the tellings of a world: the measurement of docs/decisions/007-linkage.md.

python -m bench.worlds.linkage [--claims 10000] [--seed 11]      (needs pip install splink==5.0.0)
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict

from bench.worlds.score import score_clusters
from bench.worlds.worlds import World, make_world
from counterclaim.records.claim import Claim
from counterclaim.resolve.counted import tell_who
from counterclaim.resolve.discourse import find_tellings
from counterclaim.resolve.facets import lay_out
from counterclaim.resolve.tellings import Telling

COLUMNS = ("place", "province", "day", "means", "target", "attacker", "victim", "figure", "clock", "killed")
THRESHOLDS = (0.5, 0.9, 0.99, 0.999)


def list_tellings(world: World) -> list[Telling]:
    """Give what each report tells of each incident, as the product parts it."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(world.claims, key=lambda c: c.id):
        by_report[claim.statement.report_id].append(claim)
    tellings = []
    for report in world.reports:
        facets = tell_who([lay_out(claim, report, report.id) for claim in by_report[report.id]])
        tellings += find_tellings([f for f in facets if f.speaks_of_incident])[0]
    return tellings


def lay_out_row(telling: Telling) -> dict[str, object]:
    """Give a telling as a record for linkage."""
    place = telling.spots[0] if telling.spots else None
    figures = sorted((key[0], told.claimant, told.value) for key, held in telling.figures.items() for told in held)
    killed = [value for measure, _, value in figures if measure == "killed"]
    return {
        "unique_id": telling.id,
        "place": place.id if place and place.where_prec <= 2 else None,
        "province": (place.admin1 or place.name) if place else None,
        "day": telling.period.start.isoformat() if telling.period else None,
        "published": min(telling.days).isoformat() if telling.days else None,
        "means": ",".join(sorted(telling.means)) or None,
        "target": ",".join(sorted(telling.targets)) or None,
        "attacker": ",".join(sorted(telling.perpetrators)) or None,
        "victim": ",".join(sorted(telling.victims)) or None,
        "clock": next(iter(telling.clocks), None),
        "figure": ":".join(map(str, figures[0])) if figures else None,
        "killed": killed[0] if killed else None,
    }


def main() -> None:
    import pyarrow
    import splink.comparison_library as comparisons
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    world = make_world(options.seed, options.claims)
    tellings = list_tellings(world)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=[
            block_on(a, b) for a in ("place", "province") for b in ("day", "published")
        ],
        comparisons=[comparisons.ExactMatch(column) for column in COLUMNS],
    )
    api = DuckDBAPI()
    begun = time.process_time()
    linker = Linker(api.register(pyarrow.Table.from_pylist([lay_out_row(t) for t in tellings])), settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("place", "day", "means")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("place", "day"))
    training.estimate_parameters_using_expectation_maximisation(block_on("means", "province", "attacker"))
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    truth = {k.claim_id: k.incident or f"none/{k.claim_id}" for k in world.labels}
    print(f"{len(tellings)} tellings of {len(world.reports)} reports")
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        home = {row["unique_id"]: row["cluster_id"] for row in clusters.as_record_list()}
        scores = score_clusters(truth, {f.id: home[t.id] for t in tellings for f in t.facets})
        print(threshold, {name: round(value, 4) for name, value in scores.items()})
    print(f"seconds of processor {time.process_time() - begun:.1f}")


if __name__ == "__main__":
    main()
