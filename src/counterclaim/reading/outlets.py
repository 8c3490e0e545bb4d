"""Names and addresses of publishers to outlets: those in the table come with their affiliation."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.records.text import Outlet
from counterclaim.tables.load import load_outlets

_HOST = re.compile(r"[a-z]+://(?:[^/@\s]{0,200}@)?(?P<host>[\w.-]+)", re.I)


def find_outlet(name: str | None, url: str | None) -> Outlet | None:
    """Give the outlet by its name, else by the site of its address; None where neither is told.

    A known site speaks for a name that is not known ("Desk Two" at reuters.com): only its affiliation and country are
    taken over then.
    """
    site = find_site(url)
    by_name = _by_name().get(_fold(name)) if name else None
    known = by_name or _find_by_site(site) or (_find_by_site(_fold(name)) if name else None)
    if known is None:
        told = name or site
        return Outlet(told) if told else None
    return Outlet(
        known.name if by_name or not name or "." in name else name, known.affiliation, known.speaks_for, known.country
    )


def find_site(url: str | None) -> str | None:
    """Give the host of an address without "www."; None where it is none."""
    match = _HOST.match(url or "")
    return match["host"].lower().removeprefix("www.") if match else None


def _find_by_site(site: str | None) -> Outlet | None:
    """A page of arabic.example.com is example.com's."""
    while site and "." in site:
        found = _by_site().get(site)
        if found:
            return found
        site = site.partition(".")[2]
    return None


@cache
def _by_name() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for row in load_outlets():
        for name in row.names:
            found.setdefault(_fold(name), Outlet(row.name, row.affiliation, row.speaks_for, row.country))
    return found


@cache
def _by_site() -> dict[str, Outlet]:
    return {
        domain.lower(): Outlet(row.name, row.affiliation, row.speaks_for, row.country)
        for row in load_outlets()
        for domain in row.domains
    }


def _fold(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())
