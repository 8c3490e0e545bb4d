"""`desk`: the ledger as web pages on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, LedgerOption, Stopped, app


@app.command()
def desk(
    ledger: LedgerOption = LEDGER,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to answer on; 0 takes a free one.")] = 8765,
    host: Annotated[
        str, typer.Option(help="This machine's own address; others are refused: the desk has no users.")
    ] = ("127.0.0.1"),
    author: Annotated[
        str, typer.Option(envvar=["COUNTERCLAIM_AUTHOR", "USER"], help="Who signs what is judged on the desk.")
    ] = "unknown",
    names: Annotated[
        bool, typer.Option("--names", help="Show the names of private persons. For the ledger's own keepers only.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> int:
    """Open the ledger as web pages on this machine: read, compare, judge, correct. Ctrl-C ends it.

    Every figure leads to the sentence it stands in. Nothing leaves this machine; every page has a JSON twin (.json).

    Example: `counterclaim desk --ledger counterclaim.sqlite`
    """
    from counterclaim.desk.serve import serve

    def tell(address: str) -> None:
        typer.echo(f"The desk is at {address} (Ctrl-C ends it).")
        if not quiet:
            typer.launch(address)

    try:
        serve(ledger, (host, port), author=author, masked=not names, ready=tell)
    except Stopped:
        typer.echo("The desk is closed. What was judged and read is kept.")
    return DONE
