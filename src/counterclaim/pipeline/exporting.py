"""From a ledger to files in a form of the field: which story, under which rule, written where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from counterclaim import __version__
from counterclaim.errors import SetupError, UnknownName
from counterclaim.publish.exports.crosstab import COLUMNS, DIMENSIONS, Asked, list_counts
from counterclaim.publish.exports.forms import FORMS, export
from counterclaim.publish.exports.order import File, Order
from counterclaim.publish.exports.stock import Stock, find_reviewed
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.reconcile.spreads import RULES
from counterclaim.records.claim import Measure
from counterclaim.records.story import Story
from counterclaim.resolve.group import group

ALL_RULES = (*RULES, "bias-adjusted/1")
WITH_SUMMARIES = ("ged-like",)
_DEATHS_ONLY = frozenset({"ucdp-like/1", "acled-like/1", "bias-adjusted/1"})


def find_rule(name: str) -> str:
    """Give the rule of this name with its version ("ucdp-like" → "ucdp-like/1"); raises UnknownName with near matches."""
    found = next((rule for rule in ALL_RULES if name in (rule, rule.partition("/")[0])), None)
    if found is None:
        raise UnknownName(f"There is no rule {name!r}. {_near(name, [rule.partition('/')[0] for rule in ALL_RULES])}")
    return found


def find_form(name: str) -> str:
    """Give the form of this name; raises UnknownName with near matches."""
    if name not in FORMS:
        raise UnknownName(f"There is no form {name!r}. {_near(name, FORMS)}")
    return name


def keep_reviewed(story: Story) -> Story:
    """Give the story as only the claims that a person accepted or edited tell it, put together anew."""
    kept = find_reviewed(story)
    claims = tuple(claim for claim in story.claims if claim.id in kept)
    resolution = group(claims, story.reports, story.judgements)
    as_of = story.reconciliation.as_of
    reconciliation = reconcile(resolution, claims, story.reports, story.judgements, as_of=as_of)
    return replace(story, claims=claims, resolution=resolution, reconciliation=reconciliation)


def make_files(  # noqa: PLR0913 - one verb, and what it may be told
    story: Story, form: str, path: Path, *, rule: str | None = None, reviewed: bool = False, summaries: bool = False
) -> tuple[Path, tuple[File, ...]]:
    """Give the folder to write to and the files of a story in a form.

    A form with one main file takes the path's name for it and its sidecars, the form's own name where the path is a
    folder; the others fill the folder `path`. `summaries` adds running totals as rows; raises UnknownName where the form
    has no such rows.
    """
    if summaries and form not in WITH_SUMMARIES:
        raise UnknownName(
            f"Running totals as rows of their own (--summaries) are for {', '.join(WITH_SUMMARIES)} only."
        )
    chosen = FORMS[find_form(form)]
    is_named = bool(chosen.suffix) and not path.is_dir()
    folder, stem = (path.parent, path.name.removesuffix(chosen.suffix)) if is_named else (path, form)
    order = Order(
        rule=find_rule(rule) if rule else chosen.rule,
        stem=stem,
        as_of=story.reconciliation.as_of,
        is_reviewed_only=reviewed,
        with_summaries=summaries,
        version=__version__,
    )
    return folder, export(keep_reviewed(story) if reviewed else story, form, order)


def list_table(
    story: Story, by: str, measure: str, rule: str | None
) -> tuple[tuple[str, ...], list[dict[str, object]]]:
    """Give the columns and rows of a count by the dimensions that `by` names, parted by commas.

    Raises UnknownName with near matches for a dimension, measure or rule that does not exist or does not count this.
    """
    dimensions = tuple(name.strip() for name in by.split(",") if name.strip())
    for name in dimensions:
        if name not in DIMENSIONS:
            raise UnknownName(f"There is no dimension {name!r}. {_near(name, DIMENSIONS)}")
    if measure not in set(Measure):
        raise UnknownName(f"There is no measure {measure!r}. {_near(measure, list(Measure))}")
    counted = Measure(measure)
    chosen = find_rule(rule) if rule else "ucdp-like/1" if counted is Measure.KILLED else "min-max/1"
    if counted is not Measure.KILLED and chosen in _DEATHS_ONLY:
        raise UnknownName(f"The rule {chosen} is about deaths; for {measure} use min-max or majority.")
    rows = [dict(row) for row in list_counts(Stock.of(story), Asked(dimensions, counted, chosen))]
    return (*dimensions, *COLUMNS), rows


def write_files(folder: Path, files: Iterable[File]) -> tuple[Path, ...]:
    """Write the files into a folder, made where it is missing, and give their paths. Raises SetupError where it cannot."""
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            path = folder / file.name
            path.write_bytes(file.data)
            paths.append(path)
    except OSError as error:
        raise SetupError(f"{error.filename or folder} cannot be written ({error.strerror}).") from error
    return tuple(paths)


def _near(name: str, names: Iterable[str]) -> str:
    known = list(names)
    near = get_close_matches(name, known, 3, 0.5)
    return f"Near: {', '.join(near)}." if near else f"There are {', '.join(known)}."
