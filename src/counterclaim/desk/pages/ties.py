"""Ties: two claims, incidents or questions said to be one thing, with the reasons, and what a form needs to judge them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from counterclaim.desk.asked import Asked
from counterclaim.desk.edition import Edition
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked, link_claim
from counterclaim.publish.sites import name_kinds
from counterclaim.publish.wording import count_of, write_period, write_place
from counterclaim.records.story import About, Incident, Link


@dataclass(frozen=True, slots=True)
class Tie:
    """Two claims, incidents or questions said to be one: how sure the rules are (`state` and `score`), and why, in words.

    `about` is what they are, `room` where a form about them goes. `seen` is the newest judgement about the first of them,
    which that form sends back.
    """

    a: Linked
    b: Linked
    state: str
    score: str
    reasons: tuple[str, ...]
    a_id: str
    b_id: str
    seen: str
    about: str = "claim"
    room: str = "claims"


@dataclass(frozen=True, slots=True)
class End:
    """What a link names at one end; the first of `claim_ids` stands for it, as in a judgement."""

    about: About
    id: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A link that waits for a person, with what it names."""

    link: Link
    a: End
    b: End

    @property
    def claim_ids(self) -> tuple[str, str]:
        """The claims that stand for its ends."""
        return self.a.claim_ids[0], self.b.claim_ids[0]


def read_link(edition: Edition, link: Link) -> Offered | None:
    """Give what a link names; a claim beside an incident or question stands for the one that holds it.

    None where an end is not there now, or both are one thing already.
    """
    ends = [_find_end(edition, id) for id in (link.a, link.b)]
    if not ends[0] or not ends[1]:
        return None
    a, b = _lift(edition, ends[0], ends[1].about), _lift(edition, ends[1], ends[0].about)
    return Offered(link, a, b) if a.about is b.about and a.id != b.id else None


def list_offered(asked: Asked, ids: Iterable[str]) -> tuple[Offered, ...]:
    """Give the links at these ids that still wait for a person, each once."""
    links = dict.fromkeys(link for id in ids for link in asked.edition.offered.get(id, ()))
    read = (read_link(asked.edition, link) for link in links)
    return tuple(one for one in read if one and not asked.journal.is_paired(*one.claim_ids))


def list_all_offered(edition: Edition) -> tuple[Offered, ...]:
    """Give all links of an edition that were too uncertain to be made."""
    links = edition.story.resolution.offered
    return edition.once("offers", lambda: tuple(one for link in links if (one := read_link(edition, link))))


def lay_out_tie(asked: Asked, link: Link) -> Tie | None:
    """Give a link with its reasons; None where an end of it is not there now."""
    read = read_link(asked.edition, link)
    return lay_out_offered(asked, read) if read else None


def lay_out_offered(asked: Asked, offered: Offered) -> Tie:
    """Give a link that was read, with its reasons."""
    link, about = offered.link, offered.a.about
    return Tie(
        a=_name(asked, offered.a),
        b=_name(asked, offered.b),
        state=link.state.value,
        score=f"{link.score:.2f}",
        reasons=tuple(asked.lookup.hide_among(reason.text, offered.claim_ids) for reason in link.reasons),
        a_id=offered.a.id,
        b_id=offered.b.id,
        seen=asked.journal.newest.get(offered.claim_ids[0], ""),
        about=about.value,
        room=f"{about.value}s",
    )


def describe_whole(incident: Incident) -> str:
    """Give "Strike, Kunduz, 26 Feb 2026": what, where and when, as claims tell it."""
    return make_name(f"{name_kinds(incident)}, {write_place(incident.place)}, {write_period(incident.period)}")


def _find_end(edition: Edition, id: str) -> End | None:
    if id in edition.lookup.claims:
        return End(About.CLAIM, id, (id,))
    whole = edition.incidents.get(id) or edition.lookup.questions.get(id)
    if whole is None or whole.claim_ids[0] not in edition.lookup.claims:
        return None
    return End(About.INCIDENT if isinstance(whole, Incident) else About.QUESTION, id, whole.claim_ids)


def _lift(edition: Edition, end: End, beside: About) -> End:
    if end.about is not About.CLAIM or beside is About.CLAIM:
        return end
    if beside is About.INCIDENT:
        incident = edition.incident_of.get(end.id)
        return End(beside, incident.id, incident.claim_ids) if incident else replace(end, about=beside)
    question = next(iter(edition.questions_of.get(end.id, ())), None)
    return End(beside, question.id, question.claim_ids) if question else end


def _name(asked: Asked, end: End) -> Linked:
    lookup = asked.lookup
    if end.id in lookup.claims:
        return asked.addresses.aim(link_claim(lookup, lookup.claims[end.id]))
    if end.about is About.QUESTION:
        words, path = lookup.label_of(end.id), f"/questions/{end.id}"
    else:
        words, path = describe_whole(asked.edition.incidents[end.id]), f"/incidents/{end.id}"
    return Linked(f"{words} ({count_of(len(end.claim_ids), 'claim')})", asked.addresses.to(path), words)
