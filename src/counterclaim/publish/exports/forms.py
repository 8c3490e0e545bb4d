"""Every form of export by name: what it is called, what it gives, what is lost in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.publish.exports.acled import list_acled
from counterclaim.publish.exports.ged import list_ged
from counterclaim.publish.exports.geojson import write_geojson
from counterclaim.publish.exports.holdings import list_holdings
from counterclaim.publish.exports.hxl import list_hxl, to_hxl
from counterclaim.publish.exports.losses import list_losses
from counterclaim.publish.exports.notice import write_readme
from counterclaim.publish.exports.order import File, Order
from counterclaim.publish.exports.package import write_package
from counterclaim.publish.exports.plover import list_plover, to_lines
from counterclaim.publish.exports.schema_org import write_claims, write_reviews
from counterclaim.publish.exports.sheet import Sheet, to_csv, to_jsonl, to_parquet
from counterclaim.publish.exports.stock import Stock
from counterclaim.records.story import Story

Make = Callable[[Stock, Order], "tuple[File, ...]"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the suffix of its main file ("" for a folder of tables), the rule it takes unless told, what is lost in it."""

    title: str
    suffix: str
    make: Make
    lost: tuple[str, ...] = ()
    rule: str = "ucdp-like/1"


def export(story: Story, form: str, order: Order) -> tuple[File, ...]:
    """Give the files of a story in a form, the main one first; the same story and order give the same bytes.

    Raises UnknownName where a review is asked for that nobody signed, SetupError where Parquet lacks pyarrow.
    """
    stock = Stock.of(story)
    chosen = FORMS[form]
    files = chosen.make(stock, order)
    name = f"{order.stem}.README.md" if chosen.suffix else "README.md"
    readme = write_readme(chosen.title, stock, order, chosen.lost, [file.name for file in files])
    return (*files, File(name, readme))


def _holdings(suffix: str, write: Callable[[Sheet], bytes]) -> Make:
    def make(stock: Stock, order: Order) -> tuple[File, ...]:
        sheets = list_holdings(stock)
        files = [File(f"{sheet.name}.{suffix}", write(sheet)) for sheet in sheets]
        package = write_package(
            "counterclaim-ledger", "What a ledger of claims holds", stock, order, list(zip(sheets, files, strict=True))
        )
        return (*files, File("datapackage.json", package))

    return make


def _rows(name: str, list_sheets: Callable[[Stock, Order], Sequence[Sheet]]) -> Make:
    """Make a main CSV with its sidecars: the claims behind each row, and what is no row."""

    def make(stock: Stock, order: Order) -> tuple[File, ...]:
        sheets = list_sheets(stock, order)
        names = [f"{order.stem}.csv", *(f"{order.stem}.{_SIDES[sheet.name]}.csv" for sheet in sheets[1:])]
        files = [File(file, to_csv(sheet)) for file, sheet in zip(names, sheets, strict=True)]
        return (*files, _package(name, stock, order, sheets, files))

    return make


_SIDES = {"row-claims": "claims", "hxl-claims": "claims", "left-out": "left-out"}


def _package(name: str, stock: Stock, order: Order, sheets: Sequence[Sheet], files: Sequence[File]) -> File:
    tables = list(zip(sheets, files, strict=True))
    return File(f"{order.stem}.datapackage.json", write_package(name, FORMS[name].title, stock, order, tables))


def _make_plover(stock: Stock, order: Order) -> tuple[File, ...]:
    records, behind, left_out = list_plover(stock, order)
    sides = _write_sides(order, behind, left_out)
    main = File(f"{order.stem}.jsonl", to_lines(records))
    return (main, *sides, _package("plover", stock, order, (behind, left_out), sides))


def _make_hxl(stock: Stock, order: Order) -> tuple[File, ...]:
    main, figures, left_out = list_hxl(stock, order)
    files = (
        File(f"{order.stem}.csv", to_hxl(main)),
        File(f"{order.stem}.claims.csv", to_hxl(figures)),
        File(f"{order.stem}.left-out.csv", to_csv(left_out)),
    )
    # A row of hashtags is no row of the schema: the package describes the plain table only.
    return (*files, _package("hxl", stock, order, (left_out,), files[2:]))


def _make_geojson(stock: Stock, order: Order) -> tuple[File, ...]:
    main, behind = write_geojson(stock, order)
    sides = _write_sides(order, behind)
    return (
        File(f"{order.stem}.geojson", main),
        *sides,
        _package("geojson", stock, order, (behind,), sides),
    )


def _write_sides(order: Order, *sheets: Sheet) -> tuple[File, ...]:
    return tuple(File(f"{order.stem}.{_SIDES[sheet.name]}.csv", to_csv(sheet)) for sheet in sheets)


def _single(suffix: str, write: Callable[[Stock, Order], bytes]) -> Make:
    return lambda stock, order: (File(f"{order.stem}{suffix}", write(stock, order)),)


FORMS: Mapping[str, Form] = {
    "csv": Form("What a ledger of claims holds, as CSV", "", _holdings("csv", to_csv)),
    "jsonl": Form("What a ledger of claims holds, as JSON lines", "", _holdings("jsonl", to_jsonl)),
    "parquet": Form("What a ledger of claims holds, as Parquet", "", _holdings("parquet", to_parquet)),
    "geojson": Form(
        "Incidents as claims place them",
        ".geojson",
        _make_geojson,
        (
            "An area (where_prec 4 to 7) has no geometry: the gazetteer holds points, and a dot would say too much.",
            "A point is withheld where a shelter, a hospital or a witness must be protected.",
        ),
    ),
    "ged-like": Form(
        "Candidate events in the columns of UCDP GED",
        ".csv",
        _rows("ged-like", list_ged),
        (
            "Not UCDP's figures. What only UCDP decides is empty or stands as x_proposed_*.",
            "Running totals are no events: they are in the left-out file, with why.",
            "One number a cell: who claims which is in x_figures and in the claims file.",
        ),
    ),
    "acled-like": Form(
        "Candidate events in the columns of ACLED",
        ".csv",
        _rows("acled-like", list_acled),
        (
            "Not ACLED's figures. What only ACLED fills is empty.",
            "No row for words: threats, accusations and talks are in the positions of the csv form.",
            "One number an event: ranges, sides and claimants are in the claims file.",
        ),
        rule="acled-like/1",
    ),
    "plover": Form(
        "Event records after PLOVER",
        ".jsonl",
        _make_plover,
        (
            "Harm is a property of the ASSAULT; what stands inside an accusation, denial, threat or demand is no record.",
            "Which denial answers which accusation, and which figure replaced which, is lost.",
        ),
    ),
    "hxl": Form(
        "Questions with humanitarian hashtags (HXL)",
        ".csv",
        _make_hxl,
        (
            "One row a question under one rule: rows may overlap (a part, a total) and are not to be summed.",
            "Who claims which figure is in the claims file.",
        ),
        rule="min-max/1",
    ),
    "losses": Form(
        "Loss reports by claimant and target",
        ".csv",
        _rows("losses", lambda stock, order: (list_losses(stock),)),
        ("Only figures of losses: denials, positions and incidents are lost.",),
    ),
    "claim-jsonld": Form(
        "Claims as schema.org Claim",
        ".jsonld",
        _single(".jsonld", write_claims),
        ("Figures, places and times stay inside the quoted sentence.",),
    ),
    "claim-review": Form(
        "Reviews that a person signed, as schema.org ClaimReview",
        ".jsonld",
        _single(".jsonld", write_reviews),
        ("The program rates nothing: only what a person signed is here.",),
    ),
}
