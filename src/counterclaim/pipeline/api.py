"""What `import counterclaim` offers: claims of a text, and a ledger with its tables as sequences of rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from counterclaim.errors import ReportError, UnknownName
from counterclaim.intake.facts import Facts, Hints
from counterclaim.intake.gather import gather
from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.auditing import Audit, audit
from counterclaim.pipeline.comparing import compare_table
from counterclaim.pipeline.compose import Read, open_workshop, read_into, read_report, tell_read, tell_story
from counterclaim.pipeline.edits import FIELDS, Typed, read_typed
from counterclaim.pipeline.entering import Missed, enter
from counterclaim.pipeline.exporting import list_table, make_files, write_files
from counterclaim.pipeline.frames import Rows
from counterclaim.pipeline.judging import Signed, decide, find_to_withdraw, record, withdraw
from counterclaim.pipeline.naming import Register
from counterclaim.pipeline.nearby import find_report, tell_nearby
from counterclaim.pipeline.rows import LISTED, TABLES, list_rows
from counterclaim.pipeline.tracing import trace
from counterclaim.publish.exports.holdings import list_holdings
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.lineup import LineRow
from counterclaim.publish.tracing import Trace
from counterclaim.reading import front
from counterclaim.records.claim import Claim
from counterclaim.records.story import About, Judgement, Story, Verdict
from counterclaim.records.text import Gathered, Skipped


class Ledger:
    """A ledger open for reading reports into it and for asking what it holds. Use it in a `with` block, or close it."""

    def __init__(self, url_or_path: str | Path) -> None:
        self._book = open_ledger(url_or_path)

    def read(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        columns: dict[str, str] | None = None,
    ) -> tuple[Read | Skipped, ...]:
        """Read files and folders into the ledger and give what came of each; reading one twice adds nothing.

        `published` and `outlet` are for reports that do not say it themselves; `columns` names JSON fields.
        """
        hints = Hints(told=Facts(published=published, outlet=outlet), columns=columns or {})
        given = [paths] if isinstance(paths, (str, Path)) else paths
        return tuple(read_into(self._book, given, hints, at=datetime.now(UTC)))

    def questions(self, as_of: date | None = None) -> Rows:
        """Give the current figure of every claimant on every question, as of a day."""
        return self._rows("questions", as_of)

    def questions_near(self, claim: str, as_of: date | None = None) -> Rows:
        """Give the questions that a claim and its report speak of, as `questions` would, without the rest of the ledger."""
        with self._book.view() as view:
            story = tell_nearby(view, [find_report(view, claim)], as_of)
        return Rows(list_rows(story, "questions"), TABLES["questions"])

    def claims(self, as_of: date | None = None) -> Rows:
        """Give every claim with its sentence."""
        return self._rows("claims", as_of)

    def incidents(self, as_of: date | None = None) -> Rows:
        """Give the incidents that claims speak of."""
        return self._rows("incidents", as_of)

    def positions(self, as_of: date | None = None) -> Rows:
        """Give who accuses, denies, threatens, asks, supports, offers or agrees."""
        return self._rows("positions", as_of)

    def reports(self, as_of: date | None = None) -> Rows:
        """Give the reports that were read."""
        return self._rows("reports", as_of)

    def statements(self, as_of: date | None = None) -> Rows:
        """Give what the reports say, as read: words and offsets, nothing resolved."""
        return self._holdings("statements", as_of)

    def tallies(self, as_of: date | None = None) -> Rows:
        """Give every claimant's figures on every question, in order, each with its relation to the one before."""
        return self._holdings("tallies", as_of)

    def spreads(self, as_of: date | None = None) -> Rows:
        """Give low, best and high of every question under every rule, with the claimants they rest on."""
        return self._holdings("spreads", as_of)

    def judgements(self, as_of: date | None = None) -> Rows:
        """Give what people decided."""
        return self._holdings("judgements", as_of)

    def table(
        self, by: str = "admin1,week", measure: str = "killed", rule: str | None = None, as_of: date | None = None
    ) -> Rows:
        """Give counts by place, time and side; what was not added, and why, stands in each row."""
        columns, rows = list_table(self._story(as_of), by, measure, rule)
        return Rows(rows, columns)

    def export(
        self,
        form: str,
        path: str | Path,
        *,
        rule: str | None = None,
        as_of: date | None = None,
        reviewed_only: bool = False,
    ) -> tuple[Path, ...]:
        """Write the ledger in a form of the field (`counterclaim export --help`) and give the files."""
        return write_files(*make_files(self._story(as_of), form, Path(path), rule=rule, reviewed=reviewed_only))

    def judge(
        self, verdict: str, *ids: str, reason: str = "", author: str, content: Mapping[str, object] | None = None
    ) -> tuple[str, ...]:
        """Keep a person's decision about what the ids name, and give the ids of the judgements that say so.

        `verdict` is same, different, merge, split, accept, reject, grade or estimate; `content` is {"grade": …}, or the
        "low", "best" and "high" of an estimate. The command line tells what each one does.
        """
        signed = Signed(author, reason, datetime.now(UTC))
        found = [
            known
            for known in Verdict
            if known.value == verdict and known not in (Verdict.EDIT, Verdict.ENTER, Verdict.CODE)
        ]
        if not found:
            raise UnknownName(f"There is no verdict {verdict!r}; corrections go through correct().")
        outcome = record(self._book, lambda register: decide(register, found[0], ids, signed, content or {}))
        return tuple(judgement.id for judgement in outcome.judgements)

    def correct(
        self,
        claim: str,
        *,
        reason: str,
        author: str,
        as_typed: bool = False,
        words: Mapping[str, str] | None = None,
        **fields: str,
    ) -> tuple[str, ...]:
        """Correct what was read in a claim: figure="at least 12", side, actor, claimant, place, period, kind or measure.

        `words` are the report's own words for event, figure, speaker, actor, object, place or time; what they mean follows
        from them. Names that no table knows are taken with `as_typed`. Gives the judgement's id.
        """
        signed = Signed(author, reason, datetime.now(UTC))
        unknown = sorted(set(fields) - set(FIELDS))
        if unknown:
            raise UnknownName(f"A claim has no {', '.join(unknown)} to correct.")
        typed = dataclasses.replace(Typed(as_typed=as_typed, words=words or {}), **dict[str, Any](fields))

        def make(register: Register) -> list[Judgement]:
            subject = register.find(claim, (About.CLAIM,))
            read_claim = register.lookup.claims[subject.id]
            found = read_typed(typed, read_claim, register.lookup.story, open_workshop().gazetteer)
            return decide(register, Verdict.EDIT, [subject.id], signed, found)

        return tuple(judgement.id for judgement in record(self._book, make).judgements)

    def enter(self, missed: Missed, *, reason: str, author: str) -> str:
        """Enter a claim that the reader missed, and give its id. What its words mean follows from them."""
        signed, gazetteer = Signed(author, reason, datetime.now(UTC)), open_workshop().gazetteer
        return record(self._book, lambda register: [enter(register, missed, gazetteer, signed)]).judgements[0].subject

    def undo(self, judgement: str, *, reason: str = "", author: str) -> str:
        """Withdraw a judgement, and give the id of the one that does."""
        signed = Signed(author, reason, datetime.now(UTC))
        with self._book.view() as view:
            made = find_to_withdraw(view, judgement)
        return record(self._book, lambda _: [withdraw(made, signed)]).judgements[0].id

    def audit(self, asked: str) -> Audit:
        """Give the history behind an id or a figure: words, readings with their versions, judgements, uses."""
        with self._book.view() as view:
            return audit(view, asked)

    def trace(self, asked: str, as_of: date | None = None) -> Trace:
        """Give who said a sentence or figure first in this ledger, who carried it with what change, and who denies it."""
        with self._book.view() as view:
            return trace(view, asked, as_of)

    def compare(
        self,
        table: str | Path,
        columns: Mapping[str, str] | None = None,
        *,
        rule: str | None = None,
        as_of: date | None = None,
    ) -> Rows:
        """Line a CSV table of events up with the incidents; rows that cannot be read are left out."""
        with self._book.view() as view:
            found = compare_table(view, Path(table), columns or {}, rule=rule, as_of=as_of)
        names = tuple(field.name for field in dataclasses.fields(LineRow))
        return Rows([dataclasses.asdict(line) for line in found.lines], names)

    def _story(self, as_of: date | None) -> Story:
        with self._book.view() as view:
            return tell_story(view, as_of)

    def _rows(self, name: str, as_of: date | None) -> Rows:
        with self._book.view() as view:
            story = tell_read(view, as_of) if name in LISTED else tell_story(view, as_of)
        return Rows(list_rows(story, name), TABLES[name])

    def _holdings(self, name: str, as_of: date | None) -> Rows:
        sheets = {sheet.name: sheet for sheet in list_holdings(Stock.of(self._story(as_of)))}
        return Rows(sheets[name].plain_rows(), sheets[name].heads)

    def close(self) -> None:
        """Let go of the ledger."""
        self._book.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_text(text: str, *, published: str | None = None, outlet: str | None = None) -> tuple[Claim, ...]:
    """Give the claims of one report's text, in text order. Keeps nothing."""
    return read_report(front.report(Gathered(text, published=published, outlet=outlet)), open_workshop())


def read_path(path: str | Path) -> tuple[Claim, ...]:
    """Give the claims of a file, report after report. Raises ReportError where something in it cannot be read."""
    claims: list[Claim] = []
    for found in gather([path]):
        if isinstance(found, Skipped):
            raise ReportError(f"{found.path}: {found.why}")
        claims.extend(read_report(front.report(found), open_workshop()))
    return tuple(claims)
