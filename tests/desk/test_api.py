"""The API as its description tells it: whatever a fuzzer makes of that is answered as described, and never with a fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from counterclaim.desk.app import make_app
from counterclaim.desk.keeper import Keeper
from tests.desk.desks import HOST

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
schemathesis = pytest.importorskip("schemathesis")


@pytest.fixture(scope="module")
def described(demo: Path) -> Iterator[Any]:
    with Keeper(str(demo), patience_s=60) as keeper:
        headers = {"host": HOST.rpartition("/")[2]}
        yield schemathesis.openapi.from_asgi("/openapi.json", make_app(keeper, author="ada"), headers=headers)


@pytest.mark.parametrize("is_valid", [True, False], ids=["as described", "not as described"])
def test_nothing_that_is_asked_makes_a_fault(described: Any, is_valid: bool) -> None:
    checks = schemathesis.checks
    wanted = [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    mode = schemathesis.GenerationMode.POSITIVE if is_valid else schemathesis.GenerationMode.NEGATIVE
    probed = []
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case: Any) -> None:
            case.call_and_validate(base_url=HOST, checks=wanted)

        probe()
        probed.append(operation.path)
    assert {"/overview.json", "/questions/{id}.json", "/search.json"} <= set(probed)
