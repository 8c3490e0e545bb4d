"""Written amounts → low, high and how the words bound them. The number stays as printed: rules may widen it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.normalise.numerals import Numeral, find_numerals
from counterclaim.records.claim import Bound, Number


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a text, with its half-open place; `low` and `high` are None where the words give no such end."""

    low: Number | None
    high: Number | None
    bound: Bound
    start: int
    end: int


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives})\b", re.I)


# Words that may stand between an approximator and its number: "at least another 12", "up to a total of 40".
_FILLER = (
    r"(?:\s+(?:the|an?|some|about|around|another|other|further|additional|extra|total of|all|perhaps|estimated|roughly|"
    r"approximately|its|their))*\s*[\"“'(]?\s*$"
)


def _leads(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases})\b{_FILLER}", re.I)


# "Handed over 44 prisoners" is no "over 44".
_NOT_PASSED = "".join(
    f"(?<!{verb} )"
    for verb in ("hand", "handed", "handing", "turn", "turned", "turning", "took", "taken", "gave", "given")
)
# "The toll has gone up to 24" tells how far it rose: it is 24.
_RISEN = re.compile(
    r"\b(?:(?:go|goes|going|gone|went|r[io]s\w+|climb\w*|jump\w*|crept|edg\w+|now|toll)"
    r"|(?:br(?:ing|ought)\w*|tak\w+|took|mov\w+|push\w*|rais\w+|revis\w+)\s+(?:it|(?:(?:the|its|their|an?|death|overall|number|total"
    r"|count|figure|of|dead|killed|wounded|injured|deaths|victims|casualties|fatalities)\s+){0,6}(?:tolls?|dead|killed|wounded"
    r"|injured|deaths|victims|casualties|fatalities|total|count|number)))"
    r"\s+(?:from \d+\s+)?up ?to\s*$",
    re.I,
)
# Searched in the words just before a number, first match wins: "no more than" must be seen before "more than".
_BEFORE = (
    (
        Bound.AT_LEAST,
        _leads(r"(?:no|not) (?:fewer|less) than|at (?:the )?(?:very )?least|at least as \w+ as|as few as|minimum of"),
    ),
    (
        Bound.AT_MOST,
        _leads(r"(?:no|not) more than|not exceeding|up ?to|at (?:the )?most|as (?:many|much|high) as|maximum of"),
    ),
    (
        Bound.NEARLY,
        _leads(
            r"nearly|almost|close to|approaching|just (?:under|below|short of|shy of)|not quite|near|"
            r"little (?:under|less than)"
        ),
    ),
    (Bound.LESS_THAN, _leads(r"(?:less|fewer|lower) than|under|below|short of")),
    (
        Bound.MORE_THAN,
        _leads(
            rf"(?:more|greater|higher) than|{_NOT_PASSED}over|above|upwards? of|excess of|exceeding|north of|well past|"
            r"beyond|more"
        ),
    ),
    (
        Bound.ABOUT,
        _leads(
            r"about|around|some|approximately|approx|roughly|estimated|an estimate of|circa|perhaps|maybe|"
            r"in the region of"
        ),
    ),
)
_AFTER = (
    (Bound.AT_LEAST, re.compile(r"\s*(?:\+|-?\s?plus\b|(?:people |persons )?or more\b|or above\b|at least\b)", re.I)),
    (Bound.AT_MOST, re.compile(r"\s*(?:or (?:fewer|less)\b|at (?:the )?most\b)", re.I)),
    (Bound.ABOUT, re.compile(r"\s*-?\s?(?:odd\b|or so\b|ish\b|approximately\b)", re.I)),
)
_SIGNS = {
    ">": Bound.MORE_THAN, "<": Bound.LESS_THAN, "≥": Bound.AT_LEAST, "≤": Bound.AT_MOST,
    "~": Bound.ABOUT, "≈": Bound.ABOUT,
}  # fmt: skip
_JOINS = re.compile(r"\s*-?(?:-|–|—|‒|−|to|or|and|/)-?\s*(?:to|as many as|up to|even)?\s*", re.I)
_DASH = re.compile(r"\s*[-–—‒−]\s*|\s*-?to-?\s*", re.I)
_ZERO = _words("no|none|neither|nobody|no one|nil|not (?:a|one)(?: single)?")
_ONE = _words("an?|another|single")
_TWO = _words("both|couple|pair|twin")
_VAGUE = _words(
    "(?:one|two|three|four|five|six|seven|eight|nine|\\d{1,2}) (?:in|out of)|"
    "dozens?|scores|hundreds?|thousands?|millions?|tens|several|many|some|few|handful|numerous|multiple|countless|various|"
    "numbers?|unknown|unspecified|undisclosed|half|thirds?|quarters?|fifths?|tenths?|majority|most|all|every|any|amount|"
    "masses|large|huge|more|lots?"
)
# A number word after one of these is no count of its own: "several hundred", "tens of thousands", "a few dozen".
_BLUR = re.compile(
    r"\b(?:several|few|many|couple of|couple|tens of|hundreds of|thousands of|dozens of|scores of|some)[\s-]+$", re.I
)
_BLURRED_SCALE = re.compile(r"\bcouple (?:of )?(?:dozen|hundred|thousand)s?\b", re.I)
_SCALE_FIRST = re.compile(r"(?:hundred|dozen|thousand|lakh|million|crore|billion)", re.I)
# Nor is one a count of its own after these: "most of the 20", "no one".
_SHARE = re.compile(
    r"\b(?:some|many|most|several|few|dozens|scores|half|part|majority|number|any|none|neither|"
    r"(?:third|quarter|fifth|sixth|eighth|tenth)s?) of (?:the |these |those |its |their )?$|\bno $",
    re.I,
)
_BY = re.compile(r"\bby\s+(?:another |a further |about |some |around |at least )?$", re.I)
_CHANGED = re.compile(
    r"\b(?:rais|ris(?:e|ing)|rose|increas|climb|grew|grow|jump|went up|lower|reduc|revis|fell|fall|dropp|shr[aiu]nk|cut)",
    re.I,
)
_FAR_APART = 4
"""Two numbers so many times apart are no range: "by 58 to 2,841"."""
# "one in five" is a rate.
_RATIO = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine) (?:in|out of)(?: every)? (?=\d|[a-z])", re.I
)
_FRACTION = re.compile(r"\b(?:an?|one|two|three)[\s-](?:third|quarter|fifth|sixth|eighth|tenth)s?\b", re.I)


