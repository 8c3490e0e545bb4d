"""Newswire that an earlier network annotated: more text for the next one to learn from (self-training)."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch

from counterclaim.reading.decode import find_roles, find_traits, find_triggers, softmax
from counterclaim.reading.tokens import split_words

from .batches import collate, role_batch
from .data import Document, Event, Sentence, Splitter, windows
from .model import Reader, mask_bias

# A sentence in which some word is a trigger with a probability between these teaches nothing: the teacher guesses there.
UNSURE = (0.3, 0.7)
WEIGHT = 0.5


def unread(news: Path, known: set[str], rng: random.Random) -> Iterator[Document]:
    """Give the documents of NEWS ({"id", "sentences"} a line) that share no sentence with `known`, in random order."""
    with gzip.open(news, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rng.shuffle(rows)
    for row in rows:
        if known.isdisjoint(row["sentences"]):
            yield Document(row["id"], [Sentence(t, w) for t in row["sentences"] if (w := split_words(t))])


def annotate(news: Iterator[Document], teacher: Reader, split: Splitter, count: int) -> list[Document]:
    """Give the first `count` documents in which the teacher finds an event, with its events."""
    taught: list[Document] = []
    for document in news:
        if len(taught) == count:
            break
        _teach(document, teacher, split)
        if any(s.events for s in document.sentences):
            taught.append(document)
    return taught


@torch.no_grad()
def _teach(document: Document, teacher: Reader, split: Splitter) -> None:
    """Fill in the events of a document's sentences; an unsure sentence weighs nothing."""
    teacher.eval()
    for window in windows(document, 100):
        batch = collate([window], split)
        low, top = teacher.encode(batch.ids, batch.cases, mask_bias(batch.mask))
        scores = teacher.triggers(top).float()
        pairs = []
        for p in batch.placed:
            if p.context:
                continue
            own = scores[0, [p.start + f for f in p.first]].numpy()
            likely = 1 - softmax(own)[:, 0]
            p.sentence.weight = 0.0 if ((likely > UNSURE[0]) & (likely < UNSURE[1])).any() else WEIGHT
            found = find_triggers(own)
            p.sentence.events = [Event(t.kind, (t.start, t.end), [], 0, 0, 1) for t in found]
            pairs += [(p, e, p.sentence.events) for e in p.sentence.events]
        if not pairs:
            continue
        rb = role_batch(pairs)
        roles, traits = teacher.read_roles(low[rb.row[:, None], rb.index], rb.marks, mask_bias(rb.mask), rb.at)
        for i, (p, event) in enumerate(rb.owners):
            event.roles = [(r.role, r.start, r.end) for r in find_roles(roles[i, p.first].float().numpy())]
            trait = find_traits(traits[i].float().numpy())
            event.status, event.cumulative, event.violent = trait.status, int(trait.cumulative), int(trait.violent)
