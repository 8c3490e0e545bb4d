"""One ledger of the demo's reports for all tests that only read; `fresh` is a copy that a test may write to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from counterclaim.desk import passwords
from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.compose import read_gathered, read_into
from counterclaim.records.text import Gathered
from tests.desk.desks import let_in, open_desk

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the reports that ship with the program."""
    place = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    with open_ledger(place) as ledger:
        list(read_into(ledger, [str(files("counterclaim") / "demo")], at=NOW))
    return place


@pytest.fixture(scope="session")
def client(demo: Path) -> Iterator[TestClient]:
    """A desk over the demo's ledger, for reading."""
    with open_desk(str(demo)) as opened:
        yield opened


@pytest.fixture
def fresh(demo: Path, tmp_path: Path) -> Path:
    """A ledger of its own with the demo's reports."""
    return Path(shutil.copy(demo, tmp_path / "ledger.sqlite"))


@pytest.fixture
def judging(fresh: Path) -> Iterator[TestClient]:
    """A desk that a test may judge on."""
    with open_desk(str(fresh)) as opened:
        yield opened


@pytest.fixture
def offering(fresh: Path) -> Iterator[TestClient]:
    """A desk over the demo and two reports whose figures may answer one question."""
    told = {
        "Harbour Daily": "The Sri Lankan army said on Thursday that 31 of its soldiers had been killed in fighting in the north.",
        "Coast Herald": "The Tamil Tigers said on Thursday that they had killed 120 Sri Lankan soldiers in the fighting.",
    }
    published = datetime(2026, 3, 5, 9, tzinfo=UTC)
    found = [
        Gathered(text, language="en", outlet=outlet, published=published.isoformat()) for outlet, text in told.items()
    ]
    with open_ledger(fresh) as ledger:
        list(read_gathered(ledger, found, at=NOW))
    with open_desk(str(fresh)) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A desk over a ledger of nothing."""
    with open_desk(str(tmp_path / "empty.sqlite")) as opened:
        yield opened


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make digests of passwords cheap: what they cost is tested once."""
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def shared(fresh: Path, cheap: None) -> Iterator[TestClient]:
    """A desk with an owner, a reviewer and a reader; nobody is signed in."""
    let_in(str(fresh))
    with open_desk(str(fresh)) as opened:
        yield opened
