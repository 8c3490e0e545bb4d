"""`watch`: feeds are read as they go on, and what changed is told."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, SKIPPED, LedgerOption, Stopped, app, say
from counterclaim.errors import SetupError

if TYPE_CHECKING:
    from counterclaim.pipeline.watching import Turn


@app.command()
def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED…", help="Addresses of RSS or Atom feeds, or of pages.")],
    every: Annotated[float, typer.Option(metavar="MINUTES", min=1, help="How long to wait between two rounds.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="One round only, for a timer of your own.")] = False,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE|URL|mailto:…",
            help="Where changes go: a file of JSON lines, a webhook, mail. Repeatable; without it, the terminal.",
        ),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What matters, and the mail server (TOML; see docs/watch.md).")
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where the watch remembers what was seen and told (default: beside the ledger)."
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Watch feeds: read what is new into the ledger and tell what changed in who claims what. Ctrl-C ends it.

    Told are a new contradiction, a figure that replaces another, losses that a party reports of its own, a denial, a new
    question, a text that changed at its address; each in a sentence with its claimant, report and quote, and only once.

    Example: `counterclaim watch https://news.example/feed.xml --every 30 --to changes.jsonl`
    """
    from datetime import UTC, datetime, timedelta

    from counterclaim.intake.fetch import is_address
    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.tellers import Terminal, make_teller
    from counterclaim.pipeline.watch_rules import Rules, read_rules
    from counterclaim.pipeline.watch_state import hold, load_state
    from counterclaim.pipeline.watching import Watch

    wrong = [feed for feed in feeds if not is_address(feed)]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]} is no address; watch takes https://… (counterclaim read takes files).")
    what = read_rules(rules) if rules else Rules()
    tellers = [make_teller(one, what.mail) for one in dict.fromkeys(to or ())] or [Terminal(say)]
    path = state or _find_state(ledger)
    with hold(path), open_ledger(ledger) as book:
        watched = Watch(book, load_state(path), tuple(dict.fromkeys(feeds)), tellers, timedelta(minutes=every), what)
        watched.begin()
        try:
            while True:
                turn = watched.turn(datetime.now(UTC))
                _say_turn(turn)
                if once:
                    return SKIPPED if turn.troubles or turn.skipped else DONE
                time.sleep(every * 60)
        except Stopped:
            say("The watch has ended. What was read is kept; the next one goes on from here.", err=True)
            return DONE


def _find_state(ledger: str) -> Path:
    from counterclaim.pipeline.watch_state import SUFFIX

    if "://" in ledger:
        raise SetupError("With a ledger in PostgreSQL, say where the watch remembers what it told: --state FILE.")
    path = Path(ledger).expanduser()
    return path.with_name(path.name + SUFFIX)


def _say_turn(turn: Turn) -> None:
    from datetime import UTC, datetime

    from counterclaim.publish.wording import count_of

    for trouble in turn.troubles:
        say(trouble, err=True)
    for skip in turn.skipped:
        say(f"Not read: {skip.path}: {skip.why}", err=True)
    if turn.read or turn.told:
        read, told = count_of(turn.read, "report"), count_of(turn.told, "change")
        say(f"{datetime.now(UTC):%d %b %H:%M} UTC: {read} read, {told} told.", err=True)
