"""What the network finds and no report says: notices to readers, numbers that count something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.decode import Trigger
from counterclaim.reading.labels import KINDS
from counterclaim.records.statement import HARM, Kind, Statement, Status
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_cues, load_words

_NO_COUNT = load_words("constraints", "no_count")
# Characters of a sentence that are looked at.
_LONGEST = 4000
_TIME_OF_DAY = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|noon|midday|afternoon|evening|night|midnight|dawn|dusk|today"
    r"|yesterday|tomorrow|overnight|late|early|last|this|the)\s*)+",
    re.I,
)
_NUMBER_BEFORE = re.compile(r"\d[\d,.]*[,.]$")
_NUMBER_AFTER = re.compile(r"[,.]?\d[\d,.]*(?<=\d)")
_ENDS_IN_NUMBER = re.compile(r"\d[,.]?$")
# Who talks or signs there is not killed there: "clashes that ended with a truce signed in Doha".
_TALKED = re.compile(
    r"\b(?:signed|agreed|reached|brokered|negotiated|mediated|talks|negotiations|meeting|summit|conference)"
    r"(?: (?:on|last|this) \w+)? (?:in|at) (?:the )?$",
    re.I,
)
_BLOODY = HARM | {Kind.STRIKE, Kind.FIGHT}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEGATING = (
    "deny", "deni", "reject", "dismiss", "refut", "rebut", "disput", "disprov", "disown", "disavow", "false", "refus",
    "fabricat", "unhurt", "uninjured", "undamaged", "unscathed", "untouched", "unfounded", "unable",
)  # fmt: skip
_NEXT_WORD = re.compile(r"[\s-]*(?:(?:new|suspected|confirmed|probable|reported)\s+)*([%]|[^\W_][\w.]*)")


@cache
def _notice() -> re.Pattern[str]:
    lines = (re.escape(line).replace(r"\ ", r"\s+") for line in load_cues().notice)
    return re.compile(rf"\W*(?:{'|'.join(lines)})\b", re.I)


# "declared open war", "declares war on": at most so many letters of quotes and adjectives between the two words.
_DECLARED = re.compile(r"declar(?:e|es|ed|ing)\b[^.;:!?\n]{0,24}\bwar\b", re.I)
# "said that it was now open war with": the first word is the cue.
_AT_WAR = re.compile(
    r"\w+\b[^.;:!?\n]{0,90}\b(?:it|this|we|there) (?:is|are|was|were)(?: now)? (?:at |in )?(?:an? )?"
    r"[\"“‘']?(?:open |all-out |full-scale |total |outright )war\b",
    re.I,
)
_WITH = re.compile(r"[\"”’']?,?\s+(?:with|against)\s+\w", re.I)
_BLAME = re.compile(
    r"\b(?:deflect|shift|share|shoulder|bear|accept|tak|took|dodg|evad|avoid|escap)\w*\s+(?:\w+\s+){0,2}(?:blame|responsibility)\b",
    re.I,
)
_SHOT_DOWN = re.compile(
    r"(?:(?:had |has |have |were |was |been )*)(?:sho[ot]+(?:ing)?|brought|bringing) down|downed|downing", re.I
)
_COUNTED_WORD = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|an|the|both|all|at|least|more|than|about"
    r"|another|others?|them|it)\b",
    re.I,
)
# Trigger words of talks that nobody brokers, and the words that make a sentence one of brokering all the same.
_CONVERSED = re.compile(
    r"(?:had |has |have |is |are |was |were )?(?:engag|spoke|speak|talk|met\b|meet|discuss|telephon|phon|call|confer|consult"
    r"|convers|held (?:talks|a (?:call|meeting))|exchang)\w*(?: with)?",
    re.I,
)
_BROKERS = re.compile(r"\b(?:mediat|broker|facilitat|between|go-between|shuttle|good offices|host|both sides)\w*", re.I)
# "Relatives held up photographs"; "held up at the border" are people who wait.
_HELD_UP = re.compile(r"h[eo]ld(?:s|ing)?\s+(?:up|out|aloft|high)\b", re.I)
_EXILE = re.compile(r"\b(?:liv|resid|bas|work|dwell)\w*\s+(?:\w+\s+){0,2}in\s+(?:\w+\s+)?exile$", re.I)
_PASSED = re.compile(r"(?:had |have |has |were |are )?(?:cross|arriv|enter|left|leav|depart|return|pass)\w*", re.I)
_TRAVELLERS = load_words("constraints", "travellers")
_FRACTIONS = load_words("constraints", "fractions")
# The whole of which a part is counted: "Of the | 412, | at least 29 died".
_OF_WHOLE = re.compile(
    r"\b[Oo]f (?:(?:the|those|these|all|its|his|their|our)(?: (?:more than|at least|about|some))? )$"
)
# "none of the | 200" of whom only that none is told.
_ANY_OF = re.compile(
    r"\b(?:any|none|neither|some|most|many|several|few) of (?:the|those|these|its|their)"
    r"(?: (?:more than|at least|about|some))? $",
    re.I,
)
_LOSES = re.compile(r"(?:ha[sd] |have )?(?:lost|loses?|losing)", re.I)
_HAS = re.compile(r"\s+(?:(?:ha[sd]|have|also|already|reportedly)\s+)*", re.I)
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|be|been|ha[sd]|have|will|would|could|may|might|did|do)\b", re.I)
_RISEN_BY = re.compile(
    r"\b(?:rais|ris(?:e|ing)|rose|increas|climb|grew|grow|jump|went up|lower|reduc|revis|fell|fall|dropp)\w*\b[^.;:]*"
    r"\bby (?:another |a further |about |some )?$",
    re.I,
)
_RISEN_TO = re.compile(r" to (?P<count>(?:at least |more than |nearly |about |some )?(?:\d[\d,.]*\d|\d))\b")
# "… frees 21 | of the more than 200 girls who were |": of the 200 it is told that they were.
_WHOLE_WHO = re.compile(
    r"\s+of (?:the|those|these|its|their) (?P<whole>(?:(?:more than|at least|about|around|some|nearly|almost|over) )?"
    r"(?:\d[\d,.]*\d|\d))(?: [^\W\d_][\w’'-]*){1,5},? (?:who|whom|that|which)\b"
)
_PART = re.compile(
    r"(?:\s+[^\W\d_]+){0,4},\s+(?P<part>(?:(?:at least|at most|more than|about|around|some|nearly|almost|only|just|up to|over) )?"
    r"(?:\d[\d,.]*\d|\d|[a-z]+(?:-[a-z]+)?))\b"
)
# What is heard harms nobody yet: "between 30 and 40 gunshots".
_SOUNDS = load_words("constraints", "sounds")
# How far before "to death" its "sentenced" may stand.
_NEAR_SENTENCE = 60
_SENTENCED = re.compile(r"\b(?:sentenc|condemn)\w*\b[^.;:]*\bto\s+$", re.I)
_DEATH_PENALTY = re.compile(r"\s+(?:penalt(?:y|ies)|sentences?|row|threats?|warrants?|certificates?)\b", re.I)
# How far behind a cue its "responsibility" may stand ("took | full responsibility").
_NEAR_CUE = 24
_OWNED = re.compile(r"\b(?:claim|tak|took)\w*\s+(?:\w+\s+){0,2}responsibility\b", re.I)
# "… for the blast that left nine |", no "… for the blast, saying that nine were |".
_OWNED_HARM = re.compile(
    r"\s+for\s(?:(?!\b(?:sa(?:id|ys?|ying)|add(?:s|ed|ing)|claim\w*|stat(?:es|ed|ing)|announc\w+|insist\w*)\b)[^.;:!?\"“”])*"
    r"\b(?:that|which|where|leaving)\b[^.;:!?\"“”]*",
    re.I,
)
# Of "a father of four" one is told.
_PARENT_OF = re.compile(r"\b(?:father|mother|parent|dad|m[ou]m|grandfather|grandmother)s?(?:-|\s+)of(?:-|\s+)$", re.I)
# "Marta, 27, who": how old somebody is.
_AGED = re.compile(r"[^\W\d_a-z][\w.’'-]*,\s+$")
_AFTER_AGE = re.compile(r",\s+(?:who|whose|whom|which|a|an|the|said|says|told|from|of|was|had|has)\b")
_FUNCTION = load_words("constraints", "function")
_MEDIATING = load_words("constraints", "mediating")
# How likely a word that the network passed over tells what it always tells; no more than even.
_PLAIN = 0.5
_ALIVE = re.compile(
    r"(?:(?:was|were|been|being|is|are|still|found|(?:dug|pulled) out|recovered|rescued|taken|captured|escaped|emerged|left)\s+)*"
    r"(?:alive|un(?:hurt|harmed|injured|scathed))(?: and well)?",
    re.I,
)
_NOBODY = re.compile(r"\b(?:no|none|nobody|not|never|neither|nor|hardly|barely|few|only|last)\b|n['’]t\b", re.I)
# Characters ahead of "alive" in which somebody is said not to have been.
_LONGEST_DOUBT = 60
_FIGHTERS = load_words("constraints", "fighters")
_EVENTS = load_words("constraints", "events")
_LIGHT = load_words("constraints", "light")
_NEGATES = load_words("constraints", "negates")


def add_plain(found: list[Trigger], words: Sequence[str]) -> list[Trigger]:
    """Give the triggers of a sentence with the verbs that always tell one kind of event, left to right."""
    missed = [
        Trigger(n, n + 1, KINDS.index(Kind.MEDIATE), _PLAIN)
        for n, word in enumerate(words)
        if word.casefold() in _MEDIATING and not any(t.start <= n < t.end for t in found)
    ]
    return sorted([*found, *missed], key=lambda t: t.start) if missed else found


def declares_war(cue: Span, trigger: Span, text: str) -> bool:
    """Say whether a war is declared here and so threatened: "declared an open war on", not "said that the war goes on"."""
    if cue.start >= trigger.end:
        return False
    if _DECLARED.fullmatch(text, cue.start, trigger.end):
        return True
    told = _AT_WAR.match(text, cue.start, trigger.end)
    return told is not None and bool(_WITH.match(text, told.end()))


def converses(statement: Statement) -> bool:
    """Say whether what reads as mediation is only talk: one party's call with another, nobody named between whom."""
    if statement.kind is not Kind.MEDIATE or not _CONVERSED.fullmatch(statement.trigger.text):
        return False
    return not _BROKERS.search(statement.evidence.text[:_LONGEST])


