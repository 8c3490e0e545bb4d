"""Records to plain JSON values and back, by their type hints: what the ledger keeps and the tests compare."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Give a JSON value for a record; fields that hold their default are left out, so that rows stay small."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {f.name: to_plain(item) for f, item in pairs if f.default is dataclasses.MISSING or item != f.default}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """Rebuild the record of type `kind` that `to_plain` wrote. Raises KeyError or ValueError where the value does not fit."""
    return typing.cast("T", _rebuild(kind, plain))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _rebuild(kind: Any, plain: Any) -> Any:
    if plain is None or kind is Any:
        return plain
    origin = typing.get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [k for k in typing.get_args(kind) if k is not type(None)]
        return _rebuild(options[0], plain) if len(options) == 1 else plain
    if origin is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_rebuild(inner[0], item) for item in plain)
        return tuple(_rebuild(k, item) for k, item in zip(inner, plain, strict=True))
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast("type", kind))  # a dataclass is a type; the stubs widen it
        return typing.cast("Any", kind)(**{name: _rebuild(hints[name], item) for name, item in plain.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind is datetime:
        return datetime.fromisoformat(plain)
    if kind is date:
        return date.fromisoformat(plain)
    return plain
