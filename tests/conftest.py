"""What holds for every test: no network, and in CI no skipped test."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import settings

LOCAL = frozenset(("127.0.0.1", "::1", "localhost"))


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Nothing leaves the machine: connecting to anything but this machine fails the test, or the fixture of many."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


def pytest_collection_finish() -> None:
    """What all tests hold (modules, tables, the tests themselves) stays: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything that tests need is there, a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("COUNTERCLAIM_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"
    return report


# In CI the same examples every time; elsewhere new ones, so that the properties go on being searched. A deadline would be
# on the clock, which runs for whatever else the machine does: where time matters a test of its own measures the processor's.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")
