"""A report and its claims → the object that `read --json` prints a line of. Verbatim: nothing is masked or shortened.

Fields may be added, none renamed: people's scripts rest on them (docs/command-line.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta, timezone

from counterclaim.publish.translations import find_original
from counterclaim.records.claim import Claim, Part, Quantity
from counterclaim.records.text import Fetch, Report, Span, Translated
from counterclaim.records.world import Actor, ActorMention, PeriodMention, PlaceMention

Json = dict[str, object]

# What another sentence tells of the same happening says so.
_CARRIED: dict[bool, Json] = {False: {}, True: {"carried": True}}


def to_contract(report: Report, claims: Sequence[Claim]) -> Json:
    """Give one report with its claims, in their order, as JSON values.

    A claim of a translated report has the paragraph of the original that its sentence translates, with its offsets there.
    """
    told = [_claim(claim) for claim in claims]
    if report.translated:
        told = [
            {**one, "original": _span(find_original(report, claim.statement.evidence))}
            for one, claim in zip(told, claims, strict=True)
        ]
    return {"report": _report(report), "claims": told}


def _report(report: Report) -> Json:
    published = None
    if report.published and report.day:
        zone = timezone(timedelta(minutes=report.utc_offset))
        moment = report.published.astimezone(zone).isoformat()
        published = moment if report.published_exact else report.day.isoformat()
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet.name if report.outlet else None,
        "title": report.title,
        "published": published,
        "language": report.language,
        "wire": list(report.wire),
        "dateline": _span(report.dateline),
        "text": report.text,
        "map": [list(entry) for entry in report.map],
        "notes": list(report.notes),
        "authors": list(report.authors),
        "archive": report.archive,
        "fetch": _fetch(report.fetch) if report.fetch else None,
        "translated": _translated(report.translated) if report.translated else None,
    }


def _fetch(fetch: Fetch) -> Json:
    headers = [list(header) for header in fetch.headers]
    return {"url": fetch.url, "at": fetch.at.isoformat(), "sha256": fetch.sha256, "headers": headers}


def _translated(translated: Translated) -> Json:
    return {"text": translated.text, "translation": translated.translation}


def _claim(claim: Claim) -> Json:
    statement = claim.statement
    status = claim.victim_status
    return {
        "id": claim.id,
        "statement": statement.id,
        "kind": statement.kind.value,
        "status": statement.status.value,
        "confidence": statement.confidence,
        "evidence": _span(statement.evidence),
        "trigger": _span(statement.trigger),
        "actor": [_party(span, claim.actor) for span in statement.actor],
        "object": [_party(span, claim.object) for span in statement.object],
        "quantity": _quantity(claim.quantity) if claim.quantity else None,
        "measure": claim.measure.value if claim.measure else None,
        "scope": _scope(claim),
        "claimant": {
            "name": claim.claimant.name,
            "basis": claim.claimant.basis.value,
            "actor": _actor(claim.claimant.actor),
        },
        "victim_status": {"value": status.value.value, "by": status.by} if status else None,
        "victim_side": claim.victim_side,
        "denies": statement.denies.value if statement.denies else None,
        "violent": statement.violent,
        "place": [
            *(_where(span, claim.place) for span in statement.place),
            *(_place(m) for m in claim.place if m.is_carried),
        ],
        "time": [_period(m) for m in claim.time],
        "means": [_span(span) for span in statement.means],
        "source": _source(claim),
        "verification": _span(statement.verification),
        "stands_for": [
            {"mention": _span(link.mention), "antecedent": _span(link.antecedent), "why": link.why}
            for link in statement.stands_for
        ],
        "context": [_span(span) for span in statement.context],
        "gaps": [{"field": gap.field, "why": gap.why} for gap in claim.gaps],
        "reader": statement.reader,
        "reading": claim.reading,
    }


def _span(span: Span | None) -> Json | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None


def _party(span: Span, mentions: Iterable[ActorMention]) -> Json:
    """Give a span as read with its actor; "Israel and Hamas" has none, and each of the two under `parties`."""
    inside = [m for m in mentions if span.start <= m.span.start and m.span.end <= span.end]
    if len(inside) > 1:
        parties = [{**_words(m.span), **_named(m)} for m in inside]
        return {**_words(span), "actor": None, "parties": parties}
    return {**_words(span), **_named(inside[0] if inside else None)}


def _named(mention: ActorMention | None) -> Json:
    """Give who the words name, and how sure that is where they do not say it themselves."""
    told: Json = {"actor": _actor(mention.actor if mention else None)}
    return {**told, "sure": mention.sure} if mention is not None and mention.sure < 1 else told


def _where(span: Span, mentions: Iterable[PlaceMention]) -> Json:
    """Give a span as read with its place; "Khost and Paktika" has none, and each of the two under `places`."""
    inside = [m for m in mentions if span.start <= m.span.start and m.span.end <= span.end]
    if len(inside) > 1:
        return {**_words(span), "place": None, "places": [_place(m) for m in inside]}
    return {**_words(span), "place": _place(inside[0])["place"] if inside else None}


def _words(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _actor(actor: Actor | None) -> Json | None:
    if actor is None:
        return None
    return {
        "id": actor.id,
        "name": actor.name,
        "side": actor.side,
        "country": actor.country,
        "sector": actor.sector,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        **_words(quantity.span),
        "text": quantity.span.text if quantity.written else None,
        "low": quantity.low,
        "high": quantity.high,
        "bound": quantity.bound.value,
        "unit": quantity.unit,
        "cumulative": quantity.cumulative,
        "parts": [_part(part) for part in quantity.parts],
    }


def _part(part: Part) -> Json:
    return {
        **_words(part.span),
        "low": part.low,
        "high": part.high,
        "bound": part.bound.value,
        "unit": part.unit,
        "of": part.of,
        "relation": part.relation.value,
    }


def _scope(claim: Claim) -> Json:
    scope = claim.scope
    return {
        "kind": scope.kind.value if scope.kind else None,
        "start": scope.start.isoformat() if scope.start else None,
        "as_of": scope.as_of.isoformat() if scope.as_of else None,
        "text": scope.span.text if scope.span else None,
        "span": _span(scope.span),
    }


def _place(mention: PlaceMention) -> Json:
    place = mention.place
    found = place and {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "where_prec": place.where_prec,
    }
    return {**_words(mention.span), "place": found, **_CARRIED[mention.is_carried]}


def _period(mention: PeriodMention) -> Json:
    period = mention.period
    found = period and {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "date_prec": period.date_prec,
    }
    clock = mention.clock
    hour = clock and {"hour": clock.hour, "until": clock.until, "zone": clock.zone}
    return {**_words(mention.span), "period": found, "clock": hour, **_CARRIED[mention.is_carried]}


def _source(claim: Claim) -> Json:
    source = claim.statement.source
    speaker = None
    if source.speaker:
        speaker = {**_words(source.speaker), **_named(claim.speaker)}
    return {
        "voice": source.voice.value,
        "speaker": speaker,
        "cue": _span(source.cue),
        "via": _span(source.via),
        "chain": _chain(claim),
        "class": source.speaker_class.value if source.speaker_class else None,
        "basis": source.basis.value if source.basis else None,
        "carried": source.carried,
    }


def _chain(claim: Claim) -> list[Json]:
    resolved = {mention.span: mention.actor for mention in claim.chain}
    return [{**_words(span), "actor": _actor(resolved.get(span))} for span in claim.statement.source.chain]
