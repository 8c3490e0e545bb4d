"""One claim laid out for comparison: everything that linking looks at, computed once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from sys import intern

from counterclaim.records.claim import Claim, Number, ScopeKind
from counterclaim.records.statement import FORCE, HARM, Kind, Status
from counterclaim.records.text import Report, Span
from counterclaim.records.world import ActorMention, Period, PeriodMention, Place, PlaceMention
from counterclaim.resolve.lexicon import (
    CALENDAR,
    CAMPAIGN,
    CARRIED,
    COUNT_REACH,
    COUNTED,
    DATED,
    DEFINITE,
    FOUND,
    INCREMENT,
    INDEFINITE,
    LAPSE,
    LAPSE_WORDS,
    MEANS,
    NAME,
    RUNNING,
    SCENES,
    TARGETS,
    TOWN_WORDS,
    classify,
    find_words,
    name_stretch,
)
from counterclaim.resolve.populations import Population, tell_population
from counterclaim.resolve.unplaced import list_unplaced

_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.]([0-5]\d))?\s*([ap])\.?\s?m\b|\b([01]?\d|2[0-3]):([0-5]\d)\b", re.IGNORECASE)


_CLAUSE = re.compile(r"[;:]|, (?:and|but|while)\b|\b(?:while|whereas)\b", re.IGNORECASE)
_HOME = re.compile(r"\s+(?:in|of|for|across|inside)\s+(?:the\s+)?", re.IGNORECASE)
_RECEIVED = re.compile(
    r"\b(?:receiv|swap|exchang|got back|gets? back|getting back|recover|welcom|took back|regain|brought (?:back|home))",
    re.IGNORECASE,
)
_RULERS = re.compile(r"['’]?s?\s+(?:regime|junta|leadership)\b", re.IGNORECASE)
_LOST = re.compile(
    r"['’]?s?\s+(?:(?:army|military|forces|troops|regime|side|has|have|had|also|already|since|now|so|far)\s+)*(?:lost|loses?|losing)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:taken|evacuated|transferred|flown|airlifted|rushed|referred|treated|hospitali[sz]ed|brought|carried|moved|admitted)"
    r"\s+(?:\w+\s+){0,3}?(?:to|in|into|at)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_IN = r"(?:(?:others?|more|people|dead|killed|wounded|injured)\s+){0,2}(?:in|at|near|around)\s+(?:the\s+)?"
_NUMBER = r"(\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
_NUMBERED = re.compile(rf"\b{_NUMBER}{_IN}$", re.IGNORECASE)
_NUMBERED_PLACE = re.compile(rf"\b(?i:{_NUMBER}{_IN})[A-Z]")
_CARE = re.compile(r"\b(?:hospitals?|clinics?|infirmary|morgues?|mortuary)\b", re.IGNORECASE)
_RECEIVING = re.compile(
    r"\b(?:hospital|morgue|mortuary|clinic)\w* (?:\w+ ){0,3}?(?:has |have |had )?(?:received|admitted|took in)\b",
    re.IGNORECASE,
)
_OF_WOUNDS = re.compile(
    r"\b(?:succumb\w*|(?:died|dies|dying) (?:from|of) (?:\w+ ){0,3}(?:wounds|injuries)|(?:his|her|their) (?:wounds|injuries)"
    r"|of the (?:\w+ )?(?:wounded|injured))\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\s+(?:(?:to|for|against)\s+)?(?:an?|the|another|last|earlier)\b", re.IGNORECASE)
_IN_WHICH = re.compile(r"\b(?:in which|that|which)\b", re.IGNORECASE)
_FIGHTING = re.compile(r"fighting|battling|waging|combating|combatting", re.IGNORECASE)
_IS_DOING = re.compile(r"\b(?:is|are|am|been)(?: also| still| now| \w+ly)? $", re.IGNORECASE)
_IN_GENERAL = re.compile(
    r"\b(?:routinely|regularly|usually|always|generally|consistently|repeatedly|often)\s+den(?:y|ies|ied)\s+(?:\w+\s+)?$"
    r"|\b(?:never|do(?:es)? not|do(?:es)?n't)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:]|,? (?:but|while|whereas)\b|, and\b", re.IGNORECASE)
_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
]
_BACK = re.compile(
    rf"\b(?P<number>an?|\d{{1,2}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s? (?:after|following)\b",
    re.IGNORECASE,
)
_SPANS = {"day": (1, 2, 2), "week": (7, 5, 3), "month": (30, 20, 4), "year": (365, 100, 5)}
"""Days that a unit lasts, days by which a number of them may be out, and how precise the day then is."""

ANSWER_REACH = 160
"""Characters before a harm in which the words for a lapse of time set it beside another."""

CAMPAIGN_REACH = 120
"""Characters around a trigger in which the words for a stretch of fighting count."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A claim's parties, place, period, figure and detail as values that compare.

    `day` is the day of publication; `offset` and `sentence` are where trigger and sentence begin. `spots` are the resolved
    places, the most precise first, without those that only name the speaker ("the hospital in Zenda") or where the wounded
    were taken, `vague` the ids of towns told by the name of their division ("in Idlib"), `unplaced` names of places that were
    not resolved; `period` the shortest resolved period. `clock` is in minutes of the day, `stretch` the stretch of fighting
    that the figure covers ("war"), else "". `answers` is told
    of a force, or of the harm that it did, in a sentence that sets one beside an earlier one ("in revenge for an attack"): the
    sentence, and whether this is the earlier one. `order` sorts by publication (unknown last), report, place in the text, id.
    """

    claim: Claim
    report: Report
    voice: str
    day: date | None
    population: Population
    perpetrators: frozenset[str]
    victims: frozenset[str]
    spots: tuple[Place, ...]
    period: Period | None
    means: frozenset[str]
    targets: frozenset[str]
    clock: int | None
    is_running: bool
    is_increment: bool
    points_back: bool
    is_new: bool
    names: frozenset[str]
    order: tuple[str, str, int, str]
    unplaced: frozenset[str] = frozenset()
    stretch: str = ""
    vague: frozenset[str] = frozenset()
    answers: tuple[str, bool] | None = None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def kind(self) -> Kind:
        """What the statement is about."""
        return self.claim.statement.kind

    @property
    def offset(self) -> int:
        """Where the trigger begins."""
        return self.claim.statement.trigger.start

    @property
    def sentence(self) -> tuple[int, int]:
        """Where the sentence begins and ends."""
        return self.claim.statement.evidence.start, self.claim.statement.evidence.end

    @property
    def place(self) -> tuple[str, ...]:
        """Ids of the places told, in order of precision."""
        return tuple(p.id for p in self.spots)

    @property
    def mouth(self) -> str:
        """Who says it: the institution, else the words for somebody not known further ("the rescue service")."""
        return self.claim.claimant.mouth

    @property
    def has_figure(self) -> bool:
        """Whether something is counted that a question can ask for."""
        return self.claim.quantity is not None and self.claim.measure is not None

    @property
    def is_cumulative(self) -> bool:
        """Whether the words call the figure a running count: of one incident ("brings the toll to") or of many."""
        quantity = self.claim.quantity
        return self.claim.statement.cumulative or bool(self.stretch) or (quantity is not None and quantity.cumulative)

    @property
    def is_window(self) -> bool:
        """Whether the figure counts what was new in a stretch of time; "another five" comes on top, of no stretch."""
        scope = self.claim.scope
        return scope.kind is ScopeKind.FLOW and scope.start is None and not self.is_increment

    @property
    def is_total(self) -> bool:
        """Whether the figure covers a stretch of time, so that no single incident can have it."""
        period = self.period
        is_long = period is not None and (period.end - period.start).days > 3
        return (
            self.claim.scope.start is not None
            or self.is_window
            or bool(self.stretch)
            or (self.is_cumulative and is_long)
        )

    @property
    def speaks_of_incident(self) -> bool:
        """Whether the claim tells harm or force as something that did or did not happen, not a total and not a plan."""
        kind, status = self.kind, self.claim.statement.status
        return (
            kind in HARM | FORCE
            and kind not in (Kind.NEED, Kind.COERCE, Kind.MOBILIZE)
            and status is not Status.IRREALIS
            and not self.is_total
            and not self.goes_on
        )

    @property
    def goes_on(self) -> bool:
        """Whether it is told as a state of things, no day named: "who are fighting for a state of their own", or as what a
        party says of itself in general: "which routinely denies targeting civilians"."""
        statement = self.claim.statement
        if self.kind not in FORCE or self.period or any(place.where_prec < 4 for place in self.spots):
            return False
        before = statement.before
        if statement.status is Status.NEGATED:
            return bool(_IN_GENERAL.search(before[-60:]))
        return bool(_FIGHTING.fullmatch(statement.trigger.text) and _IS_DOING.search(before[-40:]))

    @property
    def figure(self) -> tuple[Number | None, Number | None]:
        """Low and high of the claim's own quantity, None–None where there is none."""
        quantity = self.claim.quantity
        return (quantity.low, quantity.high) if quantity else (None, None)


