"""The command line: parse, call, print. Everything heavy is imported inside the command that needs it."""

from __future__ import annotations

import enum
import json
import logging
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.errors import CounterclaimError, SetupError

if TYPE_CHECKING:
    from datetime import date
    from types import FrameType

    from counterclaim.intake.facts import Hints
    from counterclaim.pipeline.compose import Read
    from counterclaim.pipeline.summary import Summary
    from counterclaim.records.story import Story
    from counterclaim.records.text import Skipped

DONE, SKIPPED, FAILED, INTERRUPTED = 0, 1, 2, 130
PROCESSES = 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Reads reports about armed conflict and keeps the ledger of who claims what, every number with its sentence.",
    result_callback=sys.exit,
    epilog="Add `--debug` to any command for the full trace of an error. Nothing is sent anywhere.",
)

LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="COUNTERCLAIM_LEDGER",
        metavar="PATH|URL",
        help="The ledger: an SQLite file, or postgresql://USER@HOST/DATABASE.",
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Only what was published by this day (2026-02-28).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV that spreadsheets open safely.")]
LEDGER = "counterclaim.sqlite"


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")],
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
    ledger: LedgerOption = LEDGER,
) -> int:
    """Read reports (.txt .md .html .json .jsonl, folders, standard input) into the ledger, and say what was found.

    Reading a report twice adds nothing. What cannot be read is listed with the reason (exit 1).

    Example: `counterclaim read reports/ --outlet "The Daily" --published 2026-02-28`
    """
    from datetime import UTC, datetime

    from counterclaim.pipeline.summary import Summary

    hints = _make_hints(published, outlet, columns or [])
    now = datetime.now(UTC)
    summary = Summary(now.date())
    if as_json:
        from counterclaim.pipeline.compose import read_reports

        for outcome in _follow(read_reports(paths, hints, processes=PROCESSES), summary, paths):
            _print_reading(outcome)
        for line in summary.write():
            typer.echo(line, err=True)
        return SKIPPED if summary.skipped else DONE

    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.compose import read_into, tell_story

    with open_ledger(ledger) as book:
        for _ in _follow(read_into(book, paths, hints, at=now, processes=PROCESSES), summary, paths):
            pass
        with book.view() as view:
            story = tell_story(view)
    for line in summary.write(story):
        typer.echo(line)
    return SKIPPED if summary.skipped else DONE


@app.command()
def brief(
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Where to write it: .html for the page, .md for text."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
) -> int:
    """Write the brief of what the ledger holds: who claims what, what is disputed, every number with its sentence.

    Without -o it is printed as Markdown. Names of private persons are withheld.

    Example: `counterclaim brief -o brief.html --as-of 2026-02-28`
    """
    story = _tell(ledger, as_of)
    text = _render_brief(story, is_page=out is not None and out.suffix.lower() in (".html", ".htm"))
    if out is None:
        typer.echo(text)
    else:
        _write(out, text)
        typer.echo(f"The brief is in {out}.")
    return DONE


class What(enum.StrEnum):
    """What `forget` is asked to take out."""

    REPORT = "report"
    SPAN = "span"
    PERSON = "person"


@app.command()
def forget(
    what: Annotated[What, typer.Argument(help="A report (its id), a span (ID:START-END), or a person (a name).")],
    name: Annotated[str, typer.Argument(metavar="ID|ID:START-END|NAME", help="Which one.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the date, without any of the words.")],
    author: Annotated[str, typer.Option(envvar="USER", help="Who decides.")] = "unknown",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Take a report, a stretch of one, or a person's name out of the ledger for good: text, index, claims and backups.

    A tombstone stays (a salted digest, reason, author, time); the same text or name is not taken in again.

    Example: `counterclaim forget person "Given Family" --reason "asked on 3 March"`
    """
    from datetime import UTC, datetime

    from counterclaim.ledger.forget import Person, Stretch, Target, WholeReport
    from counterclaim.ledger.ledger import open_ledger

    target: Target
    if what is What.REPORT:
        target = WholeReport(name)
    elif what is What.PERSON:
        target = Person(name)
    else:
        report_id, _, offsets = name.rpartition(":")
        start, _, end = offsets.partition("-")
        if not (report_id and start.isdigit() and end.isdigit()):
            raise typer.BadParameter("A span is written ID:START-END, for example 5a416a…:120-164.")
        target = Stretch(report_id, int(start), int(end))
    with open_ledger(ledger, create=False) as book:
        if not yes:
            typer.confirm(f"Take this {what.value} out of {ledger} for good?", abort=True)
        done = book.forget(target, reason=reason, author=author, at=datetime.now(UTC))
    typer.echo(f"Forgotten in {done.reports} reports: {done.mentions} mentions. Backups removed: {len(done.backups)}.")
    if not done.swept:
        typer.echo("Another program still reads the ledger; the old pages are wiped when it is opened next.")
    return DONE


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
    with as_file(files("counterclaim") / "demo") as reports, open_ledger(folder / LEDGER) as book:
        for outcome in read_into(book, [reports], at=now):
            summary.count(outcome)
        with book.view() as view:
            story = tell_story(view)
    for line in summary.write(story):
        typer.echo(line)
    page = out or folder / "brief.html"
    _write(page, _render_brief(story, is_page=page.suffix.lower() in (".html", ".htm")))
    typer.echo(
        f"The brief is in {page}. The ledger is in {folder / LEDGER}: counterclaim questions --ledger {folder / LEDGER}"
    )
    if out is None and sys.stdout.isatty():
        typer.launch(str(page))
    return SKIPPED if summary.skipped else DONE


class Stopped(BaseException):
    """A person or the system asked this program to end."""


def main() -> None:
    """Run the command line and exit: 0 done, 1 done with reports skipped, 2 could not run, 130 stopped by Ctrl-C."""
    arguments = sys.argv[1:]
    is_debug = "--debug" in arguments
    if is_debug:
        arguments.remove("--debug")
        logging.basicConfig(level=logging.DEBUG)
    # One thread a process is measured to be fastest; libraries that start more of them take this hint.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        app(arguments, prog_name="counterclaim")
    except Stopped:
        typer.echo("Stopped. What was read until now is kept.", err=True)
        sys.exit(INTERRUPTED)
    except Exception as error:
        if is_debug:
            raise
        if isinstance(error, CounterclaimError):
            typer.echo(f"counterclaim: {error}", err=True)
        else:
            typer.echo(f"counterclaim: {type(error).__name__}: {error} (add --debug for the full trace)", err=True)
        sys.exit(FAILED)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


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


def _tell(ledger: str, as_of: str | None) -> Story:
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.compose import tell_story

    with open_view(ledger) as view:
        return tell_story(view, _parse_day(as_of))


def _parse_day(written: str | None) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise typer.BadParameter(f"{written} is no day; write it as 2026-02-28.") from error


def _render_brief(story: Story, *, is_page: bool) -> str:
    from counterclaim import __version__
    from counterclaim.publish.brief import compose_brief
    from counterclaim.publish.brief_html import render_html
    from counterclaim.publish.brief_markdown import render_markdown

    composed = compose_brief(story)
    return render_html(composed, version=__version__) if is_page else render_markdown(composed)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SetupError(f"{path} cannot be written ({error.strerror}).") from error
