"""Releases and comparisons: a state of a ledger frozen into a folder, and what changed between two states."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from counterclaim import __version__
from counterclaim.errors import SetupError, UnknownName
from counterclaim.ledger.view import View, open_view
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.exporting import ALL_RULES, write_files
from counterclaim.publish.exports.difference import State, compare
from counterclaim.publish.exports.forms import export
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.release import MANIFEST, Made, find_broken, write_release
from counterclaim.publish.exports.sheet import Sheet
from counterclaim.records.story import Story
from counterclaim.records.version import Versions

# The tables are told under every rule; this one only names the basis.
_RULE = "every rule"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def freeze(view: View, folder: Path, *, day: date, author: str, as_of: date | None = None) -> tuple[Path, ...]:
    """Write a release, named as its folder, into that new folder and give its files.

    Raises UnknownName for a name that no release should have, SetupError where the folder exists or cannot be written.
    """
    check_name(folder.name)
    if folder.exists():
        raise SetupError(f"{folder} exists; a release is never overwritten. Choose another name.")
    story = tell_story(view, as_of)
    made = Made(folder.name, day, author, count_versions(view, story), ALL_RULES)
    return write_files(folder, write_release(story, _order(as_of), made))


def check_name(name: str) -> str:
    """Give the name back where a release may have it; raises UnknownName where not."""
    if not _NAME.fullmatch(name):
        raise UnknownName("A release is named with letters, digits, dots, dashes and underscores, for example 2026-03.")
    return name


def count_versions(view: View, story: Story) -> tuple[tuple[Versions, int], ...]:
    """Give the versions that the story's reports were last read with, and how many reports each."""
    found: Counter[Versions] = Counter()
    for report in story.reports:
        readings = view.readings(report.id)
        if readings:
            found[readings[-1].versions] += 1
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0].reader, item[0].rules, item[0].tables)))


def find_changes(a: str, b: str, ledger: str) -> Sheet:
    """Give what changed from `a` to `b`, each a release's folder, another ledger, or a day of `ledger` (2026-02-28)."""
    return compare(load_state(a, ledger), load_state(b, ledger))


def load_state(name: str, ledger: str) -> State:
    """Give the state that a name stands for; raises UnknownName, or SetupError where a release is not as it was released."""
    path = Path(name)
    if path.is_dir():
        files = {file.name: file.read_bytes() for file in sorted(path.iterdir()) if file.is_file()}
        if MANIFEST not in files:
            raise UnknownName(f"{name} is no release: it has no {MANIFEST}.")
        broken = find_broken(files)
        if broken:
            raise SetupError(f"The release {name} is not as it was released: {', '.join(broken)}.")
        return State.of(name, files)
    if path.is_file() or "://" in name:
        return _read_ledger(name, name, None)
    try:
        day = date.fromisoformat(name)
    except ValueError:
        raise UnknownName(
            f"{name!r} is no release (a folder), no ledger that is there, and no day such as 2026-02-28."
        ) from None
    return _read_ledger(name, ledger, day)


def _read_ledger(name: str, ledger: str, as_of: date | None) -> State:
    with open_view(ledger) as view:
        story = tell_story(view, as_of)
    return State.of(name, {file.name: file.data for file in export(story, "csv", _order(as_of))})


def _order(as_of: date | None) -> Order:
    return Order(rule=_RULE, stem="", as_of=as_of, version=__version__)
