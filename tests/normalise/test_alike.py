"""People counted by a number alone after others: the same side and status, or nothing."""

from __future__ import annotations

import pytest
from tests.make import make_report
from tests.normalise.marked import make_statement

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.normalise import normalise
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind

ATLAS = Atlas()


def tell(text: str, killed: str, wounded: str, words: tuple[str, str] = ("killed", "wounded")) -> Claim:
    """Give the claim of the wounded in a sentence that tells of killed and wounded."""
    statements = [
        make_statement(text, words[0], kind=Kind.KILL, objects=(killed,), amounts=(killed.split()[0],)),
        make_statement(text, words[1], kind=Kind.INJURE, objects=(wounded,), amounts=(wounded.split()[0],)),
    ]
    return normalise(statements, make_report(text), ATLAS)[1]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A mine killed 14 Peruvian soldiers and wounded 25.", "14 Peruvian soldiers", "25"),
        ("A mine killed 14 Peruvian soldiers and wounded 25 others.", "14 Peruvian soldiers", "25 others"),
        ("One Peruvian soldier was killed and two were wounded.", "One Peruvian soldier", "two"),
    ],
)
def test_a_bare_number_goes_on_with_those_counted(text: str, killed: str, wounded: str) -> None:
    claim = tell(text, killed, wounded)
    assert claim.victim_side == "Government of Peru"
    assert claim.victim_status is not None
    assert claim.victim_status.value == "combatant"
    assert not [gap for gap in claim.gaps if gap.field == "victim_side"]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A mine killed one Peruvian soldier and wounded 40 others.", "one Peruvian soldier", "40 others"),
        ("A mine killed 14 Peruvian soldiers and wounded 25 people.", "14 Peruvian soldiers", "25 people"),
        ("A mine killed 14 Peruvian soldiers in Lima, a bomb wounded 25.", "14 Peruvian soldiers", "25"),
        ("A mine killed two Peruvian soldiers and a child and wounded 25.", "two Peruvian soldiers and a child", "25"),
        ("A mine killed 14 people and wounded 25.", "14 people", "25"),
    ],
)
def test_where_others_may_be_meant_it_stays_open(text: str, killed: str, wounded: str) -> None:
    assert tell(text, killed, wounded).victim_side is None
