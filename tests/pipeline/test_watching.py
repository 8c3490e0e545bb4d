from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import SetupError
from counterclaim.intake.fetch import Fetcher
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.pipeline import watching
from counterclaim.pipeline.compose import Read, read_gathered, tell_story
from counterclaim.pipeline.nearby import key_reports
from counterclaim.pipeline.tellers import Lines, Teller, Undelivered
from counterclaim.pipeline.watch_rules import Rules
from counterclaim.pipeline.watch_state import hold, load_state
from counterclaim.pipeline.watching import ReadAll, Watch
from counterclaim.publish.changes import ChangeKind
from counterclaim.records.story import Relation
from counterclaim.records.text import Gathered, Skipped
from tests.ledger.world import judge
from tests.pipeline.newsroom import FAULTS, START, Entry, Newsroom, read_plainly, serve, write_sentence

QUARTER = timedelta(minutes=15)
STILL = {Relation.FIRST, Relation.REPEATS, Relation.RESTATES, Relation.ROUNDS, Relation.VARIANT}


@dataclass
class Heard:
    """Keeps what it is told; `refusals` times it is not to be reached."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    refusals: int = 0
    name: str = "heard"

    def tell(self, changes: Iterable[dict[str, Any]]) -> None:
        if self.refusals:
            self.refusals -= 1
            raise Undelivered("The wire is cut.")
        self.changes.extend(changes)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(change["kind"] for change in self.changes)


class Crash(BaseException):
    """The power goes."""


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with serve(Newsroom(random.Random(5))) as room:
        yield room


def open_watch(
    room: Newsroom,
    folder: Path,
    book: Ledger,
    *tellers: Teller,
    read: ReadAll = read_plainly,
    rules: Rules | None = None,
    kind: type[Watch] = Watch,
) -> Watch:
    fetcher = Fetcher(allow_private=True, pause_s=0, silence_s=0.1, longest_s=2)
    folder.mkdir(exist_ok=True)
    state = load_state(folder / "watch.json")
    watch = kind(book, state, [f"{room.url}/feed"], tellers, QUARTER, rules or Rules(), fetcher, read)
    watch.begin()
    return watch


def publish(room: Newsroom, at: datetime, by: str, n: int, of: str, town: str, *, is_summary: bool = False) -> None:
    room.entries.append(Entry(len(room.entries), at, write_sentence(by, n, of, town), is_summary))


def test_a_new_question_then_a_figure_that_supersedes_it_are_told_once(room: Newsroom, tmp_path: Path) -> None:
    heard = Heard()
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, heard)
        publish(room, START, "Norland", 4, "Sudmark", "Kidal")
        assert watch.turn(START).read == 1
        publish(room, START + QUARTER, "Norland", 9, "Sudmark", "Kidal", is_summary=True)
        assert watch.turn(START + QUARTER).told == 1
        for n in range(2, 5):
            assert watch.turn(START + n * QUARTER).told == 0
    assert heard.kinds == {"question": 1, "figure": 1}
    figure = heard.changes[1]
    assert figure["sentence"].startswith("Army of Norland gives 9 on “Sudmark’s fighters killed in Kidal")
    assert "which supersedes its 4" in figure["sentence"]
    assert figure["quotes"][0]["claimant"] == "Army of Norland"
    assert figure["quotes"][0]["text"] == write_sentence("Norland", 9, "Sudmark", "Kidal")
    assert figure["quotes"][0]["url"] == f"{room.url}/news/1"


def test_what_the_ledger_held_before_is_not_told(room: Newsroom, tmp_path: Path) -> None:
    heard = Heard()
    publish(room, START, "Norland", 4, "Sudmark", "Kidal")
    with open_ledger(tmp_path / "l.sqlite") as book:
        list(read_plainly(book, [Gathered(room.entries[0].text, published=START.isoformat())], START))
        assert open_watch(room, tmp_path, book, heard).turn(START).told == 0


def test_own_losses_and_the_other_count_are_told(room: Newsroom, tmp_path: Path) -> None:
    heard = Heard()
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, heard)
        publish(room, START, "Norland", 40, "Sudmark", "Kidal")
        watch.turn(START)
        publish(room, START + QUARTER, "Sudmark", 3, "Sudmark", "Kidal")
        watch.turn(START + QUARTER)
        watch.turn(START + 2 * QUARTER)
    assert heard.kinds == {"question": 1, "admission": 1, "contradiction": 1}
    by_kind = {change["kind"]: change["sentence"] for change in heard.changes}
    assert by_kind["admission"].startswith("Army of Sudmark reports losses among its own")
    assert "Army of Norland (40)" in by_kind["contradiction"]
    assert "Army of Sudmark (3)" in by_kind["contradiction"]


@pytest.mark.parametrize(
    ("rules", "kinds"),
    [
        (Rules(kinds=(ChangeKind.ADMISSION,)), {"admission": 1}),
        (Rules(minimum=40), {"question": 1, "contradiction": 1}),
        (Rules(sides=("norland",), kinds=(ChangeKind.QUESTION,)), {"question": 1}),
        (Rules(sides=("Westreach",)), {}),
        (Rules(places=("Gao",)), {}),
    ],
)
def test_rules_say_what_matters(room: Newsroom, tmp_path: Path, rules: Rules, kinds: dict[str, int]) -> None:
    heard = Heard()
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, heard, rules=rules)
        publish(room, START, "Norland", 40, "Sudmark", "Kidal")
        publish(room, START + QUARTER, "Sudmark", 3, "Sudmark", "Kidal")
        watch.turn(START + QUARTER)
    assert heard.kinds == kinds


def test_what_a_teller_does_not_take_is_kept_and_told_again(room: Newsroom, tmp_path: Path) -> None:
    deaf, heard = Heard(refusals=1, name="deaf"), Heard()
    publish(room, START, "Norland", 4, "Sudmark", "Kidal")
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, deaf, heard)
        assert "kept" in watch.turn(START).troubles[0]
        watch = open_watch(room, tmp_path, book, deaf, heard)
        watch.turn(START + QUARTER)
    assert deaf.changes == heard.changes
    assert heard.kinds == {"question": 1}


def test_a_changed_text_at_its_address_is_told_with_both_wordings(room: Newsroom, tmp_path: Path) -> None:
    heard = Heard()
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, heard)
        publish(room, START, "Norland", 4, "Sudmark", "Kidal")
        watch.turn(START)
        room.entries[0] = Entry(0, START, write_sentence("Norland", 7, "Sudmark", "Kidal"), False)
        room.shown += 1  # another answer, and so another ETag
        room.fault = "re-dated"
        watch.turn(START + QUARTER)
    (change,) = [change for change in heard.changes if change["kind"] == "text"]
    assert change["sentence"].startswith("The Lantern changed its text at ")
    assert [(q["claimant"], q["text"][:60]) for q in change["quotes"]] == [
        ("The Lantern, before", write_sentence("Norland", 4, "Sudmark", "Kidal")[:60]),
        ("The Lantern, now", write_sentence("Norland", 7, "Sudmark", "Kidal")[:60]),
    ]


def test_a_failing_feed_is_asked_less_and_less_often_and_stops_no_other(room: Newsroom, tmp_path: Path) -> None:
    room.fault = "500"
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book)
        watch.feeds = [f"{room.url}/feed", f"{room.url}/news/0"]
        publish(room, START, "Norland", 4, "Sudmark", "Kidal")
        turns = [watch.turn(START + n * QUARTER) for n in range(40)]
    assert turns[0].read == 1, "the page beside it is read"
    asked = room.asked.count("/feed")
    assert asked == 5, "at 0, 30 and 60 minutes, 2 and 4 hours later"


def test_a_feed_that_answers_with_a_shred_or_another_page_is_no_report(room: Newsroom, tmp_path: Path) -> None:
    publish(room, START, "Norland", 4, "Sudmark", "Kidal")
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book)
        watch.turn(START)
        room.fault = "notice"
        turn = watch.turn(START + QUARTER)
    assert (turn.read, len(turn.troubles)) == (0, 1)
    assert "no entry" in turn.troubles[0]


def test_the_server_says_when_to_come_again(room: Newsroom, tmp_path: Path) -> None:
    room.fault = "busy"
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book)
        watch.every = timedelta(seconds=1)
        watch.turn(START)
        assert watch.state.feeds[f"{room.url}/feed"].due == START + timedelta(seconds=60)


def test_what_has_not_changed_is_not_sent_again(room: Newsroom, tmp_path: Path) -> None:
    publish(room, START, "Norland", 4, "Sudmark", "Kidal")
    with open_ledger(tmp_path / "l.sqlite") as book:
        for n in range(2):
            turn = open_watch(room, tmp_path, book).turn(START + n * QUARTER)
            assert (turn.read, turn.troubles) == (1 - n, [])
        marks = load_state(tmp_path / "watch.json").feeds[f"{room.url}/feed"].marks
    assert marks == {"etag": '"1-"'}


def test_one_watch_at_a_time(tmp_path: Path) -> None:
    with hold(tmp_path / "watch.json"), pytest.raises(SetupError, match="Another watch"), hold(tmp_path / "watch.json"):
        pass


@pytest.mark.parametrize("text", ["{", "[]", '{"form": 9}', '{"form": 1}', '{"form": 1, "known": 7}'])
def test_a_damaged_memory_is_a_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "watch.json").write_text(text)
    with pytest.raises(SetupError, match="begin anew"):
        load_state(tmp_path / "watch.json")


@dataclass
class Fate:
    """Decides when the power goes: while reports are read, before or after changes are written down."""

    draw: random.Random
    odds: float

    def strike(self) -> None:
        if self.draw.random() < self.odds:
            raise Crash

    def read(self, book: Ledger, gathered: Iterable[Gathered | Skipped], at: datetime) -> Iterator[Read | Skipped]:
        for outcome in read_plainly(book, gathered, at):
            self.strike()
            yield outcome


@dataclass
class Struck:
    """A teller under that fate."""

    inner: Lines
    fate: Fate

    @property
    def name(self) -> str:
        return self.inner.name

    def tell(self, changes: Iterable[dict[str, Any]]) -> None:
        self.fate.strike()
        self.inner.tell(list(changes))
        self.fate.strike()


def read_and_key(book: Ledger, gathered: Iterable[Gathered | Skipped], at: datetime) -> Iterator[Read | Skipped]:
    yield from read_plainly(book, gathered, at)
    key_reports(book)


class Whole(Watch):
    """A watch that puts the whole ledger together at every turn."""

    def _list(self, fresh: Collection[str] = ()) -> tuple[str, tuple[Any, ...]]:
        return super()._list()


def test_putting_together_what_is_near_tells_what_the_whole_would_tell(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: Counter[str] = Counter()
    for name in ("tell_story", "tell_nearby"):
        tell = getattr(watching, name)
        monkeypatch.setattr(watching, name, lambda *a, tell=tell, name=name: (counted.update([name]), tell(*a))[1])
    draw, now, highest = random.Random(3), START, Counter[tuple[str, ...]]()
    with open_ledger(tmp_path / "one.sqlite") as one, open_ledger(tmp_path / "other.sqlite") as other:
        near, whole = Heard(), Heard()
        watches = [
            open_watch(room, tmp_path / name, book, heard, read=read_and_key, kind=kind)
            for name, book, heard, kind in (("one", one, near, Watch), ("other", other, whole, Whole))
        ]
        counted.clear()
        for n in range(20):
            now += timedelta(hours=9)
            by, of = draw.choice([("Norland", "Sudmark"), ("Sudmark", "Norland"), ("Sudmark", "Sudmark")])
            key = (by, of, draw.choice(["Kidal", "Gao", "Zenda"]))
            highest[key] += draw.randint(1, 9)
            publish(room, now, by, highest[key], of, key[2])
            for watch in watches:
                watch.turn(now)
                if n == 9:
                    with watch.ledger.view() as view:
                        watch.ledger.judge(judge(next(view.claims())))
                    watch.turn(now)
    assert counted == {"tell_nearby": 20, "tell_story": 22}
    assert len(near.changes) > 20
    assert near.changes == whole.changes


@pytest.mark.slow
def test_a_thousand_polls_with_faults_and_crashes_miss_nothing_and_repeat_nothing(
    room: Newsroom, tmp_path: Path
) -> None:
    draw = random.Random(11)
    room.page_faults = 0.2
    fate = Fate(draw, 0.1)
    out = Struck(Lines(tmp_path / "out.jsonl"), fate)
    highest: Counter[tuple[str, str, str]] = Counter()
    crashes, faults = 0, Counter[str]()
    now = START
    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, out, read=fate.read)
        for n in range(1000):
            now += timedelta(hours=7)  # longer than the longest back-off, so that every turn asks
            if n < 900 and draw.random() < 0.06:
                who = draw.choice([("Norland", "Sudmark"), ("Sudmark", "Norland"), ("Sudmark", "Sudmark")])
                town = draw.choice(["Kidal", "Gao"])
                key = (*who, town)
                highest[key] += draw.randint(1, 9)
                publish(room, now, who[0], highest[key], who[1], town, is_summary=draw.random() < 0.3)
            room.fault = draw.choice(FAULTS) if n < 900 and draw.random() < 0.5 else ""
            faults[room.fault] += 1
            if n == 900:
                room.page_faults = fate.odds = 0.0
            try:
                watch.turn(now)
            except Crash:
                crashes += 1
                watch = open_watch(room, tmp_path, book, out, read=fate.read)
        with book.view() as view:
            story = tell_story(view)
    assert crashes > 10
    assert room.asked.count("/feed") >= 1000
    assert all(faults[fault] > 10 for fault in FAULTS)

    held = Counter(text for report in story.reports for text in [report.text.split("\n")[-1]])
    assert set(held) == {entry.text for entry in room.entries}, "nothing is missed"
    addresses = Counter((report.url, report.text) for report in story.reports)
    assert max(addresses.values()) == 1, "a text stands once at its address"

    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len({change["id"] for change in told}) == len(told)
    assert max(Counter(change["sentence"] for change in told).values()) == 1, "nothing is repeated"
    figures = Counter(change["quotes"][0]["text"] for change in told if change["kind"] == "figure")
    assert max(figures.values()) == 1
    sentences = {claim.id: claim.statement.evidence.text for claim in story.claims}
    moved = {
        sentences[entry.claim_id]
        for tally in story.reconciliation.tallies
        for entry in tally.entries
        if entry.relation not in STILL
    }
    assert len(moved) > 30
    assert moved <= set(figures), "every figure that moved was told"
    kinds = Counter(change["kind"] for change in told)
    labels = {change["sentence"].partition("“")[2] for change in told if change["kind"] == "question"}
    asked = {question.label + "”." for question in story.resolution.questions if question.part_of is None}
    assert len(asked) >= len({(of, town) for _, of, town in highest})
    assert asked <= labels, "every question was told"
    assert kinds["admission"] == len([1 for by, of, _ in highest if by == of])


def test_with_the_shipped_reader(room: Newsroom, tmp_path: Path) -> None:
    heard = Heard()
    texts = (
        "The Pakistani military said on Friday it had killed 40 Afghan soldiers near the border.",
        "The Pakistani military said on Saturday it had killed 55 Afghan soldiers near the border since Friday.\n"
        "A spokesman for the Taliban government denied the claim and said three Afghan soldiers had been killed.",
    )

    def read(book: Ledger, gathered: Iterable[Gathered | Skipped], at: datetime) -> Iterator[Read | Skipped]:
        return read_gathered(book, gathered, at=at)

    with open_ledger(tmp_path / "l.sqlite") as book:
        watch = open_watch(room, tmp_path, book, heard, read=read)
        for n, text in enumerate(texts):
            room.entries.append(Entry(n, START + timedelta(days=n), text, False))
            assert watch.turn(START + timedelta(days=n)).read == 1
        assert watch.turn(START + timedelta(days=3)).told == 0
        with book.view() as view:
            kept = [(report, view.original(report.id)) for report in view.reports()]
    for (report, original), text in zip(kept, texts, strict=True):
        assert report.fetch is not None
        assert original is not None
        assert report.fetch.sha256 == sha256(original).hexdigest()
        assert text.partition(" said")[0].encode() in original
    assert heard.changes
    assert heard.changes[0]["kind"] == "question"
    assert heard.kinds["denial"] == 1
    assert all(quote["text"] in "\n".join(texts) for change in heard.changes for quote in change["quotes"])
    assert all("Pakistan" in c["sentence"] or "Afghan" in c["sentence"] for c in heard.changes)
