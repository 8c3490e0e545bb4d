"""The templates of the room, each under its own escaping; loaded from the package, never from a path."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def open_templates(escape_text: Callable[[str], str] | None = None) -> Environment:
    """Give the templates; HTML escaping always holds, `escape_text` replaces it for other languages and must return
    markup.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    def finalize(value: object) -> object:
        return value if escape_text is None or hasattr(value, "__html__") else escape_text(str(value))

    pages = Environment(
        loader=PackageLoader("counterclaim.publish"),
        autoescape=True,
        finalize=finalize if escape_text else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # For text of our own only: anchors and link targets, which `anchor_of` has reduced to letters, digits and hyphens.
    pages.filters["bare"] = pages.filters["target"] = Markup
    return pages
