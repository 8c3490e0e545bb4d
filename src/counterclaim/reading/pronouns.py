"""Whom "he", "it", "they", "both" mean: the one who fits in the nearest sentence that has anybody who fits; two are a doubt."""

from __future__ import annotations

from counterclaim.reading.cast import Figure, distinct
from counterclaim.reading.credits import Credit
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.stage import NOBODY, Answer, Row, Stage, among, nobody
from counterclaim.tables.cues import load_cues, load_nouns, load_words

# Sentences back that a pronoun reaches.
_PERSON_REACH = 3
_REACH = 2
_THAT = " that "
_EXPLETIVE_VERBS = load_words("pronouns_rules", "expletive_verbs")
_EXPLETIVE = load_words("pronouns_rules", "expletive")


def resolve_pronoun(stage: Stage, mention: Mention, credit: Credit | None) -> Answer:
    """Give whom a pronoun means; `credit` is the saying of which it is the subject, if it is one."""
    if mention.nature == "self":
        return None, "first person: who speaks"
    if mention.nature == "person":
        return _person(stage, mention, credit)
    if mention.nature == "body":
        return _it_speaking(stage, mention, credit) if credit else _it(stage, mention)
    if mention.nature == "people":
        return _they(stage, mention, credit)
    return resolve_pair(stage, mention)


def _person(stage: Stage, mention: Mention, credit: Credit | None) -> Answer:
    for distance, row in enumerate(stage.rows(mention, _PERSON_REACH)):
        others = row if distance else _without_doer(mention, row)
        fitting = [(m, f) for m, f in others if _may_be_person(f, m, mention)]
        found = distinct(f for _, f in fitting)
        if len(found) > 1:
            # Who is only part of another's title gives way ("the spokesman for the governor", "Amir's lawyer").
            found = distinct(f for m, f in fitting if m.after not in ("of", "for") and not _is_owner(m)) or found
        if len(found) == 1:
            return found[0], ""
        if found and distance and credit and not credit.answers:
            spoke = stage.spoke(mention.line - distance, found)
            if len(spoke) == 1:
                return spoke[0], ""
        if found:
            return None, among(mention, found)
    return None, nobody(mention)


def _without_doer(mention: Mention, row: Row) -> Row:
    """Leave out the subject of an object's own sentence: in "Y corrected him" Y is not the one it is done to."""
    if mention.phrase < 0 or mention.subject:
        return row
    doer = next((f for m, f in row if m.subject), None)
    return [(m, f) for m, f in row if f is not doer]


def _may_be_person(figure: Figure, mention: Mention, pronoun: Mention) -> bool:
    """Whether "he" or "she" may mean a figure; a bare name may be a person's where people stand: as subject, or after "met".

    "The White Plan" is nobody: a person's name has no article.
    """
    if figure.number == "p" or figure.gender not in ("", pronoun.gender):
        return False
    if figure.nature or figure.known or mention.form is not Form.NAME:
        return figure.nature == "person"
    stands = mention.subject or len(mention.names) > 1 or mention.after in load_cues().meets
    return stands and not mention.article


def _they(stage: Stage, mention: Mention, credit: Credit | None) -> Answer:
    for distance, row in enumerate(stage.rows(mention, _REACH)):
        bodies = distinct(f for m, f in row if f.nature == "body" and m.subject)
        found = distinct(f for m, f in row if _may_be_several(f, m, is_speaking=credit is not None))
        if not found and distance:
            found = bodies
        if len(found) > 1 and distance and credit:
            found = stage.spoke(mention.line - distance, found) or found
        if found and not credit:
            found = distinct([*found, *bodies])
        if len(found) > 1 and (speaker := _first_said_by(stage, mention)) in found:
            return speaker, ""
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, among(mention, found)
    return None, nobody(mention)


def _first_said_by(stage: Stage, mention: Mention) -> Figure | None:
    """Give who says what begins with the pronoun and a deed: in "the rebels said they had killed nine" the rebels."""
    lead = stage.passage.text[max(0, mention.start - len(_THAT)) : mention.start]
    credit = stage.credit_before(mention.line, mention.start - (len(_THAT) if lead == _THAT else 1))
    if credit is None or credit.end > credit.cue_start:
        return None
    after = [w.low for w in stage.words(mention.line)[mention.until : mention.until + 3]]
    is_deed = after[:1] in (["had"], ["have"]) and not {"been", "no"} & set(after)
    return stage.speaker(credit) if is_deed else None


def _may_be_several(figure: Figure, mention: Mention, *, is_speaking: bool) -> bool:
    if figure.nature == "people" or (figure.nature == "body" and figure.number != "s"):
        return True
    if is_speaking:
        return figure.nature == "body" and mention.subject
    return figure.number == "p" and figure.nature == "thing"