def shoots_down(statement: Statement) -> bool:
    """Say whether something is shot down of which a bare number is told or nothing: aircraft, not people."""
    if statement.kind is not Kind.KILL or not _SHOT_DOWN.fullmatch(statement.trigger.text):
        return False
    return not any(_COUNTED_WORD.sub("", span.text).strip() for span in statement.object)


def tells_of_life(statement: Statement) -> bool:
    """Say whether those counted are told to be alive or unhurt, so that what the trigger names did not happen to them."""
    kinds = (Kind.KILL, Kind.INJURE, Kind.MISSING)
    if statement.kind not in kinds or statement.status is not Status.ASSERTED or not statement.object:
        return False
    doubted = _NOBODY.search(statement.before[-_LONGEST_DOUBT:])
    return bool(_ALIVE.fullmatch(statement.trigger.text)) and doubted is None


def breaks_off(span: Span, text: str) -> bool:
    """Say whether a span ends inside a compound ("long-" of "long-standing"): such a piece names nobody and nothing."""
    return span.text.endswith("-") and span.end < len(text) and text[span.end].isalnum()


def whole_number(span: Span, text: str) -> Span:
    """Give the span with all digits of a number that it cuts: of "2,|317" both sides of the comma."""
    start, end = span.start, span.end
    before = _NUMBER_BEFORE.search(text, max(0, start - 16), start) if text[start : start + 1].isdigit() else None
    after = _NUMBER_AFTER.match(text, end) if _ENDS_IN_NUMBER.search(span.text) else None
    if before is None and after is None:
        return span
    start, end = before.start() if before else start, after.end() if after else end
    return Span(start, end, text[start:end])


