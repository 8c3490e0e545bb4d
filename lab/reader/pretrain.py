"""Prepare the encoder on public-domain newswire: entity tags and parts of speech at once.

The corpus is the VOA part of the Groningen Meaning Bank (public domain); its tags are partly automatic.
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from counterclaim.reading.tokens import split_words

from .batches import collate
from .data import Document, Sentence, Splitter, shuffled_windows
from .model import Reader, load_base, mask_bias, shape_of

HERE = Path(__file__).resolve().parents[2]
IGNORE = -100


class Tagged(Sentence):
    """A sentence with one part of speech and one entity tag a word, in `tags`."""

    tags: list[tuple[str, str]]


def load_conll(path: Path) -> list[Document]:
    """Read tagged sentences, forty to a document, in file order."""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                rows.append(line.split())
                continue
            if rows:
                sentences.append(_sentence(rows))
                rows = []
    return [Document(str(i), sentences[i : i + 40]) for i in range(0, len(sentences), 40)]


def _sentence(rows: list[list[str]]) -> Sentence:
    text = ""
    tags: list[tuple[str, str]] = []
    for row in rows:
        text += (" " if text else "") + row[0]
        for n, _ in enumerate(split_words(row[0])):
            entity = row[-1]
            tags.append((row[1], "I" + entity[1:] if n and entity != "O" else entity))
    sentence = Tagged(text, split_words(text))
    sentence.tags = tags if len(tags) == len(sentence.words) else []
    return sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE.parent / "shared" / "data" / "entities" / "voa.conll.gz")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    documents = load_conll(args.corpus)
    speech = {t: i for i, t in enumerate(sorted({p for d in documents for s in d.sentences for p, _ in s.tags}))}
    entity = {t: i for i, t in enumerate(sorted({e for d in documents for s in d.sentences for _, e in s.tags}))}
    split = Splitter(args.base / "tokenizer.json")
    model = Reader(shape_of(args.base), role_layers=1)
    load_base(model, args.base)
    speech_head, entity_head = nn.Linear(model.shape.width, len(speech)), nn.Linear(model.shape.width, len(entity))
    extra = nn.ModuleList([speech_head, entity_head])
    body = [p for n, p in model.named_parameters() if n.split(".")[0] in ("positions", "types", "norm", "layers")]
    model.words.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.lr}, {"params": [*extra.parameters(), *model.cases.parameters()], "lr": 1e-3}],
        weight_decay=0.01,
    )
    groups = [g for _ in range(int(args.epochs + 0.999)) for g in _groups(documents, rng, args.batch)]
    groups = groups[: int(len(groups) * args.epochs / int(args.epochs + 0.999))]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, s / 100) * max(0.02, 1 - s / len(groups)))
    begun, sums = time.time(), [0.0, 0.0]
    for n, group in enumerate(groups):
        batch = collate(group, split)
        part = torch.full(batch.ids.shape, IGNORE)
        name = torch.full(batch.ids.shape, IGNORE)
        for p in batch.placed:
            for f, (s, e) in zip(p.first, getattr(p.sentence, "tags", []), strict=False):
                part[p.row, p.start + f], name[p.row, p.start + f] = speech[s], entity[e]
        hidden = (torch.rand(batch.ids.shape) < 0.05) & (batch.ids != split.ends[0]) & (batch.ids != split.ends[1])
        _, top = model.encode(batch.ids.masked_fill(hidden, split.mask), batch.cases, mask_bias(batch.mask))
        losses = [
            F.cross_entropy(speech_head(top).flatten(0, 1), part.flatten(), ignore_index=IGNORE),
            F.cross_entropy(entity_head(top).flatten(0, 1), name.flatten(), ignore_index=IGNORE),
        ]
        loss = 0.5 * losses[0] + losses[1]
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*model.parameters(), *extra.parameters()], 1.0)
        optimiser.step()
        schedule.step()
        sums = [a + float(b.detach()) for a, b in zip(sums, losses, strict=True)]
        if (n + 1) % 100 == 0:
            print(
                f"{n + 1}/{len(groups)} pos {sums[0] / 100:.3f} ner {sums[1] / 100:.3f} {time.time() - begun:.0f} s",
                flush=True,
            )
            sums = [0.0, 0.0]
            torch.save(_kept(model), args.out)
    torch.save(_kept(model), args.out)


def _groups(documents: list[Document], rng: random.Random, size: int) -> list[list]:
    order = shuffled_windows(documents, rng)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    return [g for g in groups if g]


def _kept(model: Reader) -> dict[str, torch.Tensor]:
    return {
        k: v
        for k, v in model.state_dict().items()
        if k.split(".")[0] in ("words", "positions", "types", "norm", "layers", "cases")
    }


if __name__ == "__main__":
    main()
