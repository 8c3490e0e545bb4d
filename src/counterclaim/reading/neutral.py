"""Known nations, years and weekdays under neutral names: the network never learns who is who or when, so that two sides
exchanged exchange the reading, and a later war is read as an earlier one.

The names of the first nation that a window names are shown to the network as those of one fixed nation, the second's as
those of another, and so on; every year is shown as one and the same, and so is every day of the week. Offsets are the
report's own: only what the network sees changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# The names shown instead, in the order in which nations appear: country, adjective, people, seat.
SHOWN = (
    ("Iraq", "Iraqi", "Iraqis", "Baghdad"),
    ("Syria", "Syrian", "Syrians", "Damascus"),
    ("Pakistan", "Pakistani", "Pakistanis", "Islamabad"),
    ("Russia", "Russian", "Russians", "Moscow"),
    ("Iran", "Iranian", "Iranians", "Tehran"),
    ("Somalia", "Somali", "Somalis", "Mogadishu"),
    ("Libya", "Libyan", "Libyans", "Tripoli"),
    ("Nigeria", "Nigerian", "Nigerians", "Abuja"),
)
YEAR = "2009"
DAY = "Thursday"
_YEARS = range(1950, 2100)
_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))


def neutralise(words: Sequence[str], nations: Mapping[str, tuple[str, int]]) -> list[str]:
    """Give the words with every known name of a nation replaced by the neutral one of the same form, years and weekdays by one.

    `nations` maps a name to its nation and form. Nations beyond the neutral names start again with the first. "An"
    before a name is shown as "a": its sound would tell the name.
    """
    order: dict[str, int] = {}
    shown = list(words)
    for n, word in enumerate(words):
        known = nations.get(word)
        if known is None:
            if len(word) == 4 and word.isascii() and word.isdigit() and int(word) in _YEARS:
                shown[n] = YEAR
            elif word in _DAYS:
                shown[n] = DAY
            continue
        nation, form = known
        shown[n] = SHOWN[order.setdefault(nation, len(order)) % len(SHOWN)][form]
        if n and words[n - 1] in ("an", "An"):
            shown[n - 1] = words[n - 1][0]
    return shown
