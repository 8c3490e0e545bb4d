"""Words with which a report itself says how a figure stands to an earlier one, read from the spans of its claim."""

from __future__ import annotations

import re

from counterclaim.records.claim import Claim
from counterclaim.records.story import Relation
from counterclaim.records.text import Report

LIMIT = 4000
"""Characters read of one sentence: longer ones are lists or broken pages."""

AFTER = 250
"""Characters read of the sentence that follows."""

_COUNT = r"(?:tolls?|numbers?|counts?|totals?|figures?|tally|tallies|deaths?|dead|killed|casualties)"
_RISE = (
    r"(?:rais(?:e[sd]?|ing)|rise[ns]?|rising|rose|climb(?:s|ed|ing)?|brought|bring(?:s|ing)?|jump(?:s|ed|ing)?"
    r"|increas(?:e[sd]?|ing)|updat(?:e[sd]?|ing)|revis(?:e[sd]?|ing)|now stands?|stands? (?:now )?at"
    r"|reach(?:es|ed|ing)?)"
)
# An outlet on a report of its own: "Correction: on Monday we wrote …", "an earlier version of this story wrongly said …".
_WRONGLY = r"(?:corrections?|corrigendum|wrongly|incorrectly|mistakenly|erroneously|in error)"
_WE = (
    r"(?:we|(?:this|our|an? earlier|a previous) (?:[\w-]+ ){0,2}?(?:newspaper|report|article|story|version|dispatch|item)"
    r"(?: of (?:this|the) (?:report|article|story|dispatch|item))?)\s+(?:had |have )?"
)
_TOLD = r"(?:wrote|written|reported|said|stated|gave|given|published|put)"
_RULES = (
    (
        Relation.WITHDRAWS,
        r"\b(?:retract(?:s|ed|ing|ion)?"
        r"|with(?:drew|drawn|draws|drawing) (?:\w+ ){0,3}(?:figure|claim|toll|report|statement)"
        rf"|{_WRONGLY}\b[^;]{{0,160}}?\b{_WE}{_TOLD}|{_WE}{_WRONGLY} {_TOLD}|{_WE}{_TOLD} {_WRONGLY})\b",
    ),
    (
        Relation.DISOWNS,
        r"\b(?:never (?:said|gave|given|announced|issued|put out)|(?:did not|didn['’]t) (?:say|give|issue|announce)"
        r"|not (?:its|our|their) figures?)\b",
    ),
    (
        Relation.RECLASSIFIES,
        r"\b(?:reclassif\w+|now (?:believed|thought|known|considered|held) to (?:be|have been)|turned out to be"
        r"|(?:were|was) in fact|(?:later|since|now) identified as)\b",
    ),
    (
        Relation.CORRECTS,
        r"\b(?:correct(?:ed|ion|ing)|mistaken(?:ly)?|mistakes?|in error|erroneous(?:ly)?|wrongly|miscount\w*"
        r"|double[- ]count\w*|inflated|revis(?:ed|ing|ion)|lower(?:s|ed|ing)|down from|downwards?|not final)\b",
    ),
    (
        Relation.SUPERSEDES,
        rf"\b(?:{_RISE}\b[^.;]{{0,60}}\b{_COUNT}|{_COUNT}\b[^.;]{{0,90}}\b{_RISE}"
        r"|up from|latest (?:toll|figure|count|update))\b",
    ),
)
_PATTERNS = tuple((relation, re.compile(pattern, re.IGNORECASE)) for relation, pattern in _RULES)
_REASONS = frozenset({Relation.CORRECTS, Relation.RECLASSIFIES})
_TAKING_BACK = frozenset({Relation.WITHDRAWS, Relation.DISOWNS})
_MORE = re.compile(r"\b(?:another|additional|further|more(?! than))\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:from|earlier|previous(?:ly)?|initial(?:ly)?|first|before|originally)\b[^.;]{0,30}$"
    # "revising upwards a toll of | 70", "correcting its count of | 12".
    r"|\b(?:rais|revis|updat|increas|lower|correct|replac|amend|adjust)\w*\s+(?:up(?:wards?)?\s+|down(?:wards?)?\s+)?"
    r"(?:the|an?|its|their|his|her|our)\s+(?:\w+\s+){0,2}(?:tolls?|figures?|counts?|numbers?|estimates?|tally)\s+of\s+"
    r"(?:at least |about |some |around |more than |over |nearly |almost |up to )?$",
    re.IGNORECASE,
)


def find_relations(claim: Claim, report: Report | None = None) -> dict[Relation, str]:
    """Give the relations to an earlier figure that the claim's sentence states, each with the words that do.

    With the report, the sentence after it may say why the figure is lower ("The number is not final", "Many of the bodies
    are now believed to be …"), as long as it is of the same paragraph.
    """
    text = _read_sentence(claim)
    found = {relation: words[0] for relation, pattern in _PATTERNS if (words := pattern.search(text))}
    if report:
        end = claim.statement.evidence.end
        following = report.text[end : end + AFTER].lstrip(" \t").partition("\n")[0]
        for relation, pattern in _PATTERNS:
            words = pattern.search(following) if relation in _REASONS else None
            if words and relation not in found:
                found[relation] = words[0]
    return found


def takes_back(claim: Claim) -> bool:
    """Say whether the sentence withdraws or disowns the figure that it names."""
    text = _read_sentence(claim)
    return any(pattern.search(text) for relation, pattern in _PATTERNS if relation in _TAKING_BACK)


def is_increment(claim: Claim) -> bool:
    """Say whether the amount counts what came on top ("eight more bodies", "another five"): its phrase says so."""
    phrase = " ".join(m.span.text for m in claim.object)
    amount = claim.quantity.span.text if claim.quantity else ""
    return bool(_MORE.search(f"{amount} {phrase}"[:LIMIT]))


def tells_of_before(claim: Claim) -> bool:
    """Say whether the words just before the amount make it an earlier one ("up from 274", "initially put at")."""
    if claim.quantity is None:
        return False
    start = claim.statement.evidence.start
    before = claim.statement.evidence.text[: max(0, claim.quantity.span.start - start)]
    return bool(_BEFORE.search(before[-80:]))


def _read_sentence(claim: Claim) -> str:
    context = " ".join(span.text for span in claim.statement.context)
    return f"{claim.statement.evidence.text[:LIMIT]} {context[:LIMIT]}"
