"""Where things are on the desk: links within one page become links between pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

T = TypeVar("T")
# The anchors of `publish.lookup.anchor_of` by their kind.
_ROOMS = {"claim": "/claims/", "question": "/questions/", "incident": "/incidents/", "report": "/reports/"}


@dataclasses.dataclass(frozen=True, slots=True)
class Addresses:
    """Makes links; a page of an earlier day leads to pages of that day."""

    as_of: date | None = None

    def to(self, path: str, **query: object) -> str:
        """Give the link to a path; empty values are left out."""
        asked = {name: str(value) for name, value in query.items() if value not in (None, "", False)}
        if self.as_of:
            asked.setdefault("as_of", self.as_of.isoformat())
        return f"{path}?{urlencode(asked)}" if asked else path

    def turn(self, path: str, query: Mapping[str, str], **changes: object) -> str:
        """Give the link to a path with a query that is changed in some places; None or "" takes a name out."""
        return self.to(path, **{**query, **changes})

    def resolve(self, href: str, here: Collection[str] = ()) -> str:
        """Give where a link within a page leads on the desk: it stays where `here` has its anchor."""
        kind, _, id = href[1:].partition("-")
        if not href.startswith("#") or href[1:] in here or kind not in _ROOMS:
            return href
        return self.to(_ROOMS[kind] + id)

    def aim(self, value: T, here: Collection[str] = ()) -> T:
        """Give a record of `publish` with every link in it resolved; what holds no link is given back as it is."""
        return cast("T", self._aim(value, here))

    def _aim(self, value: Any, here: Collection[str]) -> Any:  # Records of any kind, and tuples of them.
        if isinstance(value, tuple):
            aimed = tuple(self._aim(item, here) for item in value)
            return aimed if any(a is not b for a, b in zip(aimed, value, strict=True)) else value
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        changes: dict[str, Any] = {}
        for name in _names(type(value)):
            old = getattr(value, name)
            is_link = isinstance(old, str) and name.endswith("href")
            new = self.resolve(old, here) if is_link else self._aim(old, here)
            if new is not old:
                changes[name] = new
        return dataclasses.replace(value, **changes) if changes else value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