def only_owns_attack(statement: Statement, text: str) -> bool:
    """Say whether the speaker of a harm only claimed the attack that a relative clause tells the harm of: the toll in
    "claimed responsibility for the blast that killed nine" is not theirs."""
    cue = statement.source.cue
    if statement.kind not in HARM or cue is None:
        return False
    owned = _OWNED.search(text, cue.start, cue.end + _NEAR_CUE)
    return owned is not None and bool(_OWNED_HARM.fullmatch(text[owned.end() : statement.trigger.start][:_LONGEST]))


def is_time(span: Span) -> bool:
    """Say whether a span is a time of day or a day and no more ("Tuesday afternoon"): nobody who could speak."""
    return bool(_TIME_OF_DAY.fullmatch(span.text))


def is_event(span: Span) -> bool:
    """Say whether a span is a word for an attack and no more ("the ambush"): nobody who could speak."""
    words = span.text.casefold().split()
    return bool(words) and words[-1] in _EVENTS and _FUNCTION.issuperset(words[:-1])


def keep(statement: Statement, text: str) -> bool:
    """Say whether a statement is about an event: a call to follow a channel is none, nor is a trigger of small words only
    ("offered | to | mediate"), nor blame that is deflected or shared, nor are those who fight a fight, who travel or live
    in exile, who hold a picture up, nor is a sentence to death one that is carried out, nor are gunshots deaths.
    """
    if _FUNCTION.issuperset(statement.trigger.text.casefold().split()):
        return False
    if statement.kind is Kind.ACCUSE and _takes_blame(statement):
        return False
    if statement.kind is Kind.KILL and _is_sentence(statement.trigger, text):
        return False
    if statement.kind in (Kind.KILL, Kind.INJURE) and statement.trigger.text.casefold() in _SOUNDS:
        return False
    if statement.kind in (Kind.STRIKE, Kind.FIGHT) and statement.trigger.text.casefold() in _FIGHTERS:
        return False
    if statement.kind is Kind.DISPLACE and _only_travels(statement, text):
        return False
    if statement.kind is Kind.CAPTURE and _HELD_UP.match(text, statement.trigger.start):
        return False
    return not _notice().match(text, statement.evidence.start, statement.evidence.end)


