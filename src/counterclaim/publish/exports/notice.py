"""What every export says of itself: what it rests on, how much a person has reviewed, whose figures these are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.publish.basemap import CREDIT
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.wording import count_basis, write_day

NOT_THEIRS = "These are not figures of UCDP, ACLED, Airwars or any other recorder, and nothing here is said to be true."
ALWAYS = (
    NOT_THEIRS,
    "Every figure is what a claimant says; the claimant stands beside it. Unknown is empty, never 0.",
    "Names of private persons are withheld. Quotes are short; the full texts stay with whoever holds the ledger.",
    "What is absent is absent from the reports read, not from the world.",
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that has to be named: its title, where it is, its licence."""

    title: str
    path: str
    licence: str


CREDITS = (
    Credit("GeoNames (places and coordinates)", "https://www.geonames.org", "CC BY 4.0"),
    Credit(CREDIT.removeprefix("Base map: ").partition(",")[0], "https://www.naturalearthdata.com", "public domain"),
)


def describe_basis(stock: Stock, order: Order) -> str:
    """Give one sentence: on how many reports this rests, cut by what, and how much of it a person has reviewed."""
    story = stock.story
    parts = [
        f"Rests on {count_basis(story.reports)}",
        f"published by {write_day(order.as_of)}" if order.as_of else "of any date",
        f"low, best and high under {order.rule}",
        stock.tell_review(story.claims),
    ]
    if order.is_reviewed_only:
        parts.append("claims that no person accepted are left out")
    return "; ".join(parts) + "."


def write_readme(title: str, stock: Stock, order: Order, lines: Sequence[str], files: Sequence[str]) -> bytes:
    """Give the README of an export: what it is, what it rests on, what is lost in this form, its files, its credits."""
    text = [
        f"# {title}",
        "",
        describe_basis(stock, order),
        "",
        *(f"- {line}" for line in (*ALWAYS, *lines)),
        "",
        "Files: " + ", ".join(files) + ".",
        "",
        f"Made with counterclaim {order.version}. Credits:",
        "",
        *(f"- {credit.title}, {credit.path} ({credit.licence})" for credit in CREDITS),
    ]
    return ("\n".join(text) + "\n").encode()
