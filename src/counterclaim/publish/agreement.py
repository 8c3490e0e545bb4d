"""How far coders of the same things agree: percentage, Cohen's kappa, Krippendorff's alpha. None is undefined, never 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
Distance = Callable[[V, V], float]
# Two-sided, of the normal distribution.
NINETY_FIVE = 1.959964


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two coders agree on one field of the units that both coded; shares and coefficients as fractions of 1.

    `kappa_low` and `kappa_high` are the ends of a 95 % interval. Kappa and alpha are None where nothing varies: both
    coders gave one value throughout, and nothing can be said about agreement beyond chance.
    """

    units: int
    equal: int
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    alpha: float | None

    @property
    def share(self) -> float | None:
        """The share of units on which both gave the same value."""
        return self.equal / self.units if self.units else None


def agree(pairs: Sequence[tuple[V, V]]) -> Agreement:
    """Give how two coders agree whose values stand side by side in `pairs`, one for each unit that both coded."""
    kappa, error = find_kappa(pairs)
    low = max(kappa - NINETY_FIVE * error, -1.0) if kappa is not None and error is not None else None
    high = min(kappa + NINETY_FIVE * error, 1.0) if kappa is not None and error is not None else None
    return Agreement(len(pairs), sum(a == b for a, b in pairs), kappa, low, high, find_alpha(pairs))


def find_kappa(pairs: Sequence[tuple[V, V]]) -> tuple[float | None, float | None]:
    """Give Cohen's kappa and its standard error: agreement beyond what the coders' own frequencies would give by chance.

    Cohen, "A coefficient of agreement for nominal scales" (1960), with the standard error given there; None where all or
    none agree.
    """
    n = len(pairs)
    if not n:
        return None, None
    observed = sum(a == b for a, b in pairs) / n
    firsts, seconds = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(count * seconds[value] for value, count in firsts.items()) / n**2
    if chance >= 1:
        return None, None
    # Where all agree the formula gives an error of 0, whatever few units there are.
    error = sqrt(observed * (1 - observed) / n) / (1 - chance) if 0 < observed < 1 else None
    return (observed - chance) / (1 - chance), error


def differ_by_name(a: Hashable, b: Hashable) -> float:
    """Give the distance of two values that are only equal or not."""
    return float(a != b)


def differ_by_ratio(a: float, b: float) -> float:
    """Give the distance of two counts: 9 and 10 are nearer to each other than 1 and 2."""
    return ((a - b) / (a + b)) ** 2 if a + b else 0.0


def find_alpha(units: Sequence[Sequence[V]], differ: Distance[V] = differ_by_name) -> float | None:
    """Give Krippendorff's alpha of any number of coders; each unit is the values that it got, who did not code it left out.

    Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): one less observed over expected disagreement among
    the values of units with two or more.
    """
    paired = [unit for unit in units if len(unit) > 1]
    counted = Counter(value for unit in paired for value in unit)
    n = sum(counted.values())
    observed = sum(
        (count * other * differ(a, b)) / (len(unit) - 1)
        for unit in paired
        for a, count in Counter(unit).items()
        for b, other in Counter(unit).items()
        if a != b
    )
    expected = sum(x * y * differ(a, b) for a, x in counted.items() for b, y in counted.items() if a != b)
    return 1 - (n - 1) * observed / expected if expected else None
