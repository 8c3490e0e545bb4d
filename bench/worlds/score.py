"""How near a resolution and reconciliation come to the truth: clusters, relations, contradictions, spreads.

Every function takes labels (what each claim is truly about) and the records that the product gives, so that any system
that gives clusters by claim id can be scored: see docs/worlds.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.worlds.telling import Label
from counterclaim.records.story import Reconciliation, Relation, Resolution, TallyEntry

Scores = dict[str, float]


def score_clusters(truth: Mapping[str, str], found: Mapping[str, str]) -> Scores:
    """Give B³ precision, recall and F1 (Bagga and Baldwin 1998), entity CEAF (Luo 2005, φ4), and the share of false merges.

    A claim that was put into no cluster stands alone. A false merge is a found cluster of two or more claims that holds
    claims of more than one truth; the share is of all found clusters of two or more.
    """
    of_truth: dict[str, set[str]] = defaultdict(set)
    of_found: dict[str, set[str]] = defaultdict(set)
    for claim, name in truth.items():
        of_truth[name].add(claim)
        of_found[found.get(claim, f"alone/{claim}")].add(claim)
    shared = Counter((truth[claim], name) for name, held in of_found.items() for claim in held)
    precision = sum(n * n / len(of_found[f]) for (_, f), n in shared.items()) / len(truth)
    recall = sum(n * n / len(of_truth[t]) for (t, _), n in shared.items()) / len(truth)
    alike = {(t, f): 2 * n / (len(of_truth[t]) + len(of_found[f])) for (t, f), n in shared.items()}
    best = _assign(alike)
    several = [held for held in of_found.values() if len(held) > 1]
    return {
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "ceaf": _f1(best / len(of_found), best / len(of_truth)),
        "false merges": sum(len({truth[c] for c in held}) > 1 for held in several) / max(1, len(several)),
    }


def score_incidents(labels: Iterable[Label], resolution: Resolution) -> Scores:
    """Score incidents over all claims; a total that truly belongs to none is a truth of its own."""
    truth = {k.claim_id: k.incident or f"none/{k.claim_id}" for k in labels}
    return score_clusters(truth, {c: i.id for i in resolution.incidents for c in i.claim_ids})


def score_questions(labels: Iterable[Label], resolution: Resolution) -> Scores:
    """Score questions over all claims that count something."""
    truth = {k.claim_id: k.question for k in labels if k.question}
    return score_clusters(truth, {c: q.id for q in resolution.questions for c in q.claim_ids})


def find_changes(labels: Iterable[Label]) -> list[tuple[Sequence[Label], Sequence[Label], Relation]]:
    """Give every change of a claimant's number that was reported: claims before, claims after, the true relation."""
    changes: dict[tuple[str, str], dict[int, list[Label]]] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        if label.number is not None and not label.misprinted:
            changes[(label.question or "", label.claimant or "")][label.number].append(label)
    steps = []
    for numbers in changes.values():
        up = sorted(n for n, held in numbers.items() if not any(k.corrected for k in held))
        down = [n for n, held in numbers.items() if any(k.corrected for k in held)]
        steps += [(numbers[a], numbers[b], Relation.SUPERSEDES) for a, b in pairwise(up)]
        # A correction of a number that no report had carried may still be higher than the last one that was.
        last = up[-1] if up else None
        steps += [
            (numbers[last], numbers[n], Relation.CORRECTS if n < last else Relation.SUPERSEDES)
            for n in down
            if last is not None and n != last
        ]
    return steps


def score_relations(labels: Sequence[Label], reconciliation: Reconciliation) -> Scores:
    """Give the share of changes of a claimant's number whose relation is found, over all changes that were reported.

    A change is found when the first report of the new number is related to one of the number before it, as superseding
    (higher) or correcting (lower, with words).
    """
    entries = list_entries(reconciliation)
    steps = find_changes(labels)
    right = sum(is_found(step, entries) for step in steps)
    return {"found": right / len(steps) if steps else 1.0, "changes": float(len(steps))}


def is_found(step: tuple[Sequence[Label], Sequence[Label], Relation], entries: Mapping[str, TallyEntry]) -> bool:
    """Say whether a claim after the change is related as it should be to a claim before it."""
    before, after, relation = step
    known = {k.claim_id for k in before}
    return any(
        entries[k.claim_id].relation is relation and entries[k.claim_id].to in known
        for k in after
        if k.claim_id in entries
    )


