from __future__ import annotations

import pytest

from counterclaim.reading.margins import (
    find_head_date,
    find_picture_credits,
    is_byline,
    is_call,
    is_caption,
    read_date_line,
    read_date_prefix,
    skip_clock,
)

CALLS = [
    "Follow us on: Facebook, X and Instagram",
    "Follow our live page for more",
    "Join our WhatsApp channel for the latest",
    "Subscribe to our newsletter",
    "Sign up here for the morning briefing",
    "Read more: What we know about the strike",
    "Also Read | Why the ceasefire failed",
    "More stories on the border war",
    "Related: a timeline of the war",
    "Download the Daily Lantern app",
    "Advertisement",
    "Story continues below",
    "© 2026 The Daily Lantern",
    "All rights reserved.",
    "This story has not been edited by our staff and was published from a feed.",
    "Reporting by A. Writer in Goma; Editing by B. Reader",
    "Editing by B. Reader",
    "Tags: war, border",
]
RUNNING = [
    "Follow-up strikes killed two more soldiers on Sunday.",
    "Join forces with us or leave, the commander told the village elders.",
    "Related attacks in March left dozens dead.",
    "Sponsored militias entered the town, the ministry said.",
    "This report has been denied by the ministry.",
    "Reporting by the mission shows that forty civilians died in the shelling of the two villages in the valley.",
    "Read out by the judge, the verdict named nine officers.",
    "More from the north was reported on Monday. Nine people died there, officials said.",
    "Follow us " + "and the war goes on " * 40,
]


@pytest.mark.parametrize("line", CALLS)
def test_calls_and_small_print_are_told(line: str) -> None:
    assert is_call(line)


@pytest.mark.parametrize("line", RUNNING)
def test_running_text_is_no_call(line: str) -> None:
    assert not is_call(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("File photo of the bridge", True),
        ("Photo: A. Writer", True),
        ("Image credit: Ministry of Defence", True),
        ("Representational image", True),
        ("Getty Images", True),
        ("Photographs of the dead were shown to the court.", False),
        ("Video of the strike shows two planes.", False),
        ("Soldiers released on Monday are seen at the airport. [Photo/Agencies]", False),
    ],
)
def test_captions_name_themselves(line: str, expected: bool) -> None:
    assert is_caption(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By A. Writer", False),  # The dot could end a sentence: doubtful lines are read.
        ("By Anna Writer and Ben Reader in Goma", True),
        ("By Reuters", True),
        ("News Desk", True),
        ("Our Correspondent", True),
        ("With inputs from agencies", True),
        ("By Friday the town had fallen", False),
        ("By dawn", False),
        ("Staff reporters were killed", False),
    ],
)
def test_bylines(line: str, expected: bool) -> None:
    assert is_byline(line) is expected


@pytest.mark.parametrize(
    ("line", "day", "label"),
    [
        ("Published: February 3, 2026", "2026-02-03", "first"),
        ("Published on 3 Feb 2026 10:30 GMT", "2026-02-03", "first"),
        ("Last updated - 2026-02-03", "2026-02-03", "later"),
        ("3 February 2026", "2026-02-03", ""),
        ("Goma | 3 February 2026", "2026-02-03", ""),
        ("Wire | Updated: 2026-02-03 17:52", "2026-02-03", "later"),
    ],
)
def test_date_lines(line: str, day: str, label: str) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found[0].at.date().isoformat(), found[1]) == (day, label)


@pytest.mark.parametrize("line", ["Published in Goma", "On 3 February 2026 nine died.", "Updated", "", "|" * 200])
def test_other_lines_tell_no_date(line: str) -> None:
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("date 2026-02-03 Nine killed", "Nine killed"),
        (" date: 2026-02-03T10:00Z", ""),
        ("Date 2026-02-31 Nine killed", None),
        ("dated 2026-02-03 Nine", None),
        ("date 2026-02-03x", None),
    ],
)
def test_a_leading_date(line: str, rest: str | None) -> None:
    found = read_date_prefix(line)
    assert (line[found[1] :] if found else None) == rest


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("14:20 GMT Shells fell on Goma", "Shells fell on Goma"),
        ("9.05pm: Shells fell on Goma", "Shells fell on Goma"),
        ("18:30 (EEST) – Shells fell", "Shells fell"),
        ("07:15 “Shells fell,” he said", "“Shells fell,” he said"),
        ("14:20 GMT", "14:20 GMT"),
        ("14:20 and not later", "14:20 and not later"),
        ("1.5 Million fled", "1.5 Million fled"),
        ("3:0 Goma", "3:0 Goma"),
        ("Shells fell at 14:20 GMT", "Shells fell at 14:20 GMT"),
    ],
)
def test_an_hour_that_opens_a_line(line: str, rest: str) -> None:
    assert line[skip_clock(line) :] == rest


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("A girl speaks to her lawyer in Zenda, March 1, 2026. REUTERS/Rolf Osk", ["REUTERS/Rolf Osk"]),
        ("She is brought to court. (AP Photo/Anna Osk, File) The trial goes on.", ["(AP Photo/Anna Osk, File)"]),
        ("Smoke over Zenda (Photo by Rolf Osk / AFP)", ["(Photo by Rolf Osk / AFP)"]),
        ("Anna Osk/Anadolu Agency via Getty Images", ["Anna Osk/Anadolu Agency via Getty Images"]),
        ("The Russia/Ukraine war and 12/15 March, Reuters said.", []),
        ("Reuters said that Rolf Osk died.", []),
    ],
)
def test_who_took_a_picture_is_no_running_text(line: str, credits: list[str]) -> None:
    assert [line[a:b] for a, b in find_picture_credits(line)] == credits


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By ROLF OSK and STAFF 26 May 2025, 4:18 pm", "2025-05-26"),
        ("Live updates – Tuesday 17 June 2025 (all times BST)", "2025-06-17"),
        ("Weekly Security Assessment, May 2, 2025", "2025-05-02"),
        ("By the newsroom. Zenda, Strelsau, July 1, 2025. Translated from Spanish", "2025-07-01"),
        ("Situation Report No. 7 – 3 March 2024", "2024-03-03"),
        ("Nine killed on 3 March 2024", None),
        ("The army took Zenda on 3 March 2024.", None),
        ("What we know of the attack in Zenda, 3 March 2024", None),
        ("On 3 March 2024 rebels took the town and the governor fled", None),
        ("By the end of 3 March 2024", None),
    ],
)
def test_a_line_of_the_head_tells_the_day_beside_author_place_or_label(line: str, day: str | None) -> None:
    found = find_head_date(line)
    assert (found and found.at.date().isoformat()) == day


def test_the_day_in_a_title_is_that_of_a_periodical_only() -> None:
    assert find_head_date("Remembering Zenda, 3 March 2024", is_title=True) is None
    assert find_head_date("Weekly Assessment, 3 March 2024", is_title=True) is not None
