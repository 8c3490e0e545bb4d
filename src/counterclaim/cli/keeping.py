"""`original`, `forget` and `upgrade`: what a ledger keeps of a fetch, what no longer, how an older one is brought forward."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, LedgerOption, app, say, write_bytes


class What(enum.StrEnum):
    """What `forget` is asked to take out."""

    REPORT = "report"
    SPAN = "span"
    PERSON = "person"


@app.command()
def original(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id, or the beginning of one.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="Where to write the bytes; FILE.warc.gz holds the headers too."
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Show what a report was read from: address, time, headers and digest of what was fetched, its archived copy, or the
    original of a translation.

    Example: `counterclaim original 5a41 -o page.html`
    """
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.originals import find_original

    with open_view(ledger) as view:
        found = find_original(view, report)
    if out is None:
        for line in found.describe():
            say(line)
        return DONE
    write_bytes(out, found.make_file(out.name))
    say(f"What was fetched is in {out}.")
    return DONE


@app.command()
def forget(
    what: Annotated[
        What,
        typer.Argument(
            metavar="report|span|person", help="A report (its id), a span (ID:START-END), or a person (a name)."
        ),
    ],
    name: Annotated[str, typer.Argument(metavar="ID|ID:START-END|NAME", help="Which one.")],
    reason: Annotated[str, typer.Option("--reason", "-m", help="Why; kept with the date, without any of the words.")],
    author: Annotated[str, typer.Option(envvar=["COUNTERCLAIM_AUTHOR", "USER"], help="Who decides.")] = "unknown",
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
    typer.echo(
        f"Forgotten in {done.reports} reports: {done.mentions} mentions. Originals dropped: {done.originals}. "
        f"Backups removed: {len(done.backups)}."
    )
    if not done.swept:
        typer.echo("Another program still reads the ledger; the old pages are wiped when it is opened next.")
    return DONE


@app.command()
def upgrade(ledger: LedgerOption = LEDGER) -> int:
    """Bring a ledger that an older version wrote to this one's schema. A copy of the old file is kept beside it first.

    Whatever writes into a ledger does this by itself; commands that only look never change one, and send you here.
    PostgreSQL makes no copy: dump the database first.

    Example: `counterclaim upgrade --ledger sahel.sqlite`
    """
    from counterclaim.ledger.ledger import upgrade as bring_forward

    done = bring_forward(ledger)
    if done.before == done.now:
        typer.echo(f"Nothing to do: the ledger has schema {done.now}, which is this version's.")
        return DONE
    typer.echo(f"The ledger went from schema {done.before} to {done.now}.")
    if done.backup:
        typer.echo(f"As it was, it is kept in {done.backup}; remove it when you no longer need it.")
    return DONE
