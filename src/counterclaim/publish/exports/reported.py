"""When and where a report was published, as files tell it."""

from __future__ import annotations

from counterclaim.publish.legible import make_legible, make_name
from counterclaim.publish.lookup import Lookup
from counterclaim.records.text import Report


def write_published(report: Report | None) -> str | None:
    """Give the moment of publication in ISO 8601 (UTC), only the day where only the day is known."""
    if report is None or report.published is None or report.day is None:
        return None
    if report.published_exact:
        return report.published.isoformat().replace("+00:00", "Z")
    return report.day.isoformat()


def write_address(lookup: Lookup, report: Report | None) -> str | None:
    """Give the web address of a report, None where it has none or the address itself names a private person."""
    return _show_address(lookup, report, report.url) if report else None


def write_archive(lookup: Lookup, report: Report) -> str | None:
    """Give the address of the archived copy of a report, None as for its own address."""
    return _show_address(lookup, report, report.archive)


def _show_address(lookup: Lookup, report: Report, url: str | None) -> str | None:
    if not url or not url.startswith(("http://", "https://")):
        return None
    words = url[:2000].replace("-", " ").replace("_", " ").replace("%20", " ").title()
    return None if lookup.masks.find(words, report.id) else make_legible(url[:2000])


def write_language(report: Report | None) -> str | None:
    """Give the language code of a report, None where it is unknown."""
    return make_name(report.language) if report and report.language else None


def write_headline(lookup: Lookup, report: Report | None) -> str | None:
    """Give the headline as one line without private names, None where there is none."""
    return make_name(lookup.masks.hide((report.title or "")[:2000], report.id)) or None if report else None