def find_clashes(labels: Iterable[Label]) -> set[tuple[str, frozenset[str]]]:
    """Give the pairs of claimants on one question that truly cannot both be right, by what each last had reported.

    The higher figure must be told at most a day after the lower one was last told, since counts may grow; one that has
    only grown since stands for its own day. "At least" excludes only lower figures. A number told once without "at
    least" is held without it.
    """
    said: dict[str, dict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        if label.question and label.claimant and label.day and not label.misprinted:
            said[label.question][label.claimant].append(label)
    clashes = set()
    for question, holders in said.items():
        last = {name: _keep_last(held) for name, held in holders.items()}
        for one, other in combinations(sorted(last), 2):
            low, high = sorted((one, other), key=lambda name: last[name][0].number or 0)
            number = last[low][0].number or 0
            stood = last[high] if any(k.corrected for k in holders[high]) else holders[high]
            above = [k for k in stood if (k.number or 0) > number]
            differ = number != last[high][0].number and not all(k.at_least for k in last[low])
            if differ and min(_days(above)) <= _next_day(max(_days(last[low]))):
                clashes.add((question, frozenset((one, other))))
    return clashes


def score_contradictions(labels: Sequence[Label], reconciliation: Reconciliation) -> Scores:
    """Give precision and recall of contradictions between figures, over pairs of claimants on one question.

    One that rests on a claim without a label (a misread figure), or joins two questions or one claimant, is wrong.
    """
    told = (c.claim_ids for c in reconciliation.contradictions if c.type == "number")
    return score_clashes(labels, ((ids[0], ids[1]) for ids in told))


def score_clashes(labels: Sequence[Label], pairs: Iterable[tuple[str, str]]) -> Scores:
    """Give precision and recall of pairs of claims that are said to contradict each other in a number."""
    by_claim = {k.claim_id: k for k in labels if k.question}
    true = find_clashes(labels)
    found: set[tuple[str, frozenset[str]]] = set()
    wrong = 0
    for a, b in pairs:
        one, other = by_claim.get(a), by_claim.get(b)
        pair = frozenset((one.claimant or "", other.claimant or "")) if one and other else frozenset()
        if one and other and one.question == other.question and (one.question or "", pair) in true:
            found.add((one.question or "", pair))
        else:
            wrong += 1
    return {
        "precision": len(found) / (len(found) + wrong) if found or wrong else 1.0,
        "recall": len(found) / len(true) if true else 1.0,
        "true": float(len(true)),
    }


def score_spreads(labels: Iterable[Label], truths: Mapping[str, int], reconciliation: Reconciliation) -> Scores:
    """Give the share of `bias-adjusted` intervals that hold the true count of the question most of their claims answer."""
    question_of = {k.claim_id: k.question for k in labels if k.question}
    covered = total = 0
    for spread in reconciliation.spreads:
        asked = Counter(q for c in spread.claim_ids if (q := question_of.get(c)))
        true = truths.get(asked.most_common(1)[0][0]) if asked else None
        if not spread.rule.startswith("bias-adjusted/") or true is None or spread.low is None or spread.high is None:
            continue
        total += 1
        covered += spread.low <= true <= spread.high
    return {"covered": covered / total if total else 1.0, "intervals": float(total)}


def list_entries(reconciliation: Reconciliation) -> dict[str, TallyEntry]:
    return {
        claim: entry
        for tally in reconciliation.tallies
        for entry in tally.entries
        for claim in (entry.claim_id, *entry.copies)
    }


def _assign(alike: Mapping[tuple[str, str], float]) -> float:
    """Give the greatest sum of similarities over one-to-one pairs of truths and clusters, component by component."""
    parts: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for t, f in alike:
        joined = {("t", t), ("f", f)}
        for node in list(joined):
            joined |= parts.get(node, set())
        for node in joined:
            parts[node] = joined
    total = 0.0
    for part in {id(p): p for p in parts.values()}.values():
        rows, columns = (sorted(name for side, name in part if side == s) for s in "tf")
        table = np.array([[alike.get((t, f), 0.0) for f in columns] for t in rows])
        chosen = linear_sum_assignment(table, maximize=True)
        total += float(table[chosen].sum())
    return total


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _keep_last(held: Sequence[Label]) -> list[Label]:
    """Give the claims of the number that was said last; of two of one day the correction, else the higher."""
    final = max(held, key=lambda k: (k.day or date.min, k.corrected, k.number or 0))
    return [k for k in held if k.number == final.number]


def _days(held: Iterable[Label]) -> list[date]:
    return [k.day for k in held if k.day]


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
