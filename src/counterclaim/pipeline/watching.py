"""A watch: feeds are asked for what is new, it is read into the ledger, and what changed in the story is told once.

What was read is saved before it is remembered as seen, and what changed is remembered together with what is still to be
delivered: a crash at any moment repeats work, and loses nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from counterclaim.errors import LedgerError, ReportError
from counterclaim.intake.facts import Hints
from counterclaim.intake.feeds import looks_like_feed, parse_feed
from counterclaim.intake.fetch import Fetched, Fetcher, Refused
from counterclaim.intake.gather import attach, gather_entry, gather_fetched
from counterclaim.ledger.ledger import Ledger
from counterclaim.pipeline.compose import Read, read_gathered, tell_story
from counterclaim.pipeline.nearby import tell_nearby
from counterclaim.pipeline.tellers import MOST_AT_ONCE, Teller, Undelivered, to_json
from counterclaim.pipeline.watch_rules import Rules
from counterclaim.pipeline.watch_state import Feed, State, Waiting
from counterclaim.publish.changes import find_new, list_changes
from counterclaim.records.text import Gathered, Skipped

log = logging.getLogger(__name__)

LONGEST_BACK_OFF = timedelta(hours=6)
MOST_TRIES = 6
_MARKS = ("etag", "last-modified")

ReadAll = Callable[[Ledger, Iterable[Gathered | Skipped], datetime], Iterator[Read | Skipped]]


def read_all(ledger: Ledger, gathered: Iterable[Gathered | Skipped], at: datetime) -> Iterator[Read | Skipped]:
    """Read texts into the ledger with the shipped reader."""
    return read_gathered(ledger, gathered, at=at)


@dataclass(slots=True)
class Turn:
    """What one round came to: reports newly read, those that could not be, changes told, and what went wrong, in sentences.

    `answer` is the feed's document whose entries are being read, `fresh` are the reports that were read.
    """

    read: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    told: int = 0
    troubles: list[str] = field(default_factory=list)
    answer: Fetched | None = None
    fresh: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Watch:
    """Watches addresses for a ledger. `every` is the time between two rounds, from which the back-off is counted."""

    ledger: Ledger
    state: State
    feeds: Sequence[str]
    tellers: Sequence[Teller]
    every: timedelta
    rules: Rules = field(default_factory=Rules)
    fetcher: Fetcher = field(default_factory=Fetcher)
    read: ReadAll = read_all

    def begin(self) -> None:
        """Take what the ledger holds as known, where no watch was before; only what comes after is told."""
        if self.state.version is None:
            version, changes = self._list()
            self.state.known.update(name for change in changes for name in change.names)
            self.state.version = version
            self.state.save()

    def turn(self, at: datetime) -> Turn:
        """Ask every feed that is due, read what is new, and tell what changed."""
        turn = Turn()
        for url in self.feeds:
            feed = self.state.feeds.setdefault(url, Feed())
            if feed.due is None or feed.due <= at:
                self._poll(url, feed, at, turn)
        self._try_again(at, turn)
        try:
            self._note_changes(turn)
        except LedgerError as error:
            turn.troubles.append(str(error))
        self._deliver(turn)
        return turn

    def _poll(self, url: str, feed: Feed, at: datetime, turn: Turn) -> None:
        with _kept_going() as stopped:
            fetched = self.fetcher.fetch(url, since=feed.marks)
            if not fetched.is_same:
                self._take(url, feed, fetched, at, turn)
            feed.failures, feed.due = 0, None
        for error in stopped:
            feed.failures += 1
            feed.due = at + max(_back_off(self.every, feed.failures), _asked(error, at))
            again = f"It is asked again at {feed.due:%H:%M} UTC on {feed.due:%d %B}."
            turn.troubles.append(f"{url}: {error} {again}")
        self.state.save()

    def _take(self, url: str, feed: Feed, fetched: Fetched, at: datetime, turn: Turn) -> None:
        """Read what an answer holds; its marks are kept only where nothing of it was left for the next time."""
        # What was a feed, or says that it is one, is never taken for a page: its answer may be cut short, or another's.
        if feed.is_feed or looks_like_feed(fetched.data) or _says_feed(fetched):
            feed.is_feed = True
            found = parse_feed(fetched.data)
            if not found.is_whole and not found.entries:
                raise ReportError(f"There is no entry of a feed in the answer ({found.reason}).")
            # Of a feed that breaks off, the last entry may be half a one.
            turn.answer = fetched
            for record in found.entries if found.is_whole else found.entries[:-1]:
                self._take_entry(url, record, at, turn)
            if found.left_out:
                turn.troubles.append(
                    f"{url}: {found.left_out:,} entries behind the first {len(found.entries):,} were not read."
                )
            is_whole = found.is_whole
        else:
            self._read(gather_fetched(fetched, url, Hints(), None), at, turn)
            is_whole = True
        feed.marks = {name: fetched.headers[name] for name in _MARKS if name in fetched.headers} if is_whole else {}

    def _take_entry(self, url: str, record: Mapping[str, Any], at: datetime, turn: Turn, tries: int = 0) -> None:
        """Read an entry that was not seen; one whose page cannot be had just now waits for a later round."""
        key = _digest_entry(record)
        if key in self.state.seen or (key in self.state.waiting and not tries):
            return
        page = _digest("page", record.get("url"))
        is_last = tries + 1 >= MOST_TRIES
        is_known = page in self.state.seen
        try:
            patient = is_known or not is_last
            gathered = list(gather_entry(record, url, Hints(), self.fetcher, patient=patient))
            if turn.answer and not tries:
                gathered = [attach(one, turn.answer) for one in gathered]
        except ReportError as error:
            if not is_last:
                due = at + max(_back_off(self.every, tries), _asked(error, at))
                self.state.waiting[key] = Waiting(url, dict(record), tries + 1, due)
                return
            gathered = []  # The page was read before, and its summary would tell less.
        self._read(gathered, at, turn)
        self.state.seen |= {key, page}
        self.state.waiting.pop(key, None)

    def _try_again(self, at: datetime, turn: Turn) -> None:
        due = [one for one in self.state.waiting.values() if one.due <= at]
        for one in due:
            with _kept_going() as stopped:
                self._take_entry(one.feed, one.record, at, turn, one.tries)
            turn.troubles += (f"{one.record.get('url') or one.feed}: {error}" for error in stopped)
        if due:
            self.state.save()

    def _read(self, gathered: Iterable[Gathered | Skipped], at: datetime, turn: Turn) -> None:
        """Read the texts that did not stand at their address before: another date alone makes no other report.

        The date of what is about to be read is saved first, so that after a crash the same report is known again.
        """
        begun = self.state.begun
        keys: list[str] = []
        found: list[Gathered | Skipped] = []
        for one in gathered:
            if isinstance(one, Gathered):
                key = _digest("text", one.url or one.path, one.text)
                if key in self.state.seen:
                    continue
                keys.append(key)
                one = replace(one, published=begun.setdefault(key, one.published))
            found.append(one)
        if keys:
            self.state.save()
        for outcome in self.read(self.ledger, found, at):
            if isinstance(outcome, Skipped):
                turn.skipped.append(outcome)
            elif outcome.added != "known":
                turn.read += 1
                turn.fresh.add(outcome.report.id)
        for key in keys:
            self.state.seen.add(key)
            begun.pop(key, None)

    def _note_changes(self, turn: Turn) -> None:
        """Remember what changed as known and, in the same breath, as still to be delivered to every teller."""
        with self.ledger.view() as view:
            if view.version() == self.state.version:
                return
        version, changes = self._list(turn.fresh)
        new = [to_json(change) for change in find_new(changes, self.state.known) if self.rules.matter(change)]
        self.state.known.update(name for change in changes for name in change.names)
        self.state.version = version
        for teller in self.tellers:
            self.state.outbox.setdefault(teller.name, []).extend(new)
        self.state.save()
        turn.told = len(new)

    def _deliver(self, turn: Turn) -> None:
        for teller in self.tellers:
            waiting = self.state.outbox.get(teller.name, [])
            try:
                while waiting:
                    teller.tell(waiting[:MOST_AT_ONCE])
                    del waiting[:MOST_AT_ONCE]
                    self.state.save()
            except Undelivered as error:
                turn.troubles.append(f"{error} {len(waiting)} changes are kept and sent again with the next round.")

    def _list(self, fresh: Collection[str] = ()) -> tuple[str, tuple[Any, ...]]:
        """Give the ledger's version and what is worth telling: all of it, or what fresh reports touch if only these came."""
        with self.ledger.view() as view:
            version = view.version()
            if fresh and _came_alone(self.state.version, version, len(fresh)):
                return version, list_changes(tell_nearby(view, fresh))
            return version, list_changes(tell_story(view))


