"""The command line's frame: the application, its common options, how it ends, what it may print."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.errors import CounterclaimError, SetupError

if TYPE_CHECKING:
    from datetime import date
    from types import FrameType

DONE, SKIPPED, FAILED, INTERRUPTED = 0, 1, 2, 130
LEDGER = "counterclaim.sqlite"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Reads reports about armed conflict and keeps the ledger of who claims what, every number with its sentence.",
    epilog="Add `--debug` to any command for the full trace of an error. Nothing is sent anywhere unless you ask for it.",
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
JsonOption = Annotated[bool, typer.Option("--json", help="Print a JSON array.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV that spreadsheets open safely.")]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="COLUMN=TEXT",
        help="Only rows whose column holds this text, in any case. Repeatable; --csv shows all columns.",
    ),
]


def _tell_version(asked: bool) -> None:
    if asked:
        from counterclaim import __version__
        from counterclaim.pipeline.compose import name_versions

        by = name_versions()
        typer.echo(f"counterclaim {__version__} (reader {by.reader}, rules {by.rules}, tables {by.tables})")
        raise typer.Exit


def _end(code: int | None, **_: object) -> None:
    sys.exit(code)


@app.callback(result_callback=_end)
def _start(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_tell_version,
            help="Print this program's version and those of its reader, rules and tables.",
        ),
    ] = False,
) -> None:
    pass


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
    # Millions of records are made that last, none in a circle: looking for circles less often saves a third of the time.
    gc.set_threshold(100_000, 50, 100)
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


def say(line: str, *, err: bool = False) -> None:
    """Print a line; characters that steer a terminal, which file names and reports can hold, are shown instead."""
    from counterclaim.publish.legible import show_unseen

    typer.echo(show_unseen(line), err=err)


def parse_day(written: str | None) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise typer.BadParameter(f"{written} is no day; write it as 2026-02-28.") from error


def write_file(path: Path, text: str) -> None:
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise SetupError(f"{path} cannot be written ({error.strerror}).") from error
