"""Millions of small objects that live long: the collector of cycles must not stop every page to look at them all."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEVER = 1_000_000_000


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep Python from looking at all objects, with every thread stopped, while a block makes very many that last."""
    first, second, third = gc.get_threshold()
    gc.set_threshold(first, second, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(first, second, third)


def settle() -> None:
    """Have what was made until now looked at no more; it goes as ever once nothing refers to it, cycles aside."""
    gc.freeze()
