from __future__ import annotations

import pytest

from counterclaim.reading.datelines import read_dateline

CASES = [
    # paragraph, place, day, agency, what follows
    ("GOMA — The army said so.", "GOMA", None, None, "The army said so."),
    ("GOMA, May 3 (Agency) — The army said so.", "GOMA", "May 3", "Agency", "The army said so."),
    ("Goma, 3 May 2025 (Agency) - The army said so.", "Goma", "3 May 2025", "Agency", "The army said so."),
    ("PORT SUDAN, Sudan (AP) — Two drones fell.", "PORT SUDAN, Sudan", None, "AP", "Two drones fell."),
    ("NAIROBI/GENEVA (Reuters) - The agency said so.", "NAIROBI/GENEVA", None, "Reuters", "The agency said so."),
    ("Lashkar Gah, Aug. 12: The governor said so.", "Lashkar Gah", "Aug. 12", None, "The governor said so."),
    ("BANGUI -- Rebels left.", "BANGUI", None, None, "Rebels left."),
    ("GOMA, East Congo, 8 March 2025. The army left.", "GOMA, East Congo", "8 March 2025", None, "The army left."),
    ("(Mawlamyine, December 11, 2025) Shells fell.", "Mawlamyine", "December 11, 2025", None, "Shells fell."),
    ("MINSK, February 3. /BELTA/. The army left.", "MINSK", "February 3", "BELTA", "The army left."),
    ("Ranchi, May 12 (PTI) Six rebels left.", "Ranchi", "May 12", "PTI", "Six rebels left."),
    ("LYON, France (AFP) – 18 December 2024", "LYON, France", "18 December 2024", "AFP", ""),
    ("ZENDA, Wednesday, May 3, 2023 (ZNA) – The army left.", "ZENDA", "May 3, 2023", "ZNA", "The army left."),
    ("Port-au-Prince/Geneva – 3 February 2026", "Port-au-Prince/Geneva", "3 February 2026", None, ""),
]


@pytest.mark.parametrize(("text", "place", "day", "agency", "rest"), CASES)
def test_datelines_are_found(text: str, place: str, day: str | None, agency: str | None, rest: str) -> None:
    found = read_dateline(text, 0, len(text))
    assert found is not None
    assert (text[found.start : found.end], found.day, found.agency) == (place, day, agency)
    assert text[found.stop :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "The town — a market town on the river — was shelled.",
        "BREAKING — Shells fell on the town.",
        "LIVE UPDATES - Shells fell on the town.",
        "Mid-range missiles fell on the town.",
        "Governor: Nine people died.",
        "MSF-run clinics were hit.",
        "He said (on Monday) - and again on Tuesday - that it was so.",
        "GOMA —",
        "",
        "9 killed — ministry",
        "By Ann Osk, 3 May 2015",
        "On Monday, 3 February 2026. The army left.",
        "Fighting since 8 March 2025. The army left.",
        "The army took the town on 3 May 2015. It left.",
        "UPDATE, 3 May 2015",
        "As of 3 May 2015",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert read_dateline(text, 0, len(text)) is None


def test_a_paragraph_of_a_megabyte_is_looked_at_once() -> None:
    text = "A" * 1_000_000
    assert read_dateline(text, 0, len(text)) is None