@contextmanager
def _kept_going() -> Iterator[list[Exception]]:
    """Give a list that gets the error which stopped the block: one feed must not stop the others, nor the watch."""
    stopped: list[Exception] = []
    try:
        yield stopped
    except (ReportError, LedgerError) as error:
        stopped.append(error)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # What a hostile feed or page can bring a library to.
        log.debug("A feed stopped with an error", exc_info=True)
        stopped.append(error)


def _came_alone(before: str | None, now: str, readings: int) -> bool:
    """Tell from a ledger's state before and now (`View.version`) whether so many readings, and no judgement, lie between."""
    if before is None or before.rpartition(".")[2] != now.rpartition(".")[2]:
        return False
    return int(now.split(".")[1]) - int(before.split(".")[1]) == readings


def _says_feed(fetched: Fetched) -> bool:
    kind = fetched.headers.get("content-type", "").lower()
    return "xml" in kind and "html" not in kind


def _back_off(every: timedelta, failures: int) -> timedelta:
    longer: timedelta = every * 2 ** min(failures, 16)
    return min(longer, max(every, LONGEST_BACK_OFF))


def _asked(error: Exception, at: datetime) -> timedelta:
    """Give how long the server asks to be left alone (Retry-After: seconds or a date), a day at most."""
    asked = error.retry_after.strip() if isinstance(error, Refused) else ""
    try:
        wait = timedelta(seconds=int(asked)) if asked.isdigit() else parsedate_to_datetime(asked) - at
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)
    return min(max(wait, timedelta(0)), timedelta(days=1))


def _digest_entry(record: Mapping[str, Any]) -> str:
    """A date tells a new entry only where the feed does not carry the text itself."""
    parts = ["entry", record.get("url"), record.get("title"), record.get("text")]
    return _digest(*parts, record.get("published") if record.get("note") else "")


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:20]
