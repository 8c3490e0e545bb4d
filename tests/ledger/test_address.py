from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import SetupError
from counterclaim.ledger import address
from counterclaim.ledger.address import find_network_mount, locate

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb /home/local ext4 rw 0 0
//nas/share /mnt/the\\040share cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
server:/x /srv nfs rw 0 0
tmpfs /srv tmpfs rw 0 0

broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/ledger.sqlite", None),
        ("/home/me/ledger.sqlite", "nfs4"),
        ("/home/local/ledger.sqlite", None),
        ("/homes/ledger.sqlite", None),
        ("/mnt/the share/ledger.sqlite", "cifs"),
        ("/mnt/ssh/ledger.sqlite", "fuse.sshfs"),
        ("/srv/ledger.sqlite", None),
    ],
)
def test_network_file_systems_are_known(path: str, kind: str | None) -> None:
    assert find_network_mount(Path(path), MOUNTS) == kind


def test_a_network_file_system_is_refused_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "find_network_mount", lambda path, mounts: "nfs4")
    with pytest.raises(SetupError, match=r"network file system \(nfs4\).*PostgreSQL"):
        locate(tmp_path / "ledger.sqlite")


@pytest.mark.parametrize("given", ["ledger file?.sqlite", "sqlite:///ledger.sqlite", "100%23.sqlite", "~/x.sqlite"])
def test_a_file_is_found_by_path_and_url(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    path = locate(given).path
    assert path is not None
    assert path.parent == tmp_path
    assert path.name == given.rpartition("/")[2]


@pytest.mark.parametrize("given", ["postgres://me:secret@host/db", "postgresql://me:secret@host/db"])
def test_a_postgres_url_hides_its_password(given: str) -> None:
    found = locate(given)
    assert found.url.drivername == "postgresql+psycopg"
    assert str(found) == "postgresql+psycopg://me:***@host/db"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("mysql://host/db", "not mysql"),
        ("postgresql://host:port/db", "cannot be understood"),
        (".", "is a folder"),
        ("sqlite://", "not"),
    ],
)
def test_another_place_is_refused(given: str, why: str) -> None:
    with pytest.raises(SetupError, match=why):
        locate(given)
