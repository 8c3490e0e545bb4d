"""Whom "the minister", "the group", "the vessel", "the city", "the statement" mean. Two who may be meant are a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from counterclaim.reading.cast import Figure, distinct
from counterclaim.reading.credits import Credit
from counterclaim.reading.describing import Form, Mention
from counterclaim.reading.naming import fold, known_names
from counterclaim.reading.stage import NOBODY, Answer, Stage, among, nobody
from counterclaim.tables.cues import load_cues, load_nouns, load_words

# Sentences back that a role noun, a noun for a thing, a noun for a place reaches.
ROLE_REACH = 12
_THING_REACH = 4
_PLACE_REACH = 3
# A second bearer of a role that is this many sentences farther away raises no doubt.
_CLEAR_OF = 5
_BEARERS = load_words("reference", "bearers")
_HOSTILE = load_words("reference", "hostile")
_STANDING = load_words("reference", "standing")
_GENERAL = load_words("reference", "general")
_RESORTS = load_words("reference", "resorts")
_OFFICES = frozenset(("ministry", "department", "office", "agency", "directorate"))
_NATIONAL = frozenset(("country", "seat", "nationals"))


def resolve_definite(stage: Stage, mention: Mention, credit: Credit | None, line: Sequence[Mention]) -> Answer:
    """Give whom a noun with "the", "this" or without article means; `line` holds the mentions before it in its sentence."""
    nouns = load_nouns()
    if mention.nature == "document":
        return _issuer(stage, mention, credit)
    if mention.head == "side" and mention.nature == "body":
        return _side(stage, mention)
    if not mention.article and (not credit or mention.number == "p"):
        return _same_again(stage, mention)
    is_place = mention.head in nouns.places or mention.head in nouns.class_is["country"]
    if is_place and mention.nature in ("place", "thing", "body"):
        return _place(stage, mention, line)
    found = _called(stage, mention)
    if len(found) == 1:
        if mention.nature == "thing" and mention.marks - found[0].told:
            return NOBODY
        return _unless_elsewhere(stage, mention, found[0], line)
    if found:
        return None, among(mention, found)
    if mention.nature == "thing":
        return _unnamed_thing(stage, mention)
    acts = credit.quote < 0 if credit else mention.subject and not stage.is_said(mention)
    if acts and mention.nature in ("person", "body") and mention.full_end <= mention.end:
        answer = _unspoken_role(stage, mention, within=2 if credit else 1)
        if answer != NOBODY:
            return _unless_elsewhere(stage, mention, answer[0], line) if answer[0] else answer
    return None, _not_told(mention) if credit else ""


def _unless_elsewhere(stage: Stage, mention: Mention, figure: Figure, line: Sequence[Mention]) -> Answer:
    """Give the figure, none where the sentence opens at another place than the figure's."""
    if stage.is_elsewhere(mention, figure, line):
        return None, f"“{mention.text}” of another place may be meant"
    return figure, ""


def _not_told(mention: Mention) -> str:
    """Say why a bare role noun that nothing before explains is a doubt; "the army" explains itself."""
    explains_itself = mention.nature != "person" and load_nouns().body.get(mention.head) not in (
        "armed",
        "civic",
        "monitor",
    )
    if mention.article != "the" or mention.marks or explains_itself:
        return ""
    return nobody(mention)


def _called(stage: Stage, mention: Mention) -> list[Figure]:
    """Give the figures that may be called so; a far second one is left out, one that its marks single out stays alone."""
    plural = mention.number == "p"
    found: list[tuple[Figure, int, Mention]] = []
    reach = ROLE_REACH if mention.nature in ("person", "people", "body") else _THING_REACH
    for other, figure in stage.cast.lately(mention.line, within=reach):
        if any(figure is f for f, _, _ in found) or other.start >= mention.start:
            continue
        if figure.nature == "place" or not figure.may_be_called(mention.head):
            continue
        if (figure.number == "p") != plural and not (plural and figure.nature == "body"):
            if mention.head in figure.roles and not plural and not found:
                # "Two groups …. The group said": one of them.
                return [figure, figure]
            continue
        if figure.gender and mention.gender and figure.gender != mention.gender:
            continue
        if not _clash(mention, figure) and not _is_strange(stage, mention, other, figure):
            found.append((figure, mention.line - other.line, other))
    # "Fighters of the Front" are one, not two.
    found = [
        x for x in found if not any(y is not x and y[2].start < x[2].start < y[2].full_end for y in found)
    ] or found
    if len(found) > 1 and found[1][1] - found[0][1] >= _CLEAR_OF:
        return [found[0][0]]
    close = [f for f, _, _ in found if mention.marks & f.told]
    if len(close) == 1:
        return close
    return _one_of_alike(mention, found) or [f for f, _, _ in found]


