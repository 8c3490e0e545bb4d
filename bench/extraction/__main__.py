"""Measure what is got out of web pages: `python -m bench.extraction [--show] [--update]`.

Sixty pages of our own making: twelve shapes of sites, five invented stories each. Printed are, in per cent of the pages,
title (word for word), date (the day, and the minute where the page tells it), outlet, parts (a live page comes apart into
its dated entries), the F1 of the words of the text, page by page, and of its lines; and how many pages a second come out.
Held against the floors in bench/floors.json. A page is taken as it would be from a folder, headers and all.

The pace is the machine's as much as ours. Held is what does not depend on it: the processor time of a page, files,
metadata, live pages and maps included, in parts of what the library alone (trafilatura, its text and metadata) takes for the
same page in the same run. It is 0.8 to 1.0 by the run, and may be half as much again as the library's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from bench.extraction.styles import Made, make_pages
from bench.floors import hold
from counterclaim.intake.gather import gather
from counterclaim.reading import front
from counterclaim.reading.moments import parse_moment
from counterclaim.records.text import Gathered, Skipped

HERE = Path(__file__).resolve().parent
PAGES_A_SECOND = 100
ROUNDS = 3
MOST_OF_LIBRARY = 1.5


def measure_f1(found: Iterable[str], told: Iterable[str]) -> float:
    """Give the F1 of two bags of words or lines."""
    a, b = Counter(found), Counter(told)
    both = (a & b).total()
    return 2 * both / ((a.total() + b.total()) or 1)


def judge(made: Made, got: list[Gathered]) -> dict[str, float]:
    """Give how much of one page came out, each figure from 0 to 1."""
    lines = [line for one in got for line in one.text.split("\n") if line.strip()]
    told = [line for part in made.parts for line in part.lines]
    words, said = (" ".join(some).split() for some in (lines, told))
    reports = [front.report(one) for one in got]
    live = len(made.parts) > 1
    wanted = [part.published for part in made.parts]
    dates = [report.published for report in reports]
    moments = [m.at if (m := parse_moment(at or "")) else None for at in wanted]
    titles = [part.lines[0] for part in made.parts] if live else [made.title]
    return {
        "title": float([report.title for report in reports] == titles),
        "date": float(dates == moments),
        "outlet": float({one.outlet for one in got} == {made.outlet}),
        "parts": float(len(got) == len(made.parts)),
        "words": measure_f1(words, said),
        "lines": measure_f1(lines, told),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--show", action="store_true", help="print what is missing from each page, and what is too much"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors")
    arguments = parser.parse_args()
    pages = make_pages()
    with tempfile.TemporaryDirectory() as folder:
        for made in pages:
            (Path(folder) / f"{made.name}.html").write_text(made.html, encoding="utf-8")
        got: dict[str, list[Gathered]] = {made.name: [] for made in pages}
        for one in gather([folder]):
            name = Path((one.path or "").partition("#")[0]).stem
            if isinstance(one, Skipped):
                print(f"{name}: {one.why}")
            else:
                got[name].append(one)
        ours, bare = [], []
        for _ in range(ROUNDS):  # in turns, so that a busy machine slows both down
            ours.append(take_time(lambda: sum(1 for _ in gather([folder]))))
            bare.append(take_time(lambda: [extract_bare(made.html) for made in pages]))
    judged = {made.name: judge(made, got[made.name]) for made in pages}
    for style, names in groupby(judged, key=lambda name: name.rpartition("-")[0]):
        own = [judged[name] for name in names]
        print(f"{style:12}" + "".join(f"{what} {100 * sum(j[what] for j in own) / len(own):5.1f}  " for what in own[0]))
    if arguments.show:
        for made in pages:
            show(made, got[made.name], judged[made.name])
    figures = {w: round(100 * sum(j[w] for j in judged.values()) / len(judged), 1) for w in next(iter(judged.values()))}
    rate = len(pages) / min(ours)
    ratio = round(min(ours) / min(bare), 2)
    size = sum(len(made.html) for made in pages) / len(pages) / 1024
    print(f"{rate:.0f} pages a second of processor time on one core, {size:.0f} KiB a page")
    print(f"{len(pages) / min(bare):.0f} pages a second by the library alone: ours takes {ratio:.2f} of its time")
    held = hold(
        "extraction", figures, {"stories": HERE / "stories.py", "styles": HERE / "styles.py"}, update=arguments.update
    )
    if ratio > MOST_OF_LIBRARY:
        print(f"extraction: a page takes more than {MOST_OF_LIBRARY} times what the library alone takes.")
        held = False
    if rate < PAGES_A_SECOND:
        print(f"extraction: fewer than {PAGES_A_SECOND} pages a second here and now.")
    sys.exit(0 if held else 1)


def take_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def extract_bare(page: str) -> object:
    """What the library does by itself, as its documentation has it."""
    from trafilatura import bare_extraction

    return bare_extraction(page, with_metadata=True)


def show(made: Made, got: list[Gathered], judged: dict[str, float]) -> None:
    lines = Counter(line for one in got for line in one.text.split("\n") if line.strip())
    told = Counter(line for part in made.parts for line in part.lines)
    wrong = [what for what, value in judged.items() if value < 1]
    if wrong:
        print(f"{made.name}: {', '.join(wrong)}; {[(one.title, one.published, one.outlet) for one in got[:2]]}")
        for mark, some in (("-", told - lines), ("+", lines - told)):
            for line in some.elements():
                print(f"  {mark} {line[:150]}")


if __name__ == "__main__":
    main()
