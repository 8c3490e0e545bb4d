"""Starting the desk: on this machine only, with a sentence for what stands in the way."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from counterclaim.desk.guard import is_this_machine
from counterclaim.desk.serve import serve
from counterclaim.errors import SetupError


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


def start(place: Path, host: str = "127.0.0.1", port: int = 0) -> None:
    serve(str(place / "ledger.sqlite"), (host, port), author="a", masked=True, ready=lambda _: None)


def test_another_address_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no users yet"):
        start(tmp_path, "0.0.0.0")
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SetupError, match="--port"):
            start(tmp_path, port=taken.getsockname()[1])


def test_without_the_web_server_the_line_to_install_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(SetupError, match="pip install"):
        start(tmp_path)
