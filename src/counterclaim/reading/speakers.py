"""What kind of source a speaker is and how the speaker knows, as the words tell. What they do not tell stays open."""

from __future__ import annotations

import re

from counterclaim.reading.cast import Figure
from counterclaim.reading.describing import Form, Mention
from counterclaim.records.statement import Basis, SpeakerClass
from counterclaim.tables.cues import load_cues, load_nouns, load_words

_ANONYMOUS = re.compile(
    r"\b(?:on (?:the )?condition of anonymity|(?:(?:not|refused|declined|asked not|wished not) to be|without being)"
    r" (?:named|identified|quoted)|spoke anonymously|requested anonymity|anonymous(?:ly)?|who was not authori[sz]ed)\b",
    re.I,
)
_SAW = re.compile(r"\b(?:I|we|he|she|they|who) (?:had |have |also )?(?:saw|seen|witnessed|watched)\b", re.I)
_COUNTED = re.compile(r"\b(?:I|we|he|she|they|who|it|which) (?:had |have |has |also )?(?:counted|tallied)\b", re.I)
_TOLD = re.compile(
    r"\b(?:(?:was|were|been) (?:told|informed)|according to information|information (?:it|they|we|he|she) received|heard from)\b",
    re.I,
)
_INFERRING = load_words("speakers", "inferring")
_FOOTAGE = load_words("speakers", "footage")
_POSTS = load_words("speakers", "posts")
_COURT_PAPERS = load_words("speakers", "court_papers")
_WITNESSES = load_words("speakers", "witnesses")
_SOURCES = load_words("speakers", "sources")
_MONITORS = load_words("speakers", "monitors")
_HOSPITALS = load_words("speakers", "hospitals")
_EVERYDAY = load_words("speakers", "everyday")
_SPOKES = load_words("speakers", "spokes")


def classify(mention: Mention | None, figure: Figure | None, clause: str) -> SpeakerClass | None:
    """Give the class of a speaker from the words of its mention, from what the report tells of it elsewhere, and its sentence."""
    if mention is None:
        return None
    nouns = load_nouns()
    roles = set(mention.roles) | (figure.roles if figure else set())
    about = (
        roles
        | set(mention.marks)
        | {mention.head}
        | set(mention.names)
        | (figure.marks | set(figure.names) if figure else set())
    )
    named = mention.form is Form.NAME or (figure is not None and figure.is_named)
    person = mention.nature in ("person", "people") or bool(figure and figure.nature in ("person", "people"))
    if mention.head in _SOURCES:
        return SpeakerClass.UNNAMED_SOURCES
    if mention.nature == "document" or (mention.head in load_cues().document and not named):
        return _class_of_document(mention.head)
    if about & _HOSPITALS or any(nouns.person.get(r) == "medical" for r in roles) or "medical" in about:
        return SpeakerClass.HOSPITAL
    if (
        any(nouns.person.get(r) == "court" for r in roles)
        or roles & {"court", "tribunal"}
        or {"court", "tribunal"} & set(mention.names)
    ):
        return SpeakerClass.COURT
    if about & _MONITORS and not (person and not named):
        return SpeakerClass.MONITOR
    if person and roles & _WITNESSES:
        return SpeakerClass.WITNESS
    official = any(nouns.person.get(r) == "official" for r in roles)
    if person:
        return _class_of_person(mention, named, official, roles, clause)
    if mention.nature == "body" or (figure is not None and figure.nature == "body"):
        return SpeakerClass.INSTITUTION
    if named and figure is not None and figure.nature == "person":
        return SpeakerClass.NAMED_OFFICIAL if official else None
    return None


def _class_of_document(head: str) -> SpeakerClass:
    if head in _FOOTAGE:
        return SpeakerClass.FOOTAGE
    if head in _POSTS:
        return SpeakerClass.SOCIAL_POST
    return SpeakerClass.COURT if head in _COURT_PAPERS else SpeakerClass.DOCUMENT


def _class_of_person(
    mention: Mention, named: bool, official: bool, roles: set[str], clause: str
) -> SpeakerClass | None:
    if named:
        known = mention.known is not None and mention.known.kind == "person"
        if official or known:
            return SpeakerClass.NAMED_OFFICIAL
        return SpeakerClass.WITNESS if roles & _EVERYDAY else None
    if not official:
        return None
    if roles & _SPOKES and not _ANONYMOUS.search(clause):
        return SpeakerClass.INSTITUTION
    if _ANONYMOUS.search(clause) or mention.article in ("a", "some", "") or mention.number == "p":
        return SpeakerClass.ANONYMOUS_OFFICIAL
    return None


def find_basis(speaker_class: SpeakerClass | None, mention: Mention | None, verb: str, clause: str) -> Basis | None:
    """Give how the speaker knows: by words of knowing in the sentence, else by the cue ("believe"), else as a witness."""
    for pattern, basis in ((_COUNTED, Basis.COUNTED), (_SAW, Basis.SAW), (_TOLD, Basis.WAS_TOLD)):
        if pattern.search(clause):
            return basis
    if verb in _INFERRING:
        return Basis.INFERS
    if speaker_class is SpeakerClass.WITNESS and mention is not None and mention.head in ("witness", "eyewitness"):
        return Basis.SAW
    return None
