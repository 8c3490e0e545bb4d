"""Scores to spans: which words are triggers, and which words play which role for a trigger. Numbers in, positions out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.reading.labels import FLAGS, KINDS, ROLES, STATUSES

Scores = NDArray[np.float32]
# A role whose every word is outside with more than this log probability (0.55) has no span: the search is spared.
MOSTLY_OUTSIDE = -0.6


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words [start, end) of a sentence that name an event of a kind, with the model's probability for it."""

    start: int
    end: int
    kind: int
    probability: float


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words [start, end) that play a role for one trigger."""

    role: int
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Traits:
    """Status (index in STATUSES) with its probability, and the two flags."""

    status: int
    status_probability: float
    cumulative: bool
    violent: bool


def softmax(scores: Scores) -> Scores:
    """Give probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def find_triggers(scores: Scores, *, lean: float = 0.0) -> list[Trigger]:
    """Give the triggers of a sentence from its (words, 1 + 2 × kinds) scores, left to right.

    `lean` is added to the scores of every kind: above 0 more triggers are found, below 0 fewer. The kind of a trigger is
    the one with the largest summed probability over its words.
    """
    if not len(scores):
        return []
    leaned = scores.copy()
    leaned[:, 1:] += lean
    probability = softmax(leaned)
    tags = probability.argmax(axis=1)
    found = []
    at = 0
    while at < len(tags):
        if tags[at] == 0:
            at += 1
            continue
        kind = (int(tags[at]) - 1) // 2
        end = at + 1
        while end < len(tags) and tags[end] == 2 + 2 * kind:
            end += 1
        mass = probability[at:end, 1:].reshape(end - at, len(KINDS), 2).sum(axis=2)
        best = int(mass.mean(axis=0).argmax())
        found.append(Trigger(at, end, best, float(mass[:, best].mean())))
        at = end
    return found


def keep_likeliest(triggers: list[Trigger], most: int) -> list[Trigger]:
    """Give at most `most` triggers, the likeliest ones (ties to the left), left to right."""
    if len(triggers) <= most:
        return triggers
    return sorted(sorted(triggers, key=lambda t: (-t.probability, t.start))[:most], key=lambda t: t.start)


def find_roles(scores: Scores) -> list[RoleSpan]:
    """Give the role spans of one trigger from its sentence's (words, roles × 3) scores, by role, then left to right.

    The tags of a role are the most likely sequence in which a further word never follows an outside word.
    """
    # What `softmax` gives, tags first: with three of them at the end most of the time would go into tiny sums.
    by_tag = np.ascontiguousarray(scores.reshape(len(scores), len(ROLES), 3).transpose(2, 0, 1))
    shifted = np.exp(by_tag - np.maximum(np.maximum(by_tag[0], by_tag[1]), by_tag[2]))
    logs = np.log(shifted / (shifted[0] + shifted[1] + shifted[2]) + 1e-9)
    found = []
    for role in np.flatnonzero(logs[0].min(axis=0) <= MOSTLY_OUTSIDE).tolist():
        tags = best_tags(logs[:, :, role].T)
        at = 0
        while at < len(tags):
            if tags[at] == 0:
                at += 1
                continue
            end = at + 1
            while end < len(tags) and tags[end] == 2:
                end += 1
            found.append(RoleSpan(role, at, end, float(1 - np.add.reduce(np.exp(logs[0, at:end, role])) / (end - at))))
            at = end
    return found


def best_tags(logs: Scores) -> list[int]:
    """Give the most likely tags (0 outside, 1 first, 2 further) of (words, 3) log probabilities, 2 never after 0 or first."""
    rows: list[list[float]] = logs.tolist()
    outside, first, further = rows[0][0], rows[0][1], -math.inf
    back: list[tuple[int, int]] = []
    for to_outside, to_first, to_further in rows[1:]:
        inside, value = (1, first) if first >= further else (2, further)
        if outside >= value:
            back.append((0, inside))
            first = outside + to_first
            outside += to_outside
        else:
            back.append((inside, inside))
            first, outside = value + to_first, value + to_outside
        further = value + to_further
    tag = max(((outside, 0), (first, 1), (further, 2)), key=lambda x: (x[0], -x[1]))[1]
    tags = [tag]
    for before_any, before_further in reversed(back):
        tag = before_further if tag == 2 else before_any
        tags.append(tag)
    return tags[::-1]


def find_traits(scores: Scores) -> Traits:
    """Give status and flags of one trigger from its trait scores."""
    status = softmax(scores[: len(STATUSES)])
    flags = scores[len(STATUSES) :].reshape(len(FLAGS), 2)
    best = int(status.argmax())
    return Traits(best, float(status[best]), bool(flags[0, 1] > flags[0, 0]), bool(flags[1, 1] >= flags[1, 0]))


def calibrate(probability: float, calibration: tuple[float, float]) -> float:
    """Give how often a trigger of such a probability is right, to two decimals (Platt scaling: slope and intercept of the
    log odds)."""
    slope, intercept = calibration
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return round(1 / (1 + math.exp(-(slope * math.log(bounded / (1 - bounded)) + intercept))), 2)
