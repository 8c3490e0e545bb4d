"""The users of a ledger's desk: their roles, what lets them in, and which claims they have before them.

Passwords and tokens come in as digests: this room knows neither how they are made nor how they are checked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Engine, and_, delete, insert, select, update

from counterclaim.errors import LedgerError, UnknownName
from counterclaim.ledger.address import write
from counterclaim.ledger.rows import Stored, stamp
from counterclaim.ledger.schema import passes, presence, users
from counterclaim.records.people import Busy, Pass, Role, User

LONGEST_NAME = 60
# An id of a pass in lists: enough of its digest to name it, too little to find it.
ID_LENGTH = 12


class People:
    """The users of one ledger. Every call is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def exist(self) -> bool:
        """Tell whether the ledger has users; without any it is one person's."""
        with self._engine.connect() as connection:
            return connection.scalar(select(users.c.key).where(users.c.ended_at.is_(None)).limit(1)) is not None

    def list_users(self) -> tuple[User, ...]:
        """Give all users by name, those who were removed too."""
        with self._engine.connect() as connection:
            return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.key)))

    def find(self, name: str) -> User:
        """Give a user who is not removed; raises UnknownName with the names there are."""
        with self._engine.connect() as connection:
            return _find(connection, name)

    def add(self, name: str, role: Role, password: str | None, at: datetime) -> User:
        """Let a new user in, or one who was removed in again. `password` is a digest; None where tokens are enough.

        Raises LedgerError for a name that another user has, or that is no name.
        """
        name, key = _tidy(name), fold_name(name)
        row = {"name": name, "role": role.value, "password": password, "made_at": stamp(at), "ended_at": None}
        with write(self._engine, f"user {name!r}").begin() as connection:
            held = connection.execute(select(users).where(users.c.key == key)).one_or_none()
            if held is not None and held.ended_at is None:
                raise LedgerError(f"There is a user {held.name} already; nothing was saved. Choose another name.")
            if role is not Role.OWNER and not _has_owner(connection):
                raise LedgerError(
                    f"The first user must be an owner, who can let others in; {name} was not added. Use the role owner."
                )
            if held is None:
                connection.execute(insert(users).values(key=key, **row))
            else:
                connection.execute(update(users).where(users.c.key == key).values(row))
            return _find(connection, name)

    def set_role(self, name: str, role: Role) -> User:
        """Give a user another role, at once; the last owner stays one (LedgerError)."""
        with write(self._engine, f"the role of {name!r}").begin() as connection:
            user = _find(connection, name)
            connection.execute(update(users).where(users.c.key == user.key).values(role=role.value))
            _keep_an_owner(connection, user)
            return _find(connection, name)

    def set_password(self, name: str, password: str, *, keep: str = "") -> User:
        """Give a user another password (its digest). What let them in until now ends, but for the pass `keep` (a digest)."""
        with write(self._engine, f"the password of {name!r}").begin() as connection:
            user = _find(connection, name)
            connection.execute(update(users).where(users.c.key == user.key).values(password=password))
            held = (passes.c.user_key == user.key, passes.c.digest != keep)
            connection.execute(delete(passes).where(*held))
            return _find(connection, name)

    def renew_digest(self, name: str, old: str, new: str) -> None:
        """Put a stronger digest of the same password in place of the old one."""
        with write(self._engine, "a digest").begin() as connection:
            same = (users.c.key == fold_name(name), users.c.password == old)
            connection.execute(update(users).where(*same).values(password=new))

    def remove(self, name: str, at: datetime) -> User:
        """Let a user in no longer; the name stays taken. A last owner stays while there are others (LedgerError)."""
        with write(self._engine, f"removing {name!r}").begin() as connection:
            user = _find(connection, name)
            ended = {"ended_at": stamp(at), "password": None}
            connection.execute(update(users).where(users.c.key == user.key).values(ended))
            for table in (passes, presence):
                connection.execute(delete(table).where(table.c.user_key == user.key))
            _keep_an_owner(connection, user)
            return user

    def read_password(self, name: str) -> str | None:
        """Give the digest of a user's password; None for nobody, and for a user without one."""
        query = select(users.c.password).where(users.c.key == fold_name(name), users.c.ended_at.is_(None))
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def admit(self, name: str, digest: str, label: str, at: datetime, until: datetime) -> Pass:
        """Keep the digest of a token that lets a user in until then; passes that have ended are dropped."""
        with write(self._engine, "a pass").begin() as connection:
            user = _find(connection, name)
            connection.execute(delete(passes).where(passes.c.ends_at <= stamp(at)))
            row = {"digest": digest, "user_key": user.key, "label": label[:80]}
            connection.execute(insert(passes).values(**row, made_at=stamp(at), ends_at=stamp(until)))
            return Pass(digest[:ID_LENGTH], user.name, label[:80], at, until)

    def recognise(self, digest: str, at: datetime, *, is_token: bool) -> User | None:
        """Give whom a token lets in now; None where it has ended, or never was, or its user was removed."""
        query = select(users).join(passes).where(passes.c.digest == digest, passes.c.ends_at > stamp(at))
        query = query.where(users.c.ended_at.is_(None), (passes.c.label != "") == is_token)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return _user(row) if row is not None else None

    def list_passes(self, name: str) -> tuple[Pass, ...]:
        """Give what lets a user in, newest first, sessions and tokens."""
        with self._engine.connect() as connection:
            user = _find(connection, name)
            query = (
                select(passes).where(passes.c.user_key == user.key).order_by(passes.c.made_at.desc(), passes.c.digest)
            )
            return tuple(
                Pass(row.digest[:ID_LENGTH], user.name, row.label, _time(row.made_at), _time(row.ends_at))
                for row in connection.execute(query)
            )

    def dismiss(self, digest: str) -> None:
        """End one pass, by its digest."""
        with write(self._engine, "a sign-out").begin() as connection:
            connection.execute(delete(passes).where(passes.c.digest == digest))

    def revoke(self, name: str, pass_id: str) -> None:
        """End one pass of a user by its id in a list. Raises UnknownName where there is none."""
        with write(self._engine, "a revocation").begin() as connection:
            user = _find(connection, name)
            held = (passes.c.user_key == user.key, passes.c.digest.startswith(pass_id, autoescape=True))
            if len(pass_id) < ID_LENGTH or not connection.execute(delete(passes).where(*held)).rowcount:
                raise UnknownName(f"{user.name} has no session or token {pass_id[:40]!r}; it may have ended already.")

    def hold(self, key: str, claim_ids: Collection[str], at: datetime, until: datetime) -> None:
        """Say that a user has these claims before them until then, and no others."""
        mine = presence.c.user_key == key
        with write(self._engine, "who is busy with what").begin() as connection:
            held = connection.execute(select(presence.c.claim_id, presence.c.since).where(mine))
            since = {row.claim_id: row.since for row in held}
            connection.execute(delete(presence).where(mine | (presence.c.until <= stamp(at))))
            rows = [
                {"claim_id": id, "user_key": key, "since": since.get(id, stamp(at)), "until": stamp(until)}
                for id in dict.fromkeys(claim_ids)
            ]
            if rows:
                connection.execute(insert(presence), rows)

    def list_busy(self, at: datetime) -> dict[str, tuple[Busy, str]]:
        """Give who has which claim before them, by claim, with the user's key; of several the first."""
        current = and_(presence.c.until > stamp(at), users.c.ended_at.is_(None))
        query = select(presence, users.c.name).join(users).where(current).order_by(presence.c.since.desc())
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {row.claim_id: (Busy(row.claim_id, row.name, _time(row.since)), row.user_key) for row in rows}


