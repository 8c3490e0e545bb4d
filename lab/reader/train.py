"""Train the reading network: python -m lab.reader.train --help. Same seed, data and machine type: the same weights."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from bench.reading import load_scorer
from torch.nn import functional as F

from . import augment, silver
from .batches import TRAITS, collate, role_batch, role_targets, trait_targets, trigger_targets
from .data import Document, Splitter, load, shuffled_windows
from .evaluate import brief, read, score
from .model import Reader, copy_role_layers, load_base, mask_bias, shape_of

HERE = Path(__file__).resolve().parents[2]


def rate(step: int, total: int, warm: int) -> float:
    """Give the learning-rate factor: a short warm-up, then linear decay to a tenth of a hundredth."""
    return step / warm if step < warm else max(0.01, (total - step) / max(1, total - warm))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data" / "claims")
    parser.add_argument("--scorer", type=Path, default=HERE.parent / "shared" / "eval" / "score.py")
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with a published encoder: config, tensors, tokeniser"
    )
    parser.add_argument("--init", type=Path, help="a checkpoint to start from (pretrain.py)")
    parser.add_argument(
        "--extra", type=Path, nargs="*", default=[], help="further NAME.texts.jsonl files with NAME.jsonl beside them"
    )
    parser.add_argument(
        "--standoff", type=Path, nargs="*", default=[], help="annotations of reports of NEWS, with offsets for words"
    )
    parser.add_argument("--news", type=Path, default=HERE.parent / "shared" / "data" / "news" / "voa.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=8, help="windows of about 100 words in a step")
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--role-layers", type=int, default=2)
    parser.add_argument("--branch", type=int, default=4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument(
        "--swap", type=float, default=0.0, help="share of documents whose names are exchanged for others"
    )
    parser.add_argument(
        "--freeze",
        action="store_true",
        help="keep the word embeddings as they are: half of all weights, a fifth of the time",
    )
    parser.add_argument("--part", type=float, default=1.0, help="share of the training documents (learning curve)")
    parser.add_argument("--only", default="", help="pattern of training document ids")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16: half the time where the CPU has it")
    parser.add_argument(
        "--silver", type=Path, nargs="*", default=[], help="documents that a teacher annotated (silver.py)"
    )
    parser.add_argument("--taught", type=int, default=800, help="how many of them to learn from in each epoch")
    parser.add_argument("--every", type=int, default=2, help="measure on dev every so many epochs")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    split = Splitter(args.base / "tokenizer.json")
    documents = load(args.data / "train.texts.jsonl", args.data / "train.jsonl", wanted=args.only)
    aside = set((HERE / "lab" / "set_aside.txt").read_text().split())  # measured on by sides.jsonl, never trained on
    documents = [d for d in documents if d.id not in aside]
    rng.shuffle(documents)
    documents = documents[: round(args.part * len(documents))]
    for texts in args.extra:
        documents += load(texts, texts.with_name(texts.name.replace(".texts.jsonl", ".jsonl")))
    for offsets in args.standoff:
        documents += load(args.news, offsets, all_texts=False)
    dev = load(args.data / "dev.texts.jsonl", args.data / "dev.jsonl")
    read_by_hand = {d.id for d in documents}
    taught = list({d.id: d for path in args.silver for d in silver.load(path) if d.id not in read_by_hand}.values())
    rng.shuffle(taught)
    scorer = load_scorer(args.scorer)

    model = Reader(shape_of(args.base), role_layers=args.role_layers, branch=args.branch, dropout=args.dropout)
    load_base(model, args.base)
    if args.init:
        kept = {
            k: v
            for k, v in torch.load(args.init, weights_only=True).items()
            if k in model.state_dict() and v.shape == model.state_dict()[k].shape
        }
        fresh = not any(k.startswith("role_layers") for k in kept)
        model.load_state_dict(kept, strict=False)
        if fresh:
            copy_role_layers(model)
    heads = [
        p for n, p in model.named_parameters() if n.split(".")[0] in ("triggers", "roles", "traits", "mark", "cases")
    ]
    held = {id(p) for p in heads}
    model.words.weight.requires_grad_(not args.freeze)
    body = [p for p in model.parameters() if id(p) not in held and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.lr}, {"params": heads, "lr": args.head_lr}], weight_decay=0.01, fused=True
    )
    sample = [*documents, *taught[: args.taught]]
    steps = args.epochs * (len(shuffled_windows(sample, random.Random(0))) // args.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: rate(s, steps, max(1, steps // 20)))
    print(
        f"{len(documents)} documents, {sum(len(d.sentences) for d in documents)} sentences, "
        f"{len(taught)} documents of the teacher, about {steps} steps",
        flush=True,
    )

    begun = time.time()
    for epoch in range(args.epochs):
        model.train()
        lesson = [*documents, *silver.share(taught, args.taught, epoch)]
        chosen: list[Document] = [augment.swap_names(d, rng) if rng.random() < args.swap else d for d in lesson]
        order = shuffled_windows(chosen, rng)
        order = [
            w
            for i in range(0, len(order), 32 * args.batch)
            for w in sorted(order[i : i + 32 * args.batch], key=lambda w: sum(len(s.words) for s in w.sentences))
        ]
        groups = [order[i : i + args.batch] for i in range(0, len(order), args.batch)]
        rng.shuffle(groups)
        total = 0.0
        for group in groups:
            with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
                loss = step_loss(model, group, split)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} loss {total / len(groups):.4f} {time.time() - begun:.0f} s", flush=True)
        if (epoch + 1) % args.every == 0 or epoch + 1 == args.epochs:
            result = score(scorer, dev, args.data / "dev.jsonl", read(model, dev, split), args.out / "dev.jsonl")
            print(brief(result), flush=True)
            torch.save(model.state_dict(), args.out / "model.pt")
            (args.out / "result.json").write_text(
                json.dumps(
                    {
                        "args": {k: str(v) for k, v in vars(args).items()},
                        "epoch": epoch + 1,
                        "seconds": time.time() - begun,
                        "dev": result,
                    },
                    indent=1,
                )
            )


def step_loss(model: Reader, group: list, split: Splitter) -> torch.Tensor:
    """Give the loss of one batch of windows: triggers, then roles and traits of the annotated triggers."""
    batch = collate(group, split)
    low, top = model.encode(batch.ids, batch.cases, mask_bias(batch.mask))
    gold, weight = trigger_targets(batch)
    each = F.cross_entropy(model.triggers(model.drop(top)).flatten(0, 1), gold.flatten(0, 1), reduction="none")
    loss = (each * weight.flatten()).sum() / (weight > 0).sum().clamp(min=1) * 4
    pairs = [
        (p, e, p.sentence.events)
        for p in batch.placed
        if not p.context
        for e in p.sentence.events
        if e.trigger[1] <= len(p.first)
    ]
    pairs.sort(key=lambda x: x[0].size)
    third = -(-len(pairs) // 3) or 1
    for i in range(0, len(pairs), third):
        loss = loss + role_loss(model, low, pairs[i : i + third]) / len(pairs)
    return loss


def role_loss(model: Reader, low: torch.Tensor, pairs: list) -> torch.Tensor:
    """Give the summed loss of some triggers' roles and traits; sentences of like length go together to save padding."""
    rb = role_batch(pairs)
    roles, traits = model.read_roles(low[rb.row[:, None], rb.index], rb.marks, mask_bias(rb.mask), rb.at)
    gold, weight = role_targets(rb)
    own = torch.tensor([p.sentence.weight for p, _ in rb.owners])
    each = F.cross_entropy(roles.reshape(-1, 3), gold.view(-1, 3), reduction="none").view(gold.shape[:3])
    loss = 2 * (each.sum(2) * weight).sum(1)
    wanted = trait_targets(rb)
    for where, share in TRAITS:
        loss = loss + share * F.cross_entropy(traits[:, where], wanted[:, where], reduction="none")
    return (loss * own).sum()


if __name__ == "__main__":
    main()
