"""Who judged what, when and why, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.publish.decided import describe_judgement
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked
from counterclaim.publish.subjects import describe_claim, shorten
from counterclaim.publish.wording import write_moment
from counterclaim.records.story import Judgement


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One judgement as it was made; `state` is "stands", "withdrawn by …" or "withdraws …", `about` the claim it names.

    `about` is None where no claim that is there now carries its words.
    """

    id: str
    anchor: str
    when: str
    stamp: str
    author: str
    decision: str
    about: Linked | None
    reason: str
    state: str
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Every judgement, newest first, a page of them; nothing is ever deleted from it."""

    author: str
    authors: tuple[Option, ...]
    lines: tuple[AuditLine, ...]
    paging: Paging


def show_audit(asked: Asked, author: str, page: int) -> AuditPage:
    """Give a page of the audit, of one author where one is named."""
    history = asked.journal.history[::-1]
    if asked.edition.as_of:
        history = tuple(j for j in history if j.at.date() <= asked.edition.as_of)
    counted: dict[str, int] = {}
    for judgement in history:
        counted[judgement.author] = counted.get(judgement.author, 0) + 1
    shown, paging = cut_page([j for j in history if not author or j.author == author], page, asked)
    return AuditPage(
        author=author,
        authors=tuple(Option(name, make_name(name), count) for name, count in sorted(counted.items())),
        lines=tuple(_line(asked, judgement) for judgement in shown),
        paging=paging,
    )


def _line(asked: Asked, judgement: Judgement) -> AuditLine:
    lookup = asked.lookup
    claim = lookup.claims.get(judgement.subject)
    words = describe_claim(lookup, claim) if claim else ""
    by = asked.journal.withdrawn.get(judgement.id)
    state = f"withdrawn by {make_name(by.author)}" if by else "stands"
    return AuditLine(
        id=judgement.id,
        anchor=f"judgement-{judgement.id}",
        when=write_moment(judgement.at, exact=True),
        stamp=judgement.at.isoformat(),
        author=make_name(judgement.author),
        decision=describe_judgement(judgement),
        about=Linked(words, asked.addresses.to(f"/claims/{judgement.subject}"), words) if claim else None,
        reason=make_name(lookup.masks.hide(judgement.reason[:2000])),
        state=f"withdraws {shorten(judgement.revokes)}" if judgement.revokes and not by else state,
        can_withdraw=by is None,
    )
