from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import SetupError
from counterclaim.pipeline.watch_rules import Mail, Rules, read_rules
from counterclaim.publish.changes import Change, ChangeKind
from counterclaim.records.claim import Measure

FIGURE = Change(
    ChangeKind.FIGURE, "", frozenset("a"), (), ("Government of Norland",), ("Kidal", "MLI"), Measure.KILLED.value, 9
)
DENIAL = Change(ChangeKind.DENIAL, "", frozenset("b"), (), ("Sudmark",))


@pytest.mark.parametrize(
    ("rules", "figure", "denial"),
    [
        (Rules(), True, True),
        (Rules(kinds=(ChangeKind.DENIAL,)), False, True),
        (Rules(sides=("norland",)), True, False),
        (Rules(places=("mli", "Gao")), True, False),
        (Rules(measures=(Measure.INJURED,)), False, True),
        (Rules(minimum=9), True, True),
        (Rules(minimum=10), False, True),
    ],
)
def test_what_matters(rules: Rules, figure: bool, denial: bool) -> None:
    assert (rules.matter(FIGURE), rules.matter(DENIAL)) == (figure, denial)


def test_a_file_of_rules(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(
        'kinds = ["figure", "denial"]\nsides = ["Norland"]\nmeasures = ["killed"]\nminimum = 10\n'
        '[mail]\nhost = "mail.example"\nfrom = "watch@news.example"\nsecurity = "tls"\n'
    )
    assert read_rules(tmp_path / "r.toml") == Rules(
        (ChangeKind.FIGURE, ChangeKind.DENIAL),
        ("Norland",),
        (),
        (Measure.KILLED,),
        10,
        Mail("mail.example", "watch@news.example", 465, "tls"),
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("kinds = [", "cannot be read"),
        ('kinds = ["tie"]', "tie"),
        ('sides = "Norland"', "sides is a list"),
        ('side = ["Norland"]', "side (known are"),
        ('minimum = "ten"', "minimum is a number"),
        ('[mail]\nhost = "h"', "needs host and from"),
        ('[mail]\nhost = "h"\nfrom = "f"\npassword = "p"', "password (known are"),
        ('[mail]\nhost = "h"\nfrom = "f"\nsecurity = "some"', "security is one of"),
    ],
)
def test_rules_that_are_wrong_say_where(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "r.toml").write_text(text)
    with pytest.raises(SetupError) as raised:
        read_rules(tmp_path / "r.toml")
    assert wrong in str(raised.value)
