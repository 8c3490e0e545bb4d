"""Who is credited with one event: by its sentence, by the quote it stands in, by the head of its list; else nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.constraints import is_event, is_time
from counterclaim.reading.covers import recalls
from counterclaim.reading.credits import Credit
from counterclaim.reading.describing import Form
from counterclaim.reading.grammar import Word
from counterclaim.reading.naming import fold, known_names
from counterclaim.reading.phrases import subject_of
from counterclaim.reading.scene import Scene
from counterclaim.reading.speech import is_whole
from counterclaim.records.statement import HARM, WORDS, Attribution, Statement, Voice
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_cues, load_nouns, load_words

_BULLET = re.compile(r"[-*•·–—▪]\s|\(?\d{1,2}[.)]\s")
_PLATFORM = re.compile(
    r"\b(?:on|via|to) (X|Twitter|Telegram|Facebook|Instagram|Truth Social|TikTok|YouTube|Weibo|VKontakte|VK|WhatsApp"
    r"|Signal|Threads|Bluesky)\b"
)
_ALLEGATIONS = load_words("attribution", "allegations")
_FOOTAGE = load_words("speakers", "footage")
_SELF = load_words("attribution", "alone") | load_words("attribution", "together")
_RELATIVE = frozenset(("who", "whose", "which", "whom"))
_DATA = re.compile(
    r"(?:(?:the|its|an?|official|latest|new|preliminary|provisional|initial) )*(?:figures?|data|numbers?|statistics|count|counts"
    r"|tally|tallies|lists?|records?)",
    re.I,
)
_GIVEN_BY = re.compile(
    r"\s+(?:(?:given|released|published|provided|issued|compiled|collected|gathered|kept|announced|supplied|shared)"
    r"(?: out)?(?: (?:on|late|early)(?: on)? \w+)?)\s+by\s+(?:the\s+)?(?P<who>[^\W\d_][\w.’'-]*)",
    re.I,
)
# Before a name: who took the picture says nothing.
_PICTURE = re.compile(r"(?:©|\b(?:photo|picture|image|credit)s?(?: by)?:?)\s*$", re.I)
_CLAIMED = re.compile(r"(?:(?:also|has|had|was|were|been) )*claim(?:s|ed|ing)?(?: by)?", re.I)
_BY = re.compile(r"\s*(?:by\s*)(?:the\s*)?", re.I)
_WHICH = re.compile(r"\b(?:which|that) (?:had |has |have |also )*$", re.I)
# What leaves open whether something happened, up to the end of the cue.
_SILENT = re.compile(
    r"(?:\b(?:not|never|neither|nor|declin(?:ed|es|ing) to|refus(?:ed|es|ing) to)|n['’]t)"
    r"(?: (?:directly|yet|immediately|explicitly|openly|publicly|either))?"
    r" (?:confirm(?:s|ed)?|claim(?:s|ed)?|den(?:y|ies|ied)|comment(?:ed)?|confirm n?or deny)$",
    re.I,
)
_NEAR_CUE = 24
# "called the figure", "dismissed a toll": what is said of a number, not that it is so.
_BELITTLES = re.compile(
    r"\b(?:call|describ|dismiss|reject|den|mock|ridicul|deride|disput)\w* (?:[\w’'-]+ ){0,4}?"
    r"(?:figure|number|toll|count|total|claim)s?\b",
    re.I,
)
_LONGEST_LIST = 60
_LONGEST_NAME = 9
# Words before and behind the colon of a signed headline: less is a label ("Update: …"), more a sentence of its own.
_SHORTEST_HEADLINE, _LONGEST_SIGNATURE = 4, 4
# Characters of a sentence in which a platform is looked for.
_NEAR = 1200
# Words between a hedge and the event that it is about, before and after it.
_HEDGE_BEFORE = 8
_HEDGE_AFTER = 3


def find_source(scene: Scene, statement: Statement) -> Attribution:
    """Give the attribution of an event, starting from what the network found in its sentence.

    Nobody is credited with what the report says in its own voice after a quote or a statement of somebody else.
    """
    source = _given_by(scene, _find_source(scene, statement))
    if source.cue and source.speaker and _is_silent(scene, source.cue):
        return Attribution(Voice.REPORT)
    if source.speaker and is_event(source.speaker) and source.chain:
        # Of "in an ambush, bringing the dead to six, the army said" the army says so.
        source = replace(source, speaker=source.chain[0], chain=source.chain[1:])
    if source.speaker and (is_time(source.speaker) or is_event(source.speaker)):
        return Attribution(Voice.REPORT)  # "ended on Tuesday afternoon with 40 confirmed dead"
    if source.speaker and fold(source.speaker.text) in _SELF:
        # X told the paper: "I counted nine bodies." X says so.
        source = _quoted(scene, statement, scene.passage.line_at(statement.trigger.start)) or source
        if source.speaker and fold(source.speaker.text) == "we" and scene.passage.quote_at(source.speaker.start) < 0:
            # "We wrote that 40 had died": who says "we" outside quotation marks is the report.
            return Attribution(Voice.REPORT)
    if source.speaker is None or not _is_allegation(scene, source.speaker):
        return source
    # "Accusations that …" are nobody: it is said, and not told by whom.
    return Attribution(Voice.HEARSAY, None, source.cue or source.speaker)


def leave_out_denied(scene: Scene, statement: Statement) -> Statement:
    """Give the statement without the amounts that stand before a saying that leads what it tells.

    "He called the figure of 240 a fairy tale and said that | losses | were higher" gives these no number.
    """
    number = scene.passage.line_at(statement.trigger.start)
    if number < 0 or not statement.amounts:
        return statement
    for credit in _find_governing(scene, statement, number):
        leads = credit.quote < 0 and credit.covers and credit.covers[0][0] >= credit.cue_end
        kept = tuple(a for a in statement.amounts if a.start >= credit.cue_start)
        if leads and credit.end <= credit.cue_start and len(kept) < len(statement.amounts):
            before = scene.passage.text[statement.evidence.start : credit.cue_start]
            if _BELITTLES.search(before):
                return replace(statement, amounts=kept)
    return statement


def _is_silent(scene: Scene, cue: Span) -> bool:
    """Whether nothing is said of the event by it: "did not claim the attack", "would neither confirm nor deny the raid"."""
    before = scene.passage.text[max(0, cue.start - _NEAR_CUE) : cue.end]
    return bool(_SILENT.search(before))


def _given_by(scene: Scene, source: Attribution) -> Attribution:
    """Give the attribution with who gave the figures out as its speaker: "according to | figures | released by the ministry"."""
    speaker = source.speaker
    if speaker is None or not _DATA.fullmatch(speaker.text):
        return source
    given = _GIVEN_BY.match(scene.passage.text, speaker.end)
    if given is None:
        return source
    return replace(source, speaker=scene.whole(scene.passage.span(given.start("who"), given.end("who"))))


def _is_allegation(scene: Scene, speaker: Span) -> bool:
    """Whether the phrase is an allegation and no more; in "the ministry claims that …" somebody claims."""
    mention = scene.mention_in(speaker)
    if mention is None or mention.form is not Form.NOUN or mention.head not in _ALLEGATIONS:
        return False
    nouns = load_nouns()
    before = fold(speaker.text).split()[:-1]
    last = before[-1] if before else ""
    known = known_names().get(last)
    claims = last in nouns.body or last in nouns.person or (known is not None and known.kind in ("country", "seat"))
    return not (claims and mention.head in load_cues().say)


def _find_source(scene: Scene, statement: Statement) -> Attribution:
    own = statement.source
    number = scene.passage.line_at(statement.trigger.start)
    if number < 0:
        return own
    governing = [] if _is_cue(scene, statement, number) else _find_governing(scene, statement, number)
    if own.speaker and not governing and _lies_beyond(scene, statement, own.speaker):
        return Attribution(Voice.REPORT)
    if _is_authorship(scene, statement, own):
        return Attribution(Voice.REPORT)
    if own.speaker:
        return _through(scene, number, _confirmed(scene, statement, own, governing))
    if governing:
        return _through(scene, number, _credited(scene, governing))
    if _is_cue(scene, statement, number):
        return own
    carried = (
        _quoted(scene, statement, number)
        or _listed(scene, number)
        or _transcribed(scene, number)
        or _signed(scene, statement, number)
    )
    if carried:
        return carried
    return own if own.cue else _hedged(scene, statement, number) or own


def _lies_beyond(scene: Scene, statement: Statement, speaker: Span) -> bool:
    """Whether a semicolon parts an event from who would speak: "Peru offers to mediate; Chile demands a halt".

    For harm and force only where the saying stands inside the other clause ("34 died; in 13, the judge said, nobody …").
    """
    between = scene.passage.text[statement.trigger.end : max(speaker.start, statement.trigger.end)]
    if ";" not in between:
        return False
    number = scene.passage.line_at(speaker.start)
    inside = [c for c in scene.credits[number] if c.start < speaker.end and speaker.start < c.end]
    return statement.kind in WORDS or any(_goes_on(scene, c) for c in inside)


def _goes_on(scene: Scene, credit: Credit) -> bool:
    """Whether the clause goes on behind a saying between commas."""
    layout = scene.passage.lines[credit.line].layout
    since = layout.word_at(max(credit.end, credit.cue_end))
    return layout.words[since : since + 1] != () and layout.words[since].text == "," and since + 2 < len(layout.words)


def _is_cue(scene: Scene, statement: Statement, number: int) -> bool:
    """Whether the event is itself the saying ("denied", "accused"): its holder is its actor, nobody else says it."""
    at = statement.trigger
    return statement.kind in WORDS and any(c.cue_start < at.end and at.start < c.cue_end for c in scene.credits[number])


def _find_governing(scene: Scene, statement: Statement, number: int) -> list[Credit]:
    """Give the credits that an event stands under, innermost first; outside its quote only after those inside."""
    quote = scene.passage.quote_at(statement.trigger.start)
    inside = [c for c in scene.credits[number] if c.quote == quote and _governs(scene, c, statement)]
    outside = [c for c in scene.credits[number] if quote >= 0 and c.quote < 0 and _governs(scene, c, statement)]
    found = sorted(inside + outside, key=_depth)
    # "a diplomat said, citing footage": it shows what the diplomat says.
    spoken = [c for c in found if c.verb != "cite" or not _shows(scene, c)]
    return spoken if any(c.has_speaker for c in spoken) else found


def _shows(scene: Scene, credit: Credit) -> bool:
    """Whether what is cited is a picture or a film and says nothing itself."""
    mention = scene.mention_in(scene.passage.span(credit.start, credit.end))
    return mention is not None and mention.head in _FOOTAGE


def _governs(scene: Scene, credit: Credit, statement: Statement) -> bool:
    """Whether an event is inside what a credit says: not its own words, not what the speaker does besides."""
    at = statement.trigger.start
    if not any(a <= at < b for a, b in credit.covers) or credit.start <= at < max(credit.end, credit.cue_end):
        return False
    layout = scene.passage.lines[credit.line].layout
    word = layout.word_at(at)
    if credit.verb in load_cues().act.values():
        # What a denial or an accusation says of its object on the side ("an officer whose men …") is not denied or alleged.
        between = layout.words[layout.word_at(credit.cue_end) : word]
        return statement.kind not in WORDS and not any(w.low in _RELATIVE for w in between)
    if statement.kind not in WORDS:
        return True
    if not 0 < word < len(layout.words) or layout.words[word].part not in "VEB":
        return True
    # "announced a truce and asked for talks": the asking is the speaker's, nobody says it.
    subject = subject_of(layout, word)
    return subject != credit.phrase and (subject >= 0 or layout.words[word - 1].low not in ("and", ",", "but"))


def _depth(credit: Credit) -> tuple[int, int]:
    """Order credits from the innermost outward: a source cited, who speaks before, who trails, who is named first."""
    if credit.verb == "cite":
        return 0, credit.cue_start
    if credit.verb == "quote by":
        return 4, credit.cue_start
    leads = bool(credit.covers) and credit.covers[0][0] >= credit.cue_end
    if credit.verb == "according" and leads:
        return 3, credit.cue_start
    return (1, -credit.cue_start) if leads else (2, credit.cue_start)


def _confirmed(scene: Scene, statement: Statement, own: Attribution, governing: Sequence[Credit]) -> Attribution:
    """Give the network's speaker as a whole phrase; where the sentence plainly credits another with the event, that one.

    Measured on the development set: source F1 rises by 6 points on newswire and 12 on modern text, wrong credits fall.
    """
    speaker = own.speaker
    if speaker is None or not statement.evidence.start <= speaker.start < statement.evidence.end:
        return own
    if _PICTURE.search(scene.passage.text[max(0, speaker.start - 20) : speaker.start]):
        return _credited(scene, governing) if governing else Attribution(Voice.REPORT)
    if not governing and _is_aside(scene, statement, speaker):
        return Attribution(Voice.REPORT)
    named = _without_echo(scene, governing)
    mention = scene.mention_in(speaker)
    figure = scene.reference.figure_of(mention) if mention else None
    same = next(
        (
            c
            for c in named
            if (c.start < speaker.end and speaker.start < c.end) or (figure and scene.reference.speaker(c) is figure)
        ),
        None,
    )
    if named and same is not named[0] and (statement.kind not in WORDS or same is None):
        credited = _credited(scene, named)
        return replace(credited, via=own.via or credited.via)
    chain = tuple(scene.passage.span(c.start, c.end) for c in named if c is not same) if same else own.chain
    cue = own.cue or (scene.passage.span(same.cue_start, same.cue_end) if same else None)
    via = own.via or (_find_channel(scene, [same, *(c for c in named if c is not same)]) if same else None)
    # Of two who speak together neither answers alone.
    whole = scene.passage.span(same.start, same.end) if same and _speak_together(scene, same, speaker) else None
    whole = whole or scene.whole(speaker)
    return replace(own, speaker=whole, cue=cue, via=via, chain=chain)


def _speak_together(scene: Scene, credit: Credit, speaker: Span) -> bool:
    """Whether a credit is of two who speak ("the army and the police") and the speaker is one of them; no clause is between."""
    if not credit.joint or speaker.start < credit.start or credit.end < speaker.end:
        return False
    layout = scene.passage.lines[credit.line].layout
    inside = layout.words[layout.word_at(credit.start) : layout.word_at(credit.end)]
    return not any(w.part in "VUMBEG" for w in inside)


def _is_aside(scene: Scene, statement: Statement, speaker: Span) -> bool:
    """Whether the report itself tells the event: in a clause on the object of what the speaker denies or alleges, in one that
    recalls what went before, or behind the clause in which the speaker stands.

    "X accuses Y of arming the Front, which has killed hundreds": nobody is accused of the killing. "X accused Y of shelling
    the port, hours after nine men died there": X said nothing of these. "Y, which X accuses of a raid, shelled the port".
    """
    number = scene.passage.line_at(statement.trigger.start)
    layout = scene.passage.lines[number].layout
    for credit in scene.credits[number]:
        if not (credit.start < speaker.end and speaker.start < credit.end) or credit.quote >= 0:
            continue
        since, until = layout.word_at(credit.cue_end), layout.word_at(statement.trigger.start)
        is_relative = credit.verb in load_cues().act.values() and any(
            w.low in _RELATIVE for w in layout.words[since:until]
        )
        if is_relative or any(layout.words[k].text == "," and recalls(layout, k + 1) for k in range(since, until)):
            return True
        first = layout.word_at(credit.start)
        if first and layout.words[first - 1].low in ("which", "whom") and _is_outside(credit, statement.trigger.start):
            return True
    return False


def _is_outside(credit: Credit, at: int) -> bool:
    """Whether an event stands behind all that a credit in front of it covers."""
    return bool(credit.covers) and credit.cue_end <= credit.covers[0][0] and credit.covers[-1][1] <= at


def _is_authorship(scene: Scene, statement: Statement, own: Attribution) -> bool:
    """Whether an attack is claimed and nothing is said of whom it harmed: "X claimed the attack, which killed nine"; "two
    attacks, claimed by X, killed nine".
    """
    cue, speaker = own.cue, own.speaker
    if statement.kind not in HARM or cue is None or speaker is None or not _CLAIMED.fullmatch(cue.text):
        return False
    text = scene.passage.text
    between = text[cue.end : max(cue.end, min(statement.trigger.start, cue.end + _NEAR))]
    return bool(_BY.fullmatch(text[cue.end : max(cue.end, speaker.start)]) or _WHICH.search(between))


def _without_echo(scene: Scene, governing: Sequence[Credit]) -> list[Credit]:
    """Leave out who only says of themselves that they say it ("Officials said they believed …"): the outer words name them."""
    named = [c for c in governing if c.has_speaker]
    speakers = [scene.reference.speaker(c) for c in named]
    echoes = [bool(s) and any(s is other for other in speakers[n + 1 :]) for n, s in enumerate(speakers)]
    return [c for c, is_echo in zip(named, echoes, strict=True) if not is_echo]


def _credited(scene: Scene, governing: Sequence[Credit]) -> Attribution:
    passage = scene.passage
    first = governing[0]
    cue = passage.span(first.cue_start, first.cue_end)
    if not first.has_speaker:
        before = _only_speaker(scene, first.line - 1)
        if before is None:
            return Attribution(Voice.HEARSAY, None, cue)
        return Attribution(Voice.SPEAKER, passage.span(before.start, before.end), cue, carried=True)
    governing = _without_echo(scene, governing)
    first = governing[0]
    cue = passage.span(first.cue_start, first.cue_end)
    chain = tuple(passage.span(c.start, c.end) for c in governing[1:])
    via = _find_channel(scene, governing)
    return Attribution(Voice.SPEAKER, scene.whole(passage.span(first.start, first.end)), cue, via, chain)


def _find_channel(scene: Scene, governing: Sequence[Credit]) -> Span | None:
    """Give the channel through which the first of some credits comes: who quotes its speaker, whom that one told, or the
    outlet that a credit around it names ("According to Reuters, the army said …")."""
    first = governing[0]
    if first.through:
        return scene.passage.span(*first.through)
    named = [*([first.outlet] if first.outlet else []), *((c.start, c.end) for c in governing[1:])]
    spans = (scene.passage.span(*at) for at in named)
    return next((span for span in spans if _is_outlet(span.text)), None)


def _is_outlet(name: str) -> bool:
    """Whether who was told something is a channel ("Reuters"), not just anybody ("reporters", "the court")."""
    known = known_names().get(fold(name))
    return known is not None and known.kind == "outlet"


def _only_speaker(scene: Scene, line: int) -> Credit | None:
    """Give the one credit of a sentence, None where there is none or several speak."""
    found = [c for c in scene.credits[line] if c.has_speaker and c.quote < 0] if line >= 0 else []
    return found[0] if len(found) == 1 else None


def _through(scene: Scene, number: int, source: Attribution) -> Attribution:
    """Add the platform on which a speaker wrote ("on Telegram") where no channel is named yet."""
    if source.via or source.voice is not Voice.SPEAKER:
        return source
    line = scene.passage.lines[number]
    match = _PLATFORM.search(scene.passage.text, line.start, min(line.end, line.start + _NEAR))
    return replace(source, via=scene.passage.span(*match.span(1))) if match else source


def _quoted(scene: Scene, statement: Statement, number: int) -> Attribution | None:
    """Give the speaker of the quote that an event stands in; words that the report only borrows have none."""
    quote = scene.passage.quote_at(statement.trigger.start)
    speech = scene.speech[quote] if quote >= 0 else None
    if speech is None or not is_whole(scene.passage, scene.passage.outer_quotes[quote]):
        return None
    cue = scene.passage.span(speech.credit.cue_start, speech.credit.cue_end) if speech.credit else None
    speaker = scene.passage.span(speech.start, speech.end)
    return Attribution(Voice.SPEAKER, speaker, cue, carried=speech.line != number)


def _listed(scene: Scene, number: int) -> Attribution | None:
    """Give who governs a list ("The ministry gave these figures:" and bullets after it)."""
    passage = scene.passage
    at = number
    while at >= 0 and number - at < _LONGEST_LIST and _BULLET.match(passage.text, passage.lines[at].start):
        at -= 1
    if at < 0 or at == number or not passage.text[passage.lines[at].start : passage.lines[at].end].endswith(":"):
        return None
    credit = _only_speaker(scene, at)
    if credit:
        return Attribution(
            Voice.SPEAKER, passage.span(credit.start, credit.end), passage.span(credit.cue_start, credit.cue_end), carried=True
        )  # fmt: skip
    subject = next((m for m in scene.mentions[at] if m.subject and m.nature in ("person", "body", "people")), None)
    if subject is None or scene.credits[at]:
        return None
    return Attribution(
        Voice.SPEAKER, passage.span(subject.start, max(subject.end, subject.full_end)), None, carried=True
    )


def _transcribed(scene: Scene, number: int) -> Attribution | None:
    """Give the person whose name and a colon open the line, as in the record of an interview ("Secretary Roe: We …")."""
    words = scene.passage.lines[number].layout.words
    first = next((m for m in scene.mentions[number][:2] if m.nature == "person" and m.form is Form.NAME), None)
    if first is None or first.until >= min(len(words), _LONGEST_NAME) or words[first.until].text != ":":
        return None
    return Attribution(Voice.SPEAKER, scene.passage.span(first.start, first.end))


def _signed(scene: Scene, statement: Statement, number: int) -> Attribution | None:
    """Give the speaker whom a headline names behind a colon or a dash at its end ("Nine killed in raid – ministry").

    Behind a dash it must be one who can speak: "Nine killed in raid – in pictures".
    """
    words = scene.passage.lines[number].layout.words
    at = max((n for n, word in enumerate(words) if word.text == ":" or _is_dash(scene, word)), default=-1)
    tail = words[at + 1 :]
    if at >= 0 and words[at].text != ":" and not _can_speak(scene, number, tail):
        return None
    if at < _SHORTEST_HEADLINE or not 0 < len(tail) <= _LONGEST_SIGNATURE or words[at].start < statement.trigger.end:
        return None
    if not all(word.text.replace("-", "").replace("’", "").replace("'", "").isalpha() for word in tail):
        return None
    span = scene.passage.span
    return Attribution(Voice.SPEAKER, span(tail[0].start, tail[-1].end), span(words[at].start, words[at].end))


def _is_dash(scene: Scene, word: Word) -> bool:
    around = scene.passage.text[max(0, word.start - 1) : word.end + 1]
    return word.text in ("–", "—", "-") and len(around) == 3 and around[0].isspace() and around[2].isspace()


def _can_speak(scene: Scene, number: int, tail: Sequence[Word]) -> bool:
    """Whether words are one who speaks and no more: they begin with a person or body, and nothing in them acts."""
    if not tail or any(w.part in "VUMI" and w.low != "of" for w in tail):
        return False
    inside = [m for m in scene.mentions[number] if tail[0].start <= m.start]
    return any(m.nature in ("person", "people", "body") and m.end == tail[-1].end for m in inside)


def _hedged(scene: Scene, statement: Statement, number: int) -> Attribution | None:
    """Give hearsay where a hedge stands by the event ("reportedly killed", "is believed to have fled")."""
    layout = scene.passage.lines[number].layout
    at = layout.word_at(statement.trigger.start)
    near = layout.words[max(0, at - _HEDGE_BEFORE) : at + _HEDGE_AFTER + 1]
    lows = [w.low if w.text not in (";", ":") else "" for w in near]
    told = frozenset(lows)
    for phrase in load_cues().hearsay:
        if phrase[0] not in told:
            continue
        for k in range(len(near) - len(phrase) + 1):
            if tuple(lows[k : k + len(phrase)]) == phrase:
                return Attribution(
                    Voice.HEARSAY, None, scene.passage.span(near[k].start, near[k + len(phrase) - 1].end)
                )
    return None
