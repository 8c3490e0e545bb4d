"""Several kinds of evidence that two reports tell of one event, weighed together: learnt on some events, judged on others.

Weights and threshold come from events that the judged pairs do not belong to (five folds over events), so that nothing is
chosen on what it is measured by. Reports are then laid together by average linkage of the chances of their pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]

Table = np.ndarray
FOLDS = 5
RIDGE = 0.1
LEVELS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
LEAD_WORDS = 80
NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w'’-]+")


def lay_out_features(tables: Sequence[Table], days: Sequence[int | None]) -> Table:
    """Give the features of all pairs (reports × reports × features): the tables, the root of the first, days apart."""
    known = np.array([np.nan if d is None else d for d in days], dtype=float)
    gap = np.abs(known[:, None] - known[None, :])
    gap = np.log1p(np.where(np.isfinite(gap), gap, 30.0))
    stacked = np.stack([*tables, np.sqrt(np.maximum(tables[0], 0)), gap], axis=2).astype(float)
    features: Table = (stacked - stacked.mean((0, 1))) / np.maximum(stacked.std((0, 1)), 1e-9)
    return features


def judge_folds(features: Table, events: Sequence[object], seed: int) -> tuple[float, float, float]:
    """Give precision, recall and F1 over the pairs of held-out events; pairs that lie across two folds count half in each."""
    names = sorted({str(e) for e in events})
    order = np.random.default_rng(seed).permutation(len(names))
    fold_of = {names[n]: k % FOLDS for k, n in enumerate(order)}
    fold = np.array([fold_of[str(e)] for e in events])
    same = np.array([[a == b for b in events] for a in events])
    upper = np.triu_indices(len(events), 1)
    found = right = true = 0.0
    for k in range(FOLDS):
        learnt = np.flatnonzero(fold != k)
        chances = _chances(features, _learn(features, same, learnt))
        level = max(LEVELS, key=lambda t: _f1(_lay_together(chances, learnt, t), same[np.ix_(learnt, learnt)]))
        together = _lay_together(chances, np.arange(len(events)), level)
        held = (fold[:, None] == k).astype(float) + (fold[None, :] == k)
        weight = (held / 2)[upper]
        found += float((weight * together[upper]).sum())
        right += float((weight * (together & same)[upper]).sum())
        true += float((weight * same[upper]).sum())
    precision, recall = right / max(found, 1e-9), right / true
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _learn(features: Table, same: Table, kept: Table) -> Table:
    """Fit a logistic regression with a little ridge by Newton's method on the pairs of the kept reports."""
    upper = np.triu_indices(len(kept), 1)
    rows = features[np.ix_(kept, kept)][upper]
    rows = np.c_[rows, np.ones(len(rows))]
    told = same[np.ix_(kept, kept)][upper].astype(float)
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        weights += np.linalg.solve(curve, rows.T @ (told - chance) - RIDGE * weights)
    return weights


def _chances(features: Table, weights: Table) -> Table:
    chances: Table = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    return chances


def _lay_together(chances: Table, kept: Table, level: float) -> Table:
    """Give which of the kept reports are laid together."""
    apart = 1 - chances[np.ix_(kept, kept)]
    np.fill_diagonal(apart, 0)
    group = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - level, "distance")
    together: Table = group[:, None] == group[None, :]
    return together


def _f1(together: Table, same: Table) -> float:
    upper = np.triu_indices(len(same), 1)
    right = (together & same)[upper].sum()
    return float(2 * right / max(1, together[upper].sum() + same[upper].sum()))
