"""Figures as a reader sees them: the number with its bound written out, in signs and in words."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Bound, Number, Part, Quantity

NO_NUMBER = "no number"

_SIGNS = {
    Bound.EXACT: "",
    Bound.AT_LEAST: "≥ ",
    Bound.MORE_THAN: "> ",
    Bound.AT_MOST: "≤ ",
    Bound.LESS_THAN: "< ",
    Bound.NEARLY: "nearly ",
    Bound.ABOUT: "≈ ",
    Bound.BETWEEN: "",
    Bound.VAGUE: "",
}
_FROM_ABOVE = (Bound.AT_MOST, Bound.LESS_THAN, Bound.NEARLY)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to show: `signs` ("≥ 9") for tables, `words` ("at least 9") for those who listen, and its ends."""

    signs: str
    words: str
    low: Number | None
    high: Number | None
    bound: Bound

    @property
    def point(self) -> Number | None:
        """Where the figure stands on a scale: its stated end, the middle of a range, None where no number is told."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        return self.low if self.low == self.high else (self.low + self.high) / 2


def write_number(number: Number | None) -> str:
    """Give a number with thousands parted by commas; None is "unknown", never 0."""
    if number is None:
        return "unknown"
    if isinstance(number, float) and not number.is_integer():
        return f"{number:,.6g}" if abs(number) < 1e6 else f"{number:,.1f}"
    return f"{int(number):,}"


def write_figure(quantity: Quantity | Part | None) -> Figure:
    """Give the figure of a quantity. Vague words ("dozens") stay words; nothing counted gives "no number"."""
    if quantity is None:
        return Figure(NO_NUMBER, NO_NUMBER, None, None, Bound.VAGUE)
    low, high, bound = quantity.low, quantity.high, quantity.bound
    if low is None and high is None:
        told = make_name(quantity.span.text)
        shown = f"“{told}”" if told else NO_NUMBER
        return Figure(shown, shown, None, None, bound)
    if low is not None and high is not None and low != high:
        span = f"{write_number(low)}–{write_number(high)}"
        return Figure(span, f"between {write_number(low)} and {write_number(high)}", low, high, bound)
    stated = write_number(
        (high if bound in _FROM_ABOVE else low) if low is not None and high is not None else _end(low, high)
    )
    words = stated if bound in (Bound.EXACT, Bound.BETWEEN, Bound.VAGUE) else f"{bound.value} {stated}"
    return Figure(_SIGNS[bound] + stated, words, low, high, bound)


def _end(low: Number | None, high: Number | None) -> Number | None:
    return high if low is None else low
