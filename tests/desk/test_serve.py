"""Starting the desk: on this machine only, with a sentence for what stands in the way."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.desk.guard import is_this_machine
from counterclaim.desk.serve import Place, serve
from counterclaim.errors import SetupError
from counterclaim.ledger.ledger import open_ledger


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_which_addresses_are_this_machine(host: str, is_here: bool) -> None:
    assert is_this_machine(host) is is_here


def start(place: Path, at: Place) -> None:
    serve(str(place / "ledger.sqlite"), at, author="a", masked=True, ready=lambda _: None)


@pytest.mark.parametrize("at", [Place("0.0.0.0", 0), Place("192.0.2.1", 0), Place(port=0, names=("desk.example.org",))])
def test_other_machines_are_answered_only_with_users_and_a_certificate(tmp_path: Path, at: Place) -> None:
    with pytest.raises(SetupError, match="passwords could be read on their way"):
        start(tmp_path, at)
    with pytest.raises(SetupError, match="There is no ledger"):
        start(tmp_path, replace(at, is_plain=True))
    assert list(tmp_path.iterdir()) == []
    open_ledger(tmp_path / "ledger.sqlite").close()
    with pytest.raises(SetupError, match=r"has none\. Add an owner: counterclaim users add NAME --role owner"):
        start(tmp_path, replace(at, is_plain=True))


def test_a_certificate_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    with pytest.raises(SetupError, match="no such file"):
        start(tmp_path, Place(port=0, certificate=key, key=key))
    key.write_text("no key")
    with pytest.raises(SetupError, match="go together"):
        start(tmp_path, Place(port=0, certificate=key))
    with pytest.raises(SetupError, match="two PEM files"):
        start(tmp_path, Place(port=0, certificate=key, key=key))


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SetupError, match="--port"):
            start(tmp_path, Place(port=taken.getsockname()[1]))


def test_without_the_web_server_the_line_to_install_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(SetupError, match="pip install"):
        start(tmp_path, Place(port=0))
