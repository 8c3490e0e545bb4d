"""Windows to tensors: padded pieces for the encoder, and one row per trigger for the role layers."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from counterclaim.reading.labels import KINDS, ROLES
from counterclaim.reading.neutral import neutralise
from counterclaim.tables.nations import nations

from .data import Event, Sentence, Splitter, Window

CLS, SEP = 101, 102
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
    """Lay windows side by side: [CLS] sentence sentence … [SEP], padded to the longest."""
    rows: list[tuple[list[int], list[int]]] = []
    placed: list[Placed] = []
    for row, window in enumerate(group):
        ids, cases = [CLS], [5]
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
        rows.append(([*ids, SEP], [*cases, 5]))
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    cases = torch.full((len(rows), longest), 5, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, (one, other) in enumerate(rows):
        ids[i, : len(one)] = torch.tensor(one)
        cases[i, : len(one)] = torch.tensor(other)
        mask[i, : len(one)] = True
    return Batch(ids, cases, mask, placed)


def trigger_targets(batch: Batch, *, with_context: bool = False) -> Tensor:
    """Give the trigger tag of each word's first piece, IGNORE elsewhere; context sentences count only when asked for."""
    gold = torch.full(batch.ids.shape, IGNORE, dtype=torch.long)
    for p in batch.placed:
        if p.context and not with_context:
            continue
        for f in p.first:
            gold[p.row, p.start + f] = 0
        for e in p.sentence.events:
            for n in range(*e.trigger):
                if n < len(p.first):
                    gold[p.row, p.start + p.first[n]] = 1 + 2 * e.kind + (n > e.trigger[0])
    return gold


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


def role_targets(batch: RoleBatch) -> Tensor:
    """Give (triggers, length, roles) tags at each word's first piece: 0 outside, 1 first word, 2 further; else IGNORE."""
    gold = torch.full((*batch.index.shape, len(ROLES)), IGNORE, dtype=torch.long)
    for i, (p, event) in enumerate(batch.owners):
        for f in p.first:
            gold[i, f] = 0
        for role, start, end in event.roles:
            for n in range(start, min(end, len(p.first))):
                gold[i, p.first[n], role] = 1 if n == start else 2
    return gold