def _it_speaking(stage: Stage, mention: Mention, credit: Credit | None) -> Answer:
    """Give the body (else the document) that "it said" means."""
    for distance, row in enumerate(stage.rows(mention, _REACH)):
        # "Four of its fighters died, it added": the fighters are its own.
        fitting = [(m, f) for m, f in row if _may_be_body(f, m) and (distance or m.article != "owner")]
        found = distinct(f for m, f in fitting if not _is_owner(m)) or distinct(f for _, f in fitting)
        found = [f for f in found if f.nature == "body"] or found
        if distance and len(found) > 1 and credit:
            found = stage.spoke(mention.line - distance, found) or found
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, among(mention, found)
    return None, nobody(mention)


def _is_somebodys_paper(mention: Mention) -> bool:
    """Whether a document is told of as another's: in "the Front stood by its statement" no subject of what follows."""
    return mention.nature == "document" and mention.article == "owner" and not mention.subject


def _is_owner(mention: Mention) -> bool:
    """Whether a name stands only inside another's phrase ("Iran's foreign ministry")."""
    return mention.phrase < 0 and mention.form is not Form.PRONOUN


def _may_be_body(figure: Figure, mention: Mention) -> bool:
    return figure.number != "p" and (figure.nature in ("body", "document") or (figure.nature == "" and mention.subject))


def _it(stage: Stage, mention: Mention) -> Answer:
    """Give the one subject that is no person, or the one body, of this sentence or the one before."""
    if mention.subject and _is_expletive(stage, mention):
        return NOBODY
    spoken = _owner_in_trailing_credit(stage, mention)
    if spoken is not None:
        return spoken, ""
    for distance, whole in enumerate(stage.rows(mention, 1)):
        row = whole if distance else _without_doer(mention, whole)
        bodies = distinct(f for m, f in row if _may_be_body(f, m) and not _is_owner(m) and not _is_somebodys_paper(m))
        bodies = bodies or distinct(f for m, f in row if _may_be_body(f, m))
        subjects = distinct(f for m, f in row if m.subject and f.number != "p" and f.nature != "person")
        others = [f for f in bodies if not any(f is s for s in subjects)]
        if len(subjects) == 1 and not others:
            return subjects[0], ""
        if len(bodies) == 1 and not subjects:
            return bodies[0], ""
        if subjects or bodies:
            return None, among(mention, subjects + others)
    return None, nobody(mention)


def _owner_in_trailing_credit(stage: Stage, mention: Mention) -> Figure | None:
    """Give the subject of what is said for "its" of who says it at the end ("X is leaving, its foreign ministry said")."""
    trails = any(
        c.start <= mention.start < c.end and c.covers and c.covers[0][1] <= c.start for c in stage.credits[mention.line]
    )
    if mention.subject or not trails:
        return None
    subjects = [(m, f) for m, f in stage.rows(mention, 0)[0] if m.subject and f.number != "p" and f.nature != "person"]
    found = distinct(f for _, f in subjects)
    return found[0] if len(found) == 1 and not any(stage.is_coordinated(m) for m, _ in subjects) else None


def _is_expletive(stage: Stage, mention: Mention) -> bool:
    """Whether "it" stands for nothing: "it was raining", "it is unclear whether", "it was three"."""
    after = [w for w in stage.words(mention.line)[mention.until : mention.until + 4] if w.part != "R"]
    if not after or after[0].part != "U":
        return not after or after[0].low in _EXPLETIVE_VERBS
    return len(after) == 1 or after[1].part in ".CJ" or after[1].low in _EXPLETIVE


def resolve_pair(stage: Stage, mention: Mention) -> Answer:
    """Give "X and Y" for "both", "the two": the only two joined in this sentence or the one before."""
    for line in (mention.line, mention.line - 1):
        pairs = _find_pairs(stage, line, mention.start) if line >= 0 else []
        if len(pairs) == 1:
            return Figure(pairs[0]), ""
        if pairs:
            break
    return None, f"no two before that “{mention.text}” surely means"


def _find_pairs(stage: Stage, line: int, before: int) -> list[Mention]:
    """Give each "X and Y" of a sentence as one mention; "X, Y and Z" is none."""
    layout = stage.passage.lines[line].layout
    person = load_nouns().person
    found = []
    for k, word in enumerate(layout.words):
        left, right = layout.ends_at(k - 1), layout.starts_at(k + 1)
        if word.low != "and" or word.start >= before or left < 0 or right < 0:
            continue
        first, second = layout.phrases[left], layout.phrases[right]
        if first.first and layout.words[first.first - 1].text == "," and layout.ends_at(first.first - 2) >= 0:
            continue
        one, two = layout.words[first.head], layout.words[second.head]
        if one.part == two.part == "P" or (one.low in person and two.low in person):
            start, end = layout.words[first.first].start, layout.words[second.last - 1].end
            text = stage.passage.text[start:end]
            found.append(
                Mention(line, left, first.first, second.last, start, end, text, Form.NAME, "people", "p", names=("",))
            )
    return found
