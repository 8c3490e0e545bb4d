"""The body whose paper a report is, by two lines at its head: "MINISTRY OF DEFENCE" over "PRESS RELEASE"."""

from __future__ import annotations

import re
from itertools import pairwise

from counterclaim.normalise.actors import Actors, Role
from counterclaim.normalise.composing import compose
from counterclaim.normalise.lexicon import role_words
from counterclaim.normalise.words import key_words
from counterclaim.records.text import Span
from counterclaim.records.world import Actor
from counterclaim.tables.load import load_institutions

# So many lines at the head may hold the two, each so long at most.
_LINES = 5
_LONGEST = 140
_PAPER = re.compile(
    r"[\W_]*(?:(?:for immediate|official|joint|press|military|media|public|daily|evening|morning|war|urgent|situation) )*"
    r"(?:statement|communiqu[eé]|bulletin|press release|release|press note|note|briefing|announcement|declaration)"
    r"(?: (?:no|number|nr)\b\.? ?[\w/-]+)?[\W_]*",
    re.I,
)
# A sentence or a signature is no letterhead.
_RUNNING = re.compile(r"[.!?:;”\"]$|\b(?:said|says|by|was|were|has|have|is|are)\b", re.I)


def find_letterhead(actors: Actors) -> tuple[Span, Actor] | None:
    """Give the line that names the issuing body and its actor, None where the report is no such paper or nobody is known."""
    text = actors.report.text
    lines = [match for match in re.finditer(r"[^\n]+", text[: _LINES * _LONGEST]) if match[0].strip()][:_LINES]
    for one, two in pairwise(lines):
        words = re.sub(r"\s*\([^()]*\)\s*$", "", one[0]).strip()
        if not _PAPER.fullmatch(two[0].strip()) or not _is_name(words):
            continue
        start = text.index(words, one.start())
        actor = _read_body(Span(start, start + len(words), words), actors)
        if actor is not None:
            return Span(start, start + len(words), words), actor
    return None


def _is_name(words: str) -> bool:
    """Whether a line is written as a name: every word but the small ones with a capital, and no verb of a sentence."""
    content = [w for w in key_words(words) if w not in role_words("function")]
    capitals = sum(w[0].isupper() or not w[0].isalpha() for w in re.findall(r"\w[\w'’]*", words))
    return bool(content) and len(words) <= _LONGEST and not _RUNNING.search(words) and capitals >= len(content)


def _read_body(line: Span, actors: Actors) -> Actor | None:
    """Give the party that the line or what stands behind its comma names, else its organ of the report's only state."""
    parts = [
        line,
        *(Span(line.start + m.start(), line.start + m.end(), m[0]) for m in re.finditer(r"[^,]+", line.text)),
    ]
    for part in parts:
        found = [m.actor for m in actors.resolve(part, Role.SPEAKER).mentions]
        if len(found) == 1 and found[0] is not None and found[0].side is not None:
            return found[0]
    organs = {t.entries[0].ref for t in actors.text.tags_in(*actors.text.find_words(line)) if t.is_organ}
    sided = sorted(organ for organ in organs if load_institutions()[organ].sided)
    return compose(actors.countries[0], sided[0]) if len(sided) == 1 and len(actors.countries) == 1 else None
