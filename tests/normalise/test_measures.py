from __future__ import annotations

import pytest

from counterclaim.normalise.measures import find_measure
from counterclaim.records.statement import Kind


@pytest.mark.parametrize(
    ("kind", "trigger", "around", "unit", "measure"),
    [
        ("KILL", "killed", "killed 12 soldiers", "persons", "killed"),
        ("KILL", "dead", "55 soldiers dead", "persons", "killed"),
        ("KILL", "death toll", "death toll of 40", "persons", "killed"),
        ("KILL", "killed", "killed or wounded 40 men", "persons", "casualties"),
        ("KILL", "killed", "killed 12 men and wounded 40", "persons", "killed"),
        ("KILL", "killed", "gave 70 as the number of killed and wounded together", "persons", "casualties"),
        ("KILL", "killed", "some 70 villagers were killed and wounded.", "persons", "casualties"),
        ("KILL", "killed", "nine villagers were killed and wounded another 12", "persons", "killed"),
        ("KILL", "casualties", "caused 30 casualties", "persons", "casualties"),
        ("KILL", "losses", "losses of 1,200 men", "persons", "losses"),
        ("KILL", "lost", "lost 30 men", "persons", "losses"),
        ("KILL", "put out of action", "40 men were put out of action", "persons", "neutralised"),
        ("KILL", "loses", "Army loses 30 men", "persons", "losses"),
        ("KILL", "losing", "after losing 30 men", "persons", "losses"),
        ("KILL", "losing", "30 people losing their lives", "persons", "killed"),
        ("KILL", "lost", "30 people lost their lives", "persons", "killed"),
        ("KILL", "neutralised", "neutralised 20 fighters", "persons", "neutralised"),
        ("INJURE", "wounded", "wounded nine", "persons", "injured"),
        ("INJURE", "wounded", "wounded or killed nine", "persons", "casualties"),
        ("CAPTURE", "captured", "captured six men", "persons", "captured"),
        ("CAPTURE", "captured", "captured six others", "posts", "seized"),
        ("SEIZE", "took", "took 30 people", "persons", "captured"),
        ("SEIZE", "recaptured", "recaptured two villages", "villages", "seized"),
        ("DESTROY", "destroyed", "destroyed 9 tanks", "tanks", "destroyed"),
        ("DESTROY", "lost", "lost 9 tanks", "tanks", "losses"),
        ("INJURE", "wounded", "wounded nine, the worst casualties yet", "persons", "injured"),
        ("KILL", "suffered", "suffered 30 casualties", "persons", "casualties"),
        ("STRIKE", "hit", "hit 29 locations", "locations", "struck"),
        ("MISSING", "missing", "12 missing", "persons", "missing"),
        ("DISPLACE", "fled", "300 families fled", "families", "displaced"),
        ("NEED", "need", "two million need food", "persons", "in need"),
        ("RELEASE", "freed", "freed four", "persons", "released"),
        ("FIGHT", "clashes", "clashes", None, None),
        ("ACCUSE", "accused", "accused", None, None),
    ],
)
def test_measure_is_what_the_words_count(
    kind: str, trigger: str, around: str, unit: str | None, measure: str | None
) -> None:
    found = find_measure(Kind(kind), trigger, around, unit)
    assert (found.value if found else None) == measure
