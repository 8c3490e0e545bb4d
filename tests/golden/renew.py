"""Renews the golden files of the brief: `python -m tests.golden.renew [story]`; look at the difference afterwards.

With "story" the invented story is resolved and reconciled anew first; without it only the brief is written again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from counterclaim.publish.brief import compose_brief
from counterclaim.publish.brief_markdown import render_markdown
from counterclaim.records.plain import from_plain, to_plain
from counterclaim.records.story import Story
from tests.publish.world import tell_story

BRIEF = Path(__file__).with_name("brief")
VERSION = "0"


def load_story() -> Story:
    """Give the story that the golden brief is made from."""
    return from_plain(Story, json.loads((BRIEF / "story.json").read_text("utf-8")))


def main() -> None:
    """Write the files."""
    if "story" in sys.argv[1:]:
        plain = json.dumps(to_plain(tell_story()), ensure_ascii=False, indent=1)
        (BRIEF / "story.json").write_text(plain + "\n", "utf-8")
    (BRIEF / "brief.md").write_text(render_markdown(compose_brief(load_story()), version=VERSION), "utf-8")


if __name__ == "__main__":
    main()
