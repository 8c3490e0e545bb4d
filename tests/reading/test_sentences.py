from __future__ import annotations

from counterclaim.reading.front import report
from counterclaim.reading.read import _stretches
from counterclaim.records.text import Gathered

TEXT = "Army says it took Zenda; rebels deny it\n\nThe army took the town; rebels left."


def test_a_headline_is_cut_behind_a_semicolon_and_the_running_text_is_not() -> None:
    one = report(Gathered(text=TEXT, path="a.txt"))
    shown = [one.text[s.start : s.end].strip() for s in _stretches(one)]
    assert shown == ["Army says it took Zenda;", "rebels deny it", "The army took the town; rebels left."]
