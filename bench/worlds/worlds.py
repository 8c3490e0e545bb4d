"""Worlds ready to be put together: claims as given, or texts to be read; the same seed gives the same world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.worlds.pages import Page, PageWriter, align, copy_page, make_wars, own_towns
from bench.worlds.scenes import Style
from bench.worlds.styles.agency import Agency
from bench.worlds.styles.column import Column
from bench.worlds.styles.desk import Desk
from bench.worlds.styles.radio import Radio
from bench.worlds.styles.wire import Wire
from bench.worlds.telling import ClaimPress, Label, write_chapters
from bench.worlds.truth import Happening, make_countries, make_happenings, make_series, make_totals
from counterclaim.records.claim import Claim
from counterclaim.records.text import Report

CLAIMS_PER_HAPPENING = 18
REPORTS_PER_HAPPENING = 5.3
STYLES: dict[str, Callable[[Random], Style]] = {"A": Wire, "B": Desk, "C": Radio, "D": Agency, "E": Column}


@dataclass(frozen=True)
class World:
    """Reports, their claims, what each is truly about, and the true number of fighters killed by question."""

    reports: Sequence[Report]
    claims: Sequence[Claim]
    labels: Sequence[Label]
    truths: dict[str, int]


class PagePress:
    """Reports as texts in one style."""

    def __init__(self, random: Random, style: Style) -> None:
        self.random = random
        self.style = style

    def open(self, outlet: str, day: object, key: str) -> PageWriter:
        return PageWriter(self.random, outlet, day, self.style)  # type: ignore[arg-type]

    def copy(self, page: Page, outlet: str, delay: int) -> Page:
        return copy_page(page, outlet, delay)


def make_world(seed: int, claims: int) -> World:
    """Give a world of about so many claims, told as claims."""
    random = Random(seed)
    count = max(10, claims // CLAIMS_PER_HAPPENING)
    countries = make_countries(random, max(2, count // 400))
    happenings = make_happenings(random, countries, count, 90)
    stories = [(h, make_series(random, h)) for h in happenings]
    totals = {country.code: list(make_totals(random, country, 90)) for country in countries}
    chapters = list(write_chapters(random, stories, totals, ClaimPress(random)))
    return World(
        [c.report for c in chapters],
        [claim for c in chapters for claim in c.claims],
        [label for c in chapters for label in c.labels],
        list_truths(happenings),
    )


def make_pages(seed: int, reports: int, style: str) -> tuple[list[Page], dict[str, int]]:
    """Give about so many reports as texts in style A or B, and the true number of fighters killed by question."""
    random = Random(f"text/{seed}")
    days = 45
    wars = make_wars(random, 1)
    happenings = own_towns(make_happenings(random, wars, max(8, round(reports / REPORTS_PER_HAPPENING)), days))
    stories = [(h, make_series(random, h)) for h in happenings]
    totals = {war.code: list(make_totals(random, war, days)) for war in wars}
    press = PagePress(random, STYLES[style](random))
    return list(write_chapters(random, stories, totals, press)), list_truths(happenings)


def read_world(pages: Sequence[Page], truths: dict[str, int]) -> World:
    """Read the pages with the product's own reading, each report alone, and give what they say as claims."""
    from counterclaim.pipeline.compose import open_workshop, read_report

    workshop = open_workshop()
    claims: list[Claim] = []
    labels: list[Label] = []
    for page in pages:
        found = read_report(page.report, workshop)
        claims += found
        labels += align(page, found)
    return World([p.report for p in pages], claims, labels, truths)


def list_truths(happenings: Sequence[Happening]) -> dict[str, int]:
    """Give the true number killed, by question, of the incidents that hit fighters."""
    return {f"{h.id}/killed": h.killed for h in happenings if h.people == "fighters"}
