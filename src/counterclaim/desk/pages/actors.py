"""Actors: every claimant and every party that claims name; one actor's claims, what is claimed of it, what it admits."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from counterclaim.desk.asked import Asked
from counterclaim.desk.listing import Option, Paging, cut_page
from counterclaim.desk.pages.search import ClaimLine, lay_out_claim
from counterclaim.errors import UnknownName
from counterclaim.publish.figures import write_figure
from counterclaim.publish.legible import make_name
from counterclaim.publish.links import Linked
from counterclaim.publish.lookup import anchor_of
from counterclaim.publish.wording import write_day
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import Kind
from counterclaim.records.story import Tally
from counterclaim.records.text import Span

MOST_CLAIMS, MOST_ALIASES, MOST_SIDES, MOST_LOSSES, MOST_QUESTIONS = 20, 12, 60, 30, 40
_ANYBODY = frozenset({"he", "she", "it", "they", "we", "i", "his", "her", "its", "their", "who", "both", "another"})
ORDERS = {"claims": "most claims first", "of": "most claimed of first", "name": "by name"}


@dataclass(slots=True)
class Known:
    """An actor as the claims of an edition know it: claims that it makes, in which it acts, and of which it is the object.

    A denial is of whoever denies in it, not of the outlet that tells of it.
    """

    id: str
    name: str
    side: str = ""
    aliases: Counter[str] = field(default_factory=Counter)
    makes: list[Claim] = field(default_factory=list)
    denies: list[Claim] = field(default_factory=list)
    does: list[Claim] = field(default_factory=list)
    suffers: list[Claim] = field(default_factory=list)
    of: int = 0

    def settle(self) -> None:
        """Leave its own claims out of those about it; `of` then counts the claims of others about it, each once."""
        own = {claim.id for claim in (*self.makes, *self.denies)}
        self.does = [claim for claim in self.does if claim.id not in own]
        self.suffers = [claim for claim in self.suffers if claim.id not in own]
        self.of = len({claim.id for claim in (*self.does, *self.suffers)})


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in the list; `aliases` are the words by which reports call it, the most frequent first."""

    href: str
    name: str
    side: str
    aliases: str
    makes: int
    of: int
    denies: int


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Actors as filtered and sorted, a page of them. Private persons are not among them."""

    text: str
    side: str
    sort: str
    lines: tuple[ActorLine, ...]
    paging: Paging
    sides: tuple[Option, ...]
    orders: tuple[Option, ...]
    sample: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A figure of its own losses that a side gives: the latest one of a tally."""

    question: Linked
    figure: Linked
    claimant: str
    when: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor. Each list holds the newest claims; `totals` count all of them by the list's name."""

    name: str
    side: str
    aliases: tuple[str, ...]
    makes: tuple[ClaimLine, ...]
    denies: tuple[ClaimLine, ...]
    does: tuple[ClaimLine, ...]
    suffers: tuple[ClaimLine, ...]
    totals: dict[str, int]
    losses: tuple[Loss, ...]
    questions: tuple[Linked, ...]
    all_href: str
    positions_href: str
    sample: str


def list_actors(asked: Asked, filters: tuple[str, str, str], page: int) -> ActorsPage:
    """Give a page of the actors; `filters` are words of a name or alias, a side, and the order."""
    text, side, sort = filters
    sort = sort if sort in ORDERS else "claims"
    words = text.casefold().split()
    told = asked.edition.once(
        "names of actors", lambda: {id: " ".join((k.name, *k.aliases)).casefold() for id, k in _index(asked).items()}
    )
    found = [
        one
        for id, one in _index(asked).items()
        if (not side or one.side == side) and all(word in told[id] for word in words)
    ]
    keys = {
        "claims": lambda k: (-len(k.makes), -k.of, k.name),
        "of": lambda k: (-k.of, -len(k.makes), k.name),
        "name": lambda k: (k.name.casefold(), k.id),
    }
    found.sort(key=keys[sort])
    shown, paging = cut_page(found, page, asked)
    sides = Counter(one.side for one in _index(asked).values() if one.side)
    return ActorsPage(
        text=text,
        side=side,
        sort=sort,
        lines=tuple(_line(asked, one) for one in shown),
        paging=paging,
        sides=tuple(Option(name, name, n) for name, n in sorted(sides.most_common(MOST_SIDES))),
        orders=tuple(Option(name, words) for name, words in ORDERS.items()),
        sample=asked.lookup.sample,
    )