def read_amounts(text: str, before: str = "", after: str = "") -> tuple[Amount, ...]:
    """Give the amounts of a short text in order; one VAGUE amount over all of it where no number can be made out.

    `before` and `after` are the words around it in the report, so that an approximator left outside still counts.
    Nothing is given for a text without any word of amount.
    """
    numerals = _drop_growth(text, before, _drop_blurred(text, find_numerals(text)))
    runs = _join_ranges(text, numerals)
    if not runs:
        alone = _read_words(text)
        return (alone,) if alone else ()
    amounts = []
    last = 0
    for position, run in enumerate(runs):
        until = runs[position + 1][0].start if position + 1 < len(runs) else len(text)
        lead = text[last : run[0].start] if last else f"{before.rstrip()} {text[: run[0].start]}"
        tail = text[run[-1].end : until] + (f" {after}" if until == len(text) else "")
        amounts.append(_bind(run, lead, tail))
        last = run[-1].end
    return tuple(amounts)


def _drop_blurred(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Leave out numbers that other words make indefinite: "several hundred", "two thirds", "most of the 20"."""
    blurred = [m.span() for m in _FRACTION.finditer(text)]
    starts = {numeral.start: numeral.end for numeral in numerals}
    blurred += [(m.start(), starts[m.end()]) for m in _RATIO.finditer(text) if m.end() in starts]
    kept = []
    for numeral in numerals:
        is_bare_scale = bool(_SCALE_FIRST.match(text, numeral.start))
        lead = text[max(0, numeral.start - 30) : numeral.start]
        if (is_bare_scale and _BLUR.search(lead)) or _SHARE.search(lead):
            continue
        if any(start <= numeral.start < end and numeral.end <= end for start, end in blurred):
            continue
        kept.append(numeral)
    return kept


def _drop_growth(text: str, before: str, numerals: list[Numeral]) -> list[Numeral]:
    """Leave out by how much a count grew: of "by 58 to 2,841" the second number is the count."""
    if len(numerals) < 2 or text[numerals[0].end : numerals[1].start].strip().casefold() != "to":
        return numerals
    first, second = numerals[0].value, numerals[1].value
    lead = f"{before}{text[: numerals[0].start]}"
    is_far = first is not None and second is not None and second >= _FAR_APART * first
    return numerals[1:] if _BY.search(lead) and (is_far or _CHANGED.search(lead)) else numerals


def _join_ranges(text: str, numerals: list[Numeral]) -> list[tuple[Numeral, ...]]:
    """Put the two ends of "16-18", "five to seven", "one or two", "between 5 and 7" together."""
    runs: list[tuple[Numeral, ...]] = []
    for numeral in numerals:
        if runs and len(runs[-1]) == 1 and _is_range(text, runs[-1][0], numeral):
            runs[-1] = (runs[-1][0], numeral)
        else:
            runs.append((numeral,))
    return runs


def _is_range(text: str, first: Numeral, second: Numeral) -> bool:
    gap = text[first.end : second.start]
    if not _JOINS.fullmatch(gap) or first.value is None or second.value is None:
        return False
    if gap.strip().lower() == "and":
        return bool(re.search(r"\bbetween\b", text[max(0, first.start - 40) : first.start], re.I))
    return first.value < second.value or (bool(_DASH.fullmatch(gap)) and second.value > 0)


def _bind(run: tuple[Numeral, ...], lead: str, tail: str) -> Amount:
    start, end = run[0].start, run[-1].end
    low, high = run[0].value, run[-1].value
    if low is None or high is None:
        return Amount(None, None, Bound.VAGUE, start, end)
    if len(run) == 2:
        if run[1].scale > 1 and run[0].scale == 1 and low * run[1].scale < high:
            low = low * run[1].scale  # "1 to 2 million"
        return Amount(min(low, high), max(low, high), Bound.BETWEEN, start, end)
    bound = _bound(lead, tail)
    is_open_above = bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    is_open_below = bound in (Bound.AT_MOST, Bound.LESS_THAN, Bound.NEARLY)
    return Amount(None if is_open_below else low, None if is_open_above else high, bound, start, end)


def _bound(lead: str, tail: str) -> Bound:
    near = lead[-60:]
    for bound, pattern in _BEFORE:
        if pattern.search(near):
            return Bound.EXACT if bound is Bound.AT_MOST and _RISEN.search(near) else bound
    for bound, pattern in _AFTER:
        if pattern.match(tail):
            return bound
    return _SIGNS.get(near.rstrip()[-1:], Bound.EXACT)


def _read_words(text: str) -> Amount | None:
    """Read an amount without a number: "no" 0, "a" 1, "both" 2, else VAGUE; None where no word tells an amount."""
    whole = (0, len(text))
    if _ZERO.search(text):
        return Amount(0, 0, Bound.EXACT, *whole)
    if _TWO.search(text) and not _BLURRED_SCALE.search(text):
        is_loose = re.search(r"\bcouple\b", text, re.I)
        return Amount(2, 2, Bound.ABOUT if is_loose else Bound.EXACT, *whole)
    if _VAGUE.search(text):
        return Amount(None, None, Bound.VAGUE, *whole)
    if _ONE.search(text):
        return Amount(1, 1, Bound.EXACT, *whole)
    return None
