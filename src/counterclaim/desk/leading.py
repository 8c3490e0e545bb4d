"""Where a form leads back to: a page of this desk, never an address elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Response
from fastapi.responses import RedirectResponse

# What the last form said; the next one says it anew.
_SAID = frozenset({"done", "undo"})
LONGEST = 600


def lead(wanted: str, otherwise: str, said: Mapping[str, str]) -> Response:
    """Send a browser to the page that a form was sent from, with what was done; to `otherwise` where it names none."""
    return RedirectResponse(find_next(wanted, otherwise, said), 303)


def find_next(wanted: str, otherwise: str, said: Mapping[str, str]) -> str:
    """Give the address of a page of this desk with its query and what was done; one elsewhere is not followed."""
    parts = urlsplit(wanted if _is_ours(wanted) else otherwise)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in _SAID]
    address = f"{parts.path}?{urlencode([*query, *said.items()])}"
    return f"{address}#{parts.fragment}" if parts.fragment else address


def _is_ours(wanted: str) -> bool:
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or len(wanted) > LONGEST:
        return False
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return False
    return not parts.netloc and not parts.scheme and wanted.isprintable()