def show_actor(asked: Asked, id: str) -> ActorPage:
    """Give the page of an actor. Raises UnknownName."""
    known = _index(asked).get(id)
    if known is None:
        raise UnknownName("No claim that was read names this actor; the list of actors has those that are named.")
    makes, denies, does, suffers = known.makes, known.denies, known.does, known.suffers
    asks = islice(_list_questions(asked, chain(makes, denies, does, suffers)), MOST_QUESTIONS)
    labels = ((q, asked.lookup.label_of(q)) for q in asks)
    return ActorPage(
        name=known.name,
        side=known.side if known.side != known.name else "",
        aliases=tuple(name for name, _ in known.aliases.most_common(MOST_ALIASES)),
        makes=_lay_out(asked, makes),
        denies=_lay_out(asked, denies),
        does=_lay_out(asked, does),
        suffers=_lay_out(asked, suffers),
        totals={"makes": len(makes), "denies": len(denies), "does": len(does), "suffers": len(suffers)},
        losses=tuple(_list_losses(asked, known)),
        questions=tuple(Linked(label, asked.addresses.to(f"/questions/{q}"), label) for q, label in labels),
        all_href=asked.addresses.to("/search", claimant=known.name),
        positions_href=asked.addresses.to("/positions", holder=known.name) + "#wordings",
        sample=asked.lookup.sample,
    )


def _list_questions(asked: Asked, claims: Iterable[Claim]) -> Iterator[str]:
    """Give the questions with a figure that claims answer, each once, as they come."""
    found: set[str] = set()
    for claim in claims:
        for question in asked.edition.questions_of.get(claim.id, ()):
            if question.id not in found and question.id in asked.edition.answers:
                found.add(question.id)
                yield question.id


def _index(asked: Asked) -> dict[str, Known]:
    found: dict[str, Known] = asked.edition.once("actors", lambda: _collect(asked))
    return found


def _collect(asked: Asked) -> dict[str, Known]:
    known: dict[str, Known] = {}
    hidden: dict[str, bool] = {}

    def find(key: str, name: str, side: str | None) -> Known | None:
        if name not in hidden:
            hidden[name] = not name or bool(asked.lookup.masks.find(name))
        if hidden[name]:
            return None
        id = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        one = known.setdefault(id, Known(id, make_name(name)))
        one.side = one.side or make_name(side or "")
        return one

    order = asked.edition.order
    for claim in sorted(asked.edition.story.claims, key=lambda c: (-order.get(c.statement.report_id, 0), c.id)):
        claimant = claim.claimant
        if not claimant.is_private_person:
            actor = claimant.actor
            one = find(actor.id if actor else claimant.key, actor.name if actor else claimant.name, claimant.side)
            if one:
                is_denial = claim.statement.kind is Kind.DENY and not any(mention.actor for mention in claim.actor)
                is_denier = is_denial and claimant.basis is ClaimantBasis.SPEAKER
                (one.denies if is_denier else one.makes).append(claim)
                _alias(asked, one, claim, claim.statement.source.speaker)
        for mentions, where in ((claim.actor, "does"), (claim.object, "suffers")):
            for mention in mentions:
                one = find(mention.actor.id, mention.actor.name, mention.actor.side) if mention.actor else None
                if one:
                    is_denier = claim.statement.kind is Kind.DENY and where == "does"
                    getattr(one, "denies" if is_denier else where).append(claim)
                    _alias(asked, one, claim, mention.span)
    for one in known.values():
        one.settle()
    return known


def _alias(asked: Asked, one: Known, claim: Claim, span: Span | None) -> None:
    # A name begins with a capital; "he" and "the ministry" would be everybody's.
    words = asked.lookup.hide(span.text, claim) if span else ""
    if (
        words[:1].isupper()
        and words.casefold() not in _ANYBODY
        and len(words) < 80
        and words != one.name
        and "[" not in words
    ):
        one.aliases[words] += 1


def _line(asked: Asked, known: Known) -> ActorLine:
    return ActorLine(
        href=asked.addresses.to(f"/actors/{known.id}"),
        name=known.name,
        side=known.side if known.side != known.name else "",
        aliases=", ".join(name for name, _ in known.aliases.most_common(4)),
        makes=len(known.makes),
        of=known.of,
        denies=len(known.denies),
    )


def _lay_out(asked: Asked, claims: Sequence[Claim]) -> tuple[ClaimLine, ...]:
    return tuple(lay_out_claim(asked, claim) for claim in claims[:MOST_CLAIMS])


def _list_losses(asked: Asked, known: Known) -> Iterable[Loss]:
    names, lookup = {known.name, known.side} - {""}, asked.lookup
    told = asked.edition.once("own losses", lambda: _collect_losses(asked))
    for tally in islice((tally for spoken_for, tally in told if names & spoken_for), MOST_LOSSES):
        entry = next((e for e in tally.entries[::-1] if e.current), tally.entries[-1])
        figure, claimant = write_figure(entry.quantity), lookup.hide_among(tally.claimant, [entry.claim_id])
        label = lookup.label_of(tally.question_id)
        href = asked.addresses.resolve(f"#{anchor_of(entry.claim_id)}")
        yield Loss(
            Linked(label, asked.addresses.to(f"/questions/{tally.question_id}"), label),
            Linked(figure.signs, href, f"{claimant}: {figure.words}"),
            claimant,
            write_day(entry.at),
        )


def _collect_losses(asked: Asked) -> list[tuple[set[str], Tally]]:
    """Give the tallies of own losses, each with the names of side and claimant."""
    return [
        ({make_name(tally.side or ""), make_name(tally.claimant)}, tally)
        for answers in asked.edition.answers.values()
        for tally in answers.tallies
        if tally.own_loss
    ]
