"""Who is asking: the one user of this machine, or a named user with a role, by a session or a token."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from counterclaim.desk.attempts import Attempts
from counterclaim.desk.passwords import (
    LONGEST,
    TOKEN,
    check_password,
    digest_password,
    digest_token,
    is_password,
    is_weak,
    make_token,
)
from counterclaim.errors import CounterclaimError
from counterclaim.ledger.people import LONGEST_NAME, People, fold_name
from counterclaim.records.people import Role, User

SESSION = timedelta(hours=12)
MOST_TOKEN_DAYS = 366
# Users made on the command line while the desk runs are noticed this soon.
LOOK_AGAIN_S = 1.0

# What needs more than reading, by the beginning of its path; whatever is sent or taken away needs a reviewer at least.
NEEDED = {
    "/add": Role.REVIEWER,
    "/export": Role.REVIEWER,
    "/review": Role.REVIEWER,
    "/people": Role.OWNER,
    "/forget": Role.OWNER,
}
SENT = {"/sources": Role.OWNER}
# What readers may send, about themselves alone: whole paths, so that no longer one slips through under their names.
THEIR_OWN = frozenset(("/account/password", "/account/tokens", "/sign-out"))
THEIR_PASSES = re.compile(r"/account/passes/\w+/end")
FILE = "/file"
OPEN = ("/sign-in", "/static/", "/favicon.ico")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks: the name that signs, the role, the key of a named user (empty for the one user of this machine)."""

    name: str
    role: Role = Role.OWNER
    key: str = ""
    is_token: bool = False

    def may(self, path: str, method: str = "GET") -> bool:
        """Tell whether this visitor may ask for a path, or send something there."""
        return self.role.may(needed(path, method))


def needed(path: str, method: str) -> Role:
    """Give the role that a request needs."""
    is_read = method in ("GET", "HEAD")
    if not is_read and (path in THEIR_OWN or THEIR_PASSES.fullmatch(path)):
        return Role.READER
    for beginning, role in (*({} if is_read else SENT).items(), *NEEDED.items()):
        if path == beginning or path.startswith((f"{beginning}/", f"{beginning}.")):
            return role
    return Role.READER if is_read and not path.endswith(FILE) else Role.REVIEWER


class NotSignedIn(CounterclaimError):
    """Nobody is signed in; the message says what to do."""


class SignInRefused(CounterclaimError):
    """Name and password do not let in; `wait_s` seconds must pass first where there were too many attempts."""

    def __init__(self, message: str, wait_s: int = 0) -> None:
        self.wait_s = wait_s
        super().__init__(message)


class Registry:
    """The users of a desk. `people` is None where no ledger stands behind it; then it is one user's."""

    def __init__(self, people: People | None, author: str) -> None:
        self.people = people
        self._author = author
        self._attempts = Attempts()
        self._lock = threading.Lock()
        self._looked = (float("-inf"), False)

    def has_users(self) -> bool:
        """Tell whether people must sign in. Once somebody must, it is asked for each request."""
        if self.people is None:
            return False
        at, exist = self._looked
        if not exist and time.monotonic() - at < LOOK_AGAIN_S:
            return False
        exist = self.people.exist()
        self._looked = (time.monotonic(), exist)
        return exist

    def recognise(self, session: str, bearer: str) -> Visitor | None:
        """Give who asks with this session or token; None where nobody is signed in and somebody must be.

        Raises NotSignedIn for a token that lets nobody in.
        """
        if not self.has_users() or self.people is None:
            return Visitor(self._author)
        now = datetime.now(UTC)
        if bearer:
            user = self.people.recognise(digest_token(bearer), now, is_token=True)
            if user is None:
                raise NotSignedIn(
                    "This token lets nobody in: it has ended, was revoked, or never was. Ask for another."
                )
            return _visitor(user, is_token=True)
        user = self.people.recognise(digest_token(session), now, is_token=False) if session else None
        return _visitor(user) if user else None

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Give a new session to whoever knows the password of this name. Raises SignInRefused, the same for all reasons."""
        if self.people is None:
            raise SignInRefused("This desk has no users: nobody needs to sign in.")
        account = fold_name(name[: LONGEST_NAME * 2])
        wait = self._attempts.begin(account, address, time.monotonic())
        if wait > 0:
            minutes = max(1, round(wait / 60))
            raise SignInRefused(
                f"Too many attempts. Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again. "
                "Whoever is signed in stays so; an owner can set another password (counterclaim users password).",
                wait_s=int(wait) + 1,
            )
        kept = self.people.read_password(name) if _is_storable(name) else None
        if not is_password(password, kept) or kept is None:
            raise SignInRefused("Name and password do not belong together. Nobody was signed in.")
        self._attempts.forgive(account, address)
        if is_weak(kept):
            self.people.renew_digest(name, kept, digest_password(password[:LONGEST]))
        return self.admit(name)

    def admit(self, name: str) -> str:
        """Give a new session of a user."""
        assert self.people is not None
        session, now = make_token(), datetime.now(UTC)
        self.people.admit(name, digest_token(session), "", now, now + SESSION)
        return session

    def dismiss(self, session: str) -> None:
        """End a session, if it is one."""
        if self.people is not None and session.startswith(TOKEN):
            self.people.dismiss(digest_token(session))

    def make_token(self, name: str, label: str, days: int) -> str:
        """Give a token for a script of a user; it is shown once and not kept."""
        assert self.people is not None
        if not label.strip() or not 1 <= days <= MOST_TOKEN_DAYS:
            raise CounterclaimError(f"Say what the token is for, and for how many days (1 to {MOST_TOKEN_DAYS}).")
        token, now = make_token(), datetime.now(UTC)
        self.people.admit(name, digest_token(token), " ".join(label.split()), now, now + timedelta(days=days))
        return token

    def add(self, name: str, role: Role, password: str) -> User:
        """Let a new user in; raises LedgerError or UnknownName where name or password will not do."""
        assert self.people is not None
        check_password(password, name)
        made = self.people.add(name, role, digest_password(password), datetime.now(UTC))
        with self._lock:
            self._looked = (time.monotonic(), True)
        return made

    def change_password(self, name: str, password: str, *, session: str = "") -> None:
        """Give a user another password; all but this session end."""
        assert self.people is not None
        check_password(password, name)
        self.people.set_password(name, digest_password(password), keep=digest_token(session) if session else "")


def _visitor(user: User, *, is_token: bool = False) -> Visitor:
    return Visitor(user.name, user.role, user.key, is_token)


def _is_storable(name: str) -> bool:
    """Tell whether a database can look for this name: no NUL, no half characters."""
    return "\0" not in name and not any(0xD800 <= ord(character) < 0xE000 for character in name)
