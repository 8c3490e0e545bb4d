"""What every view asks of a story: the claim behind an id, its report, its claimant and where it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from counterclaim.publish.decided import Decided
from counterclaim.publish.legible import make_legible, make_name
from counterclaim.publish.masking import NO_MASKS, WITHHELD, Masks, find_private_names, find_role
from counterclaim.publish.wording import count_of, write_day, write_days_out, write_moment
from counterclaim.records.claim import Claim, ClaimantBasis
from counterclaim.records.statement import Voice
from counterclaim.records.story import Question, Story
from counterclaim.records.text import Report

OWN_VOICE = "(in its own voice)"
# A sentence ends at a full stop before white space, or with its line.
_SENTENCE_END = re.compile(r"[.!?]\s+|\n+")
_SENTENCE_REACH = 200
_NOT_ANCHOR = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A story with claims and reports by id, names that are withheld, voices of shared texts, questions, people's decisions.

    `sample` says what an absence is an absence from: "in the 9 reports read since 26 Feb 2026".
    """

    story: Story
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    masks: Masks
    voices: Mapping[str, str]
    questions: Mapping[str, Question]
    sample: str
    decided: Decided
    _claimants: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, story: Story, *, masked: bool = True) -> Lookup:
        """Index a story; `masked` False shows private names and is for the ledger's own keepers only."""
        return cls(
            story,
            {claim.id: claim for claim in story.claims},
            {report.id: report for report in story.reports},
            find_private_names(story.claims) if masked else NO_MASKS,
            {report_id: voice.id for voice in story.resolution.syndications for report_id in voice.report_ids},
            {question.id: question for question in story.resolution.questions},
            _describe_sample(story),
            Decided.of(story),
        )

    def find_claims(self, ids: Iterable[str]) -> tuple[Claim, ...]:
        """Give the claims of these ids in their order; an id that the story does not hold is left out."""
        return tuple(self.claims[id] for id in ids if id in self.claims)

    def name_claimant(self, claim: Claim) -> str:
        """Give the claimant's name; a private person is a role: "teacher [name withheld]", "witness [name withheld]"."""
        found = self._claimants.get(claim.id)
        if found is None:  # Every line of every page names some, most of them again and again.
            found = self._claimants[claim.id] = self._find_claimant(claim)
        return found

    def _find_claimant(self, claim: Claim) -> str:
        name = self.hide(claim.claimant.name, claim)
        if name != WITHHELD:
            return name or "unknown claimant"
        speaker_class = claim.statement.source.speaker_class
        role = find_role(claim) or (speaker_class.value if speaker_class else "")
        return f"{role} {WITHHELD}".lstrip()

    def name_outlet(self, report: Report | None) -> str:
        """Give the outlet's name, or "unknown outlet"."""
        return make_name(report.outlet.name) if report and report.outlet else "unknown outlet"

    def voice_of(self, claim: Claim) -> str:
        """Give what is equal for two claims in one voice: the claimant, or the shared text where its copies speak."""
        if claim.claimant.basis is ClaimantBasis.SPEAKER:
            return claim.claimant.key
        return self.voices.get(claim.statement.report_id, claim.claimant.key)

    def report_of(self, claim: Claim) -> Report | None:
        """Give the report that a claim stands in, None where the story does not hold it."""
        return self.reports.get(claim.statement.report_id)

    def outlet_of(self, claim: Claim) -> str:
        """Give the name of the outlet that carries a claim."""
        return self.name_outlet(self.report_of(claim))

    def moment_of(self, claim: Claim) -> str:
        """Give the publication time of a claim's report in words."""
        report = self.report_of(claim)
        return write_moment(report.published, exact=report.published_exact) if report else "no date"

    def stamp_of(self, claim: Claim) -> str:
        """Give the publication time of a claim's report in ISO 8601, empty where only its day is known."""
        report = self.report_of(claim)
        return report.published.isoformat() if report and report.published and report.published_exact else ""

    def day_of(self, claim: Claim) -> date | None:
        """Give the publication day of a claim's report."""
        report = self.report_of(claim)
        return report.day if report else None

    def order_of(self, claim: Claim) -> tuple[bool, str, str]:
        """Give what sorts claims by publication, undated ones last, then by id."""
        report = self.report_of(claim)
        published = report.published if report else None
        return (published is None, published.isoformat() if published else "", claim.id)

    def chain_of(self, claim: Claim) -> tuple[str, ...]:
        """Give who stands between reader and event, outermost first: outlet, channel, further speakers, speaker."""
        source = claim.statement.source
        chain = [self.outlet_of(claim)]
        if source.via:
            chain.append(self.hide(source.via.text, claim))
        chain += [self.hide(span.text, claim) for span in reversed(source.chain)]
        if source.voice is Voice.HEARSAY:
            chain.append(f"hearsay (“{self.hide(source.cue.text, claim)}”)" if source.cue else "hearsay")
        speaker = self.hide(source.speaker.text, claim) if source.speaker else ""
        claimant = self.name_claimant(claim)
        if claim.claimant.basis is ClaimantBasis.SPEAKER and speaker and claimant not in speaker:
            speaker = f"{speaker} ({claimant})"
        elif claim.claimant.basis is ClaimantBasis.AGENCY:
            chain.append(f"{claimant} (agency, in its own voice)")
        if speaker:
            chain.append(speaker)
        elif len(chain) == 1:
            chain[0] += f" {OWN_VOICE}"
        return tuple(chain)

    def checking_of(self, claim: Claim) -> str:
        """Give what the report says about checking, as its whole sentence: "could be verified" may follow a "neither"."""
        span, report = claim.statement.verification, self.report_of(claim)
        if span is None:
            return ""
        if report is None or report.text[span.start : span.end] != span.text:
            return self.hide(span.text, claim)
        before = report.text[max(span.start - _SENTENCE_REACH, 0) : span.start]
        after = report.text[span.end : span.end + _SENTENCE_REACH]
        start = max((found.end() for found in _SENTENCE_END.finditer(before)), default=0)
        end = _SENTENCE_END.search(after)
        return self.hide(before[start:] + span.text + after[: end.start() + 1 if end else len(after)], claim)

    def label_of(self, question_id: str | None) -> str:
        """Give a question's label as a name, empty where the story holds no such question."""
        question = self.questions.get(question_id or "")
        return make_name(self.hide_among(question.label, question.claim_ids)) if question else ""

    def hide_among(self, text: str, claim_ids: Iterable[str]) -> str:
        """Give words about several claims as one line without the private names of any of their reports, days written out."""
        for report_id in dict.fromkeys(claim.statement.report_id for claim in self.find_claims(claim_ids)):
            if self.masks.single.get(report_id):
                text = self.masks.hide(text[:2000], report_id)
        return write_days_out(make_legible(self.masks.hide(text[:2000])))

    def hide(self, text: str, claim: Claim) -> str:
        """Give a short text of a claim's report as one line without private names."""
        return make_name(self.masks.hide(text[:2000], claim.statement.report_id))


def anchor_of(id: str, kind: str = "claim") -> str:
    """Give the page anchor of a record; letters, digits and hyphens only."""
    return f"{kind}-{_NOT_ANCHOR.sub('', id)}"


def _describe_sample(story: Story) -> str:
    days = [report.day for report in story.reports if report.day]
    since = f" since {write_day(min(days))}" if days else ""
    return f"in the {count_of(len(story.reports), 'report')} read{since}"
