"""Judgements while reports are being read: none is lost, none is slow. `python -m bench.load` measures it at full size."""

from __future__ import annotations

import pytest
from bench.load import Load, run_load

pytestmark = pytest.mark.slow


def test_no_judgement_is_lost_while_reports_are_read() -> None:
    done = run_load(Load(claims=300, judgements=40, reports=40, a_second=10))
    assert done.sent == 40
    assert done.kept == done.sent
    assert done.refused == 0
    assert done.read >= 1
    # The bar is on the clock of an idle machine; processor time is this program's own.
    assert done.processor_ms < 300
