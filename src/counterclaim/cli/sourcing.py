"""`sources` and `source`: a team's own register of outlets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, CsvOption, JsonOption, LedgerOption, WhereOption, app, say
from counterclaim.cli.judging import GROUP, AuthorOption, OptionalReason, sign
from counterclaim.errors import SetupError, UnknownName


@app.command(rich_help_panel=GROUP)
def sources(
    table: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="Read a CSV table into the register: outlet, belonging, side, grade, notes."
        ),
    ] = None,
    reason: OptionalReason = "",
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """List your register of sources, and the outlets that nobody has entered yet; or read it from a table.

    Grades are the letters of the Admiralty code, A (completely reliable) to E (unreliable), F (cannot be judged). What
    --csv writes is what --from reads. `questions --sources C` adds spreads that rest on sources graded C or better.

    Example: `counterclaim sources --csv > register.csv`, then `counterclaim sources --from register.csv -m "our house list"`
    """
    from counterclaim.cli.show import print_all
    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.sourcing import SourceRow, list_sources, open_register, read_table

    if table is not None:
        try:
            text = table.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SetupError(f"{table} cannot be read ({error}). --from takes a CSV table in UTF-8.") from error
        with open_ledger(ledger, create=False) as book:
            with book.view() as view:
                entries = read_table(text, open_register(view), sign(author, reason))
            for entry in entries:
                book.enter(entry)
        say(f"{len(entries)} sources were entered or changed.", err=as_json or as_csv)
    with open_view(ledger) as view:
        rows = list_sources(open_register(view).values(), view.reports())
    return print_all("sources", SourceRow, rows, where, as_json=as_json, as_csv=as_csv)


@app.command(rich_help_panel=GROUP)
def source(
    outlet: Annotated[str, typer.Argument(metavar="OUTLET", help="The outlet's name, as reports give it.")],
    grade: Annotated[
        str | None, typer.Option(metavar="A–F", help="How far you rely on it, by the Admiralty code.")
    ] = None,
    belonging: Annotated[
        str | None, typer.Option(metavar="WORD", help="independent, party-affiliated, state media, agency, NGO …")
    ] = None,
    side: Annotated[str | None, typer.Option(metavar="PARTY", help="For whom it speaks.")] = None,
    notes: Annotated[str | None, typer.Option(metavar="TEXT", help="What others should know of it.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out of the register.")] = False,
    reason: OptionalReason = "",
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Say of an outlet for whom it speaks and how far you rely on it. What you do not name stays; nothing is overwritten.

    Example: `counterclaim source "Border Post" --grade C --belonging "party-affiliated" --side "Red Front" -m "owned by it"`
    """
    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.sourcing import open_register, remove_source, write_source
    from counterclaim.records.sources import Source, fold_outlet

    typed = {"belonging": belonging, "side": side, "grade": grade, "notes": notes}
    given = {name: value for name, value in typed.items() if value is not None}
    if not given and not remove:
        raise UnknownName("Nothing was said of it: give --grade, --belonging, --side, --notes or --remove.")
    with open_ledger(ledger, create=False) as book:
        with book.view() as view:
            known = open_register(view)
        signed = sign(author, reason)
        held = known.get(fold_outlet(outlet))
        if remove and held is None:
            raise UnknownName(f"The register has no {outlet!r}.")
        entry = (
            remove_source(held, signed) if remove and held else write_source(known, {"outlet": outlet, **given}, signed)
        )
        book.enter(entry, seen=held.entry if held else None)
    now = Source.of(entry)
    told = [now.belonging.value if now.belonging else "", f"for {now.side}" if now.side else ""]
    graded = f"graded {now.grade.value}, {now.grade.words}" if now.grade else "not graded"
    say(f"{entry.name}: {'taken out' if remove else ', '.join(filter(None, [*told, graded]))}.")
    return DONE
