"""What a form that corrects or enters a claim shows: the report's own words by role, and what they are taken to mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option
from counterclaim.pipeline.entering import list_sentences
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_legible, make_name
from counterclaim.publish.wording import KIND_NOUNS, write_period, write_place
from counterclaim.records.claim import Claim, Measure, VictimValue
from counterclaim.records.statement import HARM, Kind, Status
from counterclaim.records.text import Report, Span
from counterclaim.resolve.pointing import find_words

# The roles that words can have: the label, and how it is asked.
ROLE_LABELS = {
    "event": "Event",
    "figure": "How many",
    "speaker": "Who says so",
    "actor": "By whom",
    "object": "Whom or what",
    "place": "Where",
    "time": "When",
}
STATUS_WORDS = {
    Status.ASSERTED: "as a fact",
    Status.NEGATED: "as not having happened",
    Status.IRREALIS: "as planned, feared or possible",
}
# What the words of a role mean, field by field: the label and how it is written.
FIELD_LABELS = {
    "figure": ("Figure", "12, 12-20, at least 12, dozens; none takes it away"),
    "side": ("Whose losses", "a party"),
    "claimant": ("Claimant", "who answers for it"),
    "actor": ("By whom", "a party"),
    "place": ("Place", "after a comma: country or province"),
    "period": ("When", "2026-02-26, 2026-02-26..2026-02-28, 2026-02"),
}
MOST_SENTENCES = 40
NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its label, how it is written, what stands there now, and what can be chosen.

    `at` is where selected words stand, as "@start-end", empty where none were selected.
    """

    name: str
    label: str
    hint: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Editor:
    """The form that corrects a claim. `seen` is the newest judgement about it when it was shown."""

    claim_id: str
    seen: str
    words: tuple[Field, ...]
    values: tuple[Field, ...]
    choices: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Enterer:
    """The form that enters a missed claim: the sentences to choose from, and what can be said of it."""

    sentences: tuple[Option, ...]
    words: tuple[Field, ...]
    values: tuple[Field, ...]
    choices: tuple[Field, ...]


def lay_out_editor(asked: Asked, claim: Claim) -> Editor:
    """Give the form for a claim, with what stands there now; private names are withheld in it too."""
    words = find_words(claim)
    hide = asked.lookup.hide
    return Editor(
        claim_id=claim.id,
        seen=asked.journal.newest.get(claim.id, ""),
        words=tuple(
            Field(role, label, value=make_name(hide(words[role].text, claim)) if role in words else NOT_TOLD)
            for role, label in ROLE_LABELS.items()
        ),
        values=tuple(
            Field(name, label, hint, value)
            for (name, (label, hint)), value in zip(FIELD_LABELS.items(), _read_values(asked, claim), strict=True)
        ),
        choices=(
            _choose_kind(KIND_NOUNS[claim.statement.kind]),
            *_list_choices(
                claim.measure.value if claim.measure else "nothing",
                claim.victim_status.value.value if claim.victim_status else NOT_TOLD,
                STATUS_WORDS[claim.statement.status],
            ),
        ),
    )


def lay_out_enterer(asked: Asked, report: Report, wanted: str) -> Enterer | None:
    """Give the form for a missed claim; `wanted` is where it was asked for: "@start-end" of the event's words, or the place
    of a paragraph. None where that is nowhere in the report."""
    first, dash, last = wanted.removeprefix("@").partition("-")
    if not first.isdecimal() or (dash and not last.isdecimal()) or len(wanted) > 40:
        return None
    start = int(first)
    end = int(last) if last.isdecimal() else start
    if not 0 <= start <= end <= len(report.text) or start >= len(report.text):
        return None
    hide = asked.lookup.masks.hide

    def tell(span: Span) -> str:
        return make_legible(hide(span.text, report.id))

    is_event = wanted.startswith("@") and start < end
    # Words that were selected lie in one sentence; a place is that of a line, with all its sentences.
    line = report.text.find("\n", start)
    until = end if is_event else line if line >= 0 else len(report.text)
    sentences = [s for s in list_sentences(report) if s.start <= start < s.end or start <= s.start < until]
    options = tuple(Option(f"@{s.start}-{s.end}", tell(s)) for s in sentences[: 1 if is_event else MOST_SENTENCES])
    event = Field("event", ROLE_LABELS["event"], "the word that tells what happened: killed, shelled …")
    if is_event:
        event = replace(event, value=tell(Span(start, end, report.text[start:end])), at=f"@{start}-{end}")
    rest = (Field(role, label) for role, label in ROLE_LABELS.items() if role != "event")
    return Enterer(
        sentences=options,
        words=(event, *rest),
        values=tuple(Field(name, label, hint) for name, (label, hint) in FIELD_LABELS.items()),
        choices=(_choose_kind(""), *_list_choices("", "", "")),
    )


def _choose_kind(now: str) -> Field:
    groups = sorted(Kind, key=lambda kind: kind not in HARM)
    return Field(
        "kind", "What it is about", value=now, options=tuple(Option(kind.value, KIND_NOUNS[kind]) for kind in groups)
    )


def _list_choices(measure: str, victims: str, told: str) -> Iterable[Field]:
    yield Field("measure", "What is counted", value=measure, options=tuple(Option(m.value, m.value) for m in Measure))
    yield Field(
        "victims",
        "Who they are said to be",
        value=victims,
        options=tuple(Option(v.value, v.value) for v in VictimValue),
    )
    yield Field(
        "told", "Told", value=told, options=tuple(Option(status.value, words) for status, words in STATUS_WORDS.items())
    )


def _read_values(asked: Asked, claim: Claim) -> tuple[str, ...]:
    """Give what stands in the fields now, in the order of `FIELD_LABELS`."""
    hide = asked.lookup.hide
    places = [write_place(mention.place) for mention in claim.place if mention.place]
    periods = [write_period(mention.period) for mention in claim.time if mention.period]
    actors = [mention.actor.name for mention in claim.actor if mention.actor]
    return (
        write_figure(claim.quantity).signs if claim.quantity else "none",
        hide(claim.victim_side or NOT_TOLD, claim),
        asked.lookup.name_claimant(claim),
        hide(actors[0] if actors else "not known", claim),
        places[0] if places else NOT_TOLD,
        periods[0] if periods else NOT_TOLD,
    )
