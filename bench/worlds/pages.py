"""The world told as text: reports in a style, and for each sentence what is truly said in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import as_file, files
from random import Random

from bench.worlds.scenes import Amount, Count, Holder, Nation, Scene, Style, Total
from bench.worlds.telling import Label
from bench.worlds.truth import START, Country, Happening, Series, Town
from counterclaim.reading.front import report as lay_out_report
from counterclaim.records.claim import Claim
from counterclaim.records.statement import FORCE, Kind
from counterclaim.records.text import Gathered, Report
from counterclaim.tables.load import load_states


@dataclass(frozen=True)
class Gold:
    """What a sentence [start, end) says: a force, or a KILL or INJURE of `printed` people. `label` has no claim yet."""

    start: int
    end: int
    kind: str
    printed: int | None
    label: Label


@dataclass(frozen=True)
class Page:
    """A report as text with what its sentences say."""

    report: Report
    golds: tuple[Gold, ...]


class PageWriter:
    """Writes one report in a style, with the same chances of leaving things out as the writer of claims."""

    def __init__(self, random: Random, outlet: str, day: date, style: Style) -> None:
        self.random = random
        self.outlet = outlet
        self.day = day
        self.style = style
        self.text = ""
        self.golds: list[Gold] = []

    def tell(self, happening: Happening, series: Sequence[Series], *, background: bool = False) -> None:
        """Write a paragraph on an incident: that it happened, and what is counted, by whom."""
        random = self.random
        scene = self._see(happening, background=background)
        if not self.text:
            self.text = self.style.open(scene)
        else:
            self.text = self.text.rstrip() + "\n\n"
        self._write(self.style.tell_attack(scene), [("FORCE", None, Label("", happening.id, None, day=self.day))])
        by_claimant: dict[str, list[Series]] = {}
        for one in series:
            by_claimant.setdefault(one.claimant, []).append(one)
        for held in by_claimant.values():
            self._count(happening, held, background=background)
        if random.random() < 0.4:
            self._write(self.style.pad(scene), [])

    def total(self, country: Country, one: Series, said: tuple[date, int]) -> None:
        """Write the running total of the war that one side gives."""
        enemy = one.measure.removeprefix("killed of ")
        since = START if self.random.random() < 0.6 else None
        words = self.style.tell_total(Total(name_nation(one.side or ""), name_nation(enemy), said[1], since))
        label = Label("", None, f"{country.code}/{one.measure}", claimant=one.side, number=said[1], day=self.day)
        self.text = self.text.rstrip() + "\n\n"
        self._write(words, [("KILL", said[1], label)])

    def finish(self, hour: int | None) -> Page:
        """Give the report; without an hour only its day of publication is known."""
        moment = datetime.combine(self.day, time(hour or 0), UTC)
        return Page(
            lay_out(self.text.rstrip() + "\n", self.outlet, moment, is_exact=hour is not None), tuple(self.golds)
        )

    def _see(self, happening: Happening, *, background: bool) -> Scene:
        random = self.random
        precise = random.random() < 0.9
        dated = background or random.random() < 0.85
        target, clock, attacker = (random.random() < share for share in (0.6, 0.3, 0.6))
        return Scene(
            town=happening.town.name if precise else None,
            province=happening.town.province,
            attacked=name_nation(happening.attacked),
            attacker=name_nation(happening.attacker) if attacker else None,
            means=happening.means,
            target=happening.target if target else None,
            day=happening.day if dated else None,
            minute=happening.minute if clock else None,
            published=self.day,
            is_background=background,
        )

    def _count(self, happening: Happening, held: Sequence[Series], *, background: bool) -> None:
        amounts: dict[str, Amount] = {}
        golds = []
        corrected = False
        for one in held:
            said = one.latest(self.day) if not background else one.numbers[-1]
            if said is None:
                continue
            amount, misprinted = self._print(said[1])
            corrected = corrected or said[0] in one.corrected
            amounts[one.measure] = amount
            label = Label(
                "",
                happening.id,
                f"{happening.id}/{one.measure}",
                claimant=one.side or one.claimant,
                number=said[1],
                corrected=said[0] in one.corrected,
                misprinted=misprinted,
                at_least=amount.is_least,
                day=self.day,
            )
            golds.append(("KILL" if one.measure == "killed" else "INJURE", amount.number, label))
        if not amounts:
            return
        count = Count(
            holder=_tell_holder(held[0], happening),
            town=happening.town.name,
            attacked=name_nation(happening.attacked),
            attacker=name_nation(happening.attacker),
            people=happening.people,
            killed=amounts.get("killed"),
            injured=amounts.get("injured"),
            is_corrected=corrected,
        )
        self._write(self.style.tell_count(count), golds)

    def _print(self, number: int) -> tuple[Amount, bool]:
        random = self.random
        digits = str(number)
        if random.random() < 0.02 and number >= 100 and digits[-1] != digits[-2]:
            return Amount(int(digits[:-2] + digits[-1] + digits[-2]), is_least=False), True
        return Amount(number, is_least=random.random() < 0.15), False

    def _write(self, sentence: str, golds: Iterable[tuple[str, int | None, Label]]) -> None:
        start = len(self.text)
        self.text += sentence
        self.golds += [Gold(start, len(self.text), kind, printed, label) for kind, printed, label in golds]
        self.text += " "


def lay_out(text: str, outlet: str, moment: datetime, *, is_exact: bool) -> Report:
    """Give the report of a text, as the product lays it out."""
    published = moment.isoformat() if is_exact else moment.date().isoformat()
    return lay_out_report(Gathered(text, outlet=outlet, published=published, language="en"))


def copy_page(page: Page, outlet: str, delay: int) -> Page:
    """Give the same text at another outlet some hours later."""
    moment = (page.report.published or datetime.min.replace(tzinfo=UTC)) + timedelta(hours=delay)
    report = lay_out(page.report.text, outlet, moment, is_exact=page.report.published_exact)
    return Page(report, page.golds)


def align(page: Page, claims: Sequence[Claim]) -> list[Label]:
    """Give the labels of a page with the claims that were read for them; one that was not read gets an id of its own.

    A claim is the reading of a gold when its trigger stands in the sentence, its kind is of the same sort and, where
    people are counted, its number is the printed one; of several the one that tells most of place and time.
    Claims that are the reading of nothing have no label.
    """
    left = list(claims)
    labels = []
    for n, gold in enumerate(page.golds):
        match = max((c for c in left if _reads(c, gold)), key=lambda c: len(c.place) + len(c.time), default=None)
        if match:
            left.remove(match)
        labels.append(replace(gold.label, claim_id=match.id if match else f"unread/{page.report.id}/{n}"))
    return labels


def make_wars(random: Random, count: int) -> list[Country]:
    """Give invented wars between two real states each, with the real towns of both as where it happens, busiest first.

    Real names, since reading must find them; which two states are at war is chance and means nothing.
    """
    with (
        as_file(files("counterclaim.atlas") / "atlas.sqlite") as path,
        closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as store,
    ):
        rows = store.execute(
            """
            SELECT country, place.name, division.name, lat, lon FROM place JOIN division ON division.id = admin1
            WHERE level = 3 AND population BETWEEN 30000 AND 400000 ORDER BY place.id
            """
        ).fetchall()
    states = load_states()
    by_country: dict[str, list[Town]] = {}
    for country, town, province, lat, lon in rows:
        state = states.get(country)
        named = state is not None and state.adjectives and state.name[0].isupper() and " " not in state.name
        if named and town.isascii() and province.isascii():
            by_country.setdefault(country, []).append(Town(town, country, province, lat / 10000, lon / 10000))
    eligible = sorted(c for c, towns in by_country.items() if len(towns) >= 20)
    wars = []
    for n in range(count):
        one, other = random.sample(eligible, 2)
        towns = [t for c in (one, other) for t in random.sample(by_country[c], 12)]
        random.shuffle(towns)
        wars.append(Country(f"W{n:02}", states[one].side, states[other].side, tuple(towns)))
    return wars


def own_towns(happenings: Iterable[Happening]) -> list[Happening]:
    """Give the happenings with the state whose town it is as the one attacked."""
    sides = {iso3: state.side for iso3, state in load_states().items()}
    found = []
    for h in happenings:
        attacked = sides[h.town.country]
        attacker = next(s for s in (h.country.government, h.country.rebels) if s != attacked)
        found.append(replace(h, attacked=attacked, attacker=attacker))
    return found


def name_nation(side: str) -> Nation:
    """Give the state whose side it is."""
    state = next(s for s in load_states().values() if s.side == side)
    return Nation(state.name, state.adjectives[0])


def _tell_holder(one: Series, happening: Happening) -> Holder:
    if one.claimant.endswith("hospital"):
        return Holder.HOSPITAL
    if one.claimant.startswith("Health ministry"):
        return Holder.MINISTRY
    return Holder.OWN_ARMY if one.side == happening.attacked else Holder.ENEMY_ARMY


def _reads(claim: Claim, gold: Gold) -> bool:
    if not gold.start <= claim.statement.trigger.start < gold.end:
        return False
    if gold.kind == "FORCE":
        return claim.statement.kind in FORCE
    quantity = claim.quantity
    return (
        claim.statement.kind is Kind(gold.kind)
        and quantity is not None
        and gold.printed in (quantity.low, quantity.high)
    )