def lay_out(claim: Claim, report: Report, voice: str) -> Facet:
    """Give the facet of a claim; `voice` names the text that its report carries."""
    statement = claim.statement
    doers = () if _receives(claim) else tuple(m for m in claim.actor if not _did_only_the_answer(m, claim))
    sides = {m.actor.side or m.actor.name for m in doers if m.actor}
    population = tell_population(claim)
    objects = {m.actor.side or m.actor.name for m in claim.object if m.actor}
    victims = {population.side} if population.side and statement.kind in HARM else objects
    periods = sorted(
        (
            m.period
            for m in claim.time
            if m.period
            and not m.is_carried
            and not _is_of_finding(claim, m)
            and not _is_of_death(claim, m)
            and not _is_of_count(claim, m)
        ),
        key=lambda p: ((p.end - p.start).days, p.start, p.date_prec),
    )
    speaker = statement.source.speaker
    placed = [
        m
        for m in claim.place
        if not m.is_carried
        and not _lies_in(m.span, speaker)
        and not _is_home_of(m, claim)
        and not _is_of_care(m, claim)
        and not _is_of_part(m, claim)
        and not _is_of_another_number(m, claim)
        and not _is_party(m, claim)
    ]
    objects_text = " ".join(m.span.text for m in claim.object)
    places_text = " ".join(m.span.text for m in placed)
    trigger = statement.trigger
    before = statement.before[-80:]
    amount = claim.quantity.span.text if claim.quantity else ""
    is_force = statement.kind in FORCE
    answers = _find_answer(claim, before) if is_force else _find_harm_answered(claim)
    # Every claim of a moment holds one and the same string, which a large ledger keeps once.
    published = intern(report.published.isoformat()) if report.published else "~"
    return Facet(
        claim=claim,
        report=report,
        voice=voice,
        day=report.day,
        population=population,
        perpetrators=frozenset(sides),
        victims=frozenset(victims),
        spots=tuple(sorted({m.place for m in placed if m.place}, key=lambda p: (p.where_prec, p.id))),
        period=periods[0] if periods else _date_back(claim, report.day) if answers and answers[1] else None,
        means=_find_means(claim),
        targets=classify(f"{objects_text} {places_text}" if is_force else places_text, TARGETS if is_force else SCENES),
        clock=_read_clock(m.span.text for m in claim.time if not m.is_carried),
        is_running=bool(RUNNING.search(statement.evidence.text[:2000])),
        is_increment=bool(INCREMENT.search(f"{amount} {objects_text}")),
        points_back=bool(DEFINITE.search(before)),
        is_new=bool(INDEFINITE.search(before)),
        names=_find_names(claim),
        order=(published, report.id, trigger.start, claim.id),
        unplaced=frozenset(name for m in placed for name in list_unplaced(m.span.text, m.place)),
        stretch=_find_stretch(claim),
        answers=answers,
        vague=frozenset(m.place.id for m in placed if m.place and _is_named_as_division(m.span.text, m.place)),
    )


