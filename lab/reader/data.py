"""Annotated documents to training windows: words, pieces, triggers and roles with word positions."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.reading.labels import KINDS, ROLES, case_of
from counterclaim.reading.tokens import Stretch, split_words
from counterclaim.reading.windows import pack

KEYS = {
    "a": "actor",
    "o": "object",
    "n": "amount",
    "p": "place",
    "w": "time",
    "i": "means",
    "s": "speaker",
    "c": "cue",
    "via": "via",
}
STATUS = {"neg": 1, "irr": 2}

Chances = NDArray[np.float16]


@dataclass
class Event:
    """One annotated event with word positions in its sentence (half-open).

    A teacher's event has chances instead of decisions: `role_chances` (words, roles, 3), `trait_chances` (traits,).
    """

    kind: int
    trigger: tuple[int, int]
    roles: list[tuple[int, int, int]]
    status: int
    cumulative: int
    violent: int
    role_chances: Chances | None = None
    trait_chances: Chances | None = None


@dataclass
class Sentence:
    """A sentence as words, with its events; a teacher's has `chances` (words, trigger tags)."""

    text: str
    words: list[Stretch]
    events: list[Event] = field(default_factory=list)
    weight: float = 1.0
    chances: Chances | None = None


@dataclass
class Document:
    """Sentences of one text in order."""

    id: str
    sentences: list[Sentence]


def listed(value: str | list | None) -> list:
    """Give a value that may be one string, a list or missing as a list."""
    return [value] if isinstance(value, str) else list(value or [])


def occurrences(text: str, part: str | list[int]) -> list[tuple[int, int]]:
    """Give every place where a part stands, those on word boundaries only where there are any; a pair of offsets is a place."""
    if not isinstance(part, str):
        return [(part[0], part[1])] if 0 <= part[0] < part[1] <= len(text) else []
    found = [m.span() for m in re.finditer(re.escape(part), text)]
    whole = [
        (s, e)
        for s, e in found
        if not (s and text[s - 1].isalnum() and text[s].isalnum())
        and not (e < len(text) and text[e].isalnum() and text[e - 1].isalnum())
    ]
    return whole or found


def to_words(words: Sequence[Stretch], start: int, end: int) -> tuple[int, int] | None:
    """Give the half-open range of words that a stretch of characters covers."""
    inside = [i for i, w in enumerate(words) if w.start < end and w.end > start]
    return (inside[0], inside[-1] + 1) if inside else None


def place_event(text: str, words: Sequence[Stretch], plain: dict, taken: set[tuple[str, int]]) -> Event | None:
    """Find where an annotated event's spans stand; ties go to the free trigger, then to spans nearest to it."""
    spots = occurrences(text, plain["t"])
    free = [s for s in spots if (plain["k"], s[0]) not in taken] or spots
    if not free:
        return None
    anchors = [s for key in ("o", "a", "i") for part in listed(plain.get(key)) for s in occurrences(text, part)[:1]]
    trigger = (
        min(free, key=lambda s: (min((abs(s[0] - a[0]) for a in anchors), default=0), s))
        if len(free) > 1 and anchors
        else free[0]
    )
    taken.add((plain["k"], trigger[0]))
    where = to_words(words, *trigger)
    if where is None:
        return None
    roles = []
    objects: list[tuple[int, int]] = []
    for key in ("o", "a", "n", "p", "w", "i", "s", "c", "via"):
        for part in listed(plain.get(key)):
            found = occurrences(text, part)
            if not found:
                continue
            inside = [f for f in found if any(o[0] <= f[0] and f[1] <= o[1] for o in objects)] if key == "n" else []
            spot = min(
                inside or found,
                key=lambda f: (abs(f[0] - trigger[0]) if f[0] >= trigger[1] else abs(trigger[0] - f[1]), f),
            )
            if key == "o":
                objects.append(spot)
            at = to_words(words, *spot)
            if at:
                roles.append((ROLES.index(KEYS[key]), *at))
    return Event(
        KINDS.index(plain["k"]),
        where,
        roles,
        STATUS.get(plain.get("f"), 0),
        int(plain.get("m") == "cum"),
        int(plain.get("v", 1) != 0),
    )


def lines_of(path: Path) -> list[dict]:
    """Read a file of one JSON object a line, compressed or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def load(texts: Path, annotations: Path | None, *, wanted: str = "", all_texts: bool = True) -> list[Document]:
    """Read documents with their annotation lines, whose spans are words or pairs of offsets.

    `wanted` is a pattern that ids must match. Without `all_texts`, only documents with an annotation line come back;
    ValueError when one of them has no text.
    """
    lines: dict[tuple[str, int], list[dict]] = {}
    if annotations:
        lines = {(plain["d"], plain["s"]): plain["e"] for plain in lines_of(annotations)}
    touched = {document for document, _ in lines}
    documents = []
    for plain in lines_of(texts):
        if not re.search(wanted, plain["id"]) or not (all_texts or plain["id"] in touched):
            continue
        sentences = []
        for i, text in enumerate(plain["sentences"]):
            words = split_words(text)
            if not words:
                continue
            taken: set[tuple[str, int]] = set()
            events = [e for p in lines.get((plain["id"], i), ()) if (e := place_event(text, words, p, taken))]
            sentences.append(Sentence(text, words, events, plain.get("weight", 1.0)))
        documents.append(Document(plain["id"], sentences))
    if not all_texts and (missing := touched - {d.id for d in documents}):
        raise ValueError(f"{texts} lacks {', '.join(sorted(missing))}")
    return documents


@dataclass
class Pieces:
    """A sentence as word pieces: ids, cases, the position of each word's first piece."""

    ids: list[int]
    cases: list[int]
    first: list[int]


class Splitter:
    """Words to word pieces with a cache; `ends` are the pieces that open and close a window."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.ends: tuple[int, int] = tuple(self.tokenizer.encode("").ids)
        self.unknown: int = self.tokenizer.token_to_id("[UNK]")
        self.mask: int = self.tokenizer.token_to_id("<mask>") or self.tokenizer.token_to_id("[MASK]")
        self.cache: dict[str, list[int]] = {}

    def __call__(self, words: Sequence[str]) -> Pieces:
        ids: list[int] = []
        cases: list[int] = []
        first: list[int] = []
        for word in words:
            pieces = self.cache.get(word)
            if pieces is None:
                pieces = self.cache[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:16] or [
                    self.unknown
                ]
            first.append(len(ids))
            ids.extend(pieces)
            cases.extend([case_of(word)] * len(pieces))
        return Pieces(ids, cases, first)


@dataclass
class Window:
    """Consecutive sentences that pass the encoder together; the first `context` of them were read before."""

    sentences: list[Sentence]
    context: int


def windows(document: Document, budget: int, *, lead: int = 1) -> Iterator[Window]:
    """Pack sentences into windows of about `budget` words, as the product does."""
    for w in pack([len(s.words) for s in document.sentences], budget=budget, lead=lead):
        yield Window(document.sentences[w.since : w.until], w.at - w.since)


def shuffled_windows(
    documents: list[Document], rng: random.Random, low: int = 80, high: int = 200, *, lead: float = 0.6
) -> list[Window]:
    """Give all windows of all documents with random budgets, in random order; a share of `lead` has a leading sentence."""
    every = [w for d in documents for w in windows(d, rng.randint(low, high), lead=int(rng.random() < lead))]
    rng.shuffle(every)
    return every
