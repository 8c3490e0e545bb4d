"""The keeper of the ledger: one writer, and the editions made of it, put together once for each version and day."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType

from counterclaim.desk.adding import Adder
from counterclaim.desk.edition import Edition, make_edition
from counterclaim.desk.journal import Journal
from counterclaim.desk.memory import settle, undisturbed
from counterclaim.desk.occupied import Occupied
from counterclaim.desk.pacing import Pace, count_forgettings, is_only_judged
from counterclaim.errors import CounterclaimError
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
from counterclaim.records.story import Judgement

log = logging.getLogger(__name__)
MOST_EDITIONS = 4
# So long a page waits for a new edition before it shows the last one and says that it is behind; it does not wait at all
# where the last one of the kind took longer.
PATIENCE_S = 1.0
# So many claims make an edition that is worth its own care for memory.
MANY = 5_000
# So many reports are keyed in one transaction, so that no judgement waits long for its own.
KEYED_AT_ONCE = 100


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
        self._pace = Pace()
        # What else is found for a new edition before it is given.
        self.prepare: Callable[[Given], None] = lambda _: None
        self._journal = ("", Journal())
        occupied = Occupied(self.ledger.people)
        self.list_busy, self.hold = occupied.list_busy, occupied.hold
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
                if held and count_forgettings(held.version) != count_forgettings(version):
                    self._editions.clear()
                    held = None
                making = self._making.get(as_of)
                if making is None or making.done():
                    if held and self._pace.rests(held, version, self._patience_s, is_reading=self.adder.is_busy()):
                        return Given(held, journal, is_behind=True)
                    making = self._making[as_of] = self._maker.submit(self._make, as_of)
            # One that was begun before this may know less: then the next one is asked for, as long as there is time.
            is_reading = self.adder.is_busy()
            waits = not held or self._pace.is_worth_waiting(held, version, self._patience_s, is_reading=is_reading)
            wait_s = until - time.monotonic() if waits else 0.0
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

    def _read_journal(self, view: View) -> Journal:
        # Only judging and forgetting change it, not the reading of reports.
        state = view.version().rpartition(".")[2]
        held, journal = self._journal
        if held != state:
            is_rewritten = count_forgettings(held) != count_forgettings(state)
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
                before = held if held and is_only_judged(held.version, version) else None
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
            self._pace.quick_s, seconds = seconds, before.seconds
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
