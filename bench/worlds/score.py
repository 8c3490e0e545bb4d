"""How near a resolution and reconciliation come to the truth: clusters, relations, contradictions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from bench.worlds.telling import Label
from counterclaim.records.story import Reconciliation, Relation, Resolution


def score_clusters(truth: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Give B³ precision, recall and F1 (Bagga and Baldwin 1998), and the share of found clusters that mix truths.

    A claim that was put into no cluster stands alone.
    """
    of_truth: dict[str, set[str]] = defaultdict(set)
    of_found: dict[str, set[str]] = defaultdict(set)
    for claim, name in truth.items():
        of_truth[name].add(claim)
        of_found[found.get(claim, claim)].add(claim)
    precision = recall = 0.0
    for cluster in of_found.values():
        shared = Counter(truth[claim] for claim in cluster)
        precision += sum(n * n for n in shared.values()) / len(cluster)
    for cluster in of_truth.values():
        shared = Counter(found.get(claim, claim) for claim in cluster)
        recall += sum(n * n for n in shared.values()) / len(cluster)
    precision, recall = precision / len(truth), recall / len(truth)
    mixed = sum(len({truth[c] for c in cluster}) > 1 for cluster in of_found.values())
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "mixed": mixed / len(of_found),
    }


def score_incidents(labels: Iterable[Label], resolution: Resolution) -> dict[str, float]:
    """Score incidents over all claims; a total that truly belongs to none is a truth of its own."""
    truth = {k.claim_id: k.incident or f"none/{k.claim_id}" for k in labels}
    return score_clusters(truth, {c: i.id for i in resolution.incidents for c in i.claim_ids})


def score_questions(labels: Iterable[Label], resolution: Resolution) -> dict[str, float]:
    """Score questions over all claims that count something."""
    truth = {k.claim_id: k.question for k in labels if k.question}
    return score_clusters(truth, {c: q.id for q in resolution.questions for c in q.claim_ids})


def score_relations(labels: Iterable[Label], reconciliation: Reconciliation) -> dict[str, float]:
    """Give the share of changes of a claimant's number whose relation is found, over all changes that were reported.

    A change is found when the first report of the new number is related to one of the number before it, as superseding
    (higher) or correcting (lower, with words).
    """
    by_claim = {k.claim_id: k for k in labels if k.number is not None}
    entries = {
        claim: entry
        for tally in reconciliation.tallies
        for entry in tally.entries
        for claim in (entry.claim_id, *entry.copies)
    }
    changes: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim_id, label in by_claim.items():
        if not label.misprinted and label.number is not None:
            changes[(label.question or "", label.claimant or "")][label.number].append(claim_id)
    right = total = 0
    for numbers in changes.values():
        up = sorted(n for n, ids in numbers.items() if not any(by_claim[i].corrected for i in ids))
        down = [n for n, ids in numbers.items() if any(by_claim[i].corrected for i in ids)]
        steps = [(a, b, Relation.SUPERSEDES) for a, b in pairwise(up)]
        steps += [(up[-1], n, Relation.CORRECTS) for n in down if up]
        for before, after, relation in steps:
            total += 1
            right += any(
                entries[i].relation is relation
                and entries[i].to in by_claim
                and by_claim[entries[i].to or ""].number == before
                for i in numbers[after]
                if i in entries
            )
    return {"found": right / total if total else 1.0, "changes": float(total)}


def score_contradictions(labels: Iterable[Label], reconciliation: Reconciliation) -> dict[str, float]:
    """Give precision and recall of contradictions over pairs of claimants on one question whose last numbers differ.

    True are pairs whose last reported numbers, told without "at least", were said of days at most one apart and differ.
    """
    by_claim = {k.claim_id: k for k in labels if k.question}
    entries = {e.claim_id: e for t in reconciliation.tallies for e in t.entries}
    copies = {c: e for t in reconciliation.tallies for e in t.entries for c in e.copies}
    last: dict[tuple[str, str], list[str]] = {}
    for claim_id, label in by_claim.items():
        entry = entries.get(claim_id) or copies.get(claim_id)
        if entry is None or not label.claimant or label.misprinted:
            continue
        key = (label.question or "", label.claimant)
        last.setdefault(key, []).append(claim_id)
    raise_to = {key: max(by_claim[c].number or 0 for c in ids) for key, ids in last.items()}
    found = set()
    for contradiction in reconciliation.contradictions:
        one, other = (by_claim.get(c) for c in contradiction.claim_ids)
        if one and other and contradiction.type == "number":
            same = one.question == other.question
            found.add(
                (
                    one.question if same else "false",
                    *sorted((one.claimant or "", other.claimant or "")),
                    contradiction.id if not same else "",
                )
            )
    wrong = sum(1 for f in found if f[0] == "false" or raise_to.get((f[0], f[1])) == raise_to.get((f[0], f[2])))
    return {"precision": 1 - wrong / len(found) if found else 1.0, "found": float(len(found))}
