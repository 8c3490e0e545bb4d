"""What changed between two states of a ledger, and why: reports, claims, figures, ranges, decisions, versions."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.publish.exports.sheet import Row, Sheet

Table = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class State:
    """The tables of one state by name, cells as they stand in CSV; `name` is what a person called it."""

    name: str
    tables: Mapping[str, Table]

    @classmethod
    def of(cls, name: str, files: Mapping[str, bytes]) -> State:
        """Give the state that the CSV files of a ledger or release hold."""
        csv.field_size_limit(2**31 - 1)
        tables = {
            file.removesuffix(".csv"): list(csv.DictReader(data.decode().splitlines(keepends=True)))
            for file, data in files.items()
            if file.endswith(".csv")
        }
        return cls(name, tables)

    def table(self, name: str) -> Table:
        """Give a table, empty where the state has none."""
        return self.tables.get(name, ())


def compare(a: State, b: State) -> Sheet:
    """Give the changes from `a` to `b`: reports, decisions, claims, figures, ranges, each in the order of its ids.

    Claims are matched by statement, so that a new version of rules or tables shows as a change and not as another claim.
    """
    why = _Why.of(a, b)
    rows = [
        *_compare_reports(a, b),
        *_compare_judgements(a, b),
        *_compare_claims(a, b, why),
        *_compare_figures(a, b, why),
        *_compare_spreads(a, b),
    ]
    return Sheet("changes", rows)


@dataclass(frozen=True, slots=True)
class _Why:
    """What can explain a change: reports of one state only, decisions of one state only, readings by report."""

    reports_a: frozenset[str]
    reports_b: frozenset[str]
    decided: Mapping[str, tuple[str, ...]]
    readings_a: Mapping[str, str]
    readings_b: Mapping[str, str]
    claims_a: Mapping[str, Mapping[str, str]]
    claims_b: Mapping[str, Mapping[str, str]]
    answers_b: Mapping[str, str]

    @classmethod
    def of(cls, a: State, b: State) -> _Why:
        before = {row["judgement_id"] for row in a.table("judgements")}
        after = {row["judgement_id"] for row in b.table("judgements")}
        decided: dict[str, list[str]] = defaultdict(list)
        for row in b.table("judgements"):
            if row["judgement_id"] not in before:
                for subject in filter(None, (row["subject"], row["other"])):
                    decided[subject].append(
                        f"{row['author']} decided: {row['verdict']} ({row['reason'] or 'no reason given'})"
                    )
        for row in a.table("judgements"):
            if row["judgement_id"] not in after:
                decided[row["subject"]].append(f"the decision of {row['author']} ({row['verdict']}) was withdrawn")
        return cls(
            frozenset(row["report_id"] for row in a.table("reports")),
            frozenset(row["report_id"] for row in b.table("reports")),
            {subject: tuple(told) for subject, told in decided.items()},
            {row["report_id"]: row["reading"] for row in a.table("claims")},
            {row["report_id"]: row["reading"] for row in b.table("claims")},
            {row["claim_id"]: row for row in a.table("claims")},
            {row["claim_id"]: row for row in b.table("claims")},
            {row["claim_id"]: row["question"] for row in b.table("tallies")},
        )

    def of_claim(self, claim: Mapping[str, str]) -> str:
        """Give what explains that a claim appeared, changed or went; empty where nothing known does."""
        report = claim["report_id"]
        told = [*self.decided.get(claim["claim_id"], ())]
        if report not in self.reports_a:
            told.append(f"a report that was added: {claim['outlet']}, {claim['published'] or 'no date'}")
        elif report not in self.reports_b:
            told.append(f"a report that is gone: {claim['outlet']}, {claim['published'] or 'no date'}")
        elif self.readings_a.get(report, "") != self.readings_b.get(report, ""):
            told.append("the report was read anew, by another version of reader, rules or tables")
        return "; ".join(dict.fromkeys(told))


def _compare_reports(a: State, b: State) -> Iterator[Row]:
    before, after = (_by(state.table("reports"), "report_id") for state in (a, b))
    for id in sorted(before.keys() ^ after.keys()):
        row = after.get(id) or before[id]
        named = f"{row['outlet']}, {row['published'] or 'no date'}: {row['title'] or 'untitled'}"
        yield _change("report", id, "added" if id in after else "gone", row["outlet"], about=named)


def _compare_judgements(a: State, b: State) -> Iterator[Row]:
    before, after = (_by(state.table("judgements"), "judgement_id") for state in (a, b))
    for id in sorted(before.keys() ^ after.keys()):
        row = after.get(id) or before[id]
        about = f"{row['verdict']} {row['subject']}"
        change = "added" if id in after else "withdrawn"
        yield _change("judgement", id, change, row["author"], about=about, why=row["reason"])


def _compare_claims(a: State, b: State, why: _Why) -> Iterator[Row]:
    before, after = (_by(state.table("claims"), "statement_id") for state in (a, b))
    told = (
        "claimant",
        "kind",
        "status",
        "measure",
        "figure",
        "unit",
        "victim_side",
        "victim_status",
        "place",
        "start",
        "end",
    )
    for id in sorted(before.keys() | after.keys()):
        old, new = before.get(id), after.get(id)
        row = new or old
        if row is None or (old and new and all(old[name] == new[name] for name in told)):
            continue
        changed = [name for name in told if old and new and old[name] != new[name]]
        yield _change(
            "claim",
            row["claim_id"],
            "changed" if changed else "added" if new else "gone",
            row["claimant"],
            about=row["quote"],
            before="; ".join(f"{name}: {old[name] or 'unknown'}" for name in changed) if old else "",
            after="; ".join(f"{name}: {new[name] or 'unknown'}" for name in changed) if new else "",
            why=why.of_claim(row),
        )


def _compare_figures(a: State, b: State, why: _Why) -> Iterator[Row]:
    """Compare the current figures of each tally: a claimant's, or a side's with all its organs, on one question."""
    before, after = (_current(state) for state in (a, b))
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, ()), after.get(key, ())
        figures = ["; ".join(row["figure"] for row in rows) for rows in (old, new)]
        if figures[0] == figures[1]:
            continue
        row = (new or old)[0]
        yield _change(
            "figure",
            row["question_id"],
            "changed" if old and new else "added" if new else "gone",
            row["claimant"],
            about=row["question"],
            before=figures[0],
            after=figures[1],
            why=_explain(old, new, why),
        )


def _explain(old: Table, new: Table, why: _Why) -> str:
    ids = {row["claim_id"] for row in old}
    told = []
    for row in new:
        if row["claim_id"] not in ids:
            if row["relation"] != "first":
                told.append(f"{row['relation']} an earlier figure, as {row['relation_basis']}: {row['reason']}")
            if row["claim_id"] in why.claims_b:
                told.append(why.of_claim(why.claims_b[row["claim_id"]]))
    for row in old:
        if row["claim_id"] not in {r["claim_id"] for r in new}:
            if row["claim_id"] in why.claims_b:
                told.append(why.of_claim(why.claims_b[row["claim_id"]]))
                now = why.answers_b.get(row["claim_id"], "")
                told.append(f"now counted as: {now}" if now not in ("", row["question"]) else "")
            elif row["claim_id"] in why.claims_a:
                told.append(why.of_claim(why.claims_a[row["claim_id"]]))
    return "; ".join(dict.fromkeys(filter(None, told))) or "claims were put together in another way"


def _compare_spreads(a: State, b: State) -> Iterator[Row]:
    before, after = ({(row["question_id"], row["rule"]): row for row in state.table("spreads")} for state in (a, b))
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        ranges = [f"{r['low'] or '?'} / {r['best'] or '?'} / {r['high'] or '?'}" if r else "" for r in (old, new)]
        row = new or old
        if row is None or ranges[0] == ranges[1]:
            continue
        change = "changed" if old and new else "added" if new else "gone"
        claims = [r["claims"] if r else "0" for r in (old, new)]
        why = f"claims it rests on: {claims[1]}, before: {claims[0]}; see the figures of this question"
        yield _change(
            "range", key[0], change, row["rests_on"], about=f"{row['question']} ({key[1]}: low / best / high)",
            before=ranges[0], after=ranges[1], why=why,
        )  # fmt: skip


def _change(what: str, id: str, change: str, according_to: str, **told: str) -> Row:
    return {"what": what, "id": id, "change": change, "according_to": according_to or None} | {
        name: text or None for name, text in told.items()
    }


def _by(rows: Table, key: str) -> Mapping[str, Mapping[str, str]]:
    return {row[key]: row for row in rows}


def _current(state: State) -> Mapping[str, Table]:
    found: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in state.table("tallies"):
        if row["current"] == "yes":
            found[row["tally_id"]].append(row)
    return found


def pick_main(rows: Iterable[Row]) -> list[Row]:
    """Give the changes that a person reads first: all but claims that came or went and ranges that follow from them."""
    return [row for row in rows if row["what"] not in ("claim", "range") or row["change"] == "changed"]


def count_changes(rows: Iterable[Row]) -> Mapping[str, int]:
    """Count the changes by what changed."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[str(row["what"])] += 1
    return counts
