"""`brief` and the tables: what a ledger holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
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
    write_file,
)
from counterclaim.errors import SetupError

if TYPE_CHECKING:
    from counterclaim.records.sources import Reliability
    from counterclaim.records.story import Story
    from counterclaim.tables.conventions import Convention

ConventionsOption = Annotated[
    Path | None,
    typer.Option(
        "--conventions",
        metavar="FILE",
        help="House rules for vague words (dozens = 12), a TOML table; each adds spreads under its own name.",
    ),
]


NearOption = Annotated[
    str | None,
    typer.Option(
        "--near",
        metavar="ID",
        help="Only what a claim or its report speaks of, with all that others say of the same: quick on a large ledger.",
    ),
]


SourcesOption = Annotated[
    str | None,
    typer.Option(
        "--sources",
        metavar="GRADE",
        help="Add spreads that rest only on sources your register grades so or better (A to E); each says so.",
    ),
]


@app.command()
def brief(
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Where to write it: .html for the page, .md for text."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    conventions: ConventionsOption = None,
    sources: SourcesOption = None,
) -> int:
    """Write the brief of what the ledger holds: who claims what, what is disputed, every number with its sentence.

    Without -o it is printed as Markdown. Names of private persons are withheld.

    Example: `counterclaim brief -o brief.html --as-of 2026-02-28`
    """
    is_page = out is not None and names_page(out)
    text = render_brief(tell(ledger, as_of, conventions, sources), is_page=is_page)
    if out is None:
        typer.echo(text)
    else:
        write_file(out, text)
        typer.echo(f"The brief is in {out}.")
    return DONE


@app.command()
def questions(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    conventions: ConventionsOption = None,
    sources: SourcesOption = None,
    near: NearOption = None,
) -> int:
    """Show what several claims answer: each question with every claimant's figure and how it came about.

    Example: `counterclaim questions --where measure=killed --as-of 2026-02-28`
    """
    return _show("questions", _Asked(ledger, as_of, where, as_json, as_csv, conventions, sources, near))


@app.command()
def claims(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """Show every claim with its claimant, figure, place, time and sentence.

    Example: `counterclaim claims --where kind=DENY --csv > denials.csv`
    """
    return _show("claims", _Asked(ledger, as_of, where, as_json, as_csv))


@app.command()
def incidents(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    near: NearOption = None,
) -> int:
    """Show the incidents that claims speak of, who tells of them, where and when.

    Example: `counterclaim incidents --where place=Kunduz --json`
    """
    return _show("incidents", _Asked(ledger, as_of, where, as_json, as_csv, near=near))


@app.command()
def positions(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """Show who accuses, denies, threatens, asks, supports, offers or agrees, with the words and what answers them.

    Example: `counterclaim positions --where verb=denies`
    """
    return _show("positions", _Asked(ledger, as_of, where, as_json, as_csv))


@app.command()
def reports(
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="Instead, the texts that changed at their address, line by line.")
    ] = False,
) -> int:
    """Show the reports that were read, with outlet, date, language, wire credit and what copies what.

    Example: `counterclaim reports --where outlet=Dawn`, or `counterclaim reports --changes`
    """
    if changes:
        return _show_changes(tell(ledger, as_of), as_json=as_json)
    return _show("reports", _Asked(ledger, as_of, where, as_json, as_csv))


def render_brief(story: Story, *, is_page: bool) -> str:
    from counterclaim import __version__
    from counterclaim.publish.brief import compose_brief
    from counterclaim.publish.brief_html import render_html
    from counterclaim.publish.brief_markdown import render_markdown

    render = render_html if is_page else render_markdown
    return render(compose_brief(story), version=__version__)


def names_page(out: Path) -> bool:
    """Say whether a brief's file is an HTML page, else text. Raises SetupError for a suffix that promises another form."""
    suffix = out.suffix.lower()
    if suffix not in ("", ".html", ".htm", ".md", ".markdown", ".txt"):
        raise SetupError(f"A brief is written as .html or .md, not as {suffix}. For data: counterclaim export.")
    return suffix in (".html", ".htm")


