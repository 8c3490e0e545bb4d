"""Names as pages, mails and attackers write them: other scripts, look-alikes, unseen characters, no end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make import make_report
from tests.normalise.mentions import resolve_ids

from counterclaim.normalise.actors import Actors, Role
from counterclaim.records.text import Span
from counterclaim.tables.load import load_actors

SAME = [
    ("\u0420akistan", "pak.gov"),  # Cyrillic Er
    ("P\u0430kistan's army", "pak.mil"),  # Cyrillic a
    ("H\u0430m\u0430s", "hamas"),
    ("\uff28\uff21\uff2d\uff21\uff33", "hamas"),  # full width
    ("\U0001d407\U0001d41a\U0001d426\U0001d41a\U0001d42c", "hamas"),  # mathematical bold
    ("Hama\u0301s", "hamas"),  # combining accent
    ("Ha\u00admas", "hamas"),  # soft hyphen
    ("Ha\u200bmas", "hamas"),  # no width
    ("\u202eHamas\u202c", "hamas"),  # turned round for display
    ("Al\u2011Shabaab", "shabaab"),  # hyphen that does not break
    ("T\u00fcrkiye", "tur.gov"),
    ("TÜRKİYE", "tur.gov"),
    ("C\u00f4te d\u2019Ivoire", "civ.gov"),
]

UNKNOWN = [
    "\u0410\u0440\u043c\u0438\u044f \u0423\u043a\u0440\u0430\u0438\u043d\u044b",  # Cyrillic
    "\u062d\u0645\u0627\u0633",  # Arabic
    "\u054d\u0580\u0562\u056b\u0561",  # Armenian
    "\u54c8\u9a6c\u65af",  # Chinese
    "Hamas\u0439",  # two scripts, another name
    "HamasHamas",
    "Hamasland",
    "I\u0405I\u0405 1",  # an acronym counts only as written
    "A" * 500,
    "Ab" * 250,
]

ENDLESS = ["Al-" * 170, "Mohammed bin " * 45, "of the " * 80 + "Army", "Ministry of " * 50, "Bin Al " * 80, "A. " * 170]


@pytest.mark.parametrize(("name", "id"), SAME)
def test_a_name_in_disguise_is_the_name(name: str, id: str) -> None:
    assert resolve_ids(f"«{name}» said so.", Role.SPEAKER) == [id]


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_name_that_no_table_has_stays_open(name: str) -> None:
    report = make_report(f"{name} said so.")
    found = Actors(report).resolve(Span(0, len(name), name), Role.SPEAKER)
    assert [m.actor for m in found.mentions] == [None]
    assert all(len(gap.why) < 200 for gap in found.gaps)
    assert found.gaps


@pytest.mark.parametrize("name", ENDLESS)
def test_a_name_without_end_is_answered_at_once(name: str) -> None:
    report = make_report(f"The group {name} said so.")
    started = time.process_time()
    found = Actors(report).resolve(Span(10, 10 + len(name), name), Role.SPEAKER)
    assert time.process_time() - started < 1
    assert len(found.mentions) <= 2
    assert all(len(gap.why) < 200 for gap in found.gaps)


NAMES = sorted({name for row in load_actors() for name in row.names if len(name.split()) > 1 and "," not in name})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from("\u0436\u0644\u4e2d\u05d0\u03c8zq"), st.integers(0, 60))
def test_a_letter_more_never_makes_it_another_party(name: str, letter: str, at: int) -> None:
    at = min(at, len(name))
    plain = {*resolve_ids(f"«{name}» said so."), None}
    assert set(resolve_ids(f"«{name[:at]}{letter}{name[at:]}» said so.")) - plain <= partial(name)


def partial(name: str) -> set[str | None]:
    """What the words of a name say when one of them is spoilt: a shorter name in it, or it with a strange word."""
    words = name.split()
    runs = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
    runs += [
        " ".join((*words[:at], strange, *words[at + 1 :])) for at in range(len(words)) for strange in ("Zqqz", "zqqz")
    ]
    return {id for run in runs for id in resolve_ids(f"«{run}» said so.")}
