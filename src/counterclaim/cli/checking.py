"""`audit`, `trace` and `compare`: where a figure comes from, who said it first, and how it stands to a table of your own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.app import (
    DONE,
    LEDGER,
    SKIPPED,
    AsOfOption,
    CsvOption,
    JsonOption,
    LedgerOption,
    WhereOption,
    app,
    parse_day,
    say,
)

if TYPE_CHECKING:
    from counterclaim.pipeline.auditing import Audit, Trail
    from counterclaim.publish.tracing import Trace

GROUP = "Checking: where a figure comes from"
ObjectJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command(rich_help_panel=GROUP)
def audit(
    asked: Annotated[
        str, typer.Argument(metavar="ID|FIGURE", help="An id from any table, or a number as a page prints it.")
    ],
    ledger: LedgerOption = LEDGER,
    as_json: ObjectJson = False,
) -> int:
    """Tell the history of a figure on any page: which statement, in which report and words, read by what, judged by whom.

    A figure may be a claim's, the end of a range, a running sum or an estimate: each claim behind it is followed to its
    sentence, with every reading of it, their versions, and since when. Of an incident or question: why its claims are one,
    how each claimant came to its figure, what each range rests on.

    Example: `counterclaim audit 297`
    """
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.auditing import audit as follow

    with open_view(ledger) as view:
        found = follow(view, asked)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        for line in _write_audit(found):
            say(line)
    return DONE


@app.command(rich_help_panel=GROUP)
def trace(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A sentence, some of its words, a figure, or a claim's id.")
    ],
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    as_json: ObjectJson = False,
) -> int:
    """Tell who said a sentence or figure first in this ledger, who carried it and with what change, and who denies it.

    A sentence is found where it holds most of the words, the rare ones before all, and every number. What was copied word
    for word, rounded, credited to somebody else or printed in an outlet's own voice is told apart. First means first of the
    reports in this ledger: others may have been earlier.

    Example: `counterclaim trace "274 fighters killed"`
    """
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.tracing import trace as follow

    day = parse_day(as_of)
    with open_view(ledger) as view:
        found = follow(view, text, day)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        for line in _write_trace(found):
            say(line)
    return DONE


@app.command(rich_help_panel=GROUP)
def compare(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV table of events: GED’s, ACLED’s, or your own.")],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FACT=COLUMN", help="Which column holds what: `--columns start=Date,best=Dead`. Repeatable."
        ),
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(metavar="RULE", help="The rule for the ledger’s deaths; else acled-like for ACLED’s, ucdp-like."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """Line your own table of events up with the ledger: same, figure differs and why, uncertain, only in yours, or new.

    GED’s and ACLED’s columns are known by their heads; for others say which column is which: start (needed), end, place,
    admin1, country, lat, lon, side_a, side_b, low, best, high, id, date_prec, where_prec. Days, places, parties and figures
    are weighed, and every line says why. Rows that cannot be read are listed (exit 1). Your table is only read.

    Example: `counterclaim compare mine.csv --columns start=Date,place=Town,best=Dead,side_a=Party --where state=differs`
    """
    from counterclaim.cli.show import choose_rows, print_rows
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.comparing import compare_table
    from counterclaim.publish.lineup import LineRow

    pairs = [entry.partition("=") for part in columns or () for entry in part.split(",")]
    if not all(fact and column for fact, _, column in pairs):
        raise typer.BadParameter("--columns takes FACT=COLUMN, for example --columns start=Date,best=Dead.")
    day = parse_day(as_of)
    with open_view(ledger) as view:
        told = {fact.strip(): column.strip() for fact, _, column in pairs}
        found = compare_table(view, table, told, rule=rule, as_of=day)
    names = [field.name for field in fields(LineRow)]
    rows = choose_rows([asdict(line) for line in found.lines], names, where, "lines")
    print_rows(rows, names, "compare", as_json=as_json, as_csv=as_csv)
    counts = Counter(line.state for line in found.lines)
    summary = "; ".join(f"{state} {count}" for state, count in sorted(counts.items())) or "nothing to line up"
    err = as_json or as_csv
    say(f"Taken for a table of the {found.style} style; deaths of the ledger under {found.rule}. {summary}.", err=err)
    for skip in found.skipped:
        say(f"Not read: {skip.path}: {skip.why}", err=True)
    return SKIPPED if found.skipped else DONE


def _write_trace(found: Trace) -> Iterable[str]:
    for n, thread in enumerate(found.threads):
        if n:
            yield ""
        yield f"{thread.about}"
        for place, carrier in enumerate(thread.carriers):
            head = "first  " if place == 0 else "copied " if carrier.is_copy else "then   "
            yield f"  {head} {carrier.published}, {carrier.through}{f': {carrier.figure}' if carrier.figure else ''}"
            yield f"          “{carrier.sentence}”  (claim {carrier.claim_id[:8]})"
            yield from (f"          changed: {change}" for change in carrier.changes)
        yield from (f"  moved   {line}" for line in thread.moved)
        for answer in thread.against:
            yield f"  against {answer.who} {answer.how} ({answer.outlet}, {answer.published}; claim {answer.claim_id[:8]})"
            yield f"          “{answer.sentence}”"
        if not thread.against:
            yield f"  against no denial and no figure that cannot hold beside it {found.sample}"
    for mention in found.mentions:
        yield f"Printed where no claim was read: {mention.outlet}, {mention.published}: {mention.words}"


def _write_audit(found: Audit) -> Iterable[str]:
    yield f"{found.asked}: {found.is_about}"
    yield from (f"- {ground}" for ground in found.grounds)
    for row in found.judgements:
        yield f"- judged: {row.decision}, by {row.author}, {row.made_at}{f' ({row.reason})' if row.reason else ''}; {row.state}"
    for trail in found.trails:
        yield ""
        yield from _write_trail(trail)
    if found.further:
        yield ""
        yield f"{len(found.further)} more claims; follow each by its id: {', '.join(id[:8] for id in found.further[:20])} …"


def _write_trail(trail: Trail) -> Iterable[str]:
    words = trail.words
    yield f"claim {trail.claim_id[:8]}  {trail.what}"
    yield f"  words    “{words.sentence}”"
    where = f"characters {words.start}–{words.end}"
    figure = f", the figure “{words.figure}” at {words.figure_start}–{words.figure_end}" if words.figure else ""
    title = f"“{words.title}”, " if words.title else ""
    yield f"  report   {words.outlet}, {title}{words.published}, {where}{figure}"
    yield f"           {words.address or words.path or 'no address kept'}; report {words.report_id[:12]}"
    yield f"  said by  {' › '.join(trail.chain)}"
    for n, reading in enumerate(trail.readings):
        head = "  read     " if n == 0 else "           "
        found = f"found {reading.found}" if reading.found else "did not find it"
        yield f"{head}{reading.made_at}{' (current)' if reading.is_current else ''}: {found}"
        yield f"           reader {reading.reader}; rules {reading.rules}; tables {reading.tables}"
    for row in trail.judgements:
        yield f"  judged   {row.decision}, by {row.author}, {row.made_at}{f' ({row.reason})' if row.reason else ''}; {row.state}"
    yield from (f"  used in  {use}" for use in trail.uses)
    if trail.since:
        yield f"  since    {trail.since}"
