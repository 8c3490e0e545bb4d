"""`double`: the same claims coded by two people apart from each other, and how far they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, CsvOption, JsonOption, LedgerOption, WhereOption, app, say
from counterclaim.cli.judging import AuthorOption, OptionalReason, sign

if TYPE_CHECKING:
    from counterclaim.ledger.view import View
    from counterclaim.pipeline.doubling import Compared
    from counterclaim.pipeline.naming import Register

double = typer.Typer(
    no_args_is_help=True,
    help="Double coding: draw a sample, have it coded blind on the desk by two people, see how far they agree.",
)
app.add_typer(double, name="double", rich_help_panel="Checking: where a figure comes from")
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The sample's name.")]
CodersOption = Annotated[
    str, typer.Option(metavar="A,B", help="The two coders; else those with most claims. The reader is “machine”.")
]


@double.command()
def sample(
    name: NameArgument,
    size: Annotated[int, typer.Option(min=1, max=2000, help="How many claims.")] = 50,
    seed: Annotated[int, typer.Option(help="Equal seeds draw equal samples of one ledger.")] = 1,
    reason: OptionalReason = "",
    author: AuthorOption = None,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Draw claims for double coding: each kind by its share, none left out where the size allows. It is kept as drawn.

    The claims are then coded on the desk (page Double coding): a coder sees the words, not what was read in them, nor what
    others coded.

    Example: `counterclaim double sample 2026-03 --size 60 --seed 7`
    """
    from counterclaim.ledger.ledger import open_ledger
    from counterclaim.pipeline.compose import tell_story
    from counterclaim.pipeline.doubling import draw_sample, keep_sample

    with open_ledger(ledger, create=False) as book, book.view() as view:
        drawn = keep_sample(book, view, draw_sample(tell_story(view), name, size, seed, sign(author, reason)))
    say(f"The sample {drawn.name} holds {len(drawn.statements)} claims, drawn with seed {seed}.")
    say("Code it on the desk: counterclaim desk, page Double coding.")
    return DONE


@double.command()
def samples(ledger: LedgerOption = LEDGER, as_json: JsonOption = False, as_csv: CsvOption = False) -> int:
    """List the samples and how far they are coded.

    Example: `counterclaim double samples`
    """
    from counterclaim.cli.show import print_all
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.doubling import SampleRow, list_samples

    with open_view(ledger) as view:
        rows = list_samples(view)
    return print_all("samples", SampleRow, rows, None, as_json=as_json, as_csv=as_csv)


@double.command()
def agreement(
    name: NameArgument,
    coders: CodersOption = "",
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """Tell how two coders agree, field by field: percentage, Cohen's kappa with its 95 % interval, Krippendorff's alpha.

    A coefficient is left empty where it is undefined, because both gave one value throughout; the percentage stands there.
    Figures are compared as given (low and high), and by alpha of ratios too, for which 9 and 10 differ little.

    Example: `counterclaim double agreement 2026-03 --coders "A. Coder,B. Coder"`
    """
    from counterclaim.cli.show import print_all
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.doubling import AgreementRow, list_agreement

    with open_view(ledger) as view:
        _, found = _look_up(view, name)
        a, b = _choose(found, coders)
        rows = list_agreement(found, a, b)
    return print_all("fields", AgreementRow, rows, None, as_json=as_json, as_csv=as_csv)


@double.command()
def differences(
    name: NameArgument,
    coders: CodersOption = "",
    ledger: LedgerOption = LEDGER,
    where: WhereOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> int:
    """List where two coders differ, a row for each field, with who settled it and why. Differences are settled on the desk.

    Example: `counterclaim double differences 2026-03 --where field=figure --csv > differences.csv`
    """
    from counterclaim.cli.show import print_all
    from counterclaim.ledger.view import open_view
    from counterclaim.pipeline.doubling import DifferenceRow, list_differences

    with open_view(ledger) as view:
        register, found = _look_up(view, name)
        a, b = _choose(found, coders)
        rows = list_differences(register, found, a, b)
    return print_all("differences", DifferenceRow, rows, where, as_json=as_json, as_csv=as_csv)


def _look_up(view: View, name: str) -> tuple[Register, Compared]:
    from counterclaim.pipeline.compose import tell_story
    from counterclaim.pipeline.doubling import find_sample, look_up
    from counterclaim.pipeline.naming import Register
    from counterclaim.records.books import Book

    sample = find_sample(view.entries(Book.SAMPLES), name)
    story = tell_story(view)
    return Register(story), look_up(sample, story, story.judgements)


def _choose(found: Compared, coders: str) -> tuple[str, str]:
    from counterclaim.errors import UnknownName
    from counterclaim.pipeline.doubling import choose_coders
    from counterclaim.publish.doubles import MACHINE

    named = [MACHINE if part.strip() == "machine" else part.strip() for part in coders.split(",") if part.strip()]
    pair = choose_coders(found, named[:2])
    if pair is None:
        raise UnknownName(
            f"Nobody has coded anything of {found.sample.name} yet: counterclaim desk, page Double coding."
        )
    return pair
