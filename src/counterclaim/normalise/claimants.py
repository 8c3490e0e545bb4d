"""Who answers for a claim: the speaker's institution, or the agency or outlet in the report's own voice."""

from __future__ import annotations

import hashlib

from counterclaim.normalise.actors import Actors, Resolved
from counterclaim.normalise.composing import actor_by_id, outlet_actor
from counterclaim.normalise.letterheads import find_letterhead
from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.outlets import find_outlet
from counterclaim.normalise.words import key_words
from counterclaim.records.claim import Claimant, ClaimantBasis
from counterclaim.records.statement import SpeakerClass, Statement, Voice
from counterclaim.records.text import Report, Span
from counterclaim.records.world import Actor
from counterclaim.tables.load import OutletRow

_PRIVATE_CLASSES = frozenset({SpeakerClass.WITNESS})


def find_claimant(statement: Statement, speaker: Resolved | None, actors: Actors) -> Claimant:
    """Give the one that answers for `statement`; `speaker` is its resolved speaker, None in the report's own voice.

    Several speakers ("Israel and Egypt said") answer together: their key joins their keys. Hearsay without a speaker
    is the report's. A speaker that no table knows keeps its words as name; without a full name it is never the same as
    a speaker of another report.
    """
    if statement.source.voice is not Voice.SPEAKER or statement.source.speaker is None or speaker is None:
        return find_own_voice(actors.report, actors)
    known = {m.actor.id: m.actor for m in speaker.mentions if m.actor is not None and _is_institution(m.actor)}
    if known and all(m.actor is not None and m.actor.id in known for m in speaker.mentions):
        ids = sorted(known)
        first = known[ids[0]]
        same_side = len({a.side for a in known.values()}) == 1
        name = " and ".join(known[i].name for i in ids)
        return Claimant(
            "+".join(ids),
            name,
            ClaimantBasis.SPEAKER,
            first if len(ids) == 1 or same_side else None,
            speaker.is_private,
        )
    span = _find_words(statement, statement.source.speaker)
    if _is_outlet_itself(span, actors.report):
        return find_own_voice(actors.report, actors)
    is_private = speaker.is_private or statement.source.speaker_class in _PRIVATE_CLASSES
    key = _unknown_key(span, actors, is_private)
    name = _tidy(span.text)
    if _is_pronoun(span):
        name = f"somebody the report does not name (“{name}”)"
    return Claimant(key, name, ClaimantBasis.SPEAKER, None, is_private)


def _is_outlet_itself(span: Span, report: Report) -> bool:
    """Whether a speaker is the outlet whose report it is: "Gulf Wire withdraws its report"."""
    if report.outlet is None or report.wire:
        return False
    told, own = (key_words(name[:200]) for name in (span.text, report.outlet.name))
    return bool(own) and [w for w in told if w != "the"] == [w for w in own if w != "the"]


def _is_institution(actor: Actor) -> bool:
    """Whether one body answers: the people of a state and its media are many."""
    return actor.sector != "CVL" and not actor.id.endswith((".media", ".press"))


def find_own_voice(report: Report, actors: Actors) -> Claimant:
    """Give who answers for the report's own words: the credited agency, else the outlet, else an unnamed outlet.

    An organ of a state or party answers as that party. Two credited agencies answer together.
    """
    agencies = [find_outlet(name) or name for name in report.wire]
    if agencies:
        keys = sorted({a.id if isinstance(a, OutletRow) else _slug(a) for a in agencies})
        names = sorted({a.name if isinstance(a, OutletRow) else a for a in agencies})
        row = agencies[0] if len(agencies) == 1 else None
        actor = _as_party(row, row.speaks_for, report) if isinstance(row, OutletRow) else None
        return Claimant("+".join(f"outlet.{k}" for k in keys), " and ".join(names), ClaimantBasis.AGENCY, actor)
    if report.outlet is None or not report.outlet.name:
        head = find_letterhead(actors)
        if head is not None:
            line, body = head
            issuer = Actor(f"outlet.{_slug(line.text)}", line.text, body.side, body.country, "MED")
            return Claimant(issuer.id, line.text, ClaimantBasis.OUTLET, issuer)
        return Claimant(f"outlet?{report.id}", "unnamed outlet", ClaimantBasis.UNKNOWN_OUTLET)
    known = find_outlet(report.outlet.name)
    speaks_for = report.outlet.speaks_for or (known.speaks_for if known else None)
    if known is not None:
        actor = _as_party(known, speaks_for, report)
        return Claimant(f"outlet.{known.id}", known.name, ClaimantBasis.OUTLET, actor)
    key, name = f"outlet.{_slug(report.outlet.name)}", report.outlet.name
    party = actor_by_id(speaks_for, report.day) if speaks_for else None
    own = Actor(key, name, party.side, party.country, "MED") if party else None
    return Claimant(key, name, ClaimantBasis.OUTLET, own)


def _as_party(row: OutletRow, speaks_for: str | None, report: Report) -> Actor:
    """Give the outlet as an actor, on the side of the party for which it speaks, if that is known on the report's day."""
    plain = outlet_actor(row.id)
    party = actor_by_id(speaks_for, report.day) if speaks_for else None
    return plain if party is None else Actor(plain.id, plain.name, party.side, party.country, "MED")


def _find_words(statement: Statement, speaker: Span) -> Span:
    """Give the words that name the speaker: the antecedent's where the speaker is a pronoun or short name.

    "Zenda hospital" keeps its own words where "a hospital" or Zenda was told before.
    """
    for sf in statement.stands_for:
        if sf.mention == speaker and sf.antecedent is not None:
            is_less = set(key_words(sf.antecedent.text[:200])) < set(key_words(speaker.text[:200]))
            tells_more = _holds_name(speaker) and (is_less or not _holds_name(sf.antecedent))
            return speaker if tells_more else sf.antecedent
    return speaker


def _holds_name(span: Span) -> bool:
    words = span.text.split()
    return any(w[:1].isupper() and w.casefold() not in ("the", "a", "an") for w in words)


def _unknown_key(span: Span, actors: Actors, is_private: bool) -> str:
    """Give a key of a speaker without an actor: one for all mentions of one person in the report.

    Only a full name of an office-holder is one speaker across reports.
    """
    words = tuple(k for k in key_words(span.text[:200]) if k not in ("the", "a", "an"))
    name = actors.full_names.find(span)
    keys = name or words
    is_named = len(keys) in (2, 3, 4) and not is_private
    is_named = is_named and (bool(name) or all(w[:1].isupper() for w in span.text.split()))
    is_named = is_named and not any(
        k in role_words(kind) for k in keys for kind in ("private", "person", "post", "media")
    )
    if is_named:
        return "named:" + " ".join(keys)
    # Two doubtful "he" need not be one.
    where = (str(span.start),) if _is_pronoun(span) else ()
    digest = hashlib.sha256("\x00".join((actors.report.id, " ".join(keys), *where)).encode()).hexdigest()
    return "speaker?" + digest[:16]


def _is_pronoun(span: Span) -> bool:
    words = key_words(span.text[:200])
    return len(words) == 1 and words[0] in role_words("pronoun")


def _tidy(words: str) -> str:
    text = " ".join(words.split()).removesuffix("'s").removesuffix("’s")
    return text if len(text) <= 120 else text[:119] + "…"


def _slug(name: str) -> str:
    return "-".join(key_words(name[:200])) or hashlib.sha256(name.encode()).hexdigest()[:16]
