"""Stories for page tests: the golden one, an empty one, and one whose every outside word is hostile."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.records.plain import from_plain, to_plain
from counterclaim.records.story import Reconciliation, Resolution, Story
from tests.golden.renew import load_story

ATTACK = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e](javascript:alert(1)) | *x* # {{ 7*7 }} "
    "https://evil.example &amp;\n\n- x"
)
_OUTSIDE = frozenset(
    [
        "text",
        "name",
        "title",
        "claimant",
        "holder",
        "toward",
        "label",
        "reason",
        "why",
        "note",
        "field",
        "side",
        "by",
        "unit",
        "population",
        "perpetrator",
        "language",
        "admin1",
        "victim_side",
        "path",
        "url",
    ]
)


def make_empty_story() -> Story:
    """Give a story of nothing."""
    return Story((), (), Resolution((), (), (), (), ()), Reconciliation(None, (), (), (), (), (), ()))


def make_hostile_story() -> Story:
    """Give the golden story with markup, scripts and direction overrides in every word that comes from outside."""
    return from_plain(Story, _poison(to_plain(load_story())))


def _poison(value: Any) -> Any:  # plain JSON values
    if isinstance(value, dict):
        return {k: _attack(v) if k in _OUTSIDE and isinstance(v, str) else _poison(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_poison(item) for item in value]
    return value


def _attack(text: str) -> str:
    return text + ATTACK


def strip_day(text: str) -> str:
    """Give the text without dates, times, versions and counts of the sample: numbers left belong to claims."""
    text = re.sub(r"\d{4}-\d{2}-\d{2}|\d{1,2}(–\d{1,2})? [A-Z][a-z]+( \d{4})?|\d{2}:\d{2} UTC|\w+/\d", "", text)
    return re.sub(r"\b\d+ (reports?|incidents?|places?|claims?|figures?|outlets?|km)\b", "", text)
