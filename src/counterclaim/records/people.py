"""Who works on a ledger together: users, what each may do, and who is busy with what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a user may do; each may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    OWNER = "owner"

    def may(self, needed: Role) -> bool:
        """Tell whether this role is enough where `needed` is."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """A named user. `ended_at` is when they were removed: the name stays taken, since judgements are signed with it."""

    key: str
    name: str
    role: Role
    made_at: datetime
    ended_at: datetime | None = None
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Pass:
    """What lets a user in without the password: a browser's session (`label` is empty) or a script's token.

    `id` stands for it in lists; the token itself is not kept and cannot be shown again.
    """

    id: str
    user: str
    label: str
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody has had a claim before them since `since`."""

    claim_id: str
    name: str
    since: datetime