def _one_of_alike(mention: Mention, found: Sequence[tuple[Figure, int, Mention]]) -> list[Figure]:
    """Give the one figure that several mentions of a body come down to, else none.

    A headline's "Health department" is "the health department of Aden province" told further; a body that bears the very
    noun in its name ("the Advisory Mission") is meant by "the mission" before its parent, which only may be called so.
    """
    bodies = [f for f, _, _ in found]
    if len(bodies) < 2 or mention.nature != "body" or any(f.nature != "body" for f in bodies):
        return []
    bearing = [f for f in bodies if mention.head in f.names or mention.head in f.roles]
    if mention.head not in _GENERAL and len(bearing) == 1:
        return bearing
    if any(f.is_named for f in bodies):
        return []
    fullest = max(bodies, key=lambda f: len(f.told))
    rest = [f for f in bodies if f is not fullest]
    return [fullest] if all(f.told < fullest.told and f.roles <= fullest.roles for f in rest) else []


def _clash(mention: Mention, figure: Figure) -> bool:
    """Whether the words around one role say that two are meant: the health minister is not the finance minister.

    Two nations are always two: "the Ruritanian army" is not the "Graustarkian forces" told before, nor "its forces",
    whosever they are.
    """
    own, told = _name_nations(mention.marks), _name_nations(figure.told)
    if own and not own & told and (told or not figure.is_named):
        return True
    marks = _spell_alike(mention.marks)
    if any("-" in m or m.isdigit() for m in marks) or marks & _spell_alike(figure.told):
        return False
    if mention.head not in figure.roles:
        # "The interior ministry" is not the "Defence Ministry" told before, nor is the "defence ministry" a
        # "department of Arauca".
        is_named = len(figure.names) > 1 and figure.names[-1] == mention.head
        is_office = bool(figure.told) and mention.nature == "body" and bool(figure.roles & _OFFICES)
        return (is_named or is_office) and any(not _name_nations({m}) for m in marks)
    return bool(marks and figure.marks)


def _spell_alike(words: AbstractSet[str]) -> frozenset[str]:
    return frozenset(w.replace("defense", "defence") for w in words)


def _name_nations(words: AbstractSet[str]) -> frozenset[str]:
    known = (known_names().get(word) for word in words)
    return frozenset(k.key for k in known if k and k.kind in _NATIONAL)


def _is_strange(stage: Stage, mention: Mention, other: Mention, figure: Figure) -> bool:
    """Whether a mention says more of itself than a reference does ("the group of tourists"), or an attacker did nothing."""
    more = stage.passage.text[mention.end : mention.full_end]
    if more and figure.told.isdisjoint(fold(more).split()):
        return True
    if not mention.article and mention.nature == "body" and mention.marks and mention.marks.isdisjoint(figure.told):
        # "Zenda hospital" names itself; it is not "a hospital" told before.
        return True
    if mention.marks & _RESORTS and mention.marks.isdisjoint(figure.told):
        # "The fire service" is no army told before, though an army may be called a service.
        return True
    return mention.head in _HOSTILE and not figure.roles & _HOSTILE and not _acts(stage, other)


def _acts(stage: Stage, mention: Mention) -> bool:
    """Whether somebody is the subject of an active verb."""
    after = stage.words(mention.line)[mention.until : mention.until + 8]
    verb = next((k for k, w in enumerate(after) if w.part in "VU"), -1)
    if not mention.subject or verb < 0:
        return False
    return after[verb].part == "V" or not any(w.part == "E" for w in after[verb + 1 : verb + 3])


def _unnamed_thing(stage: Stage, mention: Mention) -> Answer:
    """Give the one name with an article that may be a ship, a plane, where nothing told what bears it."""
    if mention.head not in _BEARERS:
        return NOBODY
    rows = stage.rows(mention, 2)
    found = distinct(
        f for row in rows for m, f in row if m.form is Form.NAME and f.nature == "" and m.article in ("the", "a")
    )
    if len(found) == 1 and not stage.is_coordinated(found[0].last):
        return found[0], ""
    return (None, among(mention, found)) if found else NOBODY