def _find_answer(claim: Claim, before: str) -> tuple[str, bool] | None:
    """Give the sentence where it sets a force beside the one that it answers or follows, and whether this force is the latter."""
    evidence = claim.statement.evidence
    if not LAPSE.search(evidence.text[:2000]):
        return None
    found = list(LAPSE.finditer(before))
    is_earlier = bool(found) and len(before[found[-1].end() :].split()) <= LAPSE_WORDS and before.endswith(" ")
    return f"{claim.statement.report_id}:{evidence.start}", is_earlier


def _find_harm_answered(claim: Claim) -> tuple[str, bool] | None:
    """Give the sentence where a harm is that of an earlier force told beside this one: "days after a bomb in A killed two"."""
    statement, evidence = claim.statement, claim.statement.evidence
    if statement.kind not in HARM:
        return None
    before = statement.before[-ANSWER_REACH:]
    for lapse in LAPSE.finditer(before):
        told = _ANSWERED.match(before, lapse.end())
        # After one comma a participle goes back to what is told ("…, killing nine"); two hold an apposition.
        if told and before.count(",", told.end()) % 2 == 0 and not _BREAK.search(before, told.end()):
            return f"{claim.statement.report_id}:{evidence.start}", True
    return None


def _date_back(claim: Claim, day: date | None) -> Period | None:
    """Give the days of what lies a told time before the news of the day: "eleven days after a bomb killed eight"."""
    before = claim.statement.before[-ANSWER_REACH:]
    found = next(reversed(list(_BACK.finditer(before))), None)
    if found is None or day is None:
        return None
    size, slack, date_prec = _SPANS[found["unit"].casefold()]
    number = found["number"].casefold()
    back = size * (int(number) if number.isdigit() else _NUMBERS.index(number) + 1 if number in _NUMBERS else 1)
    first = day.toordinal() - back - slack
    return Period(date.fromordinal(first), date.fromordinal(first + 2 * slack), date_prec) if first > 0 else None


