"""What one more report can touch: its neighbourhood in a ledger, put together alone instead of everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.errors import UnknownName
from counterclaim.ledger.blocks import Way, tell_day
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.view import View
from counterclaim.pipeline.naming import SHORTEST
from counterclaim.publish.masking import find_private_names
from counterclaim.publish.names import LONGEST_NAME_WORDS, split_words
from counterclaim.reconcile.pairings import DAYS, name_ends
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Judgement, Reconciliation, Resolution, Story
from counterclaim.records.text import Report
from counterclaim.resolve.around import Around, is_rare
from counterclaim.resolve.corrections import correct
from counterclaim.resolve.group import Laid, Layout, Part
from counterclaim.resolve.keys import find_keys
from counterclaim.resolve.neighbourhood import KEYS, list_keys, name_days
from counterclaim.resolve.tellings import BUSY_REACH, Telling, list_days
from counterclaim.tables.conventions import Convention

AT_ONCE = 200
"""Reports that are keyed in one transaction."""

Key = tuple[str, int]


def key_reports(ledger: Ledger, most: int | None = None) -> int:
    """Make the keys of all reports that have none, or of so many, as their claims stand, corrected as people did.

    Gives how many there were.
    """
    with ledger.view() as view:
        waiting = view.unkeyed(KEYS)[:most]
    for start in range(0, len(waiting), AT_ONCE):
        with ledger.view() as view:
            keys = _list_all(view, waiting[start : start + AT_ONCE])
        ledger.keep_keys(keys, KEYS)
    return len(waiting)


def find_report(view: View, typed: str) -> str:
    """Give the id of the report that a typed id names: of a claim in it, by the beginning, or its own whole id.

    Raises UnknownName where that is nothing, or claims of several reports.
    """
    typed = typed.strip().rstrip("…").lower()
    homes = view.homes(view.complete(typed)) if len(typed) >= SHORTEST else frozenset()
    if len(homes) > 1:
        raise UnknownName(f"{typed!r} begins the ids of claims in {len(homes)} reports; type more of the one you mean.")
    return next(iter(homes)) if homes else view.report(typed).id


def tell_nearby(
    view: View, report_ids: Collection[str], as_of: date | None = None, house: Sequence[Convention] = ()
) -> Story:
    """Put together what these reports say and all that speaks of the same: their incidents and questions, as in the whole.

    The claims of other reports are there as far as these need them. Cut are episodes, which are left out, and what goes
    on for longer than two months. Reports that wait for their keys are all taken for neighbours, and so is what
    judgements tie to these.
    """
    near = Neighbourhood(view, as_of)
    found = near.resolve(frozenset(report_ids))
    together = reconcile(found.resolution, found.claims, found.reports, near.judgements, as_of=as_of, house=house)
    together = _keep_answers(together, found.own)
    shown = {*found.own, *(id for question in found.resolution.questions for id in question.claim_ids)}
    near.take(_find_masking(view, (claim for claim in found.claims if claim.id in shown)))
    return Story(tuple(near.reports.values()), tuple(near.claims()), found.resolution, together, (), near.judgements)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The incidents and questions of some reports, with the reports and claims around; `own` are the claims of these and of
    what is settled together with them."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    resolution: Resolution
    own: frozenset[str]


class Neighbourhood:
    """The reports around some, with their claims as people corrected them; each is loaded once, however often more is asked."""

    def __init__(self, view: View, as_of: date | None = None) -> None:
        self.judgements = view.judgements(as_of)
        self.reports: dict[str, Report] = {}
        self.claims_of: dict[str, list[Claim]] = {}
        self._view, self._as_of = view, as_of
        self._layout = Layout()
        self._asked: frozenset[str] = frozenset()

    def resolve(self, seeds: Set[str]) -> Resolved:
        """Give what these reports tell and count, as in the whole."""
        view = self._view
        self.take(view.near(seeds) | view.near_in_talk(seeds))
        self.take(frozenset(view.unkeyed(KEYS)).union(*map(view.versions, seeds)))
        while True:
            part = self._lay_out()
            reached = part.reach(self._list_own(seeds))
            if not self.take(_find_further(view, reached)):
                break
        own = self._list_own(seeds).union(f.id for telling in reached for f in telling.facets)
        resolution = _keep(part.put_together(own), own)
        return Resolved(tuple(self.reports.values()), tuple(self.claims()), resolution, own)

    def _lay_out(self) -> Part:
        laid = self._layout.lay_out(self.claims(), self.reports.values(), self.judgements)
        return Part(laid, _look_around(self._view, laid, self._as_of))

    def _list_own(self, report_ids: Iterable[str]) -> frozenset[str]:
        return frozenset(claim.id for report_id in report_ids for claim in self.claims_of.get(report_id, ()))

    def take(self, report_ids: Set[str]) -> bool:
        """Load those reports that are not there, with what judgements tie to them; False where there are none."""
        asked = self._asked | report_ids
        asked |= _find_tied(self._view, self.judgements, asked)
        new, self._asked = asked - self._asked, asked
        reports = {report.id: report for report in self._view.reports(self._as_of, new)} if new else {}
        for claim in correct(self._view.claims(self._as_of, new), self.judgements, reports.values()) if reports else ():
            self.claims_of.setdefault(claim.statement.report_id, []).append(claim)
        self.reports |= reports
        return bool(reports)

    def claims(self) -> Iterator[Claim]:
        """Give all claims."""
        return (claim for held in self.claims_of.values() for claim in held)


def _find_further(view: View, reached: Iterable[Telling]) -> frozenset[str]:
    """Give the reports that can tell of what these tellings tell; what else their reports tell leads no further."""
    keys = [find_keys(telling) for telling in reached]
    own = {key for mine, _ in keys for key in mine}
    return view.under(own, {key for _, others in keys for key in others} - own)


def _look_around(view: View, laid: Laid, as_of: date | None) -> Around:
    """Give what all reports tell of the places and names of some."""
    tellings = laid.told[0]
    places, names = name_days(tellings)
    told = [day for telling in tellings for _, day in list_days(telling)]
    days = view.list_days(places.values(), min(told) - BUSY_REACH, max(told) + BUSY_REACH, as_of) if told else {}
    counted = view.count_tellings(names.values(), as_of)
    return Around(
        {place_id: days.get(key, ()) for place_id, key in places.items()},
        frozenset(
            name
            for name, key in names.items()
            if (found := counted.get(key)) and not is_rare(found.tellings, found.first, found.last)
        ),
    )


def _keep(resolution: Resolution, own: Set[str]) -> Resolution:
    """Give what of a resolution some claims belong to."""
    incidents = tuple(i for i in resolution.incidents if not own.isdisjoint(i.claim_ids))
    questions = tuple(q for q in resolution.questions if not own.isdisjoint(q.claim_ids))
    names = {*own, *(i.id for i in incidents), *(q.id for q in questions)}
    offered = tuple(link for link in resolution.offered if link.a in names or link.b in names)
    return replace(resolution, incidents=incidents, questions=questions, offered=offered, episodes=())


def _keep_answers(together: Reconciliation, own: Set[str]) -> Reconciliation:
    """Give a reconciliation with only those positions, denials and refusals that some claims tell."""
    return replace(
        together,
        positions=tuple(p for p in together.positions if not own.isdisjoint(p.claim_ids)),
        pairings=tuple(p for p in together.pairings if {p.allegation, p.denial} & own),
        refusals=tuple(r for r in together.refusals if {r.demand, r.refusal} & own),
        contradictions=tuple(c for c in together.contradictions if not own.isdisjoint(c.claim_ids)),
    )


def _find_masking(view: View, claims: Iterable[Claim]) -> frozenset[str]:
    """Give the reports that name private persons by words that stand in what these claims quote: they are withheld."""
    texts = {text for claim in claims for text in _list_texts(claim)}
    return view.named({_name_key(run) for text in texts for run in _list_runs(split_words(text))})


def _list_texts(claim: Claim) -> tuple[str, ...]:
    return claim.statement.evidence.text, claim.claimant.name, *(m.span.text for m in (*claim.actor, *claim.object))


def _list_runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for n in range(len(words)):
        yield from (tuple(words[n:m]) for m in range(n + 1, min(len(words), n + LONGEST_NAME_WORDS) + 1))


def _name_key(name: Iterable[str]) -> str:
    return f"private:{' '.join(name)}"


def _list_all(view: View, report_ids: Iterable[str]) -> dict[str, list[Key]]:
    ids = set(report_ids)
    reports = {report.id: report for report in view.reports(report_ids=ids)}
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in correct(view.claims(report_ids=ids), view.judgements(), reports.values()):
        if claim.statement.report_id in reports:
            by_report[claim.statement.report_id].append(claim)
    return {report_id: list_all_keys(report, by_report[report_id]) for report_id, report in reports.items()}


def list_all_keys(report: Report, claims: Sequence[Claim]) -> list[Key]:
    """Give what a ledger keeps to find a report by: what it tells and counts, whom it accuses or denies for, whom it names."""
    found = list_keys(report, claims)
    keys: list[Key] = [
        *((key, Way.OWN) for key in found.own),
        *((key, Way.WIDER) for key in found.wider),
        *((key, Way.OWN_TALK) for key in found.own_talk),
        *((key, Way.WIDER_TALK) for key in found.wider_talk),
        *((key, tell_day(day, times)) for key, day, times in found.days),
        *((_name_key(name), Way.NAME) for name in find_private_names(claims).full.known),
    ]
    day = report.day
    if day is None:
        return keys
    for claim in claims:
        denying, accused = name_ends(claim, report)
        bucket = day.toordinal() // DAYS
        keys += ((f"blame:{party}@{n}", Way.OWN_TALK) for party in denying for n in (bucket, bucket - 1))
        keys += ((f"blame:{party}@{bucket}", Way.WIDER_TALK) for party in accused)
    return keys


def _find_tied(view: View, judgements: Iterable[Judgement], near: Collection[str]) -> frozenset[str]:
    """Give the reports whose claims a judgement names together with a claim of the neighbourhood, over any number of them."""
    ties: list[set[str]] = []
    for judgement in judgements:
        names = {
            judgement.subject,
            judgement.other or "",
            *judgement.list_claims("from"),
            *judgement.list_claims("claims"),
        }
        homes = view.homes(names - {""})
        if len(homes) > 1:
            ties.append(set(homes))
    found = set(near)
    for _ in ties:
        met = [tie for tie in ties if tie & found and not tie <= found]
        if not met:
            break
        found = found.union(*met)
    beyond = found - set(near)
    return frozenset(beyond | set(view.near(beyond))) if beyond else frozenset()
