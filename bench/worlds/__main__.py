"""Make a world, resolve and reconcile it, print how near it comes.

python -m bench.worlds [--claims N] [--seed N] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from random import Random

from bench.worlds.score import score_contradictions, score_incidents, score_questions, score_relations
from bench.worlds.telling import Chapter, write_chapters
from bench.worlds.truth import make_countries, make_happenings, make_series, make_totals
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.resolve.group import group

CLAIMS_PER_HAPPENING = 14


def make_world(seed: int, claims: int) -> list[Chapter]:
    """Give the reports of a world with about so many claims; the same seed gives the same world."""
    random = Random(seed)
    happenings = max(10, claims // CLAIMS_PER_HAPPENING)
    countries = make_countries(random, max(2, happenings // 400))
    days = 90
    stories = [(h, make_series(random, h)) for h in make_happenings(random, countries, happenings, days)]
    totals = {country.code: list(make_totals(random, country, days)) for country in countries}
    return list(write_chapters(random, stories, totals))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chapters = make_world(options.seed, options.claims)
    reports = [c.report for c in chapters]
    claims = [claim for c in chapters for claim in c.claims]
    labels = [label for c in chapters for label in c.labels]
    begun = time.perf_counter()
    resolution = group(claims, reports)
    resolved = time.perf_counter()
    reconciliation = reconcile(resolution, claims, reports)
    done = time.perf_counter()
    result = {
        "reports": len(reports),
        "claims": len(claims),
        "incidents": score_incidents(labels, resolution),
        "questions": score_questions(labels, resolution),
        "relations": score_relations(labels, reconciliation),
        "contradictions": score_contradictions(labels, reconciliation),
        "offered": len(resolution.offered),
        "seconds": {"resolve": resolved - begun, "reconcile": done - resolved},
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if options.json:
        print(json.dumps(result, sort_keys=True))
        return
    for name, value in result.items():
        shown = ", ".join(f"{k} {v:.4g}" for k, v in value.items()) if isinstance(value, dict) else f"{value:.6g}"
        print(f"{name:15} {shown}")


if __name__ == "__main__":
    main()