def _did_only_the_answer(mention: ActorMention, claim: Claim) -> bool:
    """Say whether a party is told ahead of what it answers: "R's jets hit a town hours after an attack in which two died"."""
    statement = claim.statement
    between = statement.before[max(0, mention.span.end - statement.evidence.start) :][-300:]
    lapse = LAPSE.search(between)
    told = _ANSWERED.match(between, lapse.end()) if lapse else None
    if told is None:
        return False
    rest = between[told.end() :]
    if "," in rest:
        return False
    return len(rest.split()) < LAPSE_WORDS if statement.kind in FORCE else bool(_IN_WHICH.search(rest))


def _is_named_as_division(words: str, place: Place) -> bool:
    """Say whether a town is told by the name of its division alone, with no word for which of the two is meant."""
    if place.where_prec > 2 or not place.admin1:
        return False
    told, name, division = (f" {' '.join(find_words(text))} " for text in (words, place.name, place.admin1))
    return division in told and (name == division or name not in told) and not TOWN_WORDS & set(told.split())


def _is_of_finding(claim: Claim, time: PeriodMention) -> bool:
    """Say whether a time is that at which bodies were found, so that it does not tell when they died."""
    statement = claim.statement
    if statement.kind is not Kind.KILL or not FOUND.search(statement.evidence.text[:2000]):
        return False
    before = statement.evidence.text[: max(0, time.span.start - statement.evidence.start) + len(time.span.text)]
    return not DATED.search(before[-len(time.span.text) - 24 :])


def _is_of_death(claim: Claim, time: PeriodMention) -> bool:
    """Say whether a time is that at which the wounded died: it does not tell when they were harmed."""
    statement, evidence = claim.statement, claim.statement.evidence
    if statement.kind is not Kind.KILL:
        return False
    at = statement.offset
    counted = " ".join(m.span.text for m in claim.object)
    after = evidence.text[max(0, time.span.end - evidence.start) :][:3]
    is_of_force = time.span.text.endswith(("'s", "’s")) or after.startswith(("'s ", "’s "))
    return not is_of_force and bool(_OF_WOUNDS.search(f"{counted} {evidence.text[at : at + 60]}"))


def _is_of_count(claim: Claim, time: PeriodMention) -> bool:
    """Say whether a time is that at which a count moved: "the toll of the raid rose to 131 on Tuesday"."""
    evidence = claim.statement.evidence
    before = evidence.text[
        max(0, time.span.start - evidence.start - COUNT_REACH) : max(0, time.span.start - evidence.start)
    ]
    return bool(COUNTED.search(before))


def _find_stretch(claim: Claim) -> str:
    """Give the stretch of fighting that a figure covers ("in the war so far") or that a force only names, "" for none.

    The words must stand in the clause of the figure or trigger.
    """
    statement = claim.statement
    begin = max(0, statement.offset - CAMPAIGN_REACH)
    text, at = statement.evidence.text[begin : statement.offset + CAMPAIGN_REACH], statement.offset - begin
    for found in CAMPAIGN.finditer(text):
        names_it = statement.kind in FORCE and found.start() <= at < found.end()
        between = text[min(found.end(), at) : max(found.start(), at)]
        covers = statement.kind not in FORCE and claim.quantity is not None and not _CLAUSE.search(between)
        if names_it or covers:
            return name_stretch(found)
    return ""


def _lies_in(span: Span, other: Span | None) -> bool:
    return other is not None and other.start <= span.start and span.end <= other.end


def _is_home_of(mention: PlaceMention, claim: Claim) -> bool:
    """Say whether a country only tells whose officials speak: "health officials in Ruritania said"."""
    speaker, evidence = claim.statement.source.speaker, claim.statement.evidence
    if speaker is None or mention.place is None or mention.place.where_prec < 6 or mention.span.start < speaker.end:
        return False
    between = evidence.text[max(0, speaker.end - evidence.start) : max(0, mention.span.start - evidence.start)]
    return bool(_HOME.fullmatch(between))


