"""Records as bytes and back within one program: a few times quicker than pickle goes about frozen dataclasses by itself."""

from __future__ import annotations

import dataclasses
import io
import pickle
from collections.abc import Callable
from operator import attrgetter
from typing import Any

Reducer = Callable[[Any], Any]


class _Reducers(dict[type, Reducer]):
    """How each type is taken apart: a record into its fields, in order, anything else as pickle does it."""

    def __missing__(self, kind: type) -> Reducer:
        if issubclass(kind, type):
            raise KeyError(kind)  # A class goes by its name.
        self[kind] = reducer = _find_reducer(kind)
        return reducer


def _find_reducer(kind: type) -> Reducer:
    names = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    if not names:
        return lambda thing: thing.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
    read = attrgetter(*names)
    if len(names) == 1:
        return lambda record: (kind, (read(record),))
    return lambda record: (kind, read(record))


_REDUCERS = _Reducers()


def pack(thing: object) -> bytes:
    """Give bytes for records, and for whatever holds them, that `unpack` takes back; no other program's are to be trusted."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(thing)
    return file.getvalue()


def unpack(packed: bytes) -> Any:
    """Give back what `pack` was given, equal to it."""
    return pickle.loads(packed)
