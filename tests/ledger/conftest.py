"""Every ledger test runs on SQLite and on PostgreSQL: `place` is where a fresh ledger may be opened."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from counterclaim.ledger.ledger import Ledger, open_ledger
from tests.ledger.postgres import find_binaries, run_server

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's server binaries are not installed (apt-get install postgresql)")
    with run_server(binaries) as url:
        yield url


@pytest.fixture
def postgres(server: str) -> str:
    """The URL of an empty schema."""
    schema = f"test_{next(NUMBERS)}"
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    return f"{server}&options=-csearch_path%3D{schema}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres")
        return url
    return str(tmp_path / "ledger.sqlite")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with open_ledger(place) as ledger:
        yield ledger
