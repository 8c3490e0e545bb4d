from __future__ import annotations

from collections.abc import Sequence

import pytest

from counterclaim.normalise.gazetteer import Candidate
from counterclaim.normalise.namesakes import Namesakes
from counterclaim.normalise.toponyms import find_toponyms
from counterclaim.records.text import Span

# One Brod in each of two countries, the larger in the second; Lesk lies beside the smaller, Ursk is known once.
ROWS = (
    Candidate("b1", "Brod", "place", "AAA", "Alba", None, 10.0, 10.0, 20_000),
    Candidate("b2", "Brod", "place", "BBB", "Bora", None, 50.0, 50.0, 900_000),
    Candidate("l1", "Lesk", "place", "AAA", "Alba", None, 10.1, 10.1, 9_000),
    Candidate("u1", "Ursk", "place", "BBB", "Bora", None, 49.0, 49.0, 3_000),
    Candidate("a", "Aland", "country", "AAA", None, None, 11.0, 11.0, 9_000_000),
    Candidate("b", "Boria", "country", "BBB", None, None, 50.0, 50.0, 9_000_000),
    Candidate("p", "Alba", "admin1", "AAA", "Alba", None, 10.5, 10.5, 200_000),
)


def find(name: str) -> Sequence[Candidate]:
    return sorted((c for c in ROWS if c.name == name), key=lambda c: -c.population)


def choose(text: str, *names: str, countries: tuple[str, ...] = ()) -> list[str | None]:
    """Give the ids that the names of a text are taken for."""
    spans = [Span(text.index(name), text.index(name) + len(name), name) for name in names]
    toponyms = {span: find_toponyms(span.text, find) for span in spans}
    namesakes = Namesakes(text, toponyms, find, countries)
    return [(c.id if (c := namesakes.choose(toponyms[span][0])) else None) for span in spans]


@pytest.mark.parametrize(
    ("text", "names", "countries", "chosen"),
    [
        ("Shells fell on Brod.", ("Brod",), (), ["b2"]),
        ("Shells fell on Brod and Lesk.", ("Brod", "Lesk"), (), ["b1", "l1"]),
        ("Shells fell on Brod, Alba.", ("Brod",), (), ["b1"]),
        ("Shells fell on Brod in Aland.", ("Brod",), (), ["b1"]),
        ("Shells fell on Brod.", ("Brod",), ("AAA",), ["b1"]),
        ("Aland said shells fell on Brod.", ("Aland", "Brod"), (), ["a", "b1"]),
        ("Aland said shells fell on Ursk.", ("Aland", "Ursk"), (), ["a", None]),
        ("Boria said shells fell on Ursk.", ("Boria", "Ursk"), (), ["b", "u1"]),
    ],
)
def test_a_name_means_what_fits_the_others(
    text: str, names: tuple[str, ...], countries: tuple[str, ...], chosen: list[str | None]
) -> None:
    assert choose(text, *names, countries=countries) == chosen


def test_names_that_lie_together_in_one_division_vouch_for_each_other() -> None:
    """Each of three names is larger elsewhere, always in another division; only Alba has all three, far apart."""
    rows = [
        Candidate(f"{name}{i}", name, "place", country, division, None, lat, float(i), people)
        for i, name in enumerate(("Orm", "Pell", "Quay"))
        for country, division, lat, people in (
            ("AAA", "Alba", 8.0 * i, 9_000),
            ("BBB", f"Bora {i}", 60.0 + 8 * i, 30_000),
        )
    ]
    text = "Shells fell on Orm, Pell and Quay."
    spans = [Span(text.index(n), text.index(n) + len(n), n) for n in ("Orm", "Pell", "Quay")]

    def look_up(name: str) -> list[Candidate]:
        return sorted((c for c in rows if c.name == name), key=lambda c: -c.population)

    toponyms = {span: find_toponyms(span.text, look_up) for span in spans}
    namesakes = Namesakes(text, toponyms, look_up, ())
    chosen = [namesakes.choose(toponyms[span][0]) for span in spans]
    assert {c.admin1 for c in chosen if c} == {"Alba"}


def test_order_of_the_names_changes_nothing() -> None:
    text = "Shells fell on Brod and Lesk."
    assert choose(text, "Brod", "Lesk") == choose(text, "Lesk", "Brod")[::-1]


# A district of a name that the gazetteer holds in another country only, and one that its own country calls a district.
DIVISIONS = (
    Candidate("d", "Gorze", "admin2", "BBB", "Bora", "Gorze", 50.0, 50.0, 400_000),
    Candidate("a", "Alba", "admin1", "AAA", "Alba", None, 10.5, 10.5, 200_000),
    Candidate("k", "District de Kest", "admin2", "AAA", "Alba", "District de Kest", 10.2, 10.2, 90_000),
    Candidate("t", "Kest", "place", "BBB", "Bora", None, 50.0, 50.0, 99_000),
    Candidate("l", "Lesk", "place", "AAA", "Alba", None, 10.1, 10.1, 120_000),
    Candidate("h1", "Holm", "place", "CCC", "Cova", None, 30.0, 30.0, 600),
    Candidate("h2", "Holm", "place", "DDD", "Dora", None, 70.0, 70.0, 0),
    Candidate("c", "Sarn", "place", "BBB", "Bora", None, 50.0, 50.0, 900_000),
)


@pytest.mark.parametrize(
    ("text", "names", "chosen"),
    [
        ("A bomb went off in Gorze district of north-western Alba province.", ("Gorze",), [None]),
        ("A bomb went off in Gorze district.", ("Gorze",), ["d"]),
        ("Shells fell on the province of Kest, and on Lesk.", ("province of Kest", "Lesk"), ["k", "l"]),
        ("A bomb went off near Holm village.", ("Holm village",), [None]),
        ("They shouted Sarn in Alba.", ("Sarn",), ["c"]),
    ],
)
def test_what_is_told_of_a_division_must_fit_the_place(
    text: str, names: tuple[str, ...], chosen: list[str | None]
) -> None:
    def look_up(name: str) -> list[Candidate]:
        return sorted((c for c in DIVISIONS if name in c.name.split(" de ")), key=lambda c: -c.population)

    spans = [Span(text.index(n), text.index(n) + len(n), n) for n in names]
    toponyms = {span: find_toponyms(span.text, look_up) for span in spans}
    namesakes = Namesakes(text, toponyms, look_up, ())
    assert [(c.id if (c := namesakes.choose(toponyms[s][0])) else None) for s in spans] == chosen
