"""The words of a question: whose losses, of what kind, by whom. Never a figure, never a party's word for the dead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterclaim.records.claim import Measure, Scope, ScopeKind, VictimValue
from counterclaim.records.world import Place
from counterclaim.resolve.figures import HELD, Figure
from counterclaim.resolve.lexicon import ARMED, find_words

_STATE = re.compile(r"^(?:the )?(?:government|state|republic|armed forces) of (?:the )?", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(.*\)$")
# Names of lines, waters and lands that take an article.
_WITH_ARTICLE = re.compile(
    r"(?:.*\b(?:Line|Strip|West Bank|Valley|Sea|Strait|Gulf|River|Corridor|Peninsula|Mountains|Desert|Basin|Delta|Heights|border)"
    r"|(?:Line|Strait|Gulf|Bay|border) of .*)"
)
_MOST_PLACES = 3
_SOLDIERS = frozenset({"soldier", "soldiers", "troop", "troops", "serviceman", "servicemen"})

# PLOVER sectors of those who bear no arms: people, aid, international bodies, courts, media, firms, gangs, parties.
_UNARMED = frozenset({"CVL", "NGO", "IGO", "JUD", "MED", "BUS", "CRM", "PTY", "LEG"})

_MEASURES = {
    Measure.IN_NEED: "in need",
    Measure.CASUALTIES: "killed or injured",
    Measure.LOSSES: "lost",
    Measure.NEUTRALISED: "“neutralised”",
}


def label_question(
    figures: Iterable[Figure], side: str | None, perpetrator: str | None, places: Sequence[Place], scope: Scope
) -> str:
    """Give a question's label, such as "Ruritania's soldiers killed in Streslau, by Graustark's forces".

    Whoever bears no arms has no forces and is named alone ("released, by the Red Cross"). A figure over several places
    names them all, or none where they are many.
    """
    held = list(figures)
    first = held[0]
    words = [_name_counted(held)]
    if side:
        words = [f"{shorten_side(side)}’s", *words]
    words.append(_MEASURES.get(first.measure, first.measure.value))
    if 0 < len(places) <= _MOST_PLACES:
        told = [f"{'the ' if _WITH_ARTICLE.fullmatch(p.name) else ''}{p.name}" for p in places]
        words.append(f"{'around' if places[0].where_prec == 5 else 'in'} {_list(told)}")
    if scope.kind is ScopeKind.FLOW:
        words.append("in the period named")
    elif scope.start:
        words.append(f"since {scope.start.day} {scope.start:%B} {scope.start.year}")
    label = " ".join(words)
    if perpetrator:
        label += f", by {shorten_side(perpetrator)}" + ("’s forces" if _has_forces(held, perpetrator) else "")
    if first.is_checked:
        label += " (those that the claimant calls verified)"
    return label[0].upper() + label[1:]


def _list(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def shorten_side(side: str) -> str:
    """Give a party's short name: "Government of Ruritania" → "Ruritania"."""
    return _BRACKET.sub("", _STATE.sub("", side)) or side


def _has_forces(figures: Iterable[Figure], party: str) -> bool:
    doers = (m.actor for f in figures for m in f.facet.claim.actor if m.actor)
    return not all(doer.sector in _UNARMED for doer in doers if party in (doer.side, doer.name))


def _name_counted(figures: list[Figure]) -> str:
    first = figures[0]
    if first.unit != "persons":
        return first.unit
    population = first.population
    if all(f.part is None and f.facet.population.group == HELD for f in figures):
        return HELD
    if population.group:
        return population.group
    if population.status is VictimValue.COMBATANT:
        texts = [find_words(" ".join(m.span.text for m in f.facet.claim.object)) for f in figures]
        named = [words for words in texts if ARMED & set(words)]
        return "soldiers" if named and all(_SOLDIERS & set(words) for words in named) else "fighters"
    return {
        VictimValue.CIVILIAN: "civilians",
        VictimValue.POLICE: "police",
        VictimValue.OFFICIAL: "officials",
    }.get(population.status, "people")