def _is_sentence(trigger: Span, text: str) -> bool:
    """Whether a court's word is taken for a death: "sentenced nine men | to death", "the | death | penalty"."""
    words = trigger.text.casefold()
    if not words.endswith("death"):
        return False
    before = text[max(0, trigger.start - _NEAR_SENTENCE) : trigger.end - len("death")]
    return bool(_SENTENCED.search(before) or _DEATH_PENALTY.match(text, trigger.end))


def _only_travels(statement: Statement, text: str) -> bool:
    """Whether "displaced" are travellers who cross a border, or one who lives in exile."""
    if _EXILE.search(text, max(0, statement.trigger.start - 40), statement.trigger.end):
        return statement.trigger.text.casefold().split()[-1:] == ["exile"]
    words = {w.casefold() for span in statement.object for w in _WORD.findall(span.text[:_LONGEST])}
    return not _TRAVELLERS.isdisjoint(words) and bool(_PASSED.match(statement.trigger.text))


def leads_on(statement: Statement, following: Statement, text: str) -> bool:
    """Say whether a trigger is only the verb that leads to another of its kind ("offered | to | mediate"): one event."""
    if statement.kind is not following.kind or statement.trigger.end > following.trigger.start:
        return False
    words = statement.trigger.text.casefold().split()
    between = text[statement.trigger.end : min(following.trigger.start, statement.trigger.end + 24)].casefold()
    is_light = words[0] in _LIGHT and _FUNCTION.issuperset(words[1:])
    return is_light and following.trigger.start - statement.trigger.end < 24 and _FUNCTION.issuperset(between.split())


def leave_one_death(statements: Sequence[Statement]) -> list[Statement]:
    """Give the statements of a report with one death for "stabbed | two guards | to death", which two triggers tell."""
    kept: list[Statement] = []
    for statement in statements:
        told = kept[-1] if kept else None
        if told is None or not _tells_end_of(statement, told):
            kept.append(statement)
        elif told.kind is Kind.INJURE:
            kept[-1] = statement
    return kept


def _tells_end_of(statement: Statement, told: Statement) -> bool:
    is_end = statement.kind is Kind.KILL and statement.trigger.text.casefold() == "to death"
    if not is_end or told.kind not in (Kind.KILL, Kind.INJURE) or told.evidence != statement.evidence:
        return False
    return statement.trigger.start - told.trigger.end < _NEAR_SENTENCE and (
        not (statement.object and told.object) or not set(statement.object).isdisjoint(told.object)
    )


def _takes_blame(statement: Statement) -> bool:
    evidence, trigger = statement.evidence, statement.trigger
    at = trigger.start - evidence.start
    near = _BLAME.finditer(evidence.text, max(0, at - 40), max(0, at) + 80)
    return any(m.start() < trigger.end - evidence.start and at < m.end() for m in near)


