"""What words of denial make of an event: no part taken in it, reports of it false, a claim to it taken back, not known of."""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.reading.credits import reach_of
from counterclaim.reading.naming import fold, known_names
from counterclaim.reading.phrases import Layout, subject_of
from counterclaim.reading.scene import Scene
from counterclaim.records.statement import (
    FORCE,
    HARM,
    Attribution,
    Kind,
    Statement,
    Status,
    Voice,
)
from counterclaim.records.text import Span

# Characters of a sentence before an event, and after it, in which it is denied.
_BEFORE = 240
_AFTER = 160
_NATIONAL = frozenset(("country", "seat", "nationals"))
_DONE = HARM | FORCE
_HELD = frozenset({Kind.CONSULT, Kind.MEDIATE, Kind.AID, Kind.SUPPORT, Kind.AGREE})
_SHARE = (
    r"(?:(?:direct|active|military|such|possible|alleged) )?(?:hand|part|role|involvement|complicity|participation"
    r"|connections?|links?|ties|responsibility)(?: whatsoever| at all)?"
)
_SAID_OF = (
    r"(?:reports?|claims?|allegations?|accusations?|assertions?|charges|rumou?rs?|suggestions?|talk|stories|news"
    r"|insinuations?|information)"
)
# "had no hand in the | blast", "nothing to do with the | raid", "was not behind the | attack", "denied any role in the | raid".
_NO_PART = re.compile(
    rf"\b(?:no {_SHARE} (?:in|with|to|for)|(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?) "
    rf"(?:(?:all|any|having|had|its|their|his|her) ){{0,3}}{_SHARE} (?:in|with|to|for)|nothing (?:whatsoever |at all )?to do with"
    rf"|(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?) [^,;:.!?\"“”]{{0,60}}?\b{_SAID_OF} (?:that|of) "
    rf"[^,;:.!?\"“”]{{0,40}}?\b(?:had|has|have|played|took|taken|having|playing) (?:a|any|some) {_SHARE} (?:in|with|to|for)"
    r"|(?:not|never|\w+n['’]t) (?:been )?(?:behind|involved in|responsible for|connected (?:to|with)|linked to|to blame for"
    r"|complicit in))\s+(?P<rest>[^,;:.!?\"“”]{0,60})$",
    re.I,
)
_FALSE = (
    r"(?:false|untrue|baseless|unfounded|groundless|fabricated|fabrications?|invented|fictitious|incorrect|nonsense|fiction"
    r"|an? (?:lie|fabrication|figment|invention|fake|hoax|fairy tale)|lies|inventions|propaganda|not true"
    r"|without (?:any )?(?:foundation|basis)|(?:dis|mis)information|fake(?: news)?|rubbish|slander)"
)
# "Reports of a | raid | on the town are false".
_LEADS_TO = re.compile(rf"\b{_SAID_OF}\b[^,;:.!?\"“”]{{0,60}}\b(?:that|of|about|on)\b[^;:.!?]{{0,90}}$", re.I)
_ARE_FALSE = re.compile(
    rf"[^;:.!?]{{0,90}}?\b(?:is|are|was|were|be) (?:(?:\w+ly|all|simply|just|entirely|pure) ){{0,2}}{_FALSE}\b", re.I
)
_OTHER_CLAUSE = re.compile(r"\b(?:but|while|whereas|although)\b", re.I)
# "took back its claim of responsibility for the | raid".
_TAKES_BACK = re.compile(
    r"\b(?P<verb>t(?:ake[sn]?|ook|aking) back|withdr[ae]w[ns]?|withdrawing|retract\w*|recant\w*|disown\w*|disavow\w*)"
    r"\s+(?:(?:its|their|his|her|a|an|the"
    r"|earlier|previous) ){0,3}claims? (?:of responsibility )?(?:for|to|of|on)\s+[^;:.!?\"“”]{0,60}$",
    re.I,
)
# "did not claim the | attack", "has not claimed responsibility for the | blast": nobody told of did it.
_UNCLAIMED = re.compile(
    r"(?:\b(?:not|never|nor|neither)|n['’]t)(?: \w+){0,2} claim(?:ed|s|ing)?(?: (?:any|direct))?(?: responsibility for)?"
    r"\s+[^,;:.!?]{0,40}$",
    re.I,
)
_NOT_KNOWN = re.compile(
    r"\b(?:(?:no|any) knowledge of|(?:not|n['’]t) (?:been )?aware of|unaware of|no information (?:on|about)"
    r"|knew nothing (?:of|about))\s+[^,;:.!?]{0,40}$",
    re.I,
)
# "discussed | no such proposal"; "killed no fewer than nine" is a count.
_NONE = re.compile(
    r"\s+(?:no|nobody|no-one|nothing|none)\b(?! (?:fewer|less|more|later|longer|sooner|doubt|matter|end|other|secret|mention))",
    re.I,
)
# "No more than 25 women were | freed" counts them.
_AT_MOST = re.compile(r"\b(?:no|not) (?:more|fewer|less) than\s+(?=[\w,.]*\d|[a-z])", re.I)
_NEGATIVE = re.compile(
    r"\b(?:no|not|never|none|nobody|neither|nor|without|den(?:y|ies|ied|ying)|reject\w*|dismiss\w*)\b|n['’]t\b", re.I
)
_UNHARMED = re.compile(r"un(?:harmed|hurt|injured|scathed)", re.I)
_DENIER = re.compile(
    rf"\b(?P<verb>den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?"
    rf"|disput(?:es?|ed|ing))\s+(?P<whose>[^,;:.!?\"“”]{{0,60}}?)\b{_SAID_OF}\b(?P<about>[^,;:.!?\"“”]{{0,40}}?)\s(?:that|of|about)\b"
    r"[^;:.!?]{0,120}$",
    re.I,
)
_AND = re.compile(r"\b(?:and|but)\s+(?:(?:also|then|has|had)\s+){0,2}$", re.I)
_BY = re.compile(r"^\s+(?:made |told |given )?(?:by|from)\b", re.I)


