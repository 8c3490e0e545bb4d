"""Made-up reports and a toy reader whose spans really stand in them: `NAME said N people were killed in PLACE.`"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.view import View
from counterclaim.records.claim import Bound, Claim, Claimant, ClaimantBasis, Measure, Quantity
from counterclaim.records.statement import Attribution, Kind, Statement, Status, Voice
from counterclaim.records.story import Judgement, Verdict
from counterclaim.records.text import Report, Span
from counterclaim.records.version import Versions
from counterclaim.records.world import Actor, ActorMention, Place, PlaceMention
from tests.make import digest, make_report

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = Versions("toy", "rules-1", "tables-1")
SECOND = Versions("toy", "rules-2", "tables-1")
SENTENCE = re.compile(
    r"\b(?P<who>\w{1,20}(?: \w{1,20}){0,3}) said (?P<figure>\d+) people were "
    r"(?P<what>killed|injured) in (?P<place>\w+)\."
)
KINDS = {"killed": (Kind.KILL, Measure.KILLED), "injured": (Kind.INJURE, Measure.INJURED)}


def read(report: Report, versions: Versions = FIRST, *, private: bool = False, where_prec: int = 6) -> list[Claim]:
    """Give one claim for each sentence that tells a figure; from where_prec 5 on its place makes no incident."""
    found = []
    for sentence in SENTENCE.finditer(report.text):
        kind, measure = KINDS[sentence["what"]]
        who, figure, trigger, where = (_span(sentence, name) for name in ("who", "figure", "what", "place"))
        statement = Statement(
            id=digest(report.id, trigger.start, kind),
            report_id=report.id,
            kind=kind,
            status=Status.ASSERTED,
            confidence=0.875,
            evidence=_span(sentence, 0),
            trigger=trigger,
            amounts=(figure,),
            place=(where,),
            source=Attribution(Voice.SPEAKER, who),
        )
        actor = None if private else Actor(f"party:{who.text}", who.text, side=who.text)
        found.append(
            Claim(
                id=digest(statement.id, versions),
                statement=statement,
                claimant=Claimant(f"voice:{who.text}", who.text, ClaimantBasis.SPEAKER, actor, private),
                speaker=ActorMention(who, actor),
                measure=measure,
                quantity=Quantity(figure, int(figure.text), int(figure.text), Bound.EXACT, "persons"),
                place=(PlaceMention(where, Place(f"place:{where.text}", where.text, where_prec=where_prec)),),
            )
        )
    return found


def put(
    ledger: Ledger,
    text: str,
    *,
    name: str = "",
    published: str | None = "2026-03-01",
    private: bool = False,
    where_prec: int = 6,
) -> Report:
    """Read a text into the ledger."""
    report = make_report(text, name=name, published=published)
    ledger.add(report, FIRST, read(report, private=private, where_prec=where_prec), NOW)
    return report


def judge(
    claim: Claim, verdict: Verdict = Verdict.REJECT, *, at: datetime = NOW, other: str | None = None
) -> Judgement:
    """Give a decision about a claim, as a door writes it: with the words it is about."""
    trigger = claim.statement.trigger
    return Judgement(
        id=digest("judgement", claim.id, verdict, at, other),
        verdict=verdict,
        subject=claim.id,
        other=other,
        report_id=claim.statement.report_id,
        start=trigger.start,
        end=trigger.end,
        quoted=trigger.text,
        kind=claim.statement.kind,
        detail="{}",
        author="a reviewer",
        reason="told twice",
        at=at,
    )


def dump(view: View) -> list[object]:
    """Give everything that a view shows, to compare two ledgers."""
    return [list(view.reports()), list(view.claims()), view.judgements(), view.orphans(), view.skipped(), view.counts()]


def _span(match: re.Match[str], group: str | int) -> Span:
    return Span(match.start(group), match.end(group), match[group])