def read_conventions(path: Path) -> tuple[Convention, ...]:
    from counterclaim.tables.conventions import parse_conventions

    try:
        return tuple(parse_conventions(path.read_text(encoding="utf-8"), str(path)).values())
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise SetupError(f"{path} cannot be read ({why}). --conventions takes a TOML table.") from error


def tell(ledger: str, as_of: str | None, conventions: Path | None = None, sources: str | None = None) -> Story:
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.compose import tell_story

    day = parse_day(as_of)
    house = read_conventions(conventions) if conventions else ()
    with open_view(ledger) as view:
        return tell_story(view, day, house, least=parse_grade(sources))


def list_read(ledger: str, as_of: str | None) -> Story:
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.compose import tell_read

    day = parse_day(as_of)
    with open_view(ledger) as view:
        return tell_read(view, day)


def tell_near(ledger: str, near: str, as_of: str | None, conventions: Path | None = None) -> Story:
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.nearby import find_report, tell_nearby

    day = parse_day(as_of)
    house = read_conventions(conventions) if conventions else ()
    with open_view(ledger) as view:
        return tell_nearby(view, [find_report(view, near)], day, house)


def parse_grade(written: str | None) -> Reliability | None:
    from counterclaim.records.sources import Reliability

    letter = (written or "").strip().upper()
    if letter and letter not in set(Reliability) - {Reliability.F}:
        raise typer.BadParameter(f"{written} is no grade to filter by; A, B, C, D or E (F says that nobody can judge).")
    return Reliability(letter) if letter else None


def _show_changes(story: Story, *, as_json: bool) -> int:
    """Print what outlets changed in texts that they had published."""
    import json

    from counterclaim.pipeline.tellers import to_json, write_change
    from counterclaim.publish.changes import list_text_changes
    from counterclaim.publish.wording import count_of

    changes = [to_json(change) for change in list_text_changes(story)]
    if as_json:
        sys.stdout.buffer.write((json.dumps(changes, ensure_ascii=False, indent=1) + "\n").encode())
    else:
        for change in changes:
            for line in write_change(change):
                say(line)
    say(f"{count_of(len(changes), 'change')} in {count_of(len(story.reports), 'report')}.", err=as_json)
    return DONE


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options that all tables share."""

    ledger: str
    as_of: str | None
    where: list[str] | None
    as_json: bool
    as_csv: bool
    conventions: Path | None = None
    sources: str | None = None
    near: str | None = None


def _show(name: str, asked: _Asked) -> int:
    from counterclaim.cli.show import parse_where, print_table
    from counterclaim.pipeline.rows import LISTED, TABLES, list_own_estimates, list_rows, write_json
    from counterclaim.publish.spreadsheet import write_csv
    from counterclaim.publish.wording import count_basis, count_of

    conditions = parse_where(asked.where)
    if asked.near and asked.sources:
        raise typer.BadParameter("--sources weighs all reports of the ledger; leave out --near.")
    if asked.near:
        story = tell_near(asked.ledger, asked.near, asked.as_of, asked.conventions)
    elif name in LISTED:
        story = list_read(asked.ledger, asked.as_of)
    else:
        story = tell(asked.ledger, asked.as_of, asked.conventions, asked.sources)
    rows = list_rows(story, name, conditions)
    if asked.as_json or asked.as_csv:
        text = write_json(story, name, rows) + "\n" if asked.as_json else write_csv(TABLES[name], rows)
        sys.stdout.buffer.write(text.encode())
    else:
        print_table(name, rows)
        for line in list_own_estimates(story) if name == "questions" else ():
            say(line)
    say(f"{count_of(len(rows), 'row')}, resting on {count_basis(story.reports)}.", err=asked.as_json or asked.as_csv)
    return DONE
