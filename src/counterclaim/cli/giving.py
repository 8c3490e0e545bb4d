"""`export`, `table`, `release`, `diff`: the ledger in the forms of the field, counted, frozen, compared."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, AsOfOption, CsvOption, JsonOption, LedgerOption, app, parse_day, say
from counterclaim.cli.asking import tell

RuleOption = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="NAME",
        help="The rule of low, best and high: ucdp-like, acled-like, min-max, majority, bias-adjusted.",
    ),
]
ReviewedOption = Annotated[bool, typer.Option("--reviewed-only", help="Only claims that a person accepted or edited.")]


@app.command()
def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORM",
            help="csv, jsonl, parquet (folders of tables); geojson, ged-like, acled-like, plover, hxl, losses, "
            "claim-jsonld, claim-review (a main file with its sidecars).",
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="PATH", help="The main file, or the folder, to write.")],
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    rule: RuleOption = None,
    reviewed_only: ReviewedOption = False,
    summaries: Annotated[
        bool,
        typer.Option("--summaries", help="ged-like: running totals too, as rows of their own (x_row_scope=summary)."),
    ] = False,
) -> int:
    """Write what the ledger holds in a form of the field: main file, claims behind each row, what was left out and why.

    Codes and columns are the field's; what only its people decide is empty. Unknown is empty, never 0. Each form's page in
    docs/exports says what is lost in it. The same ledger gives the same bytes.

    Example: `counterclaim export ged-like -o events.csv --rule ucdp-like --as-of 2026-02-28`
    """
    from counterclaim.pipeline.exporting import find_form, find_rule, make_files, write_files

    find_form(form)
    if rule:
        find_rule(rule)
    story = tell(ledger, as_of)
    folder, files = make_files(story, form, out, rule=rule, reviewed=reviewed_only, summaries=summaries)
    paths = write_files(folder, files)
    say(f"Written: {', '.join(str(path) for path in paths)}.")
    say(f"What the files rest on, and what is lost in this form, is in {paths[-1]}.")
    return DONE


@app.command()
def table(
    by: Annotated[
        str, typer.Option("--by", metavar="NAMES", help="What to part by, for example admin1,week (names above).")
    ] = "admin1,week",
    measure: Annotated[str, typer.Option(help="What is counted: killed, injured, displaced …")] = "killed",
    rule: RuleOption = None,
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
    reviewed_only: ReviewedOption = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """Count by place, time and side for a situation report, and say for every row what was not added, and why.

    Added are counts of single incidents by the same claimants. Never added: figures of different claimants, parts of a
    whole, running totals, totals and increments, incidents that may be one. Names for --by: country, admin1, admin2, place,
    day, week, month, side, status.

    Example: `counterclaim table --by admin1,week --measure killed --rule ucdp-like --csv`
    """
    from counterclaim.pipeline.exporting import keep_reviewed, list_table
    from counterclaim.publish.spreadsheet import write_csv

    story = tell(ledger, as_of)
    if reviewed_only:
        story = keep_reviewed(story)
    columns, rows = list_table(story, by, measure, rule)
    if as_json:
        _put(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif as_csv:
        _put(write_csv(columns, rows))
    else:
        _print([*columns[: columns.index("measure")], "question", "why"], rows)
    added = sum(bool(row["added"]) for row in rows)
    say(f"{len(rows)} rows, {added} of them sums; what was not added, and why, stands in each.", err=as_json or as_csv)
    return DONE


@app.command()
def release(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The release's name, for example 2026-03.")],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where the release's folder is made.")
    ] = Path(),
    author: Annotated[
        str, typer.Option(envvar=["COUNTERCLAIM_AUTHOR", "USER"], help="Who releases it; stands in the citation.")
    ] = "unknown",
    ledger: LedgerOption = LEDGER,
    as_of: AsOfOption = None,
) -> int:
    """Freeze the ledger's tables into a folder of their own, with checksums, versions and a citation.

    Reports (without their texts), claims, judgements, figures and ranges under every rule, as they stand now. A release is
    never overwritten; `counterclaim diff` tells what changed since.

    Example: `counterclaim release 2026-03 -o releases --author "Desk East"`
    """
    from datetime import UTC, datetime

    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.releasing import check_name, freeze

    folder = out / check_name(name)
    with open_view(ledger) as view:
        today = datetime.now(UTC).date()
        paths = freeze(view, folder, day=today, author=author, as_of=parse_day(as_of))
    say(f"The release {name} is in {folder}: {len(paths)} files, checked with `sha256sum -c SHA256SUMS` there.")
    return DONE


@app.command()
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="A release's folder, a ledger, or a day (2026-02-28).")],
    b: Annotated[str, typer.Argument(metavar="B", help="What it is compared with.")],
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """Say what changed from A to B, and why: reports, decisions, claims, figures and ranges.

    A day stands for what --ledger held of reports published by then.

    Example: `counterclaim diff releases/2026-02 releases/2026-03 --csv`
    """
    from counterclaim.pipeline.releasing import find_changes
    from counterclaim.publish.exports.difference import count_changes, pick_main
    from counterclaim.publish.exports.sheet import to_csv, to_jsonl

    changes = find_changes(a, b, ledger)
    if as_json:
        _put("[" + ",\n ".join(to_jsonl(changes).decode().splitlines()) + "]\n")
    elif as_csv:
        _put(to_csv(changes).decode())
    else:
        _print(["what", "change", "according_to", "about", "before", "after", "why"], pick_main(changes.plain_rows()))
    counts = ", ".join(f"{what} {number}" for what, number in sorted(count_changes(changes.rows).items()))
    rest = "" if as_json or as_csv else " Claims and ranges that only came or went are shown by --csv and --json."
    say(f"{len(changes.rows)} changes{': ' + counts if counts else ''}.{rest}", err=as_json or as_csv)
    return DONE


def _put(text: str) -> None:
    sys.stdout.buffer.write(text.encode())


def _print(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Print rows as a table for people, columns as wide as what is in them needs."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from counterclaim.cli.show import WIDTH
    from counterclaim.publish.legible import show_unseen

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for name in columns:
        is_number = name in ("low", "best", "high", "counts")
        shown.add_column(
            name.replace("_", " "),
            overflow="fold",
            justify="right" if is_number else "left",
            ratio=_SHARES.get(name, 2),
        )
    for row in rows:
        shown.add_row(*(Text(show_unseen("" if row[name] is None else str(row[name]))) for name in columns))
    console = Console()
    (console if console.is_terminal else Console(width=WIDTH)).print(shown)


_SHARES = {"low": 1, "best": 1, "high": 1, "counts": 1, "what": 2, "change": 2, "question": 4, "about": 5, "why": 6,
           "according_to": 3}  # fmt: skip
