"""Read documents with the torch network and score them with the project's scorer, as annotation lines."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import partial
from pathlib import Path
from types import ModuleType

import torch

from counterclaim.reading.decode import find_roles, find_traits, find_triggers
from counterclaim.reading.labels import KINDS, ROLES

from .batches import collate, role_batch
from .data import KEYS, Document, Event, Sentence, Splitter, windows
from .model import Reader, mask_bias

SHORT = {name: key for key, name in KEYS.items()}


def words_of(sentence: Sentence, start: int, end: int) -> str:
    """Give words [start, end) of a sentence as they stand."""
    return sentence.text[sentence.words[start].start : sentence.words[end - 1].end]


@torch.no_grad()
def read(
    model: Reader, documents: list[Document], split: Splitter, *, budget: int = 100, lean: float = 0.0
) -> list[dict]:
    """Give annotation lines for documents, in the form of GUIDELINE.md."""
    model.eval()
    lines = []
    for document in documents:
        where = {id(s): i for i, s in enumerate(document.sentences)}
        for window in windows(document, budget):
            batch = collate([window], split)
            low, top = model.encode(batch.ids, batch.cases, mask_bias(batch.mask))
            scores = model.triggers(top)
            pairs = []
            chances = {}
            for p in batch.placed:
                if p.context:
                    continue
                found = find_triggers(scores[0, [p.start + f for f in p.first]].numpy(), lean=lean)
                events = [Event(t.kind, (t.start, t.end), [], 0, 0, 1) for t in found]
                pairs += [(p, e, events) for e in events]
                chances.update({id(e): t.probability for e, t in zip(events, found, strict=True)})
            if not pairs:
                continue
            rb = role_batch(pairs)
            roles, traits = model.read_roles(low[rb.row[:, None], rb.index], rb.marks, mask_bias(rb.mask), rb.at)
            by_sentence = defaultdict(list)
            for i, (p, e) in enumerate(rb.owners):
                s = p.sentence
                text = partial(words_of, s)
                plain: dict = {"k": KINDS[e.kind], "t": text(*e.trigger), "conf": round(chances[id(e)], 3)}
                for span in find_roles(roles[i, p.first].numpy()):
                    plain.setdefault(SHORT[ROLES[span.role]], []).append(text(span.start, span.end))
                trait = find_traits(traits[i].numpy())
                if trait.status:
                    plain["f"] = ("", "neg", "irr")[trait.status]
                if trait.cumulative:
                    plain["m"] = "cum"
                if not trait.violent:
                    plain["v"] = 0
                if isinstance(plain.get("via"), list):
                    plain["via"] = plain["via"][0]
                by_sentence[where[id(s)]].append(plain)
            lines += [{"d": document.id, "s": i, "e": events} for i, events in sorted(by_sentence.items())]
    return lines


def score(scorer: ModuleType, documents: list[Document], gold: Path, lines: list[dict], scratch: Path) -> dict:
    """Score annotation lines on newswire, modern text and all together."""
    texts = {d.id: [s.text for s in d.sentences] for d in documents}
    scratch.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines) or "\n", encoding="utf-8")
    gold_events, predicted = scorer.from_annotation(gold, texts_of(gold, texts)), scorer.from_annotation(scratch, texts)
    result = {}
    for name, pattern in (("newswire", "gmb-"), ("modern", "^(?!gmb-)")):
        chosen = {i: s for i, s in texts.items() if re.search(pattern, i)}
        if chosen:
            result[name] = scorer.score(chosen, gold_events, predicted)[0]
    return result


def texts_of(gold: Path, texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Give the texts that an annotation file needs (all documents it names)."""
    missing = {json.loads(x)["d"] for x in gold.read_text(encoding="utf-8").split("\n") if x.strip()} - texts.keys()
    if not missing:
        return texts
    beside = gold.with_name(gold.name.replace(".jsonl", ".texts.jsonl"))
    return {
        d["id"]: d["sentences"]
        for d in map(json.loads, filter(str.strip, beside.read_text(encoding="utf-8").split("\n")))
    }


def brief(result: dict) -> str:
    """Give the figures that matter in one line per part."""
    rows = []
    for part, r in result.items():
        cells = [
            f"{n} {r[n]['f1']}"
            for n in ("event", "role", "source", "figure", "claim", "irrealis", "negated", "cumulative")
        ]
        rows.append(
            f"{part}: " + "  ".join(cells) + f"  miscredited {r['miscredited']['figures']}/{r['miscredited']['of']}"
        )
    return "\n".join(rows)
