"""Everything bad that reading meets: a clear sentence, the report listed, the ledger sound and complete after reading again."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.run import COMMAND, call, run, start, write_reports


def ledger_of(path: Path) -> tuple[str, ...]:
    """What a ledger holds, as the tables tell it."""
    return tuple(call(name, "--ledger", path, "--json").out for name in ("reports", "claims", "questions"))


def is_sound(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("bad") / "reports", 8)


@pytest.fixture(scope="module")
def whole(reports: Path) -> tuple[str, ...]:
    path = reports.parent / "whole.sqlite"
    assert call("read", reports, "--ledger", path).code == 0
    return ledger_of(path)


def test_a_folder_of_everything_bad_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    bad = {
        "binary.txt": b"nine\x00dead",
        "broken.json": b"{",
        "empty.txt": b"",
        "foreign.txt": "Девять погибших у моста".encode("cp1251") * 9,
        "line.txt": b"nine soldiers were killed " * 400_000,
        "markup.html": b"<html><body><div></div></body></html>",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "missing.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text("Nine soldiers were killed near the bridge, the army said.\n")
    (tmp_path / "future.txt").write_text("date 2999-01-01\nNine soldiers were killed near the bridge, the army said.\n")
    done = call("read", tmp_path, "--ledger", tmp_path / "l.sqlite")
    assert done.code == 1
    assert "Read 2 reports" in done.out
    assert "Dated in the future: 1 report" in done.out
    assert all(f"{name}: " in done.out for name in (*bad, "missing.txt"))


def test_ten_megabytes_on_one_line_are_refused_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"x" * 10_000_000)
    begin = time.monotonic()
    done = call("read", "--json", path)
    assert (done.code, done.out) == (1, "")
    assert "1,000,000" in done.err
    assert time.monotonic() - begin < 20


def test_a_ledger_from_a_newer_version_is_left_alone(reports: Path, whole: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "newer.sqlite"
    path.write_bytes((reports.parent / "whole.sqlite").read_bytes())
    with sqlite3.connect(path) as connection:
        changed = connection.execute("UPDATE ledger SET value = '999' WHERE name = 'schema'").rowcount
    assert changed == 1
    before = path.read_bytes()
    for command in (("read", reports), ("questions",)):
        done = call(*command, "--ledger", path)
        assert done.code == 2
        assert "newer" in done.err
    assert path.read_bytes() == before


def test_a_file_that_is_no_ledger_is_left_alone(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Shopping: bread, milk, and nothing else that any program should touch." * 99)
    before = path.read_bytes()
    done = call("read", reports, "--ledger", path)
    assert done.code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "size", [90_000, *(pytest.param(size, marks=pytest.mark.slow) for size in (20_000, 130_000, 200_000))]
)
def test_a_full_disk_is_told_and_what_was_saved_is_sound(
    reports: Path, whole: tuple[str, ...], tmp_path: Path, size: int
) -> None:
    path = tmp_path / "full.sqlite"
    done = run(
        "read", reports, "--ledger", path, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    )
    assert done.code == 2
    assert "full" in done.err
    if path.exists() and path.stat().st_size:
        assert is_sound(path)
    assert call("read", reports, "--ledger", path).code == 0
    assert ledger_of(path) == whole


def test_ctrl_c_ends_cleanly_and_reading_goes_on_later(reports: Path, whole: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "stopped.sqlite"
    process = start("read", reports, "--ledger", path)
    while not path.exists() and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, 0)
    assert b"Traceback" not in err
    assert call("read", reports, "--ledger", path).code == 0
    assert is_sound(path)
    assert ledger_of(path) == whole


def kill_and_read_again(reports: Path, path: Path, moments: list[float]) -> int:
    """Kill a reading at each of the moments, on one ledger after the other's leavings; give how many were killed."""
    killed = 0
    for moment in moments:
        process = start("read", reports, "--ledger", path)
        time.sleep(moment)
        if process.poll() is None:  # One that has ended is reaped by the look, and its group is gone.
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.communicate()
        if path.exists() and path.stat().st_size:
            assert is_sound(path)
    return killed


def test_kill_at_random_moments_leaves_a_sound_ledger(reports: Path, whole: tuple[str, ...], tmp_path: Path) -> None:
    draw = random.Random(11)
    path = tmp_path / "killed.sqlite"
    assert kill_and_read_again(reports, path, [draw.uniform(0.2, 2.5) for _ in range(3)])
    assert call("read", reports, "--ledger", path).code == 0
    assert ledger_of(path) == whole


@pytest.mark.slow
def test_kill_at_a_hundred_random_moments_leaves_sound_ledgers(
    reports: Path, whole: tuple[str, ...], tmp_path: Path
) -> None:
    draw = random.Random(13)
    killed = 0
    for n in range(20):
        path = tmp_path / f"killed{n}.sqlite"
        killed += kill_and_read_again(reports, path, [draw.uniform(0.2, 2.5) for _ in range(5)])
        assert call("read", reports, "--ledger", path).code == 0
        assert ledger_of(path) == whole
    assert killed > 30


def test_no_reading_process_outlives_a_killed_command(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "many", 60)
    process = start("read", folder, "--ledger", tmp_path / "l.sqlite")
    children: list[int] = []
    while not children and process.poll() is None:
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        children = [pid for pid in map(int, listed) if "spawn_main" in _command(pid)]
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert children
    deadline = time.monotonic() + 30
    while any("spawn_main" in _command(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in children if "spawn_main" in _command(pid)]


def test_whoever_reads_the_output_may_leave(reports: Path) -> None:
    process = start("read", "--json", reports)
    assert process.stdout
    assert process.stderr
    with process.stderr, process.stdout:
        assert json.loads(process.stdout.readline())["report"]
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.wait(60) in (0, 1)


def test_output_that_cannot_be_written_is_told(reports: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "read", "--json", str(reports)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