def fold_name(name: str) -> str:
    """Give what two spellings of one name have in common: case, width and spaces make no other user."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _tidy(name: str) -> str:
    """Give a name as it is kept and shown. Raises LedgerError for what is none, or could pass for another's."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    is_plain = all(character in " .-_'’@" or unicodedata.category(character)[0] in "LMN" for character in name)
    if not name or len(name) > LONGEST_NAME or not is_plain or not name[0].isalnum():
        raise LedgerError(
            f"{name[:80]!r} cannot be a user's name: letters, digits, spaces and . - _ ' @, up to {LONGEST_NAME} characters."
        )
    return name


def _find(connection: Connection, name: str) -> User:
    row = connection.execute(select(users).where(users.c.key == fold_name(name))).one_or_none()
    if row is None or row.ended_at is not None:
        there = connection.scalars(select(users.c.name).where(users.c.ended_at.is_(None)).order_by(users.c.key)).all()
        known = f" There are: {', '.join(there)}." if there else " There are no users yet."
        raise UnknownName(f"There is no user {name[:80]!r}.{known}")
    return _user(row)


def _has_owner(connection: Connection) -> bool:
    query = select(users.c.key).where(users.c.ended_at.is_(None), users.c.role == Role.OWNER.value)
    return connection.scalar(query.limit(1)) is not None


def _keep_an_owner(connection: Connection, user: User) -> None:
    others = connection.scalar(select(users.c.key).where(users.c.ended_at.is_(None)).limit(1))
    if others is not None and not _has_owner(connection):
        raise LedgerError(f"{user.name} is the last owner; nothing was changed. Make somebody else an owner first.")


def _user(row: Stored) -> User:
    ended = _time(row.ended_at) if row.ended_at else None
    return User(row.key, row.name, Role(row.role), _time(row.made_at), ended, row.password is not None)


def _time(written: str) -> datetime:
    return datetime.fromisoformat(written)
