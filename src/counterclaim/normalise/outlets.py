"""Outlets of the tables by name or web domain, and the country in which an outlet is at home."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.normalise.words import key_words
from counterclaim.records.text import Report
from counterclaim.tables.load import OutletRow, load_domains, load_outlets

# Sold to anybody, whatever country they are of.
_ANYBODYS = frozenset({"co", "tv", "me", "io", "ai", "fm", "am", "cc", "ly", "to", "gg", "ws", "la", "cd", "st", "sh"})


_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?:[:/?#]|$)")


@cache
def find_outlet(name: str) -> OutletRow | None:
    """Give the table's row for an outlet's name or web domain, None where it is unknown."""
    keys = key_words(name)
    bare = keys[1:] if keys[:1] == ("the",) else keys
    domain = name.lower().removeprefix("www.")
    for row in load_outlets():
        for own in (row.name, *row.names):
            own_keys = key_words(own)
            if bare and bare == (own_keys[1:] if own_keys[:1] == ("the",) else own_keys):
                return row
        if domain in row.domains:
            return row
    return None


def find_home(report: Report) -> str | None:
    """Give the ISO 3166-1 alpha-3 code of the outlet's country: by the table, else by its address; None where untold."""
    found = _HOST.match(report.url or "")
    host = found[1].lower() if found else ""
    names = [report.outlet.name if report.outlet is not None else "", host]
    for row in (find_outlet(name) for name in names if name):
        if row is not None and row.country:
            return row.country
    ending = host.rpartition(".")[2]
    return None if ending in _ANYBODYS else load_domains().get(ending)