def settle_denied(scene: Scene, statement: Statement) -> Statement:
    """Give the statement with the status that the words of a denial around it give it, whatever the network read.

    "We had no hand in the blast" leaves the blast and says who did not do it; what is only not known of is neither told
    nor denied.
    """
    layout = _layout(scene, statement)
    if layout is None:
        return statement
    text, at = scene.passage.text, statement.trigger
    before = text[max(statement.evidence.start, at.start - _BEFORE) : at.start]
    after = text[at.end : min(statement.evidence.end, at.end + _AFTER)]
    if statement.kind is Kind.INJURE and _UNHARMED.search(at.text):
        return replace(statement, status=Status.NEGATED)
    if (
        statement.status is Status.NEGATED
        and _AT_MOST.search(before)
        and not _NEGATIVE.search(_AT_MOST.sub("", before))
    ):
        return replace(statement, status=Status.ASSERTED)
    if statement.kind in _DONE | _HELD and _NONE.match(after) and not at.text.casefold().startswith("agree"):
        return replace(statement, status=Status.NEGATED)
    if statement.kind not in _DONE:
        return statement
    if takes_no_part(before):
        return replace(
            statement, status=Status.NEGATED, actor=statement.actor or _find_doer(scene, layout, before, at.start)
        )
    unclaimed = _UNCLAIMED.search(before)
    if unclaimed:
        since = at.start - len(before) + unclaimed.start()
        return replace(statement, actor=tuple(a for a in statement.actor if a.start >= since))
    if statement.status is Status.NEGATED and _NOT_KNOWN.search(before):
        return replace(statement, status=Status.IRREALIS)
    if _LEADS_TO.search(before) and (false := _ARE_FALSE.match(after)) and not _OTHER_CLAUSE.search(false[0]):
        return replace(statement, status=Status.NEGATED)
    return statement


def takes_no_part(before: str) -> bool:
    """Say whether the words before an event deny that somebody took part in it, or take back a claim to it."""
    found = _NO_PART.search(before)
    is_part = found is not None and not re.search(
        r"\b(?:that|who|which|whose|whom|after|before|since|following|when)\b", found["rest"], re.I
    )
    return is_part or bool(_TAKES_BACK.search(before))


def credit_denier(scene: Scene, statement: Statement, source: Attribution) -> tuple[Statement, Attribution]:
    """Give the statement and its source where somebody turns down what is said of an event ("X dismissed reports that …").

    Nobody being named who says it, X says that it did not happen. What is told as somebody's own claim stays that party's.
    """
    layout = _layout(scene, statement)
    if layout is None or statement.kind not in _DONE:
        return statement, source
    since = max(statement.evidence.start, statement.trigger.start - _BEFORE)
    before = scene.passage.text[since : statement.trigger.start]
    taken = _TAKES_BACK.search(before)
    if taken:
        return statement, _credit_subject(scene, layout, since + taken.start(), since + taken.end("verb"), source)
    found = _DENIER.search(before)
    if found is None or _OTHER_CLAUSE.search(found[0]):
        return statement, source
    is_owned = bool(_BY.match(found["about"])) or _names_owner(found["whose"])
    if is_owned and statement.status is not Status.NEGATED:
        return statement, source
    told = _credit_subject(scene, layout, since + found.start("verb"), since + found.end("verb"), source)
    # "The army put it at nine, and | dismissed reports of 40": who puts it dismisses them too.
    speaker, joined = source.speaker, _AND.search(before[: found.start("verb")])
    goes_on = speaker is not None and joined and statement.evidence.start <= speaker.start < since + joined.start()
    if told is source and not goes_on:
        return statement, source
    return replace(statement, status=Status.NEGATED), told


def _credit_subject(scene: Scene, layout: Layout, start: int, end: int, source: Attribution) -> Attribution:
    """Give an attribution to the subject of the verb at [start, end), the one given where it has none."""
    k = layout.word_at(start)
    phrase = subject_of(layout, k) if layout.words[k].part in "VEG" else -1
    if phrase < 0:
        return source
    speaker = scene.whole(scene.passage.span(*reach_of(layout, phrase)))
    return Attribution(Voice.SPEAKER, speaker, scene.passage.span(start, end), source.via)


def _names_owner(words: str) -> bool:
    """Whether the words before "claim" tell whose it is: "Baku's", "the rebels'", "a Georgian"."""
    known = (known_names().get(fold(word)) for word in words.split())
    return bool(re.search(r"\w['’]s?\s", f"{words} ")) or any(k is not None and k.kind in _NATIONAL for k in known)


def _layout(scene: Scene, statement: Statement) -> Layout | None:
    number = scene.passage.line_at(statement.trigger.start)
    return scene.passage.lines[number].layout if number >= 0 else None


def _find_doer(scene: Scene, layout: Layout, before: str, at: int) -> tuple[Span, ...]:
    """Give the subject of "had no part in", who did not do it."""
    found = _NO_PART.search(before)
    if found is None:
        return ()
    k = layout.word_at(at - len(before) + found.start())
    verb = next(
        (n for n in range(k, max(-1, k - 4), -1) if n < len(layout.words) and layout.words[n].part in "VUM"), -1
    )
    phrase = subject_of(layout, verb) if verb >= 0 else -1
    return (scene.passage.span(*reach_of(layout, phrase)),) if phrase >= 0 else ()