def settle(statement: Statement) -> Statement:
    """Give the statement as asserted where it was read as not having happened and its sentence holds no word that negates."""
    if statement.status is not Status.NEGATED:
        return statement
    words = _WORD.findall(statement.evidence.text[:_LONGEST].casefold())
    if any(w in _NEGATES or w.endswith(("n't", "n’t", "less")) or w.startswith(_NEGATING) for w in words):
        return statement
    return replace(statement, status=Status.ASSERTED)


def trim(statement: Statement, text: str) -> Statement:
    """Give the statement without amounts that are a time, a distance, an age, a share, cases of a disease, counts of a charge,
    somebody's children ("a father of four"), or a whole of which a part is told (of "Of the 412, at least 29 died" that part),
    and without the place of somebody's talks or the name of who loses."""
    places = tuple(
        p for p in statement.place if not _is_of_talks(p, statement, text) and not _is_loser(p, statement, text)
    )
    counted = (_count_part(a, statement, text) for a in statement.amounts)
    kept = tuple(dict.fromkeys(a for a in counted if a is not None and not _measures(a, statement, text)))
    if kept == statement.amounts and places == statement.place:
        return statement
    return replace(statement, amounts=kept, place=places)


def _is_loser(place: Span, statement: Statement, text: str) -> bool:
    """Whether what is taken for a place is who loses: "| Graustark | had lost 12 men"."""
    between = text[place.end : statement.trigger.start][:40] if place.end <= statement.trigger.start else "."
    return bool(_LOSES.fullmatch(statement.trigger.text) and _HAS.fullmatch(between))


def _is_of_talks(place: Span, statement: Statement, text: str) -> bool:
    since = max(statement.trigger.end, place.start - 60)
    return statement.kind in _BLOODY and bool(_TALKED.search(text, since, place.start))


def _count_part(amount: Span, statement: Statement, text: str) -> Span | None:
    """Give the part that is counted for a whole before it, None where no number tells it; else the amount.

    What a relative clause tells of a whole is told of the whole. Of a count that "rose by 58 to 2,841" the second is the count.
    """
    if _ANY_OF.search(text, max(0, amount.start - 50), amount.start) and (
        statement.trigger.start < amount.start or _AUXILIARY.search(text, amount.end, statement.trigger.start)
    ):
        return None
    risen = _RISEN_TO.match(text, amount.end, amount.end + 60)
    if risen is not None and _RISEN_BY.search(text, max(statement.evidence.start, amount.start - 120), amount.start):
        return Span(risen.start("count"), risen.end("count"), risen["count"])
    whole = _WHOLE_WHO.match(text, amount.end, max(amount.end, statement.trigger.start))
    if whole is not None:
        return Span(whole.start("whole"), whole.end("whole"), whole["whole"])
    if amount.start > statement.trigger.start or not _OF_WHOLE.search(text, max(0, amount.start - 40), amount.start):
        return amount
    part = _PART.match(text, amount.end, statement.trigger.start)
    if part is None:
        return amount
    words = part["part"].casefold().split()
    is_number = words[-1][0].isdigit() or words[-1].split("-")[0] in load_words("completing", "numbers")
    return Span(part.start("part"), part.end("part"), part["part"]) if is_number else None


def _measures(amount: Span, statement: Statement, text: str) -> bool:
    if any(t.start <= amount.start and amount.end <= t.end for t in (*statement.time, *statement.place)):
        return True
    if _PARENT_OF.search(text, max(0, amount.start - 40), amount.start):
        return True
    if amount.text.isdigit() and len(amount.text) < 4 and _is_age(amount, text):
        return True
    after = _NEXT_WORD.match(text, amount.end, min(len(text), amount.end + 40))
    noun = after.group(1).casefold().rstrip(".") if after else ""
    if amount.text.casefold() in ("a", "an", "one", "two") and noun in _FRACTIONS:
        return True
    return noun in _NO_COUNT and amount.text.casefold() not in ("a", "an")


def _is_age(amount: Span, text: str) -> bool:
    named = _AGED.search(text, max(0, amount.start - 40), amount.start)
    return named is not None and bool(_AFTER_AGE.match(text, amount.end))
