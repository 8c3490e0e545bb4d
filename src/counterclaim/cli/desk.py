"""`desk`: the ledger as web pages, on this machine or for users on others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, LedgerOption, Stopped, app


@app.command()
def desk(
    ledger: LedgerOption = LEDGER,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to answer on; 0 takes a free one.")] = 8765,
    host: Annotated[
        str,
        typer.Option(help="The address to answer on. Another than this machine's own needs users and a certificate."),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", help="A host name that the desk is reached by. Needs users. Repeatable."
        ),
    ] = None,
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="TLS certificate (PEM), with --key.")] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its private key (PEM).")] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain-http", help="Answer other machines without TLS: behind a proxy here that has it."),
    ] = False,
    author: Annotated[
        str,
        typer.Option(
            envvar=["COUNTERCLAIM_AUTHOR", "USER"], help="Who signs what is judged, as long as there are no users."
        ),
    ] = "unknown",
    names: Annotated[
        bool, typer.Option("--names", help="Show the names of private persons. For the ledger's own keepers only.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> int:
    """Open the ledger as web pages: read, compare, judge, correct. Ctrl-C ends it.

    It is for you alone on this machine, until the ledger has users (`counterclaim users add NAME --role owner`): then
    everybody signs in, and --host opens it to other machines.

    Every figure leads to the sentence it stands in. Nothing leaves this machine; every page has a JSON twin (.json).

    Example: `counterclaim desk --ledger counterclaim.sqlite`
    """
    from counterclaim.desk.serve import Place, serve

    def tell(address: str) -> None:
        typer.echo(f"The desk is at {address} (Ctrl-C ends it).")
        if not quiet:
            typer.launch(address)

    try:
        at = Place(host, port, tuple(name or ()), certificate, key, plain)
        serve(ledger, at, author=author, masked=not names, ready=tell)
    except Stopped:
        typer.echo("The desk is closed. What was judged and read is kept.")
    return DONE
