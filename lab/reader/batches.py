"""Windows to tensors: padded pieces for the encoder, and one row per trigger for the role layers."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from counterclaim.reading.labels import FLAGS, KINDS, ROLES, STATUSES, TRIGGER_TAGS
from counterclaim.reading.neutral import neutralise
from counterclaim.tables.nations import nations

from .data import Event, Sentence, Splitter, Window

IGNORE = -100


@dataclass
class Placed:
    """A sentence in a batch: its row, where its pieces start there, each word's first piece, its own piece count."""

    sentence: Sentence
    row: int
    start: int
    first: list[int]
    size: int
    context: bool


@dataclass
class Batch:
    """Encoder input and where each sentence went."""

    ids: Tensor
    cases: Tensor
    mask: Tensor
    placed: list[Placed]


def collate(group: list[Window], split: Splitter) -> Batch:
    """Lay windows side by side, each between the pieces that open and close one, padded to the longest."""
    opens, closes = split.ends
    rows: list[tuple[list[int], list[int]]] = []
    placed: list[Placed] = []
    for row, window in enumerate(group):
        ids, cases = [opens], [5]
        shown = iter(neutralise([s.text[w.start : w.end] for s in window.sentences for w in s.words], nations()))
        for n, sentence in enumerate(window.sentences):
            pieces = split([next(shown) for _ in sentence.words])
            room = 500 - len(ids)
            if room <= 0:
                break
            placed.append(
                Placed(
                    sentence,
                    row,
                    len(ids),
                    [f for f in pieces.first if f < room],
                    min(room, len(pieces.ids)),
                    n < window.context,
                )
            )
            ids += pieces.ids[:room]
            cases += pieces.cases[:room]
        rows.append(([*ids, closes], [*cases, 5]))
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    cases = torch.full((len(rows), longest), 5, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, (one, other) in enumerate(rows):
        ids[i, : len(one)] = torch.tensor(one)
        cases[i, : len(one)] = torch.tensor(other)
        mask[i, : len(one)] = True
    return Batch(ids, cases, mask, placed)


def trigger_targets(batch: Batch) -> tuple[Tensor, Tensor]:
    """Give the chances of each trigger tag (rows, length, tags) and what each piece weighs (rows, length).

    Only the first pieces of words weigh anything, and none of a sentence that is there as context.
    """
    gold = torch.zeros(*batch.ids.shape, len(TRIGGER_TAGS))
    weight = torch.zeros(batch.ids.shape)
    for p in batch.placed:
        if p.context:
            continue
        at = p.start + torch.tensor(p.first, dtype=torch.long)
        weight[p.row, at] = p.sentence.weight
        if p.sentence.chances is not None:
            gold[p.row, at] = torch.from_numpy(p.sentence.chances[: len(at)]).float()
            continue
        tags = [0] * len(p.first)
        for e in p.sentence.events:
            for n in range(e.trigger[0], min(e.trigger[1], len(tags))):
                tags[n] = 1 + 2 * e.kind + (n > e.trigger[0])
        gold[p.row, at, torch.tensor(tags)] = 1.0
    return gold, weight


@dataclass
class RoleBatch:
    """One row per trigger: where its sentence stands in the encoder's output, marks, and targets."""

    row: Tensor
    index: Tensor
    mask: Tensor
    marks: Tensor
    at: Tensor
    owners: list[tuple[Placed, Event]]


def role_batch(pairs: list[tuple[Placed, Event, list[Event]]]) -> RoleBatch:
    """Lay out the sentences of (place, trigger, all triggers of the sentence)."""
    longest = max(p.size for p, _, _ in pairs)
    row = torch.tensor([p.row for p, _, _ in pairs])
    index = torch.zeros(len(pairs), longest, dtype=torch.long)
    mask = torch.zeros(len(pairs), longest, dtype=torch.bool)
    marks = torch.zeros(len(pairs), longest, dtype=torch.long)
    at = torch.zeros(len(pairs), dtype=torch.long)
    for i, (p, event, every) in enumerate(pairs):
        index[i, : p.size] = torch.arange(p.start, p.start + p.size)
        mask[i, : p.size] = True
        for e in [*every, event]:
            since = p.first[e.trigger[0]]
            until = p.first[e.trigger[1]] if e.trigger[1] < len(p.first) else p.size
            marks[i, since:until] = 1 + e.kind + (0 if e is event else len(KINDS))
        at[i] = p.first[event.trigger[0]]
    return RoleBatch(row, index, mask, marks, at, [(p, e) for p, e, _ in pairs])


def role_targets(batch: RoleBatch) -> tuple[Tensor, Tensor]:
    """Give chances (triggers, length, roles, 3) of outside, first word, further word, and what each piece weighs."""
    gold = torch.zeros(*batch.index.shape, len(ROLES), 3)
    weight = torch.zeros(batch.index.shape)
    for i, (p, event) in enumerate(batch.owners):
        at = torch.tensor(p.first, dtype=torch.long)
        weight[i, at] = 1.0 / len(p.first)
        if event.role_chances is not None:
            gold[i, at] = torch.from_numpy(event.role_chances[: len(at)]).float()
            continue
        gold[i, at, :, 0] = 1.0
        for role, start, end in event.roles:
            for n in range(start, min(end, len(p.first))):
                gold[i, p.first[n], role] = 0.0
                gold[i, p.first[n], role, 1 if n == start else 2] = 1.0
    return gold, weight


# Where each trait's scores stand among a trigger's traits, and what a trait weighs in the loss.
TRAITS = (
    (slice(0, len(STATUSES)), 0.3),
    *((slice(len(STATUSES) + 2 * i, len(STATUSES) + 2 * i + 2), 0.15) for i in range(len(FLAGS))),
)


def trait_targets(batch: RoleBatch) -> Tensor:
    """Give chances (triggers, traits) of status and flags."""
    gold = torch.zeros(len(batch.owners), TRAITS[-1][0].stop)
    for i, (_, event) in enumerate(batch.owners):
        if event.trait_chances is not None:
            gold[i] = torch.from_numpy(event.trait_chances).float()
            continue
        for (where, _), value in zip(TRAITS, (event.status, event.cumulative, event.violent), strict=True):
            gold[i, where.start + value] = 1.0
    return gold
