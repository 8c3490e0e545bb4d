"""Word shingles of a text and how far two texts share them: exact sets decide, a sampled sketch finds candidates."""

from __future__ import annotations

import re
from collections.abc import Set
from hashlib import blake2b

WIDTH = 5
SAMPLE = 8
"""A sketch keeps about one shingle in SAMPLE: enough to meet, cheap enough for a large ledger."""

_WORD = re.compile(r"\w+")


def shingle(text: str) -> frozenset[int]:
    """Give 64-bit digests of all runs of five words, case and punctuation apart; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    runs = {" ".join(words[i : i + WIDTH]) for i in range(max(1, len(words) - WIDTH + 1))}
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def sketch(shingles: Set[int], sample: int = SAMPLE) -> frozenset[int]:
    """Give the shingles whose digest is below the sampling bound, all of them where there are few.

    Sampling by a bound on the digest keeps the same shingles of every text, so that the overlap of two sketches
    estimates the overlap of the texts without bias (FracMinHash: Irber et al. 2022), also for a text cut short.
    """
    if len(shingles) <= 64:
        return frozenset(shingles)
    bound = (1 << 64) // sample
    return frozenset(s for s in shingles if s < bound)


def measure_jaccard(a: Set[int], b: Set[int]) -> float:
    """Give the share of all shingles of two texts that stand in both; 0 where either has none."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def measure_containment(a: Set[int], b: Set[int]) -> float:
    """Give the share of the smaller text's shingles that stand in the other; 0 where either has none."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0
