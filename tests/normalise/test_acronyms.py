"""Short names that a report explains itself."""

from __future__ import annotations

import pytest
from tests.normalise.mentions import resolve_ids

from counterclaim.normalise.actors import Role


@pytest.mark.parametrize(
    ("marked", "id"),
    [
        ("Peru's Defence Ministry (PDM) was silent. Later «the PDM» spoke.", "per.mod"),
        ("Peru's Defence Ministry (PDM) was silent. Later «PDM» spoke.", "per.mod"),
        ("Peru's Defence Ministry (XYZ) was silent. Later «the XYZ» spoke.", None),
        ("Peru's Defence Ministry (PDM) met Poland's Defence Ministry (PDM). «The PDM» spoke.", None),
        ("«The PDM» spoke.", None),
    ],
)
def test_an_acronym_is_the_party_whose_initials_it_has(marked: str, id: str | None) -> None:
    assert resolve_ids(marked, Role.SPEAKER) == [id]
