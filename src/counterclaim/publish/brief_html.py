"""The brief as one HTML page: no script, no address outside the page, one style whose digest its policy names."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

from counterclaim.publish.brief import Brief
from counterclaim.publish.pages import open_templates


def render_html(brief: Brief, *, version: str) -> str:
    """Give the page; the same brief and version give the same bytes.

    Everything from outside is escaped and isolated.
    """
    style = files("counterclaim.publish").joinpath("templates", "brief.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = open_templates().get_template("brief.html.j2")
    return page.render(brief=brief, style=Markup(style), style_hash=Markup(f"sha256-{digest}"), version=version)
