"""A shelf outside of memory: numbered things in a file without a name, which is gone when it is closed."""

from __future__ import annotations

import tempfile
import zlib
from array import array
from types import TracebackType
from typing import Generic, TypeVar

from counterclaim.records.packed import pack, unpack

T = TypeVar("T")

BUFFER = 1 << 20


class Shelf(Generic[T]):
    """Puts things away by number and gives them back. What another program could write is never read: the file has no name."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=BUFFER)  # noqa: SIM115
        self._starts: dict[int, int] = {}
        self._places = array("Q")
        self._end = 0

    def put(self, key: int, thing: T) -> None:
        """Put a thing away; a second one under the same number takes its place."""
        packed = zlib.compress(pack(thing), 1)
        self._file.seek(self._end)
        self._file.write(packed)
        self._starts[key] = len(self._places)
        self._places.extend((self._end, len(packed)))
        self._end += len(packed)

    def get(self, key: int) -> T:
        """Give a thing back; raises KeyError where there is none."""
        at = self._starts[key]
        self._file.seek(self._places[at])
        thing: T = unpack(zlib.decompress(self._file.read(self._places[at + 1])))
        return thing

    def close(self) -> None:
        """Let go of the file and all that is in it."""
        self._file.close()

    def __enter__(self) -> Shelf[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
