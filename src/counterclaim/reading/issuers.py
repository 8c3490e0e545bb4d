"""Who issues a text that has no outlet: the letterhead of a communique, a statement, a press note. Whole lines only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterclaim.reading.naming import fold, known_names
from counterclaim.records.text import Affiliation, Outlet

LONGEST = 140
_PAPER = (
    r"(?:(?:official|joint|press|military|media|public|daily|war|important|urgent)\s+)*"
    r"(?:statement|communiqu[eé]|declaration|bulletin|release|note|announcement)"
)
_LETTERHEAD = re.compile(
    rf"[\W_]*(?:{_PAPER}(?:\s+(?:no|number|nr)\.?\s*\d+)?\s+(?:of|by|from|issued\s+by)"
    r"|(?:press|media|information|public\s+(?:affairs|relations|information)|communications?)\s+"
    r"(?:and\s+\w+\s+)?(?:service|office|cent(?:re|er)|department|bureau|wing|branch|directorate|secretariat)\s+of)"
    r"\s+(?:the\s+)?(?P<who>[^\W\d_][^.:;!?]*?)[\W_]*",
    re.I,
)
_SHORT_FORM = re.compile(r"\s*\([^()]{1,20}\)")
_ORGAN = re.compile(
    r"(?:(?:federal|national|joint|supreme|high|royal|general|main|state|interior|foreign|defen[cs]e|armed|land|air|naval|border)\s+)*"
    r"(?:ministry|department|staff|command|forces|army|navy|police|guard|service|government|presidency|president|office|cabinet|council"
    r"|committee|administration)\b[\w\s,'’-]*",
    re.I,
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?", re.I)
_FORM_OF_STATE = re.compile(
    r"(?:(?:federal|democratic|islamic|arab|socialist|people[’']s|plurinational|bolivarian)\s+)*"
    r"(?:republic|state|kingdom|commonwealth|union|federation)\s+of\s+(?:the\s+)?",
    re.I,
)
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la"))


def find_issuer(lines: Iterable[str]) -> Outlet | None:
    """Give the party whose letterhead stands among the lines of the head, None where none does or no table knows it.

    The line must name a party and nothing else: "Statement of the Free Army contradicts witnesses" issues nothing.
    """
    for line in lines:
        found = _LETTERHEAD.fullmatch(_SHORT_FORM.sub("", line)) if len(line) <= LONGEST else None
        outlet = _read_party(found["who"]) if found else None
        if outlet is not None:
            return outlet
    return None


def _read_party(words: str) -> Outlet | None:
    name = " ".join(words.split())
    known = known_names().get(fold(name))
    if known is not None and known.kind not in ("outlet", "person", "nationals", "seat", "country", "people"):
        affiliation = Affiliation.STATE if known.kind == "state" else Affiliation.PARTY
        return Outlet(_in_small_letters(name), affiliation, known.key)
    for link in _OF.finditer(name):
        state = name[link.end() :]
        country = known_names().get(fold(state)) or known_names().get(fold(_FORM_OF_STATE.sub("", state, count=1)))
        if country is not None and country.kind == "country" and _ORGAN.fullmatch(name, 0, link.start()):
            return Outlet(_in_small_letters(name), Affiliation.STATE, f"{country.key.lower()}.gov", country.key)
    return None


def _in_small_letters(name: str) -> str:
    if not name.isupper():
        return name
    return " ".join(w.lower() if w.lower() in _SMALL else w.capitalize() for w in name.split())
