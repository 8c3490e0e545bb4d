"""Claims that the reader missed, entered by a person: the words are the report's, the rest follows as from a reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counterclaim.errors import UnknownName
from counterclaim.normalise.gazetteer import Gazetteer
from counterclaim.normalise.measures import find_measure
from counterclaim.pipeline.edits import Typed, read_typed
from counterclaim.pipeline.judging import Signed
from counterclaim.pipeline.naming import Register
from counterclaim.pipeline.words import derive_fields, find_report, find_words
from counterclaim.publish.subjects import describe_claim, shorten
from counterclaim.reading.tokens import split_sentences
from counterclaim.records.claim import Claim
from counterclaim.records.statement import HARM, Kind
from counterclaim.records.story import Judgement, Story, Verdict
from counterclaim.records.text import Report, Span
from counterclaim.resolve.entered import Entry, begin_claim
from counterclaim.resolve.identity import digest_parts

LONGEST_SENTENCE = 4_000


@dataclass(frozen=True, slots=True)
class Missed:
    """A claim that was missed, as a person types it: the report's id, words of its sentence, its kind and its event.

    `sentence` may be empty where the event is given by its place ("@10-16"). `typed` is what else is said; in its words
    the event is left out.
    """

    report: str
    kind: str
    event: str
    sentence: str = ""
    typed: Typed = field(default_factory=Typed)


def enter(register: Register, missed: Missed, gazetteer: Gazetteer, signed: Signed) -> Judgement:
    """Write the judgement that enters a claim. Claimant, figure, place and the like follow from the words given.

    Raises UnknownName where sentence or words are not found, or where a claim of this kind stands there already.
    """
    if not signed.author.strip():
        raise UnknownName("A judgement has an author: give --author NAME.")
    story = register.lookup.story
    report = find_report(story, missed.report)
    kind = next((kind for kind in Kind if kind.value.casefold() == missed.kind.strip().casefold()), None)
    if kind is None:
        raise UnknownName(f"{missed.kind!r} is no kind; one of {', '.join(Kind)}.")
    sentence = find_sentence(report, missed.sentence, missed.event)
    event = find_words(missed.event, report, sentence, role="event")
    if event is None:
        raise UnknownName("A claim has an event: the word that tells what happened.")
    blank = begin_claim(Entry(report.id, kind, event, sentence))
    for claim in _find_same(story, blank):
        told = f"{shorten(claim.id)}, {describe_claim(register.lookup, claim)}"
        raise UnknownName(f"A claim of this kind stands on these words already: {told}. Correct that one with `edit`.")
    fields = _read(missed.typed, blank, report, story, gazetteer)
    detail = json.dumps({"sentence": [sentence.start, sentence.end], "set": fields}, ensure_ascii=False, sort_keys=True)
    parts = (Verdict.ENTER.value, blank.id, detail, signed.author, signed.reason, signed.at.isoformat())
    return Judgement(
        id=digest_parts(*parts),
        verdict=Verdict.ENTER,
        subject=blank.id,
        other=None,
        report_id=report.id,
        start=event.start,
        end=event.end,
        quoted=event.text,
        kind=kind,
        detail=detail,
        author=signed.author,
        reason=signed.reason,
        at=signed.at,
    )


def _read(typed: Typed, blank: Claim, report: Report, story: Story, gazetteer: Gazetteer) -> dict[str, object]:
    """Give all that the claim says: what was typed, over what follows from words, over the report's own voice."""
    told = replace(typed, words={role: words for role, words in typed.words.items() if words.strip()})
    fields = derive_fields(blank, {"speaker": None}, report, story, gazetteer)
    if told != Typed(as_typed=typed.as_typed):
        fields |= read_typed(told, blank, story, gazetteer)
    figure = fields.get("figure")
    if "measure" not in fields and (figure or blank.statement.kind in HARM):
        unit = figure.get("unit") if isinstance(figure, dict) else None
        statement = blank.statement
        measure = find_measure(statement.kind, statement.trigger.text, statement.evidence.text, unit)
        fields["measure"] = measure.value if measure else None
    return fields


def find_sentence(report: Report, typed: str, event: str = "") -> Span:
    """Give the sentence that holds these words or this place ("@10-16"), or else the place of the event.

    Raises UnknownName where none does, or several do.
    """
    found = list(list_sentences(report))
    for place in (typed, event):
        if place.strip().startswith("@"):
            at = find_words(place, report, Span(0, len(report.text), report.text), role="event")
            inside = [s for s in found if at and s.start <= at.start < s.end]
            if inside:
                return inside[0]
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        raise UnknownName("In which sentence? Give its first words, or enough of its words to tell it.")
    matching = [s for s in found if wanted in " ".join(s.text.split()).casefold()]
    opening = [s for s in matching if " ".join(s.text.split()).casefold().startswith(wanted)]
    matching = opening if len(opening) == 1 else matching
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise UnknownName(f"“{typed[:80]}” stands in {len(matching)} sentences of the report; give more words.")
    raise UnknownName(f"No sentence of the report holds “{typed[:80]}”; copy a few words of it as they stand there.")


def list_sentences(report: Report) -> Iterator[Span]:
    """Give the sentences of a report in order, each cut where it is longer than any sentence is."""
    for stretch in split_sentences(report.text):
        end = min(stretch.end, stretch.start + LONGEST_SENTENCE)
        yield Span(stretch.start, end, report.text[stretch.start : end])


def _find_same(story: Story, blank: Claim) -> Iterator[Claim]:
    one = blank.statement
    for claim in story.claims:
        other = claim.statement
        is_near = one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
        if is_near and (one.report_id, one.kind) == (other.report_id, other.kind):
            yield claim
