from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

import pytest

from counterclaim.errors import SetupError
from counterclaim.pipeline.tellers import Lines, Message, Terminal, Undelivered, Webhook, make_teller
from counterclaim.pipeline.watch_rules import Mail


def change(id: str, sentence: str = "Army of Norland gives 9.") -> dict[str, Any]:
    words = {
        "claimant": "Army of Norland",
        "text": "The army of Norland said 9 died.",
        "outlet": "The Lantern",
        "title": None,
        "url": "https://lantern.example/1",
        "published": "1 Feb 2026",
        "claim": None,
    }
    return {"id": id, "kind": "figure", "sentence": sentence, "quotes": [words]}


def test_the_terminal_gets_sentence_quote_and_address() -> None:
    said: list[str] = []
    Terminal(said.append).tell([change("a")])
    assert said == [
        "figure: Army of Norland gives 9.",
        "    Army of Norland: “The army of Norland said 9 died.” (The Lantern, 1 Feb 2026)",
        "      https://lantern.example/1",
    ]


def test_a_file_gets_each_change_once_and_loses_a_half_line(tmp_path: Path) -> None:
    teller = Lines(tmp_path / "out.jsonl")
    teller.tell([change("a"), change("b")])
    with teller.path.open("a") as file:
        file.write('{"id": "c", "kin')
    teller.tell([change("b"), change("c")])
    assert [json.loads(line)["id"] for line in teller.path.read_text().splitlines()] == ["a", "b", "c"]


def test_a_file_that_cannot_be_written_is_undelivered(tmp_path: Path) -> None:
    with pytest.raises(Undelivered, match="cannot be written"):
        Lines(tmp_path / "gone" / "out.jsonl").tell([change("a")])


@contextmanager
def hook(status: int) -> Iterator[tuple[str, list[tuple[str, str | None, Any]]]]:
    got: list[tuple[str, str | None, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, self.headers["Idempotency-Key"], json.loads(body)))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook?key=secret", got
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_gets_json_and_the_same_key_for_the_same_changes() -> None:
    with hook(204) as (url, got):
        for _ in range(2):
            Webhook(url).tell([change("a")])
    assert [path for path, _, _ in got] == ["/hook?key=secret"] * 2
    assert got[0][1] == got[1][1]
    assert got[0][2] == {"changes": [change("a")]}


@pytest.mark.parametrize("status", [302, 307, 404, 500])
def test_a_webhook_that_refuses_or_leads_elsewhere_is_undelivered(status: int) -> None:
    with hook(status) as (url, got), pytest.raises(Undelivered, match=str(status)) as raised:
        Webhook(url).tell([change("a")])
    assert len(got) == 1, "it is not followed"
    assert "secret" not in str(raised.value)


class Postman(StreamRequestHandler):
    """As much of SMTP as a message needs."""

    letters: list[str]

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b""
                while (more := self.rfile.readline()) != b".\r\n":
                    letter += more
                type(self).letters.append(letter.decode())
            self.wfile.write(b"221 bye\r\n" if line == b"QUIT" else b"250 well\r\n")
            if line == b"QUIT":
                return


def test_mail_tells_in_the_body_and_never_in_the_subject() -> None:
    postman = type("Here", (Postman,), {"letters": []})
    server = ThreadingTCPServer(("127.0.0.1", 0), postman)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    mail = Mail("127.0.0.1", "watch@counterclaim.example", server.server_address[1], "none")
    Message("desk@news.example", mail).tell([change("a"), change("b")])
    server.shutdown()
    server.server_close()
    thread.join()
    (letter,) = postman.letters
    assert "Subject: Counterclaim: 2 changes" in letter
    assert "To: desk@news.example" in letter
    assert "gives 9" not in letter.partition("\r\n\r\n")[0]


def test_mail_that_nobody_takes_is_undelivered() -> None:
    with pytest.raises(Undelivered, match="not taken"):
        Message("desk@news.example", Mail("127.0.0.1", "a@b.example", 1, "none")).tell([change("a")])


@pytest.mark.parametrize(
    ("written", "mail", "wrong"),
    [
        ("mailto:desk@news.example", None, "[mail]"),
        ("mailto:desk@news.example,more@news.example", Mail("h", "f"), "no address"),
        ("mailto:desk%0aBcc:x@y.example", Mail("h", "f"), "no address"),
        ("no/such/folder/out.jsonl", None, "no file"),
    ],
)
def test_what_cannot_be_told_to_is_refused_at_once(written: str, mail: Mail | None, wrong: str) -> None:
    with pytest.raises(SetupError) as raised:
        make_teller(written, mail)
    assert wrong in str(raised.value)
