from __future__ import annotations

from counterclaim.desk.recent import Recent


def test_what_was_asked_for_last_is_made_once() -> None:
    made: list[str] = []
    recent = Recent(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert recent.find(key, lambda key=key: made.append(key) or key.upper()) == key.upper()
    assert made == ["a", "b", "c", "b"]
