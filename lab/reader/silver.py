"""Reports that a larger network annotated, for the shipped one to learn from: python -m lab.reader.silver --help.

The teacher's chances are kept, not its decisions (Hinton et al. 2015, "Distilling the knowledge in a neural network").
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch

from counterclaim.reading.decode import find_triggers
from counterclaim.reading.tokens import split_words

from . import data
from .batches import TRAITS, collate, role_batch
from .data import Document, Event, Sentence, Splitter, windows
from .model import Reader, mask_bias, shape_of
from .recase import Cases, read_muc

HERE = Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared" / "data"
WEIGHT = 0.5


def unread(news: Path, known: set[str], rng: random.Random) -> Iterator[Document]:
    """Give the documents of NEWS ({"id", "sentences"} a line) that share no sentence with `known`, in random order."""
    rows = data.lines_of(news)
    rng.shuffle(rows)
    for row in rows:
        if known.isdisjoint(row["sentences"]):
            yield Document(row["id"], [Sentence(t, w) for t in row["sentences"] if (w := split_words(t))])


def alternate(news: Iterator[Document], older: Iterator[Document]) -> Iterator[Document]:
    """Give four documents of the news, then an older one, and so on while both last; then what is left."""
    for document in news:
        yield document
        yield from islice(news, 3)
        yield from islice(older, 1)
    yield from older


@torch.no_grad()
def teach(document: Document, teacher: Reader, split: Splitter) -> None:
    """Fill in the chances of a document's sentences and the events that the teacher finds in them."""
    for window in windows(document, 110):
        batch = collate([window], split)
        low, top = teacher.encode(batch.ids, batch.cases, mask_bias(batch.mask))
        scores = teacher.triggers(top).float()
        pairs = []
        for p in batch.placed:
            if p.context:
                continue
            own = scores[0, [p.start + f for f in p.first]]
            p.sentence.weight = WEIGHT
            p.sentence.chances = own.softmax(-1).numpy().astype("float16")
            found = find_triggers(own.numpy())
            p.sentence.events = [Event(t.kind, (t.start, t.end), [], 0, 0, 1) for t in found]
            pairs += [(p, e, p.sentence.events) for e in p.sentence.events]
        if not pairs:
            continue
        rb = role_batch(pairs)
        roles, traits = teacher.read_roles(low[rb.row[:, None], rb.index], rb.marks, mask_bias(rb.mask), rb.at)
        for i, (p, event) in enumerate(rb.owners):
            one = roles[i, p.first].float().view(len(p.first), -1, 3).softmax(-1)
            event.role_chances = one.numpy().astype("float16")
            other = torch.cat([traits[i, where].float().softmax(-1) for where, _ in TRAITS])
            event.trait_chances = other.numpy().astype("float16")


def share(taught: list[Document], count: int, epoch: int) -> list[Document]:
    """Give the documents of one epoch: the next `count` of all, round and round."""
    since = epoch * count
    return [taught[i % len(taught)] for i in range(since, since + count)] if taught else []


def save(taught: list[Document], path: Path) -> None:
    """Write annotated documents as plain lists and tensors."""
    torch.save(
        [
            {
                "id": d.id,
                "sentences": [
                    {
                        "text": s.text,
                        "chances": torch.from_numpy(s.chances),
                        "events": [
                            {
                                "kind": e.kind,
                                "trigger": list(e.trigger),
                                "roles": torch.from_numpy(e.role_chances),
                                "traits": torch.from_numpy(e.trait_chances),
                            }
                            for e in s.events
                        ],
                    }
                    for s in d.sentences
                    if s.chances is not None
                ],
            }
            for d in taught
        ],
        path,
    )


def load(path: Path) -> list[Document]:
    """Read what `save` wrote."""
    return [
        Document(
            d["id"],
            [
                Sentence(
                    s["text"],
                    split_words(s["text"]),
                    [
                        Event(e["kind"], tuple(e["trigger"]), [], 0, 0, 1, e["roles"].numpy(), e["traits"].numpy())
                        for e in s["events"]
                    ],
                    WEIGHT,
                    s["chances"].numpy(),
                )
                for s in d["sentences"]
            ],
        )
        for d in torch.load(path, weights_only=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="the folder of the encoder that the teacher began as")
    parser.add_argument("--role-layers", type=int, default=2)
    parser.add_argument("--branch", type=int, default=10)
    parser.add_argument("--claims", type=Path, default=SHARED / "claims")
    parser.add_argument("--news", type=Path, default=SHARED / "news" / "voa.jsonl.gz")
    parser.add_argument("--muc", type=Path, default=SHARED / "incidents" / "muc34.tar.gz")
    parser.add_argument("--conll", type=Path, default=SHARED / "entities" / "voa.conll.gz", help="tells MUC's case")
    parser.add_argument("--documents", type=int, default=4000, help="how many in which the teacher finds an event")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bf16", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    split = Splitter(args.base / "tokenizer.json")
    known = {
        s.text
        for part in ("train", "dev")
        for d in data.load(args.claims / f"{part}.texts.jsonl", None)
        for s in d.sentences
    }
    teacher = Reader(shape_of(args.base), role_layers=args.role_layers, branch=args.branch)
    teacher.load_state_dict(torch.load(args.teacher, weights_only=True))
    teacher.eval()
    taught: list[Document] = []
    begun = time.time()
    rng = random.Random(args.seed)
    older = list(read_muc(args.muc, Cases(args.conll, split)))
    rng.shuffle(older)
    for document in alternate(unread(args.news, known, rng), iter(older)):
        if len(taught) == args.documents:
            break
        with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
            teach(document, teacher, split)
        if any(s.events for s in document.sentences):
            taught.append(document)
            if len(taught) % 250 == 0:
                print(f"{len(taught)} documents {time.time() - begun:.0f} s", flush=True)
    save(taught, args.out)


if __name__ == "__main__":
    main()
