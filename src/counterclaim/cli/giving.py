"""`export`: the ledger in the forms of the field."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, AsOfOption, LedgerOption, app, say
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
    folder, files = make_files(story, form, out, rule=rule, reviewed=reviewed_only)
    paths = write_files(folder, files)
    say(f"Written: {', '.join(str(path) for path in paths)}.")
    say(f"What the files rest on, and what is lost in this form, is in {paths[-1]}.")
    return DONE
