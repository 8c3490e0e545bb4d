"""The brief as Markdown: the twin of the page for notes, mail and version control; drawings stand as their tables."""

from __future__ import annotations

import re

from markupsafe import Markup

from counterclaim.publish.brief import Brief
from counterclaim.publish.pages import open_templates

# Everything that Markdown or the HTML inside it could take for a sign; a backslash before it makes it a letter again.
_SIGN = re.compile(r"([\\`*_{}\[\]#|<>&~^$])")
# What begins a list or a heading when it stands first in a line.
_HEAD = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|www)([:.])")
_BLANK_LINES = re.compile(r"\n{3,}")


def render_markdown(brief: Brief, *, version: str) -> str:
    """Give the text; the same brief and version give the same bytes.

    Signs of Markdown in text from outside are escaped.
    """
    page = open_templates(escape_markdown).get_template("brief.md.j2")
    return _BLANK_LINES.sub("\n\n", page.render(brief=brief, version=version)).rstrip("\n") + "\n"


def escape_markdown(text: str) -> Markup:
    """Give text as Markdown that shows as it stands: one line, no emphasis, link, tag, table bar or address that
    links itself.
    """
    line = _SIGN.sub(r"\\\1", " ".join(text.splitlines()) if "\n" in text else text)
    line = _HEAD.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", line)
    return Markup(_ADDRESS.sub(r"\1&#8203;\2", line))
