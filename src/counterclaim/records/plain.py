"""Records to plain JSON values and back, by their type hints: what the ledger keeps and the tests compare.

What there is to do for a type is found out once: a ledger rebuilds hundreds of thousands of claims.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union

T = TypeVar("T")
Make = Callable[[Any], Any]

_ATOMS = frozenset((str, int, float, bool, types.NoneType))
_NONE: Mapping[type, Make] = types.MappingProxyType({})


def to_plain(value: Any, instead: Mapping[type, Make] = _NONE) -> Any:
    """Give a JSON value for a record; fields that hold their default are left out, so that rows stay small.

    `instead` makes the values of some types of record in another way.
    """
    kind: Any = type(value)  # mypy does not see that every type is hashable.
    if kind in _ATOMS:
        return value
    if kind in instead:
        return instead[kind](value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item, instead) for item in value]
    fields = _defaults(kind)
    if fields is not None:
        plain = {}
        for name, default in fields:
            item = getattr(value, name)
            if item is not default and item != default:
                plain[name] = to_plain(item, instead)
        return plain
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """Rebuild the record of type `kind` that `to_plain` wrote; records that stand in it already are kept.

    Raises KeyError or ValueError where the value does not fit.
    """
    anything: Any = kind  # mypy does not see that every type is hashable.
    return typing.cast("T", plain if plain is None else _maker(anything)(plain))


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, Any], ...] | None:
    """Give the fields of a record with their defaults, None for what is no record."""
    if not dataclasses.is_dataclass(kind):
        return None
    # A field without a default is compared with what no field holds, and so is always written.
    return tuple((f.name, f.default) for f in dataclasses.fields(kind))


@cache
def _maker(kind: Any) -> Make:
    """Give what rebuilds a value of this type from anything but None."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in inner if option is not types.NoneType]
        return _maker(options[0]) if len(options) == 1 else _keep
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        make_item = _maker(inner[0])
        return lambda plain: tuple([None if item is None else make_item(item) for item in plain])
    if origin is tuple:
        makers = tuple(map(_maker, inner))
        return lambda plain: tuple(
            None if item is None else make(item) for make, item in zip(makers, plain, strict=True)
        )
    if dataclasses.is_dataclass(kind):
        return _record_maker(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (datetime, date):
        return typing.cast("Make", kind.fromisoformat)
    return _keep


def _record_maker(kind: Any) -> Make:
    hints = typing.get_type_hints(kind)
    makers = {field.name: _maker(hints[field.name]) for field in dataclasses.fields(kind)}

    def make(plain: Any) -> Any:
        if isinstance(plain, kind):
            return plain
        return kind(**{name: None if item is None else makers[name](item) for name, item in plain.items()})

    return make


def _keep(plain: Any) -> Any:
    return plain
