"""What was laid out last: drawings and lists that many pages of one edition would lay out again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V")
KEPT = 100


class Recent:
    """The `KEPT` things that were asked for last, by key. Safe to share between threads, which may make one thing twice."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._held: OrderedDict[object, Any] = OrderedDict()

    def find(self, key: object, make: Callable[[], V]) -> V:
        """Give what is held under this key, else what `make` gives, which is held from now on."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                held: V = self._held[key]
                return held
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._kept:
                self._held.popitem(last=False)
        return made
