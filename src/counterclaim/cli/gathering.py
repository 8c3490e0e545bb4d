"""`read` and `demo`: reports into a ledger, or claims onto standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, SKIPPED, LedgerOption, Stopped, app, say, write_file
from counterclaim.cli.asking import names_page, render_brief
from counterclaim.errors import CounterclaimError

if TYPE_CHECKING:
    from counterclaim.intake.facts import Hints
    from counterclaim.pipeline.compose import Read
    from counterclaim.pipeline.summary import Summary
    from counterclaim.records.text import Skipped

PROCESSES = 2


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL…", help="Files, folders, - for standard input, or https://… addresses."),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Keep nothing; print one JSON object per report on standard output.")
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When they were published, for reports that do not say it themselves."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published them, for reports that do not say it themselves.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="FACT=FIELD", help="The JSON field that holds a fact: `--columns text=body`. Repeatable."),
    ] = None,
    translation: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The English text of the one report given, paragraph by paragraph; it is read in its place.",
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Read reports (text, pages, JSON, CSV, PDF, Word, mail, feeds, archives; folders; standard input) into the ledger, and
    say what was found.

    Reading a report twice adds nothing. What cannot be read is listed with the reason (exit 1).

    Example: `counterclaim read reports/ --outlet "The Daily" --published 2026-02-28`
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from counterclaim.pipeline.summary import Summary

    hints = replace(_make_hints(published, outlet, columns or []), translation=translation)
    now = datetime.now(UTC)
    summary = Summary(now.date())
    if as_json:
        from counterclaim.pipeline.compose import read_reports

        for outcome in _follow(read_reports(paths, hints, processes=PROCESSES), summary, paths):
            _print_reading(outcome)
        for line in summary.write():
            say(line, err=True)
        return SKIPPED if summary.skipped else DONE

    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.compose import read_into, tell_story

    with open_ledger(ledger) as book:
        try:
            for _ in _follow(read_into(book, paths, hints, at=now, processes=PROCESSES), summary, paths):
                pass
        except (CounterclaimError, Stopped):
            for line in summary.write():
                say(line, err=True)
            raise
        with book.view() as view:
            story = tell_story(view)
    for line in summary.write(story):
        say(line)
    return SKIPPED if summary.skipped else DONE


@app.command()
def demo(
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to write the brief (.html or .md).")
    ] = None,
) -> int:
    """Read the reports that ship with the program into a ledger of its own, and open the brief of them.

    Example: `counterclaim demo -o demo.html`
    """
    import tempfile
    from datetime import UTC, datetime
    from importlib.resources import as_file, files

    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.compose import read_into, tell_story
    from counterclaim.pipeline.summary import Summary

    now = datetime.now(UTC)
    summary = Summary(now.date())
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-demo-"))
    page = out or folder / "brief.html"
    is_page = names_page(page)
    with as_file(files("counterclaim") / "demo") as reports, open_ledger(folder / LEDGER) as book:
        for outcome in read_into(book, [reports], at=now):
            summary.count(outcome)
        with book.view() as view:
            story = tell_story(view)
    for line in summary.write(story):
        say(line)
    write_file(page, render_brief(story, is_page=is_page))
    typer.echo(f"The brief is in {page}. To look further, correct and export, open the ledger on the desk:")
    typer.echo(f"  counterclaim desk --ledger {folder / LEDGER}")
    typer.echo(f"or as tables: counterclaim questions --ledger {folder / LEDGER}")
    if out is None and sys.stdout.isatty():
        typer.launch(str(page))
    return SKIPPED if summary.skipped else DONE


def _make_hints(published: str | None, outlet: str | None, columns: list[str]) -> Hints:
    from counterclaim.intake.facts import NAMES, Facts, Hints
    from counterclaim.reading.moments import parse_moment

    if published and parse_moment(published) is None:
        raise typer.BadParameter(f"--published {published} is no date; write it as 2026-02-28 or 2026-02-28T17:00Z.")
    pairs = dict(entry.partition("=")[::2] for part in columns for entry in part.split(","))
    unknown = sorted(set(pairs) - set(NAMES))
    if unknown or not all(pairs.values()):
        raise typer.BadParameter(f"--columns takes FACT=FIELD, where FACT is one of {', '.join(NAMES)}.")
    return Hints(told=Facts(published=published, outlet=outlet), columns=pairs)


def _follow(outcomes: Iterator[Read | Skipped], summary: Summary, paths: Iterable[str]) -> Iterator[Read | Skipped]:
    """Give the outcomes on while they are counted, with a progress bar where somebody is watching."""
    if not sys.stderr.isatty():
        for outcome in outcomes:
            summary.count(outcome)
            yield outcome
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from counterclaim.intake.gather import count_texts

    bar = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*bar, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading", total=count_texts(paths))
        for outcome in outcomes:
            summary.count(outcome)
            progress.advance(task)
            yield outcome


def _print_reading(outcome: Read | Skipped) -> None:
    from counterclaim.pipeline.compose import Read
    from counterclaim.publish.contract import to_contract

    if isinstance(outcome, Read):
        line = json.dumps(to_contract(outcome.report, outcome.claims), ensure_ascii=False)
        sys.stdout.buffer.write(line.encode() + b"\n")