def _unspoken_role(stage: Stage, mention: Mention, *, within: int) -> Answer:
    """Give the only one before who may hold a role that the report has not told: "Hagari briefed …. The spokesman said"."""
    nouns = load_nouns()
    is_person = mention.nature == "person"
    if is_person and nouns.person.get(mention.head) != "official":
        return NOBODY
    if not is_person and nouns.body.get(mention.head) not in ("armed", "civic", "monitor", "media", "hospital"):
        return NOBODY
    if not is_person and not mention.article and mention.marks:
        # "Zenda hospital" needs nobody to hold a role.
        return NOBODY
    for row in stage.rows(mention, within):
        named = [(m, f) for m, f in row if f.is_named and f.nature in ("", mention.nature) and f.number != "p"]
        # "The Zenda hospital" is not Zenda.
        named = [(m, f) for m, f in named if mention.marks.isdisjoint(f.names)]
        named = [(m, f) for m, f in named if (f.nature or not m.after) and not (f.known and f.known.kind in _NATIONAL)]
        found = distinct(f for _, f in named)
        if not found:
            continue
        only = found[0]
        is_subject = any(m.subject and not stage.is_coordinated(m) for m, f in named if f is only)
        has_role = bool(only.roles & (nouns.person.keys() | nouns.body.keys()))
        differs = bool(mention.gender and only.gender and mention.gender != only.gender)
        if len(found) > 1 or not is_subject or has_role or differs:
            return None, among(mention, found)
        if not is_person and only.known and not only.may_be_called(mention.head):
            return NOBODY
        return only, ""
    return NOBODY


def _issuer(stage: Stage, mention: Mention, credit: Credit | None) -> Answer:
    """Give who brought out "the statement", "the report": the one who issued or spoke in the sentences before."""
    cues = load_cues()
    if mention.article != "the" or not credit:
        return NOBODY
    for number in range(mention.line - 1, max(-1, mention.line - 3), -1):
        told = any(w.low in cues.issue or w.low in cues.document for w in stage.words(number))
        if not told and not stage.credits[number]:
            continue
        lately = [(m, f) for m, f in stage.cast.lately(number, within=0) if m.line == number and m.subject]
        found = distinct(f for _, f in lately if f.nature in ("body", "person", "people", ""))
        if found:
            return (found[0], "") if len(found) == 1 else (None, among(mention, found))
    return None, "" if mention.marks else nobody(mention)


def _side(stage: Stage, mention: Mention) -> Answer:
    """Give the country that "the Afghan side" stands for, where the report named it."""
    known = (known_names().get(fold(w)) for w in sorted(mention.marks))
    keys = {k.key for k in known if k and k.kind == "nationals"}
    lately = (f for _, f in stage.cast.lately(mention.line, within=ROLE_REACH))
    found = distinct(f for f in lately if f.known and f.known.kind in _NATIONAL and f.known.key in keys)
    return (found[0], "") if len(found) == 1 else NOBODY


def _same_again(stage: Stage, mention: Mention) -> Answer:
    """Give "residents" for "residents" said again soon after."""
    if mention.nature == "thing":
        return NOBODY
    lately = ((m, f) for m, f in stage.cast.lately(mention.line, within=2) if m.form is Form.NOUN and not m.article)
    found = distinct(f for m, f in lately if m.head == mention.head and m.marks == mention.marks)
    return (found[0], "") if len(found) == 1 else NOBODY


def _place(stage: Stage, mention: Mention, line: Sequence[Mention]) -> Answer:
    """Give the one place named lately for "the city", the one country for "the kingdom"."""
    lately = ((m, f) for m, f in stage.cast.lately(mention.line, within=_PLACE_REACH) if m.start < mention.start)
    found = distinct(f for m, f in lately if _may_be_place(stage, mention, m, f))
    if len(found) != 1:
        return (None, among(mention, found)) if found else NOBODY
    is_strange = bool(mention.marks - found[0].told) or stage.is_elsewhere(mention, found[0], line)
    return NOBODY if is_strange else (found[0], "")


def _may_be_place(stage: Stage, mention: Mention, other: Mention, figure: Figure) -> bool:
    kind = figure.known.kind if figure.known else ""
    if mention.head in load_nouns().class_is["country"]:
        return kind == "country"
    if figure.may_be_called(mention.head) or (kind == "seat" and other.form is Form.NAME):
        return True
    if kind or other.form is not Form.NAME or figure.nature not in ("", "place"):
        return False
    return figure.nature == "place" or _stands_like_place(stage, mention, other)


def _stands_like_place(stage: Stage, mention: Mention, name: Mention) -> bool:
    """Whether a name that nothing explains stands where places do: no one who acts, but what is shelled or "lies" somewhere."""
    if name.after in ("by", "with", "for") or name.after in load_cues().meets:
        return False
    after = stage.after(name)
    return not name.subject or (
        name.line < mention.line and after is not None and (after.low in _STANDING or after.low == "and")
    )
