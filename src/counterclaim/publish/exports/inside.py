"""Which claims are the content of an accusation, a denial, a threat or a demand: said there, not told as having happened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from counterclaim.records.claim import Claim
from counterclaim.records.statement import Kind
from counterclaim.records.story import Story

SPEECH = frozenset({Kind.ACCUSE, Kind.DENY, Kind.THREATEN, Kind.REQUEST})
_CUES = {
    Kind.ACCUSE: r"accus\w+|alleg\w+|blam\w+|charg(?:ed|es|ing)|condemn\w*|denounc\w+|protest\w*",
    Kind.DENY: r"den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w*|disput\w*",
    Kind.THREATEN: r"threat\w*|vow\w*|warn\w*|pledg\w*",
    Kind.REQUEST: r"demand\w*|urg(?:e|ed|es|ing)|call(?:ed|s|ing)? (?:on|for)|ask(?:ed|s|ing)?",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _CUES.items()}


def find_inside(story: Story) -> Mapping[str, Kind]:
    """Give the kind of the speech act that each such claim stands in, by claim id.

    A claim stands inside where its cue is the trigger of a speech act of the report ("accused … of shelling": the
    shelling's cue is "accused"), or where its cue says one of these words itself.
    """
    triggers: dict[str, list[tuple[int, int, Kind]]] = defaultdict(list)
    for claim in story.claims:
        if claim.statement.kind in SPEECH:
            trigger = claim.statement.trigger
            triggers[claim.statement.report_id].append((trigger.start, trigger.end, claim.statement.kind))
    found = {}
    for claim in story.claims:
        kind = _speech_of(claim, triggers[claim.statement.report_id])
        if kind and claim.statement.kind not in SPEECH:
            found[claim.id] = kind
    return found


def _speech_of(claim: Claim, triggers: list[tuple[int, int, Kind]]) -> Kind | None:
    cue = claim.statement.source.cue
    if cue is None:
        return None
    kinds = [kind for start, end, kind in triggers if start < cue.end and cue.start < end]
    if kinds:
        return kinds[0]
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(cue.text)), None)
