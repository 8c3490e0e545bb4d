"""Lines of tables that several pages share: a question with each claimant's latest figure, an incident, a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.summaries import Summary
from counterclaim.publish.figures import write_figure, write_number
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, name_holder
from counterclaim.publish.lookup import anchor_of
from counterclaim.publish.scales import Linear
from counterclaim.publish.wording import write_day, write_moment
from counterclaim.records.story import About, Tally
from counterclaim.records.text import Report

MOST_CLAIMANTS = 4
SPARK_WIDTH, SPARK_HEIGHT = 96.0, 24.0


@dataclass(frozen=True, slots=True)
class Latest:
    """A claimant's latest figures on a question; `side` is empty where it is the claimant itself."""

    claimant: str
    side: str
    is_own_loss: bool
    figures: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with the latest figure of each claimant.

    `further` claimants are not shown; `spark` are paths of the figures in order, by claimant, on a drawing of 96 × 24;
    `low` and `high` are the ends of all current figures ("unknown", never 0); `when` is the newest day of a figure,
    `graded` a person's grade.
    """

    href: str
    label: str
    measure: str
    place: str
    latest: tuple[Latest, ...]
    further: int
    spark: tuple[str, ...]
    low: str
    high: str
    claimants: int
    voices: int
    clashes: int
    when: str
    is_disputed: bool
    is_part: bool
    graded: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list: `when` in UTC as told, `claims` counted."""

    href: str
    outlet: str
    title: str
    when: str
    stamp: str
    language: str
    claims: int


def lay_out_question(asked: Asked, summary: Summary) -> QuestionLine:
    """Give the line of a question."""
    known = asked.edition.answers[summary.question.id]
    tallies = sorted(known.tallies, key=lambda t: (t.side is None, -len(t.entries), t.claimant, t.id))
    shown = tuple(_latest(asked, tally) for tally in tallies[:MOST_CLAIMANTS])
    return QuestionLine(
        href=asked.addresses.to(f"/questions/{summary.question.id}"),
        label=summary.label,
        measure=summary.question.measure.value,
        place=summary.place,
        latest=shown,
        further=len(tallies) - len(shown),
        spark=draw_spark(tallies[:MOST_CLAIMANTS]),
        low=write_number(summary.low),
        high=write_number(summary.high),
        claimants=summary.claimants,
        voices=summary.voices,
        clashes=summary.clashes,
        when=write_day(summary.last),
        is_disputed=summary.is_disputed,
        is_part=summary.question.part_of is not None,
        graded=asked.lookup.decided.tell_grade(summary.question.claim_ids, About.QUESTION),
    )


def _latest(asked: Asked, tally: Tally) -> Latest:
    lookup = asked.lookup
    current = [entry for entry in tally.entries if entry.current] or list(tally.entries[-1:])
    claimant, side = name_holder(lookup, tally), make_name(tally.side or "")
    figures = []
    for entry in current[-2:]:
        figure = write_figure(entry.quantity)
        href = asked.addresses.resolve(f"#{anchor_of(entry.claim_id)}")
        figures.append(Linked(figure.signs, href, f"{claimant}: {figure.words}"))
    return Latest(claimant, "" if side == claimant else side, tally.own_loss, tuple(figures))


def draw_spark(tallies: Sequence[Tally]) -> tuple[str, ...]:
    """Give a path for each claimant's figures in order, from 0 to the highest; a single figure is a short dash."""
    points = [[p for e in tally.entries if (p := write_figure(e.quantity).point) is not None] for tally in tallies]
    highest = max((number for series in points for number in series), default=0)
    scale = Linear(0.0, float(highest or 1), SPARK_HEIGHT - 2, 3.0)
    paths = []
    for series in points:
        if not series:
            paths.append("")
            continue
        series = series[-40:]
        step = (SPARK_WIDTH - 8) / max(len(series) - 1, 1)
        first = SPARK_WIDTH - 4 if len(series) == 1 else 4.0
        places = [(round(first + step * i, 1), scale.at(float(number))) for i, number in enumerate(series)]
        if len(places) == 1:
            places.insert(0, (places[0][0] - 10, places[0][1]))
        paths.append("M" + "L".join(f"{x} {y}" for x, y in places))
    return tuple(paths)


def lay_out_report(asked: Asked, report: Report) -> ReportLine:
    """Give the line of a report."""
    lookup = asked.lookup
    return ReportLine(
        href=asked.addresses.to(f"/reports/{report.id}"),
        outlet=lookup.name_outlet(report),
        title=make_name(lookup.masks.hide((report.title or "")[:2000], report.id)),
        when=write_moment(report.published, exact=report.published_exact),
        stamp=report.published.isoformat() if report.published and report.published_exact else "",
        language=make_name(report.language or "") or "unknown",
        claims=len(asked.edition.claims_of.get(report.id, ())),
    )
