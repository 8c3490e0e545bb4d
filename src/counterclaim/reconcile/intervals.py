"""What the words of an amount allow: which numbers it can mean, and whether two amounts can both be right."""

from __future__ import annotations

from counterclaim.records.claim import Bound, Number, Quantity

Interval = tuple[float, float]

OPEN = float("inf")

APPROXIMATE = frozenset(
    {Bound.ABOUT, Bound.NEARLY, Bound.MORE_THAN, Bound.AT_LEAST, Bound.AT_MOST, Bound.LESS_THAN, Bound.VAGUE}
)
_VAGUE = {"dozens": (12, 200), "scores": (30, 200), "hundreds": (100, 2000), "thousands": (1000, 20000)}


def allow(quantity: Quantity) -> Interval | None:
    """Give the numbers that an amount can mean, None where its words bound nothing.

    "About" and a bare round thousand ("24,000") are taken with the slack that their roundness suggests, "nearly" with a
    tenth below.
    """
    low, high, bound = quantity.low, quantity.high, quantity.bound
    number = quantity.number
    if number is None or bound is Bound.VAGUE:
        return None
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return (float(number), OPEN)
    if bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return (0.0, float(high if high is not None else number))
    if bound is Bound.NEARLY:
        return (0.9 * number, float(number))
    slack = max(0.1 * number, 1.0) if bound is Bound.ABOUT else _slack_of_print(number)
    return (float(low if low is not None else number) - slack, float(high if high is not None else number) + slack)


def can_both_hold(a: Quantity, b: Quantity) -> bool:
    """Say whether some number fits both amounts; words that bound nothing fit everything."""
    x, y = allow(a), allow(b)
    return x is None or y is None or (x[0] <= y[1] and y[0] <= x[1])


def measure_apart(a: Quantity, b: Quantity) -> Number | None:
    """Give how far apart the printed numbers are, None where either has none."""
    x, y = a.number, b.number
    return None if x is None or y is None else abs(x - y)


def is_rounding(rough: Quantity, exact: Quantity) -> bool:
    """Say whether the rough amount is another way to say the exact one: "nearly 300" for 297, "dozens" for 43."""
    value, shown = exact.number, rough.number
    if value is None or exact.bound in APPROXIMATE or rough.bound not in APPROXIMATE:
        return False
    if shown is None:
        words = rough.span.text.casefold()
        ranges = [reach for word, reach in _VAGUE.items() if word in words]
        return any(low <= value < high for low, high in ranges)
    # "At least 21" before 22 is an earlier count; "more than 290" for 297 is a rounder one.
    needed = 1 if rough.bound in (Bound.AT_LEAST, Bound.MORE_THAN) else 0
    if not value or _count_zeros(shown) < _count_zeros(value) + needed:
        return False
    reach = allow(rough)
    return reach is not None and reach[0] <= value <= reach[1] and abs(value - shown) <= 0.06 * value


def rounds_closely(rough: Quantity, exact: Quantity) -> bool:
    """Say whether a rough number lies nearer to the exact one than its own last digit: 2,800 to 2,783, 300 to 297."""
    value, shown = exact.number, rough.number
    if value is None or shown is None or rough.bound not in (Bound.NEARLY, Bound.ABOUT, Bound.MORE_THAN):
        return False
    return bool(abs(value - shown) < 10.0 ** _count_zeros(shown))


def is_digit_swap(a: Quantity, b: Quantity) -> bool:
    """Say whether two bare numbers differ only by two neighbouring digits that changed places, as in 318 and 381."""
    x, y = a.number, b.number
    if x is None or y is None or {a.bound, b.bound} != {Bound.EXACT} or a.low != a.high or b.low != b.high:
        return False
    s, t = str(x), str(y)
    if len(s) != len(t) or s == t:
        return False
    differ = [n for n in range(len(s)) if s[n] != t[n]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and s[differ[0]] == t[differ[1]]
        and s[differ[1]] == t[differ[0]]
    )


def _slack_of_print(number: Number) -> float:
    zeros = _count_zeros(number)
    return 0.5 * 10**zeros if number >= 1000 and zeros >= 2 else 0.0


def _count_zeros(number: Number) -> int:
    if number != int(number) or not number:
        return 0
    digits = str(int(number))
    return len(digits) - len(digits.rstrip("0"))
