from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.release import Made, find_broken, write_release
from counterclaim.records.version import Versions
from tests.golden.exports_renew import load_reviewed

MADE = Made("2026-03", date(2026, 3, 31), "Desk “East”", ((Versions("r", "n", "t"), 7),), ("ucdp-like/1",))
ORDER = Order("every rule", "", version="0")


def release() -> dict[str, bytes]:
    return {file.name: file.data for file in write_release(load_reviewed(), ORDER, MADE)}


def test_a_release_names_all_that_made_it() -> None:
    files = release()
    told = json.loads(files["release.json"])
    assert told["readings"] == [{"reader": "r", "rules": "n", "tables": "t", "reports": 7}]
    assert (told["name"], told["released"], told["rules"]) == ("2026-03", "2026-03-31", ["ucdp-like/1"])
    assert "not figures of UCDP" in told["notice"]
    citation = files["CITATION.cff"].decode()
    assert 'name: "Desk “East”"' in citation
    assert told["digest"] in citation


def test_checksums_hold_and_show_what_was_touched() -> None:
    files = release()
    assert files == release()
    for line in files["SHA256SUMS"].decode().splitlines():
        sum, _, name = line.partition("  ")
        assert sha256(files[name]).hexdigest() == sum
    assert find_broken(files) == []
    files["claims.csv"] += b" "
    del files["tallies.csv"]
    assert find_broken(files) == ["claims.csv", "tallies.csv"]
    assert find_broken({}) == ("release.json",)


def test_no_text_is_in_a_release() -> None:
    files = release()
    for report in load_reviewed().reports:
        assert not any(report.text.encode() in data for data in files.values())
        assert any(sha256(report.text.encode()).hexdigest().encode() in data for data in files.values())
