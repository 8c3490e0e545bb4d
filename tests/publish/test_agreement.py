from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publish.agreement import agree, differ_by_name, differ_by_ratio, find_alpha, find_kappa

# Cohen 1960: 200 cases put into three classes by two judges.
COHEN = [
    (row, column)
    for row, counts in enumerate([(88, 10, 2), (14, 40, 6), (18, 10, 12)])
    for column, count in enumerate(counts)
    for _ in range(count)
]
# Krippendorff 2011, example C: four observers, twelve units; a dot where an observer left one out.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
UNITS = [[int(row[i]) for row in OBSERVERS if row[i] != "."] for i in range(12)]


def test_kappa_of_the_published_example() -> None:
    kappa, error = find_kappa(COHEN)
    assert kappa == pytest.approx(0.492, abs=5e-4)
    assert error == pytest.approx(0.055, abs=1e-3)


@pytest.mark.parametrize(("differ", "alpha"), [(differ_by_name, 0.743), (differ_by_ratio, 0.797)])
def test_alpha_of_the_published_example(differ: object, alpha: float) -> None:
    assert find_alpha(UNITS, differ) == pytest.approx(alpha, abs=5e-4)  # type: ignore[arg-type] # of ints here


@pytest.mark.parametrize(("pairs", "kappa"), [([], None), ([("a", "a")] * 5, None), ([("a", "b"), ("b", "a")], -1.0)])
def test_what_is_undefined_is_none_and_never_nought(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    found = agree(pairs)
    assert found.kappa == kappa
    assert (found.alpha is None) == (kappa is None)
    assert found.share == (None if not pairs else sum(a == b for a, b in pairs) / len(pairs))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40))
def test_who_is_named_first_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    found, turned = agree(pairs), agree([(b, a) for a, b in pairs])
    assert found.equal == turned.equal
    assert found.kappa == (None if turned.kappa is None else pytest.approx(turned.kappa))
    assert found.alpha == (None if turned.alpha is None else pytest.approx(turned.alpha))
    if found.kappa is not None and found.kappa_low is not None and found.kappa_high is not None:
        assert -1 <= found.kappa_low <= found.kappa + 1e-9 <= found.kappa_high + 2e-9 <= 1 + 3e-9