def _receives(claim: Claim) -> bool:
    """Say whether who acts gets people back ("Zenda received 55 prisoners"): somebody else lets them go."""
    evidence, trigger = claim.statement.evidence, claim.statement.trigger
    at = claim.statement.offset
    near = evidence.text[max(0, at - 8) : at + len(trigger.text)]
    return claim.statement.kind is Kind.RELEASE and bool(_RECEIVED.search(near))


def _is_party(mention: PlaceMention, claim: Claim) -> bool:
    """Say whether a place names who governs or who lost something there, not where it was: "the Zenda regime has lost 40 men"."""
    evidence = claim.statement.evidence
    after = evidence.text[max(0, mention.span.end - evidence.start) :][:80]
    lost = _LOST.match(after)
    is_subject = mention.span.end < claim.statement.trigger.end and lost is not None
    return bool(_RULERS.match(after)) or is_subject


def _is_of_care(mention: PlaceMention, claim: Claim) -> bool:
    """Say whether a place is where the wounded or the dead were taken, or died later: it is not where they were harmed."""
    statement = claim.statement
    evidence, at = statement.evidence, max(0, mention.span.start - statement.evidence.start)
    before = evidence.text[max(0, at - 60) : at]
    if statement.kind is Kind.INJURE:
        return bool(_TAKEN.search(before))
    if statement.kind is not Kind.KILL or not _CARE.search(f"{before[-24:]}{mention.span.text}"):
        return False
    if _TAKEN.search(before) or _RECEIVING.search(
        f"{before[-24:]}{evidence.text[at : at + len(mention.span.text) + 24]}"
    ):
        return True
    counted = " ".join(m.span.text for m in claim.object)
    return bool(_OF_WOUNDS.search(f"{statement.trigger.text} {counted} {evidence.text[max(0, at - 80) : at + 120]}"))


def _is_of_part(mention: PlaceMention, claim: Claim) -> bool:
    """Say whether a place is that of a further amount alone: "six died in one town and two in another"."""
    parts = claim.quantity.parts if claim.quantity else ()
    first = min((m.span.start for m in claim.place), default=mention.span.start)
    return mention.span.start > first and any(
        part.of and mention.span.text in part.of and part.span.start < mention.span.start for part in parts
    )


def _is_of_another_number(mention: PlaceMention, claim: Claim) -> bool:
    """Say whether a place is one of a list of numbers and places that is not this figure's: "212 dead: | 83 in A, 57 in B"."""
    quantity, evidence = claim.quantity, claim.statement.evidence
    if quantity is None or not quantity.written:
        return False
    at = mention.span.start - evidence.start
    found = _NUMBERED.search(evidence.text, max(0, at - 48), max(0, at))
    if found is None:
        return False
    own = quantity.span.start - evidence.start
    is_own = own < found.end(1) and found.start() < own + len(quantity.span.text)
    return not is_own and len(_NUMBERED_PLACE.findall(evidence.text[:2000])) > 1


def _find_means(claim: Claim) -> frozenset[str]:
    """Give the classes of what was used; of a force also by its verb, and by an actor that is a machine ("drones hit").

    That gunmen or a bomber came says little of what else they used.
    """
    statement = claim.statement
    found = classify(" ".join(s.text for s in statement.means), MEANS)
    if statement.kind not in FORCE:
        return found
    machines = classify(" ".join(m.span.text for m in claim.actor), MEANS) - CARRIED
    return found | classify(statement.trigger.text, MEANS) | machines


def _find_names(claim: Claim) -> frozenset[str]:
    """Give the capitalised words of the sentence that name neither a place, party or speaker of the claim nor a day.

    A ship or a person harmed is no party, and mostly in few other reports.
    """
    statement = claim.statement
    known = [m.span.text for m in (*claim.actor, *claim.chain)] + [m.span.text for m in claim.object if m.actor]
    own = [m for m in claim.place if not m.is_carried]
    known += [m.span.text for m in own] + [m.place.name for m in own if m.place]
    known += [claim.claimant.name, claim.claimant.side or ""]
    known += [span.text for span in (statement.source.speaker, statement.source.via) if span]
    named = NAME.findall(statement.evidence.text[:2000])
    return frozenset(word.casefold() for word in named) - frozenset(find_words(" ".join(known))) - CALENDAR


def _read_clock(texts: Iterable[str]) -> int | None:
    for text in texts:
        found = _CLOCK.search(text)
        if found and found[3]:
            hour = int(found[1]) % 12 + (12 if found[3].casefold() == "p" else 0)
            return hour * 60 + int(found[2] or 0)
        if found:
            return int(found[4]) * 60 + int(found[5])
    return None
