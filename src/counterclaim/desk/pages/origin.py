"""Where a report came from: how it was fetched, what of that is kept, and the words behind a translation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.desk.answering import Malformed
from counterclaim.desk.asked import Asked
from counterclaim.desk.guard import Refused
from counterclaim.errors import UnknownName
from counterclaim.pipeline.originals import Original
from counterclaim.publish.legible import make_legible, make_name, show_unseen
from counterclaim.publish.translations import HIDDEN
from counterclaim.publish.wording import write_moment
from counterclaim.records.people import Role
from counterclaim.records.text import Report

LONGEST_PARAGRAPH = 6_000
MOST_HEADERS = 40
WHO_MAY = (
    "The bytes as fetched hold names that this desk withholds, so that only an owner of the ledger is given them. "
    "Nothing was done."
)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a report came: where it was answered and when (`stamp` in ISO 8601), what copy an archive has.

    `size` counts the bytes that are kept as they were fetched, None where none are; `file_href` and `warc_href` give them
    to an owner and are empty for everybody else. `translation` names the translation that was read, empty for none.
    """

    url: str
    when: str
    stamp: str
    sha256: str
    archive: str
    headers: tuple[tuple[str, str], ...]
    size: int | None
    file_href: str
    warc_href: str
    translation: str


def lay_out_origin(asked: Asked, report: Report) -> Origin | None:
    """Give where a report came from; None for one that came from a file and is no translation."""
    fetch, told = report.fetch, report.translated
    if fetch is None and told is None and not report.archive:
        return None
    size = asked.edition.once(("original", report.id), lambda: _weigh(asked, report))
    path = f"/reports/{report.id}/original" if size is not None and may_have(asked) else ""
    return Origin(
        url=make_legible(fetch.url)[:500] if fetch else "",
        when=write_moment(fetch.at, exact=True) if fetch else "",
        stamp=fetch.at.isoformat() if fetch else "",
        sha256=fetch.sha256 if fetch else "",
        archive=make_legible(report.archive or "")[:500],
        headers=tuple((make_name(n), make_legible(v)[:200]) for n, v in fetch.headers[:MOST_HEADERS]) if fetch else (),
        size=size,
        file_href=path,
        warc_href=f"{path}?form=warc" if path else "",
        translation=make_name(told.translation) if told else "",
    )


def quote_behind(asked: Asked, report: Report) -> Callable[[int, int], str]:
    """Give what finds the original behind a paragraph of a translated report, empty where there is none.

    A withheld name cannot be found in the script of another language: then the whole paragraph is withheld.
    """

    def find(start: int, end: int) -> str:
        behind = report.translated.behind(start, end) if report.translated else ()
        if not behind:
            return ""
        if asked.lookup.masks.find(report.text[start:end], report.id):
            return HIDDEN
        return show_unseen(" ".join(" ".join(span.text.split()) for span in behind)[:LONGEST_PARAGRAPH])

    return find


def give_original(asked: Asked, id: str, form: str) -> tuple[str, str, bytes]:
    """Give the bytes that a report was fetched as: a file name, a type that no browser renders, and the bytes.

    Raises UnknownName where none are kept, Malformed for a form that there is not, Refused for whoever may not have them.
    """
    report = asked.edition.report(id)
    if not may_have(asked):
        raise Refused(WHO_MAY)
    if form not in ("", "warc"):
        raise Malformed("An original is given as it was fetched, or as warc.")
    with asked.keeper.ledger.view() as view:
        data = view.original(id)
    if data is None or report.fetch is None:
        raise UnknownName(
            "No bytes of this report are kept: it came from a file or an archive, or they were forgotten."
        )
    if form == "warc":
        name = f"report-{id[:12]}.warc.gz"
        return name, "application/gzip", Original(report, data).make_file(name)
    return f"report-{id[:12]}.bin", "application/octet-stream", data


def may_have(asked: Asked) -> bool:
    """Tell whether whoever asks may have bytes in which no name is withheld."""
    return asked.visitor is not None and asked.visitor.role.may(Role.OWNER)


def _weigh(asked: Asked, report: Report) -> int | None:
    ledger = getattr(asked.keeper, "ledger", None)
    if ledger is None or report.fetch is None:
        return None
    with ledger.view() as view:
        data = view.original(report.id)
    return None if data is None else len(data)
