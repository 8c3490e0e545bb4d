"""Ids as people type them: claims, incidents and questions by the beginning of an id, also of one that has moved on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.errors import UnknownName
from counterclaim.publish.lookup import Lookup
from counterclaim.publish.subjects import describe_claim, describe_incident, describe_question, shorten
from counterclaim.publish.wording import join_words
from counterclaim.records.claim import Claim
from counterclaim.records.story import About, Story
from counterclaim.resolve.identity import name_incident, name_question

SHORTEST = 4
MOST_SHOWN = 8
EVERYTHING = (About.CLAIM, About.INCIDENT, About.QUESTION)
_ARTICLES = {About.CLAIM: "a claim", About.INCIDENT: "an incident", About.QUESTION: "a question"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a typed id means now. `claim_ids` are all its claims, the one that stands for it first.

    `part` is the index of the sub-count that founds a question, None where the claim's own figure does.
    """

    about: About
    id: str
    claim_ids: tuple[str, ...]
    part: int | None = None


class Register:
    """Everything in a story that an id can name.

    An id stays good: one that a newer reading or an earlier report has replaced leads to what now holds its statement.
    `find_old` gives the claims of any reading whose ids begin so; `lookup` is the story's, where it is made already.
    """

    def __init__(
        self,
        story: Story,
        find_old: Callable[[str], Iterable[Claim]] = lambda _: (),
        lookup: Lookup | None = None,
    ) -> None:
        self.lookup = lookup or Lookup.of(story)
        self._find_old = find_old
        self._incidents = {incident.id: incident for incident in story.resolution.incidents}
        self._subjects: dict[str, Subject] = {c.id: Subject(About.CLAIM, c.id, (c.id,)) for c in story.claims}
        for incident in story.resolution.incidents:
            self._subjects[incident.id] = Subject(About.INCIDENT, incident.id, incident.claim_ids)
        for question in story.resolution.questions:
            parts = {part for claim_id, part in question.parts if claim_id == question.claim_ids[0]}
            part = min(parts) if parts else None
            self._subjects[question.id] = Subject(About.QUESTION, question.id, question.claim_ids, part)
        self._older: Mapping[str, Subject] | None = None

    def find(self, typed: str, wanted: Iterable[About] = EVERYTHING) -> Subject:
        """Give what an id, or the beginning of one, names now. Raises UnknownName where that is nothing or not one thing."""
        typed, wanted = typed.strip().rstrip("…").lower(), tuple(wanted)
        if len(typed) < SHORTEST:
            raise UnknownName(f"{typed!r} is too short for an id: type its first {SHORTEST} characters or more.")
        found = self._begin(typed, self._subjects) or self._begin(typed, self._list_older())
        found = found or self._trace_old(typed)
        fitting = [subject for subject in found if subject.about in wanted]
        if len(fitting) == 1:
            return fitting[0]
        if not found:
            raise UnknownName(
                f"Nothing here has an id that begins with {typed!r}. The tables show ids in their first column: "
                "counterclaim claims, counterclaim incidents, counterclaim questions."
            )
        if not fitting:
            told = "; ".join(self.describe(subject) for subject in found[:MOST_SHOWN])
            kinds = join_words([_ARTICLES[about] for about in wanted]).replace(" and ", " or ")
            raise UnknownName(f"{typed} is not {kinds}: {told}.{self._show_claims(found)}")
        shown = "\n".join(f"  {subject.id}  {self.describe(subject)}" for subject in fitting[:MOST_SHOWN])
        further = f"\n  … and {len(fitting) - MOST_SHOWN} more" if len(fitting) > MOST_SHOWN else ""
        raise UnknownName(f"{typed} begins {len(fitting)} ids; type more of the one you mean:\n{shown}{further}")

    def find_holder(self, claim_id: str, about: About, part: int | None = None) -> Subject | None:
        """Give the incident or question that holds a claim (or the sub-count `part` of its figure), None where none does.

        A claim of an old reading stands for the one that carries on its statement.
        """
        if claim_id not in self.lookup.claims:
            claim_id = next((subject.id for subject in self._trace_old(claim_id)), "")
        claim = self.lookup.claims.get(claim_id)
        if claim is None:
            return None
        if about is About.CLAIM:
            return self._subjects[claim_id]
        name = name_incident(claim.statement.id) if about is About.INCIDENT else name_question(claim.statement.id, part)
        return self._subjects.get(name) or self._list_older().get(name)

    def describe(self, subject: Subject) -> str:
        """Give a subject in one line: what it is, with whoever tells of it."""
        if subject.about is About.INCIDENT and subject.id in self._incidents:
            return f"an incident ({describe_incident(self.lookup, self._incidents[subject.id])})"
        if subject.about is About.QUESTION:
            return f"a question ({describe_question(self.lookup, self.lookup.questions[subject.id])})"
        return f"a claim ({describe_claim(self.lookup, self.lookup.claims[subject.id])})"

    def _show_claims(self, found: Iterable[Subject]) -> str:
        """Name the claims of what was found instead, so that one of them can be typed."""
        for subject in found:
            if subject.about is not About.CLAIM:
                claims = self.lookup.find_claims(subject.claim_ids[:MOST_SHOWN])
                lines = "\n".join(f"  {shorten(claim.id)}  {describe_claim(self.lookup, claim)}" for claim in claims)
                return f" Its claims are:\n{lines}"
        return ""

    @staticmethod
    def _begin(typed: str, names: Mapping[str, Subject]) -> list[Subject]:
        if typed in names:
            return [names[typed]]
        return list(dict.fromkeys(subject for name, subject in names.items() if name.startswith(typed)))

    def _trace_old(self, typed: str) -> list[Subject]:
        older = self._list_older()
        statements = (claim.statement.id for claim in self._find_old(typed))
        return list(dict.fromkeys(older[statement] for statement in statements if statement in older))

    def _list_older(self) -> Mapping[str, Subject]:
        """Give what every other name of a statement leads to: the claim of it, and the incident and question that hold it."""
        if self._older is None:
            older: dict[str, Subject] = {}
            statements = {claim.id: claim.statement.id for claim in self.lookup.story.claims}
            for subject in list(self._subjects.values()):
                if subject.about is About.CLAIM:
                    older[statements[subject.id]] = subject
                elif subject.about is About.INCIDENT:
                    older.update({name_incident(statements[c]): subject for c in subject.claim_ids if c in statements})
                else:
                    parts = self.lookup.questions[subject.id].parts
                    own = set(subject.claim_ids) - {claim_id for claim_id, _ in parts}
                    held = [*((claim_id, None) for claim_id in sorted(own)), *parts]
                    older.update({name_question(statements[c], part): subject for c, part in held if c in statements})
            self._older = older
        return self._older
