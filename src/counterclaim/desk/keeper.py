"""The keeper of the ledger: one writer, and the editions made of it, put together once for each version and day."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from types import TracebackType

from counterclaim.desk.adding import Adder
from counterclaim.desk.edition import Edition, make_edition
from counterclaim.desk.journal import Journal
from counterclaim.desk.memory import settle, undisturbed
from counterclaim.desk.people import Visitor
from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.ledger.address import locate
from counterclaim.ledger.judged import Overtaken as Late
from counterclaim.ledger.ledger import Ledger, open_ledger
from counterclaim.ledger.people import People
from counterclaim.ledger.view import View
from counterclaim.pipeline.compose import tell_story
from counterclaim.pipeline.naming import Register
from counterclaim.pipeline.nearby import key_reports
from counterclaim.pipeline.retelling import retell_story
from counterclaim.publish.decided import describe_judgement
from counterclaim.publish.legible import make_name
from counterclaim.records.people import Busy, Role
from counterclaim.records.story import Judgement

log = logging.getLogger(__name__)
MOST_EDITIONS = 4
# So long a page waits for a new edition before it shows the last one and says that it is behind; it does not wait at all
# where the last one of the kind took longer.
PATIENCE_S = 1.0
# So many claims make an edition that is worth its own care for memory.
MANY = 5_000
# After an edition that took longer than pages wait, the next one is begun after as long a rest, and no longer than this.
LONGEST_REST_S = 120.0
# While reports are read there is always something new: then the rest is so many times as long.
WHILE_READING = 4
# So many reports are keyed in one transaction, so that no judgement waits long for its own.
KEYED_AT_ONCE = 100
# So long a claim that a reviewer opened counts as being worked on.
HELD = timedelta(minutes=5)


class Overtaken(CounterclaimError):
    """Somebody has judged this claim since it was shown; nothing was saved. `by` is that judgement."""

    def __init__(self, by: Judgement | None) -> None:
        self.by = by
        told = f"{make_name(by.author)} did, at {by.at:%H:%M} UTC: {describe_judgement(by)}" if by else "somebody did"
        super().__init__(
            f"This claim was judged after you opened it – {told}. Yours was not saved. Look at it as it stands now, "
            "then decide again."
        )


class NotYet(Exception):
    """The first edition of this day is still being put together: the page should be asked for again."""


@dataclass(frozen=True, slots=True)
class Given:
    """An edition as a page gets it, with the judgements of this moment.

    `is_behind` where the ledger has moved on and the next edition is being made.
    """

    edition: Edition
    journal: Journal
    is_behind: bool


class Keeper:
    """Holds a ledger open, adds to it, and gives editions of it. Safe to share between threads.

    A forgotten text must not be shown again: with every forgetting all editions before it are dropped at once.
    """

    def __init__(self, place: str, *, masked: bool = True, patience_s: float = PATIENCE_S) -> None:
        self.place, self.masked = place, masked
        self.ledger: Ledger = open_ledger(place)
        self.adder = Adder(self.ledger)
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._editions: OrderedDict[date | None, Edition] = OrderedDict()
        self._making: dict[date | None, Future[Edition]] = {}
        # How long the last edition took that was made of the one before it.
        self._quick_s = 0.0
        # What else is found for a new edition before it is given.
        self.prepare: Callable[[Given], None] = lambda _: None
        self._journal = ("", Journal())
        self._held: dict[str, tuple[frozenset[str], datetime]] = {}
        # One at a time: two would only take the processor from each other and from the pages.
        self._maker = ThreadPoolExecutor(1, "edition")

    @property
    def name(self) -> str:
        """The ledger's name as a page may show it: a file's name, or an address without its password."""
        return str(locate(self.place)).rsplit("/", 1)[-1]

    def edition(self, as_of: date | None = None) -> Given:
        """Give the newest edition of a day, waiting for it a little; raises NotYet where there is none at all.

        While reports are being read the ledger moves on with each of them, and nothing is waited for.
        """
        return self._give(as_of, self._patience_s)

    def begin(self) -> None:
        """Have the first edition made now, before anybody asks."""
        with suppress(NotYet):
            self._give(None, 0.0)

    def _give(self, as_of: date | None, patience_s: float) -> Given:
        until = time.monotonic() + patience_s
        while True:
            with self.ledger.view() as view:
                version, journal = view.version(), self._read_journal(view)
            with self._lock:
                held = self._editions.get(as_of)
                if held and held.version == version:
                    self._editions.move_to_end(as_of)
                    return Given(held, journal, is_behind=False)
                if held and _forgettings(held.version) != _forgettings(version):
                    self._editions.clear()
                    held = None
                making = self._making.get(as_of)
                if making is None or making.done():
                    if held and self._rests(held, version):
                        return Given(held, journal, is_behind=True)
                    making = self._making[as_of] = self._maker.submit(self._make, as_of)
            # One that was begun before this may know less: then the next one is asked for, as long as there is time.
            wait_s = until - time.monotonic() if not held or self._is_worth_waiting(held, version) else 0.0
            try:
                made = making.result(max(0.0, wait_s))
            except TimeoutError:
                if held:
                    return Given(held, journal, is_behind=True)
                raise NotYet from None
            finally:
                if making.done():
                    with self._lock:
                        self._making = {day: one for day, one in self._making.items() if one is not making}
            if made.version == version:
                return Given(made, journal, is_behind=False)

    def _is_worth_waiting(self, held: Edition, version: str) -> bool:
        is_told_anew = not _is_only_judged(held.version, version)
        return self._expect(held, version) <= self._patience_s and not (self.adder.is_busy() and is_told_anew)

    def _expect(self, held: Edition, version: str) -> float:
        """Give the seconds that the next edition may take: as many as the last one of its kind."""
        return self._quick_s if _is_only_judged(held.version, version) else held.seconds

    def _rests(self, held: Edition, version: str) -> bool:
        """Tell whether it is too soon for the next edition: made at each judgement, a long one would take the processor."""
        takes_s = self._expect(held, version)
        share = WHILE_READING if self.adder.is_busy() else 1
        is_long = takes_s > self._patience_s / 4
        return is_long and time.monotonic() < held.made + min(takes_s * share, LONGEST_REST_S)

    def register(self, *, patient: bool = True) -> Register:
        """Give what ids name now, in the newest edition, or without patience in the one at hand; raises NotYet for none."""
        return _register(self._give(None, self._patience_s if patient else 0.0).edition)

    def journal(self) -> Journal:
        """Give every judgement as the ledger has it this moment."""
        with self.ledger.view() as view:
            return self._read_journal(view)

    def judge(self, seen: str, make: Callable[[], Judgement]) -> Judgement:
        """Keep the judgement that `make` writes about a claim that was looked at when `seen` was its newest judgement.

        Raises Overtaken where somebody has judged the claim since, at this desk or anywhere; then nothing is kept.
        """
        judgement = make()
        try:
            self.ledger.judge(judgement, seen=seen)
        except Late as late:
            raise Overtaken(late.by) from late
        return judgement

    @property
    def people(self) -> People:
        """The users of the ledger."""
        return self.ledger.people

    def list_busy(self, visitor: Visitor | None) -> Mapping[str, Busy]:
        """Give which claims others than this visitor have before them, with who and since when."""
        if visitor is None or not visitor.key:
            return {}
        held = self.people.list_busy(datetime.now(UTC))
        return {claim_id: busy for claim_id, (busy, key) in held.items() if key != visitor.key}

    def hold(self, visitor: Visitor | None, claim_ids: Collection[str]) -> None:
        """Note that a reviewer has these claims before them now, and no others; it lapses by itself."""
        if visitor is None or not visitor.key or visitor.is_token or not visitor.role.may(Role.REVIEWER):
            return
        now, ids = datetime.now(UTC), frozenset(claim_ids)
        held, since = self._held.get(visitor.key, (frozenset(), now - HELD))
        if held == ids and now - since < HELD / 4:
            return
        try:
            self.people.hold(visitor.key, ids, now, now + HELD)
        except LedgerError as error:  # A courtesy among reviewers; no page waits or fails for it.
            log.warning("Who is busy with what was not noted: %s", error)
        else:
            self._held[visitor.key] = (ids, now)

    def _read_journal(self, view: View) -> Journal:
        # Only judging and forgetting change it, not the reading of reports.
        state = view.version().rpartition(".")[2]
        held, journal = self._journal
        if held != state:
            is_rewritten = _forgettings(held) != _forgettings(state)
            journal = Journal() if is_rewritten else journal
            journal = journal.extend(view.arrived(journal.number))
            self._journal = (state, journal)
        return journal

    def _make(self, as_of: date | None) -> Edition:
        begun = time.perf_counter()
        with undisturbed():
            with self.ledger.view() as view:
                version = view.version()
                with self._lock:
                    held = self._editions.get(as_of)
                if held and held.version == version:
                    return held
                before = held if held and _is_only_judged(held.version, version) else None
                retold = retell_story(view, before.story, as_of) if before else None
                story = retold or tell_story(view, as_of)
            edition = make_edition(story, version, masked=self.masked, before=before)
            # Found here, so that whoever asks first does not wait for it.
            _register(edition)
            if before is None or story.resolution is not before.story.resolution:
                self.prepare(Given(edition, Journal(), is_behind=False))
        if retold is None and len(story.claims) > MANY:
            settle()
        seconds = time.perf_counter() - begun
        if before and retold is not None:
            self._quick_s, seconds = seconds, before.seconds
        edition = replace(edition, seconds=seconds, made=time.monotonic())
        with self._lock:
            self._editions[as_of] = edition
            self._editions.move_to_end(as_of)
            while len(self._editions) > MOST_EDITIONS:
                self._editions.popitem(last=False)
        if retold is None and not self._closing.is_set():
            with suppress(RuntimeError):  # Closed meanwhile: no work is taken any more.
                self._maker.submit(self._key)
        return edition

    def _key(self) -> None:
        """Note what leads to each report, a few at a time: without that, judgements have the whole told anew.

        Reading does so at its end. It is for ledgers of earlier versions, and for reports that people corrected.
        """
        try:
            if not self.adder.is_busy() and key_reports(self.ledger, KEYED_AT_ONCE) and not self._closing.is_set():
                self._maker.submit(self._key)  # After the editions that somebody waits for.
        except CounterclaimError as error:  # An index that can wait.
            log.warning("What leads to reports was not noted: %s", error)
        except RuntimeError:  # Closed meanwhile: no work is taken any more.
            return

    def close(self) -> None:
        """Let go of the ledger, once what is being read and put together is done."""
        self._closing.set()
        self.adder.close()
        self._maker.shutdown(wait=True, cancel_futures=True)
        self.ledger.close()

    def __enter__(self) -> Keeper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _register(edition: Edition) -> Register:
    register: Register = edition.once("register", lambda: Register(edition.story, lookup=edition.lookup))
    return register


def _forgettings(version: str) -> str:
    return version.rpartition("-")[2]


def _is_only_judged(one: str, other: str) -> bool:
    """Tell whether nothing but judgements came between two states of a ledger."""
    return one.rpartition(".")[0] == other.rpartition(".")[0] and _forgettings(one) == _forgettings(other)
