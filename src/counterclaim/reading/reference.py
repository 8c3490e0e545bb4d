"""What pronouns, role nouns and short names stand for inside a report. One answer or none: a doubt is said, never decided."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dataclasses import replace

from counterclaim.reading.cast import Cast, Figure
from counterclaim.reading.credits import Credit
from counterclaim.reading.mentions import Form, Mention
from counterclaim.reading.naming import fold, known_names
from counterclaim.reading.passage import Passage
from counterclaim.records.statement import StandsFor
from counterclaim.records.text import Span
from counterclaim.tables.cues import load_cues, load_nouns

# Sentences back that a pronoun, a role noun, a noun for a thing reaches.
_PRONOUN_REACH = 3
_ROLE_REACH = 12
_THING_REACH = 4
# A second bearer of a role that is this many sentences farther away raises no doubt.
_CLEAR_OF = 5
_PLACE_NOUNS_REACH = 3


class Reference:
    """Mentions of one report linked to what they stand for. Built once; `links` is by the offset at which a mention begins."""

    def __init__(self, passage: Passage, mentions: Sequence[Sequence[Mention]], credits: Sequence[Sequence[Credit]]) -> None:
        self._passage = passage
        self._cast = Cast()
        self._credits = credits
        self.links: dict[tuple[int, int], StandsFor] = {}
        self._figures: dict[tuple[int, int], Figure] = {}
        self._by_phrase: dict[tuple[int, int], Figure] = {}
        for line, found in enumerate(mentions):
            self._read(line, found)
        self._places = sorted((m.start, m.end) for found in mentions for m in found)

    def within(self, span: Span) -> tuple[StandsFor, ...]:
        """Give what the mentions inside a span stand for, in text order; first and full mentions stand for themselves."""
        at = bisect_left(self._places, (span.start, 0))
        found = []
        while at < len(self._places) and self._places[at][0] < span.end:
            link = self.links.get(self._places[at])
            if link and link.mention.end <= span.end:
                found.append(link)
            at += 1
        return tuple(found)

    def figure_of(self, mention: Mention) -> Figure | None:
        """Give the figure that a mention belongs to, None where that is not known."""
        return self._figures.get((mention.start, mention.end))

    def _read(self, line: int, mentions: Sequence[Mention]) -> None:
        speaking = {c.phrase: c for c in self._credits[line] if c.has_speaker}
        mentions = [_as_speaker(m) if m.phrase in speaking and m.nature == "thing" else m for m in mentions]
        joined: dict[int, Figure] = {}
        for at, mention in enumerate(mentions):
            if mention.form is Form.NAME and not self._is_bracketed(mention):
                joined[at] = self._name(mention, mentions[:at])
        for at, mention in enumerate(mentions):
            if mention.form is Form.NAME:
                if at not in joined:
                    self._note_alias(mention, mentions[:at])
                continue
            if mention.same_as in joined:
                figure: Figure | None = self._cast.add(mention, joined[mention.same_as])
            else:
                credit = speaking.get(mention.phrase) if mention.phrase >= 0 else None
                figure, why = self._resolve(mention, credit, mentions)
                if figure is None and credit and not why:
                    why = self._not_told(mention)
                figure = self._link(mention, figure, why)
            if figure:
                self._keep(mention, figure)

    def _keep(self, mention: Mention, figure: Figure) -> None:
        self._figures[mention.start, mention.end] = figure
        if mention.phrase >= 0:
            self._by_phrase[mention.line, mention.phrase] = figure

    def _is_bracketed(self, mention: Mention) -> bool:
        return mention.text.isupper() and mention.start > 0 and self._passage.text[mention.start - 1] == "("

    def _note_alias(self, mention: Mention, before: Sequence[Mention]) -> None:
        """Let the letters in "The Free Press Union (FPU)" stand for the body named before the bracket, else for a new one."""
        for other in reversed(before[-3:]):
            words = self._passage.text[other.start : mention.start - 1].replace("-", " ").split()
            figure = self.figure_of(other)
            if figure and "".join(w[0] for w in words if w[0].isupper() and w != "The") == mention.text:
                self._cast.alias(mention.text.casefold(), figure)
                self._keep(mention, figure)
                return
        self._name(mention, before)

    def _name(self, mention: Mention, line: Sequence[Mention]) -> Figure:
        found = self._cast.named(mention)
        if not found and mention.known and mention.known.kind == "seat" and mention.nature != "place":
            found = self._governments(mention)
        if mention.known and mention.known.kind == "seat" and mention.nature == "place":
            found = [f for f in found if f.nature == "place"]
        if len(found) > 1:
            narrowed = [f for f in found if mention.roles & f.roles or f.names == mention.names]
            found = narrowed if len(narrowed) == 1 else found
        if len(found) == 1 and mention.article == "the" and found[0].nature != "person" and self._elsewhere(mention, found[0], line):
            self._doubt(mention, f"“{mention.text}” of another place may be meant")
            figure = self._cast.add(mention)
            self._keep(mention, figure)
            return figure
        figure = self._cast.add(mention, found[0] if len(found) == 1 else None)
        self._keep(mention, figure)
        if len(found) > 1:
            self._doubt(mention, f"more than one “{mention.text}” in this report")
        elif found:
            full = figure.fullest(mention.start)
            if full and (len(full.names) > len(mention.names) or full.text != mention.text and full.names != mention.names):
                self._stand(mention, full)
        return figure

    def _governments(self, mention: Mention) -> list[Figure]:
        """Give "the Sudanese government" for the name of its seat."""
        key = mention.known.key if mention.known else ""
        found = []
        for _, figure in self._cast.lately(mention.line, within=_ROLE_REACH):
            if figure.roles & _GOVERNMENTS and any(known_names().get(fold(m), mention.known) != mention.known and known_names()[fold(m)].key == key for m in sorted(figure.marks)):
                found.append(figure)
        return _distinct(found)

    def _link(self, mention: Mention, figure: Figure | None, why: str) -> Figure | None:
        if figure is None:
            if why:
                self._doubt(mention, why)
            return None if mention.form is Form.PRONOUN else self._cast.add(mention)
        full = figure.fullest(mention.start)
        if full and full.start != mention.start:
            self._stand(mention, full)
        return self._cast.add(mention, figure)

    def _doubt(self, mention: Mention, why: str) -> None:
        self.links[mention.start, mention.end] = StandsFor(self._span(mention), None, why)

    def _stand(self, mention: Mention, full: Mention) -> None:
        self.links[mention.start, mention.end] = StandsFor(self._span(mention), self._passage.span(full.start, full.full_end or full.end))

    def _span(self, mention: Mention) -> Span:
        return self._passage.span(mention.start, mention.end)

    def _resolve(self, mention: Mention, credit: Credit | None, line: Sequence[Mention]) -> tuple[Figure | None, str]:
        if mention.form is Form.PRONOUN:
            if mention.nature == "self":
                return None, "first person: who speaks"
            if mention.nature == "person":
                return self._person(mention, credit)
            if mention.nature == "body":
                return self._thing_or_body(mention, credit)
            if mention.nature == "people":
                return self._several(mention, credit)
            return self._pair(mention)
        if mention.nature == "pair" or mention.article == "the" and "two" in mention.marks and mention.nature == "people":
            return self._pair(mention)
        if mention.article not in ("the", "this", ""):
            return None, ""
        return self._definite(mention, credit, line)

    def _candidates(self, mention: Mention, within: int) -> list[list[tuple[Mention, Figure]]]:
        """Give what was mentioned lately, by distance in sentences; inside a quote only what was quoted too, and the other way round."""
        rows: list[list[tuple[Mention, Figure]]] = [[] for _ in range(within + 1)]
        quoted = self._passage.quote_at(mention.start) >= 0
        for other, figure in self._cast.lately(mention.line, within=within):
            if other.start < mention.start and (self._passage.quote_at(other.start) >= 0) == quoted:
                rows[mention.line - other.line].append((other, figure))
        return rows

    def _speakers(self, line: int) -> list[Figure]:
        found = []
        for credit in self._credits[line]:
            if not credit.has_speaker or credit.quote >= 0:
                continue
            figure = self.speaker(credit)
            if figure and not any(f is figure for f in found):
                found.append(figure)
        return found

    def speaker(self, credit: Credit) -> Figure | None:
        """Give the figure that a credit names, None where that is not known or two speak."""
        return None if credit.joint else self._by_phrase.get((credit.line, credit.phrase))

    def _person(self, mention: Mention, credit: Credit | None) -> tuple[Figure | None, str]:
        for distance, row in enumerate(self._candidates(mention, _PRONOUN_REACH)):
            if not distance and mention.phrase >= 0 and not mention.subject:
                # "Y corrected him": whoever does it is not the one it is done to.
                doer = next((f for m, f in row if m.subject), None)
                row = [(m, f) for m, f in row if f is not doer]
            found = _distinct(f for m, f in row if _may_be_person(f, m, mention))
            if len(found) > 1:
                # Who is only part of another's title ("the spokesman for the governor") gives way.
                free = _distinct(f for m, f in row if _may_be_person(f, m, mention) and m.after not in ("of", "for"))
                found = free or found
            if not found:
                continue
            if len(found) == 1:
                return found[0], ""
            if distance and credit and not credit.answers:
                spoke = [f for f in self._speakers(mention.line - distance) if any(f is c for c in found)]
                if len(spoke) == 1:
                    return spoke[0], ""
            return None, _among(mention, found)
        return None, f"nobody before whom “{mention.text}” surely means"

    def _several(self, mention: Mention, credit: Credit | None) -> tuple[Figure | None, str]:
        for distance, row in enumerate(self._candidates(mention, 2)):
            found = _distinct(f for m, f in row if _may_be_several(f, m, bool(credit)))
            if not found and distance:
                found = _distinct(f for m, f in row if f.nature == "body" and m.subject)
            if not found:
                continue
            if len(found) > 1 and distance and credit:
                spoke = [f for f in self._speakers(mention.line - distance) if any(f is c for c in found)]
                found = spoke or found
            if not credit:
                found += [f for m, f in row if m.subject and f.nature == "body" and not any(f is c for c in found)]
            if len(found) == 1:
                return found[0], ""
            return None, _among(mention, found)
        return None, f"nobody before whom “{mention.text}” surely means"

    def _thing_or_body(self, mention: Mention, credit: Credit | None) -> tuple[Figure | None, str]:
        if mention.subject and not credit and self._is_expletive(mention):
            return None, ""
        for distance, row in enumerate(self._candidates(mention, 2 if credit else 1)):
            bodies = _distinct(f for m, f in row if f.number != "p" and (f.nature in ("body", "document") or f.nature == "" and m.subject))
            if distance and len(bodies) > 1 and credit:
                spoke = [f for f in self._speakers(mention.line - distance) if any(f is c for c in bodies)]
                bodies = spoke or bodies
            if credit:
                bodies = [f for f in bodies if f.nature == "body"] or bodies
                if len(bodies) == 1:
                    return bodies[0], ""
                if bodies:
                    return None, _among(mention, bodies)
                continue
            subjects = _distinct(f for m, f in row if m.subject and f.number != "p" and f.nature != "person")
            others = [f for f in bodies if not any(f is s for s in subjects)]
            if len(subjects) == 1 and not others:
                return subjects[0], ""
            if subjects or bodies:
                if len(bodies) == 1 and not subjects:
                    return bodies[0], ""
                return None, _among(mention, subjects + others)
        return None, f"nothing before that “{mention.text}” surely means"

    def _is_expletive(self, mention: Mention) -> bool:
        """Whether "it" stands for nothing: "it was raining", "it is unclear whether", "it was three"."""
        words = self._passage.lines[mention.line].layout.words
        after = [w for w in words[mention.word + 1 : mention.word + 5] if w.part != "R"]
        if not after:
            return True
        if after[0].part == "U":
            if len(after) == 1 or after[1].part == ".":
                return True
            return after[1].part in "CJ" or after[1].low in ("raining", "snowing", "reported", "said", "feared", "hoped", "expected", "believed", "not")
        return after[0].low in ("seems", "seemed", "appears", "appeared", "takes", "happened", "remains", "remained")

    def _pair(self, mention: Mention) -> tuple[Figure | None, str]:
        for distance in range(2):
            pairs = self._coordinated(mention.line - distance, mention.start)
            if len(pairs) == 1:
                figure = Figure(pairs[0])
                figure.number = "p"
                return figure, ""
            if pairs:
                break
        return None, f"no two before that “{mention.text}” surely means"

    def _coordinated(self, line: int, before: int) -> list[Mention]:
        """Give each "X and Y" of a sentence as one mention; "X, Y and Z" is none."""
        if line < 0:
            return []
        layout = self._passage.lines[line].layout
        found = []
        for k, word in enumerate(layout.words):
            if word.low != "and" or word.start >= before:
                continue
            left, right = layout.ends_at(k - 1), layout.starts_at(k + 1)
            if left < 0 or right < 0:
                continue
            first, second = layout.phrases[left], layout.phrases[right]
            if first.first and layout.words[first.first - 1].text == "," and layout.ends_at(first.first - 2) >= 0:
                continue
            one, two = layout.words[first.head], layout.words[second.head]
            if not (one.part == "P" and two.part == "P" or one.low in load_nouns().person and two.low in load_nouns().person):
                continue
            start, end = layout.words[first.first].start, layout.words[second.last - 1].end
            text = self._passage.text[start:end]
            found.append(Mention(line, left, first.first, start, end, text, Form.NAME, "people", "p", names=("",)))
        return found

    def _definite(self, mention: Mention, credit: Credit | None, line: Sequence[Mention]) -> tuple[Figure | None, str]:
        nouns = load_nouns()
        head = mention.head
        bare = mention.article == ""
        if mention.nature == "document":
            return self._issuer(mention, credit)
        if mention.nature == "body" and head in ("side",):
            return self._side(mention)
        if bare and (not credit or mention.number == "p"):
            return self._same_again(mention)
        if (head in nouns.places or head in nouns.class_is["country"]) and mention.nature in ("place", "thing", "body"):
            return self._place(mention, line)
        reach = _ROLE_REACH if mention.nature in ("person", "people", "body") else _THING_REACH
        found = self._called(mention, head, reach)
        if len(found) == 1:
            figure, _ = found[0]
            if mention.nature == "thing" and mention.marks - figure.marks - set(figure.names):
                return None, ""
            if self._elsewhere(mention, figure, line):
                return None, f"“{mention.text}” of another place may be meant"
            return figure, ""
        if found:
            return None, _among(mention, [f for f, _ in found])
        said = any(a <= mention.start < b for c in self._credits[mention.line] for a, b in c.covers)
        if mention.nature in ("person", "body") and mention.full_end <= mention.end and (credit and credit.quote < 0 or mention.subject and not said):
            return self._unspoken_role(mention, within=2 if credit else 1)
        if mention.nature == "thing":
            return self._unnamed_thing(mention)
        return None, ""

    def _unnamed_thing(self, mention: Mention) -> tuple[Figure | None, str]:
        """Give the one name with an article that may be a ship, a plane: nothing else told what bears it."""
        if mention.head not in _BEARERS:
            return None, ""
        rows = self._candidates(mention, 2)
        found = _distinct(f for row in rows for m, f in row if m.form is Form.NAME and f.nature == "" and m.article in ("the", "a"))
        single = len(found) == 1 and not self._is_coordinated(found[0].mentions[-1])
        return (found[0], "") if single else (None, _among(mention, found) if found else "")

    def _not_told(self, mention: Mention) -> str:
        """Say why a bare role noun that nothing before explains is a doubt; "the army" explains itself."""
        nouns = load_nouns()
        explains_itself = mention.nature != "person" and nouns.body.get(mention.head) not in ("armed", "civic", "monitor")
        if mention.article != "the" or mention.marks or explains_itself and mention.nature != "document":
            return ""
        return f"nobody before whom “{mention.text}” surely means"

    def _called(self, mention: Mention, head: str, reach: int) -> list[tuple[Figure, int]]:
        """Give the figures that may be called so with their distance; a far second one is left out."""
        found: list[tuple[Figure, int]] = []
        plural = mention.number == "p"
        for other, figure in self._cast.lately(mention.line, within=reach):
            if any(figure is f for f, _ in found) or other.start >= mention.start:
                continue
            if figure.nature == "place" or not figure.may_be_called(head):
                continue
            if (figure.number == "p") != plural and not (plural and figure.nature == "body"):
                if head in figure.roles and not plural and figure.number == "p" and not found:
                    return [(figure, 0), (figure, 0)]
                continue
            if figure.gender and mention.gender and figure.gender != mention.gender:
                continue
            if _clash(mention, figure) or self._is_strange(mention, other, figure):
                continue
            found.append((figure, mention.line - other.line))
        if len(found) > 1:
            found = self._without_tails(found)
        if len(found) > 1 and found[1][1] - found[0][1] >= _CLEAR_OF:
            return found[:1]
        if len(found) > 1 and mention.marks:
            close = [(f, d) for f, d in found if mention.marks & (f.marks | set(f.names))]
            return close if len(close) == 1 else found
        return found

    def _is_strange(self, mention: Mention, other: Mention, figure: Figure) -> bool:
        """Whether a mention says more of itself than a reference does ("the group of tourists"), or an attacker did nothing."""
        text = self._passage.text[mention.end : mention.full_end].casefold()
        told = {*figure.marks, *figure.names}
        if text and not any(word in told for word in fold(text).split()):
            return True
        hostile = mention.head in _HOSTILE and not figure.roles & _HOSTILE
        return hostile and not self._acts(other)

    def _acts(self, mention: Mention) -> bool:
        """Whether somebody does something in an active sentence: the attackers before they are called so."""
        words = [w for w in self._passage.lines[mention.line].layout.words if w.start >= mention.end]
        verb = next((k for k, w in enumerate(words) if w.part in "VU"), -1)
        if not mention.subject or verb < 0:
            return False
        return words[verb].part == "V" or not any(w.part == "E" for w in words[verb + 1 : verb + 3])

    def _without_tails(self, found: list[tuple[Figure, int]]) -> list[tuple[Figure, int]]:
        """Leave out who stands only in the "of …" of another: "Fighters of the Front" are one."""
        kept = []
        for figure, distance in found:
            last = figure.mentions[-1]
            inside = any(
                other is not figure and any(m.start < last.start < m.full_end for m in other.mentions[-3:]) for other, _ in found
            )  # fmt: skip
            if not inside:
                kept.append((figure, distance))
        return kept

    def _elsewhere(self, mention: Mention, figure: Figure, line: Sequence[Mention]) -> bool:
        """Whether the sentence opens somewhere else ("In Caracas, the president …") than the figure was mentioned."""
        words = self._passage.lines[mention.line].layout.words
        if not words or words[0].low not in ("in", "at", "from", "near", "across"):
            return False
        first = next((m for m in line if m.word <= 2 and m.form is Form.NAME and m.start < mention.start), None)
        return first is not None and not set(first.names) & (figure.marks | set(figure.names))

    def _unspoken_role(self, mention: Mention, *, within: int) -> tuple[Figure | None, str]:
        """Give the only one before who may hold a role that the report has not told: "Hagari briefed … The spokesman said"."""
        nouns = load_nouns()
        if mention.nature == "person" and nouns.person.get(mention.head) != "official":
            return None, ""
        if mention.nature == "body" and nouns.body.get(mention.head) not in ("armed", "civic", "monitor", "media", "hospital"):
            return None, ""
        for row in self._candidates(mention, within):
            natures = ("", "person") if mention.nature == "person" else ("", "body")
            found = _distinct(f for m, f in row if f.nature in natures and f.number != "p" and f.is_named() and not (f.nature == "" and m.after))
            found = [f for f in found if not f.known or f.known.kind not in ("country", "seat", "nationals")]
            if not found:
                continue
            if not any(m.subject and not self._is_coordinated(m) for m, f in row if f is found[0]):
                return None, _among(mention, found)
            open_ones = [f for f in found if not f.roles & (nouns.person.keys() | nouns.body.keys())]
            if len(found) == 1 and open_ones and not (mention.gender and found[0].gender and mention.gender != found[0].gender):
                if mention.nature == "body" and found[0].known and not found[0].may_be_called(mention.head):
                    return None, ""
                return found[0], ""
            return None, _among(mention, found)
        return None, ""

    def _is_coordinated(self, mention: Mention) -> bool:
        words = self._passage.lines[mention.line].layout.words
        after = next((w.low for w in words if w.start >= mention.end), "")
        return after == "and" or mention.after == "and"

    def _issuer(self, mention: Mention, credit: Credit | None) -> tuple[Figure | None, str]:
        """Give who brought out "the statement", "the report": the one who issued or spoke in the sentences before."""
        cues = load_cues()
        if mention.article != "the" or not credit:
            return None, ""
        for distance in (1, 2):
            number = mention.line - distance
            if number < 0:
                break
            words = self._passage.lines[number].layout.words
            if not any(w.low in cues.issue or w.low in cues.document for w in words) and not self._credits[number]:
                continue
            found = _distinct(f for m, f in self._cast.lately(number, within=0) if m.line == number and m.subject and f.nature in ("body", "person", "people", ""))
            if len(found) == 1:
                return found[0], ""
            if found:
                return None, _among(mention, found)
        return None, ""

    def _side(self, mention: Mention) -> tuple[Figure | None, str]:
        """Give the country that "the Afghan side" stands for, where the report named it."""
        keys = {known_names()[fold(w)].key for w in mention.marks if fold(w) in known_names() and known_names()[fold(w)].kind == "nationals"}
        found = _distinct(f for _, f in self._cast.lately(mention.line, within=_ROLE_REACH) if f.known and f.known.kind in ("country", "seat", "nationals") and f.known.key in keys)
        return (found[0], "") if len(found) == 1 else (None, "")

    def _same_again(self, mention: Mention) -> tuple[Figure | None, str]:
        found = _distinct(f for m, f in self._cast.lately(mention.line, within=2) if m.form is Form.NOUN and m.head == mention.head and m.marks == mention.marks and m.article == "")
        return (found[0], "") if len(found) == 1 and mention.nature != "thing" else (None, "")

    def _may_be_place(self, name: Mention, mention: Mention) -> bool:
        """Whether a name that nothing explains may be a place: no one who acts, an object of shelling or what "lies" somewhere."""
        words = self._passage.lines[name.line].layout.words
        if name.after in ("by", "with", "for") or name.after in load_cues().meets:
            return False
        if not name.subject:
            return True
        after = next((w.low for w in words if w.start >= name.end), "")
        return name.line < mention.line and (after in _STANDING or after == "and")

    def _place(self, mention: Mention, line: Sequence[Mention]) -> tuple[Figure | None, str]:
        found: list[Figure] = []
        for other, figure in self._cast.lately(mention.line, within=_PLACE_NOUNS_REACH):
            if other.start >= mention.start or any(figure is f for f in found):
                continue
            kind = figure.known.kind if figure.known else ""
            if mention.head in load_nouns().class_is["country"]:
                fits = kind == "country"
            elif figure.may_be_called(mention.head):
                fits = True
            else:
                fits = other.form is Form.NAME and (kind == "seat" or kind == "" and (figure.nature == "place" or figure.nature == "" and self._may_be_place(other, mention)))
            if fits:
                found.append(figure)
        if len(found) == 1:
            strange = mention.marks - found[0].marks - set(found[0].names)
            return (None, "") if strange or self._elsewhere(mention, found[0], line) else (found[0], "")
        return (None, _among(mention, found)) if found else (None, "")


_BEARERS = frozenset("ship vessel boat tanker plane aircraft jet helicopter drone missile rocket".split())
_HOSTILE = frozenset("gunman attacker assailant bomber shooter sniper suspect killer".split())
_GOVERNMENTS = frozenset("government administration authorities cabinet regime junta side".split())
_STANDING = frozenset("is was has had lies sits stands fell".split())


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    found: list[Figure] = []
    for figure in figures:
        if not any(figure is f for f in found):
            found.append(figure)
    return found


def _may_be_person(figure: Figure, mention: Mention, pronoun: Mention) -> bool:
    if figure.number == "p" or figure.gender and figure.gender != pronoun.gender:
        return False
    if figure.nature == "person":
        return True
    return figure.nature == "" and mention.form is Form.NAME and not figure.known and (mention.subject or len(mention.names) > 1 or mention.after in load_cues().meets)


def _may_be_several(figure: Figure, mention: Mention, speaking: bool) -> bool:
    if figure.nature == "people" or figure.number != "s" and figure.nature == "body":
        return True
    if speaking:
        return figure.nature == "body" and mention.subject
    return figure.number == "p" and figure.nature == "thing"


def _as_speaker(mention: Mention) -> Mention:
    """Let a noun that no table knows be people or a body where it speaks ("the organisers said")."""
    return replace(mention, nature="people" if mention.number == "p" else "body")


def _clash(mention: Mention, figure: Figure) -> bool:
    """Whether the words around one role say that two are meant: the health minister is not the finance minister."""
    if mention.head not in figure.roles or not mention.marks or not figure.marks:
        return False
    return not mention.marks & (figure.marks | set(figure.names)) and not any("-" in m or m.isdigit() for m in mention.marks)


def _among(mention: Mention, figures: Sequence[Figure]) -> str:
    names = sorted({(f.fullest(mention.start) or f.mentions[0]).text[:60] for f in figures})
    return f"“{mention.text}” may mean {' or '.join(names[:3])}"
