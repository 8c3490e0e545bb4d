from __future__ import annotations

import gc

import pytest

from counterclaim.desk.memory import NEVER, undisturbed


def test_the_collector_is_as_before_afterwards_also_where_the_work_failed() -> None:
    before = gc.get_threshold()
    with undisturbed():
        assert gc.get_threshold() == (*before[:2], NEVER)
    assert gc.get_threshold() == before
    with pytest.raises(ZeroDivisionError), undisturbed():
        raise ZeroDivisionError
    assert gc.get_threshold() == before
