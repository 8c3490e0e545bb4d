"""What a person decides: same, different, merge, split, accept, reject, edit, grade, estimate, undo; and the list of it all."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.app import (
    DONE,
    LEDGER,
    AsOfOption,
    CsvOption,
    JsonOption,
    LedgerOption,
    WhereOption,
    app,
    parse_day,
    say,
)
from counterclaim.errors import UnknownName

if TYPE_CHECKING:
    from counterclaim.pipeline.judging import Outcome, Signed
    from counterclaim.pipeline.naming import Register
    from counterclaim.records.story import Judgement

GROUP = "Judging: your decision always wins, is never overwritten, and can be undone"


def _name_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


AuthorOption = Annotated[
    str | None,
    typer.Option(
        "--author", envvar="COUNTERCLAIM_AUTHOR", metavar="NAME", help="Who decides; else this machine's user."
    ),
]
ReasonOption = Annotated[str, typer.Option("--reason", "-m", metavar="TEXT", help="Why, for whoever reads it later.")]
OptionalReason = Annotated[
    str, typer.Option("--reason", "-m", metavar="TEXT", help="Why, if there is something to say.")
]
ReportJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object: what was judged, and how it reads now.")
]


@app.command(rich_help_panel=GROUP)
def same(
    one: Annotated[str, typer.Argument(metavar="ID", help="A claim, incident or question.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="Another of the same sort.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Say that two claims speak of one thing, or that two incidents or two questions are one.

    Two claims: one incident, and one question where both count the same. Ids stand in the first column of every table and
    may be shortened.

    Example: `counterclaim same 3fa91c 81bc22 -m "same convoy, both name the bridge"`
    """
    return _decide("SAME", [one, other], sign(author, reason), ledger, as_json)


