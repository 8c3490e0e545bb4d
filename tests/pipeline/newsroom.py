"""A feed on a server of our own that misbehaves on purpose, and a reader that takes one claim from each of its reports."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from counterclaim.ledger.ledger import Ledger
from counterclaim.pipeline.compose import Read
from counterclaim.reading import front
from counterclaim.records.claim import Claim
from counterclaim.records.text import Gathered, Report, Skipped, Span
from counterclaim.records.version import Versions
from tests.make import make_actor, make_claim, make_place

SIDES = ("Norland", "Sudmark")
START = datetime(2026, 2, 1, tzinfo=UTC)
SENTENCE = re.compile(
    r"The army of (?P<by>\w+) said on Friday that (?P<n>\d+) soldiers of (?P<of>\w+) had been killed in (?P<town>\w+)\."
)


def write_sentence(by: str, n: int, of: str, town: str) -> str:
    return f"The army of {by} said on Friday that {n} soldiers of {of} had been killed in {town}."


@dataclass(frozen=True)
class Entry:
    """An entry of the feed: its number, when it appeared, its text, and whether its page alone carries that."""

    number: int
    at: datetime
    text: str
    is_summary: bool


@dataclass
class Newsroom:
    """The site. `fault` is what goes wrong with the next answer; `entries` grow as the test goes on."""

    draw: random.Random
    fault: str = ""
    page_faults: float = 0.0
    entries: list[Entry] = field(default_factory=list)
    shown: int = 25
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def write_feed(self) -> bytes:
        entries = self.entries[-self.shown :][::-1]
        if self.fault == "reordered":
            self.draw.shuffle(entries)
        items = []
        for entry in entries:
            at, guid, link = entry.at, f"e{entry.number}", f"{self.url}/news/{entry.number}"
            if self.fault == "re-dated":
                at += timedelta(hours=self.draw.randint(1, 30))
            if self.fault == "other guids":
                guid, link = f"{guid}-again", f"{link}?from=feed"
            items.append(
                f"<item><guid>{guid}</guid><title>Report {entry.number}</title><link>{escape(link)}</link>"
                f"<pubDate>{format_datetime(at)}</pubDate>"
                + (
                    "<description>More on our page.</description>"
                    if entry.is_summary
                    else f"<content:encoded>{escape(entry.text)}</content:encoded>"
                )
                + "</item>"
            )
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lantern</title>'
            f"<language>en</language>{''.join(items)}</channel></rss>"
        ).encode()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        self.asked.append(path)
        if path == "/robots.txt":
            _send(handler, 404)
        elif path.startswith("/news/"):
            self._answer_page(handler, int(path[6:].partition("?")[0]))
        elif self.fault == "redirect" and path == "/feed":
            _send(handler, 302, Location="/moved")
        else:
            self._answer_feed(handler)

    def _answer_page(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        if self.draw.random() < self.page_faults:
            _send(handler, 503)
            return
        text = next(entry.text for entry in self.entries if entry.number == number)
        page = (
            f"<html lang=en><head><title>Report {number}</title></head><body><article><h1>Report {number}</h1>"
            f"<p>{escape(text)}</p></article></body></html>"
        )
        _send(handler, 200, page.encode(), Content_Type="text/html; charset=utf-8")

    def _answer_feed(self, handler: BaseHTTPRequestHandler) -> None:
        data = self.write_feed()
        tag = f'"{len(self.entries)}-{self.fault}"'
        match self.fault:
            case "500":
                _send(handler, 500)
            case "busy":
                _send(handler, 429, Retry_After="60")
            case "silent":
                time.sleep(0.15)
                handler.close_connection = True
            case "hang up":
                handler.close_connection = True
            case "garbage":
                _send(
                    handler,
                    200,
                    b"<rss><channel><item><title>Un" + bytes([0xFF, 0]) + b"</rss",
                    Content_Type="text/xml",
                )
            case "half":
                _send(handler, 200, data[: self.draw.randrange(len(data))], Content_Type="text/xml", ETag=tag)
            case "notice":
                _send(handler, 200, b"<html><body><p>Please sign in to the network of this hotel.</p></body></html>")
            case "short":
                handler.send_response(200)
                handler.send_header("Content-Length", str(len(data) + 500))
                handler.end_headers()
                handler.wfile.write(data)
                handler.close_connection = True
            case _ if handler.headers.get("If-None-Match") == tag:
                _send(handler, 304)
            case _:
                _send(handler, 200, data, Content_Type="application/rss+xml", ETag=tag)


FAULTS = (
    "500", "busy", "silent", "hang up", "garbage", "half", "short", "reordered", "re-dated", "other guids", "redirect",
)  # fmt: skip


def _send(handler: BaseHTTPRequestHandler, status: int, data: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def serve(room: Newsroom) -> Iterator[Newsroom]:
    """Serve the site on this machine while the block runs; `room.url` says where."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            room.answer(self)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a client that gave up is no error here
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    room.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def read_plainly(ledger: Ledger, gathered: Iterable[Gathered | Skipped], at: datetime) -> Iterator[Read | Skipped]:
    """Read each report's one sentence into a claim, without the network."""
    versions = Versions("plain", "1", "1")
    for one in gathered:
        if isinstance(one, Skipped):
            yield one
            continue
        report = front.report(one)
        claims = tuple(_claim(report, found) for found in SENTENCE.finditer(report.text))
        added = ledger.add(report, versions, claims, at)
        yield Read(report, claims, added.value)


def _claim(report: Report, found: re.Match[str]) -> Claim:
    by, of = found["by"], found["of"]
    claim = make_claim(
        report=report,
        sentence=found[0],
        start=found.start(),
        claimant=make_actor(f"Army of {by}", side=by, sector="MIL"),
        speaker=f"The army of {by}",
        side=of,
        object=make_actor(of, side=of),
        victim_status="combatant",
        place=make_place(found["town"], country="AFG"),
        low=int(found["n"]),
        scope_kind="total",
        scope_start="2026-02-01",
    )
    at = {name: found.start(name) for name in ("n", "of", "town")}
    spans = {name: Span(at[name], at[name] + len(found[name]), found[name]) for name in at}
    speaker = Span(found.start(), found.start() + len(f"The army of {by}"), f"The army of {by}")
    assert claim.quantity is not None
    statement = replace(claim.statement, object=(spans["of"],), source=replace(claim.statement.source, speaker=speaker))
    return replace(
        claim,
        statement=statement,
        speaker=replace(claim.speaker, span=speaker) if claim.speaker else None,
        object=tuple(replace(mention, span=spans["of"]) for mention in claim.object),
        place=tuple(replace(mention, span=spans["town"]) for mention in claim.place),
        quantity=replace(claim.quantity, span=spans["n"]),
    )
