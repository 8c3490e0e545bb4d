"""Desks for tests: over a ledger of the demo's reports, over any story, and a browser of their pages without a network."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi.testclient import TestClient
from httpx2 import Response

from counterclaim.desk.app import make_app
from counterclaim.desk.edition import Edition, make_edition
from counterclaim.desk.journal import Journal
from counterclaim.desk.keeper import Given, Keeper
from counterclaim.desk.passwords import digest_password
from counterclaim.ledger.ledger import open_ledger
from counterclaim.records.people import Busy, Role
from counterclaim.records.story import Story

HOST = "http://127.0.0.1:8765"
LISTS = (
    "/",
    "/questions",
    "/incidents",
    "/positions",
    "/reports",
    "/search?text=killed",
    "/review",
    "/audit",
)
"""The pages that every desk has for its readers."""


def open_desk(place: str, *, author: str = "ada", masked: bool = True) -> TestClient:
    """Give a client of a desk over a ledger; close it to let go of the ledger."""
    keeper = Keeper(place, masked=masked, patience_s=60)
    return TestClient(make_app(keeper, author=author), base_url=HOST, follow_redirects=True)


PASSWORDS = {
    "Ada Owner": "copper lantern walks twice",
    "Ben Coder": "seven quiet harbour bells",
    "Cleo Reader": "paper boats at midnight",
}
ROLES = {"Ada Owner": Role.OWNER, "Ben Coder": Role.REVIEWER, "Cleo Reader": Role.READER}


def let_in(place: str) -> None:
    """Give a ledger an owner, a reviewer and a reader."""
    with open_ledger(place) as ledger:
        for name, role in ROLES.items():
            ledger.people.add(name, role, digest_password(PASSWORDS[name]), datetime.now(UTC))


def sign_in(client: TestClient, name: str, password: str = "", **fields: str) -> Response:
    """Send the sign-in form as a browser does."""
    token = read_token(client.get("/sign-in").text)
    given = {"token": token, "name": name, "password": password or PASSWORDS[name], **fields}
    return client.post("/sign-in", data=given)


def read_token(page: str) -> str:
    """Give what the forms of a page carry."""
    return page.partition('name="token" value="')[2].partition('"')[0]


@dataclass
class Shown:
    """Stands for a keeper: gives one story whatever is asked."""

    story: Story
    masked: bool = True
    name: str = "made-up.sqlite"
    made: Edition | None = None

    def list_busy(self, visitor: object) -> dict[str, Busy]:
        return {}

    def hold(self, visitor: object, claim_ids: Collection[str]) -> None:
        """Nobody else looks."""

    def edition(self, as_of: date | None = None) -> Given:
        edition = self.made or make_edition(self.story, "1-0", masked=self.masked)
        self.made = edition
        return Given(edition, Journal.of(self.story.judgements), is_behind=False)


def show_story(story: Story) -> TestClient:
    """Give a client of a desk that shows a story that no ledger holds; nothing can be judged or searched on it."""
    return TestClient(make_app(Shown(story)), base_url=HOST)  # type: ignore[arg-type] # stands for a keeper