@app.command(rich_help_panel=GROUP)
def different(
    one: Annotated[str, typer.Argument(metavar="ID", help="A claim, incident or question.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="Another of the same sort.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Say that two claims, incidents or questions are two, whatever links the rules find.

    Example: `counterclaim different 3fa91c 81bc22 -m "the second strike was a day later"`
    """
    return _decide("DIFFERENT", [one, other], sign(author, reason), ledger, as_json)


@app.command(rich_help_panel=GROUP)
def merge(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID ID…", help="Two or more incidents, or two or more questions.")
    ],
    reason: ReasonOption,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Make one incident, or one question, of several. Each pair with the first is a judgement of its own.

    Example: `counterclaim merge 3fa91c 81bc22 90aa01 -m "one battle, told by village"`
    """
    return _decide("MERGE", ids, sign(author, reason), ledger, as_json)


@app.command(rich_help_panel=GROUP)
def split(
    whole: Annotated[str, typer.Argument(metavar="ID", help="An incident or question.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="The claims that do not belong to it.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Take claims out of an incident or question; they stay together as another one.

    `counterclaim audit ID` lists its claims.

    Example: `counterclaim split 3fa91c 5d01aa 5d77be -m "background: the raid of last October"`
    """
    return _decide("SPLIT", [whole, *claims], sign(author, reason), ledger, as_json)


@app.command(rich_help_panel=GROUP)
def accept(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Claims that were read rightly.")],
    reason: OptionalReason = "",
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Say that claims were read rightly: checked by a person, and back in every count if they had been rejected.

    It says nothing about whether a claim is true.

    Example: `counterclaim accept 5d01aa 5d77be`
    """
    return _decide("ACCEPT", claims, sign(author, reason), ledger, as_json)


@app.command(rich_help_panel=GROUP)
def reject(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Claims that were misread beyond repair.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Take claims out of every count. They stay in the ledger and in `counterclaim claims`, with who rejected them and why.

    A claim that is read rightly but not believed is no claim to reject: set an own estimate instead.

    Example: `counterclaim reject 5d01aa -m "a film plot, not an event"`
    """
    return _decide("REJECT", claims, sign(author, reason), ledger, as_json)


WordsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--words",
        metavar="ROLE=WORDS",
        help="The report's own words for event, figure, speaker, actor, object, place or time; “none” for none. "
        "What they mean follows from them. May be given several times.",
    ),
]
UnitOption = Annotated[str | None, typer.Option(metavar="UNIT", help="What one is: persons, posts, tanks …")]
VictimsOption = Annotated[
    str | None, typer.Option(metavar="STATUS", help="Who they are said to be: civilian, combatant, police …")
]
ToldOption = Annotated[
    str | None, typer.Option(metavar="STATUS", help="How it is told: asserted, negated, or irrealis (feared, planned).")
]


@app.command(rich_help_panel=GROUP)
def edit(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim that was misread.")],
    reason: ReasonOption,
    figure: Annotated[
        str | None, typer.Option(metavar="AMOUNT", help="12, 12-20, “at least 12”, dozens, or none for no figure.")
    ] = None,
    low: Annotated[str | None, typer.Option(metavar="N", help="The low end of the figure.")] = None,
    high: Annotated[str | None, typer.Option(metavar="N", help="The high end of the figure.")] = None,
    bound: Annotated[
        str | None, typer.Option(metavar="WORDS", help="How the words bound it: exactly, at least …")
    ] = None,
    measure: Annotated[str | None, typer.Option(metavar="MEASURE", help="What is counted: killed, injured …")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="What it is about: KILL, STRIKE, DENY …")] = None,
    side: Annotated[str | None, typer.Option(metavar="PARTY", help="Whose losses are counted.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="PARTY", help="Who did it, as the claim has it.")] = None,
    claimant: Annotated[str | None, typer.Option(metavar="NAME", help="Who answers for the claim.")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Where; after a comma what tells it from its namesakes.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="DAYS", help="When: 2026-02-26, 2026-02-26..2026-02-28, 2026-02 or 2026.")
    ] = None,
    unit: UnitOption = None,
    victims: VictimsOption = None,
    told: ToldOption = None,
    words: WordsOption = None,
    as_typed: Annotated[bool, typer.Option("--as-typed", help="Take a party's name that no table knows.")] = False,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Correct what was read in a claim. The report's words and the reading stay; pages say what was corrected, and by whom.

    The last edit of a field holds, others stay; `undo` brings back what stood there.

    Example: `counterclaim edit 5d01aa --figure "at least 12" --side "Red Front" -m "fighters, not soldiers"`

    Example: `counterclaim edit 5d01aa --words speaker="the governor" -m "the governor says it, not the army"`
    """
    from counterclaim.atlas.atlas import Atlas
    from counterclaim.pipeline.edits import Typed, read_typed
    from counterclaim.pipeline.judging import edit as decide
    from counterclaim.records.story import About

    typed = Typed(
        figure, low, high, bound, measure, kind, side, actor, claimant, place, period, as_typed,
        unit, victims, told, _split_words(words),
    )  # fmt: skip
    signed = sign(author, reason)

    def make(register: Register) -> list[Judgement]:
        subject = register.find(claim, (About.CLAIM,))
        with Atlas() as atlas:
            fields = read_typed(typed, register.lookup.claims[subject.id], register.lookup.story, atlas)
        return [decide(register, subject, fields, signed)]

    return _judge(ledger, make, as_json)


@app.command(rich_help_panel=GROUP)
def enter(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report, from `counterclaim reports`.")],
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="The sentence, or enough of its words.")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="What it is about: KILL, STRIKE, DENY …")],
    event: Annotated[str, typer.Option(metavar="WORDS", help="The word that tells what happened: killed, shelled …")],
    reason: ReasonOption,
    words: WordsOption = None,
    figure: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Where no words give it: 12, 12-20 …")] = None,
    measure: Annotated[str | None, typer.Option(metavar="MEASURE", help="What is counted: killed, injured …")] = None,
    unit: UnitOption = None,
    side: Annotated[str | None, typer.Option(metavar="PARTY", help="Whose losses are counted.")] = None,
    victims: VictimsOption = None,
    actor: Annotated[str | None, typer.Option(metavar="PARTY", help="Who did it, as the claim has it.")] = None,
    claimant: Annotated[str | None, typer.Option(metavar="NAME", help="Who answers for the claim.")] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Where.")] = None,
    period: Annotated[
        str | None, typer.Option(metavar="DAYS", help="When: 2026-02-26, 2026-02-26..2026-02-28.")
    ] = None,
    told: ToldOption = None,
    as_typed: Annotated[bool, typer.Option("--as-typed", help="Take a party's name that no table knows.")] = False,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Enter a claim that the reader missed. Pages, questions and exports say that a person entered it, and who.

    Give the words as they stand in the report: claimant, figure, place and the like follow from them. Without words of a
    speaker the report says it in its own voice. `undo` takes it back.

    Example: `counterclaim enter 4be2 "The governor said" --kind KILL --event killed --words figure="at least 12"
    --words speaker="The governor" -m "missed: passive without an agent"`
    """
    from counterclaim.atlas.atlas import Atlas
    from counterclaim.pipeline.edits import Typed
    from counterclaim.pipeline.entering import Missed
    from counterclaim.pipeline.entering import enter as write

    typed = Typed(
        figure=figure, measure=measure, side=side, actor=actor, claimant=claimant, place=place, period=period,
        as_typed=as_typed, unit=unit, victims=victims, told=told, words=_split_words(words),
    )  # fmt: skip
    signed = sign(author, reason)

    def make(register: Register) -> list[Judgement]:
        with Atlas() as atlas:
            return [write(register, Missed(report, kind, event, sentence, typed), atlas, signed)]

    return _judge(ledger, make, as_json)


@app.command(rich_help_panel=GROUP)
def grade(
    subject: Annotated[str, typer.Argument(metavar="ID", help="A claim, incident or question.")],
    word: Annotated[str, typer.Argument(metavar="GRADE", help="A word of your own scale.")],
    reason: ReasonOption,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Give a grade, for example of civilian harm as Airwars does: confirmed, fair, weak, contested, discounted.

    The tool gives no grade of its own and never calls anything verified; pages say who graded, when and why.

    Example: `counterclaim grade 3fa91c fair -m "two local sources, one with names"`
    """
    return _decide("GRADE", [subject], sign(author, reason), ledger, as_json, {"grade": word})


@app.command(rich_help_panel=GROUP)
def estimate(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question it answers.")],
    reason: ReasonOption,
    low: Annotated[float | None, typer.Option(metavar="N", help="No fewer than.")] = None,
    best: Annotated[float | None, typer.Option(metavar="N", help="The best estimate.")] = None,
    high: Annotated[float | None, typer.Option(metavar="N", help="No more than.")] = None,
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Set your own low, best and high for a question. It stands beside the rules and changes none of them.

    When figures come that it did not know, pages call it out of date until you set it anew.

    Example: `counterclaim estimate 77ab01 --low 12 --best 15 --high 40 -m "hospital lists, less one listed twice"`
    """
    numbers = {"low": low, "best": best, "high": high}
    content = {name: int(n) if n is not None and n.is_integer() else n for name, n in numbers.items()}
    return _decide("ESTIMATE", [question], sign(author, reason), ledger, as_json, content)


@app.command(rich_help_panel=GROUP)
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, from `counterclaim judgements`.")],
    reason: OptionalReason = "",
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: ReportJson = False,
) -> int:
    """Withdraw a judgement. Nothing is deleted: the withdrawal is a judgement too, and undoing it brings the first one back.

    Example: `counterclaim undo 90aa01 -m "confused two villages"`
    """
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.judging import find_to_withdraw, withdraw

    signed = sign(author, reason)
    with open_view(ledger) as view:
        made = find_to_withdraw(view, judgement)
    return _judge(ledger, lambda _: [withdraw(made, signed)], as_json)


@app.command(rich_help_panel=GROUP)
def offers(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """List what waits for you: pairs that may be one thing and that the rules would neither link nor rule out, with why.

    Answer with `counterclaim same ID ID` or `counterclaim different ID ID`; an answered pair is offered no more.

    Example: `counterclaim offers --where why=day`
    """
    from counterclaim.cli.show import print_all
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.compose import tell_story
    from counterclaim.pipeline.judging import OfferRow, list_offers
    from counterclaim.pipeline.naming import Register

    with open_view(ledger) as view:
        rows = list_offers(Register(tell_story(view, parse_day(as_of))))
    return print_all("offers", OfferRow, rows, where, as_json=as_json, as_csv=as_csv)


@app.command(rich_help_panel=GROUP)
def judgements(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """List every judgement: what was decided, by whom, why and when, and whether it stands, waits or was withdrawn.

    One that waits was made about words that no claim carries now; a later reading may find them again.

    Example: `counterclaim judgements --where author=jo --csv > decisions.csv`
    """
    from counterclaim.cli.show import print_all
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.judging import JudgementRow, list_judgements

    with open_view(ledger) as view:
        rows = list_judgements(view, parse_day(as_of))
    return print_all("judgements", JudgementRow, rows, where, as_json=as_json, as_csv=as_csv)


def _split_words(given: Sequence[str] | None) -> dict[str, str]:
    """Give the words by their roles; raises UnknownName where one is not written ROLE=WORDS."""
    pairs = [one.partition("=") for one in given or ()]
    wrong = next((role for role, equals, words in pairs if not equals or not words.strip()), None)
    if wrong is not None:
        raise UnknownName(f'--words {wrong!r} is not ROLE=WORDS; write for example --words speaker="the governor".')
    return {role.strip().lower(): words for role, _, words in pairs}


def sign(author: str | None, reason: str) -> Signed:
    """Give who decides, now. Raises UnknownName where nobody is named."""
    from datetime import UTC, datetime

    from counterclaim.pipeline.judging import Signed

    name = (author or _name_user()).strip()
    if not name:
        raise UnknownName("A judgement has an author: give --author NAME, or set COUNTERCLAIM_AUTHOR.")
    return Signed(name, reason.strip(), datetime.now(UTC))


def _decide(
    verdict: str,
    ids: Sequence[str],
    signed: Signed,
    ledger: str,
    as_json: bool,
    content: Mapping[str, object] | None = None,
) -> int:
    from counterclaim.pipeline.judging import decide
    from counterclaim.records.story import Verdict

    return _judge(ledger, lambda register: decide(register, Verdict[verdict], ids, signed, content or {}), as_json)


def _judge(ledger: str, make: Callable[[Register], Sequence[Judgement]], as_json: bool) -> int:
    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.judging import record

    with open_ledger(ledger, create=False) as book:
        outcome = record(book, make)
    if as_json:
        typer.echo(json.dumps(_to_plain(outcome), ensure_ascii=False))
        return DONE
    for judgement in outcome.judgements:
        what = f"{judgement.verdict.value}{' withdrawn' if judgement.revokes else ''}"
        say(f"Judged: {what}, by {judgement.author} (judgement {judgement.id[:8]}).")
    for line in outcome.now:
        say(line)
    say(f"To take it back: counterclaim undo {outcome.judgements[-1].id[:8]}")
    return DONE


def _to_plain(outcome: Outcome) -> dict[str, object]:
    from counterclaim.records.plain import to_plain

    return {"judgements": [to_plain(judgement) for judgement in outcome.judgements], "now": outcome.now}
