from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.intake.archived import split_copy
from counterclaim.intake.gather import gather
from counterclaim.records.text import Gathered

OWN = "https://lantern.example/news/2026/03/01/bridge"


@pytest.mark.parametrize(
    ("given", "own", "copy"),
    [
        (f"https://archive.example/web/20260301101500/{OWN}", OWN, True),
        (f"https://archive.example/web/20260301101500id_/{OWN}?a=1", f"{OWN}?a=1", True),
        (f"https://archive.example/wayback/en/2026/{OWN}", OWN, True),
        ("https://archive.example/web/20260301/https:/lantern.example/a", "https://lantern.example/a", True),
        (OWN, OWN, False),
        ("https://lantern.example/2026/03/share?of=https://x.example/a", None, False),
    ],
)
def test_a_copy_is_told_by_its_address(given: str, own: str | None, copy: bool) -> None:
    assert split_copy(given) == (own or given, given if copy else None)


def test_a_copy_is_told_by_the_answer_of_its_archive() -> None:
    here = "https://archive.example/x7Qa"
    headers = {
        "memento-datetime": "Sun, 01 Mar 2026 10:15:00 GMT",
        "link": f'<{here}>; rel="memento", <{OWN}>; rel="original"',
    }
    assert split_copy(here, headers) == (OWN, here)
    assert split_copy(here, {"link": headers["link"]}) == (here, None)


def test_a_record_names_its_copy(tmp_path: Path) -> None:
    text = "Nine soldiers were killed near the bridge, the army said."
    records = [
        {"text": text, "url": OWN, "archive_url": "https://archive.example/x7Qa"},
        {"text": text, "url": f"https://archive.example/web/20260301101500/{OWN}"},
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(records))
    found = [(one.url, one.archive) for one in gather([path]) if isinstance(one, Gathered)]
    assert found == [(OWN, records[0]["archive_url"]), (OWN, records[1]["url"])]
