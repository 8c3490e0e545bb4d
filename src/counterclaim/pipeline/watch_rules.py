"""A file of rules (TOML) that says which changes matter, and through which server mail is sent."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.errors import SetupError
from counterclaim.publish.changes import Change, ChangeKind
from counterclaim.records.claim import Measure, Number

PASSWORD = "COUNTERCLAIM_MAIL_PASSWORD"
_SECURITY = ("starttls", "tls", "none")


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes messages. `password_env` names the variable that holds the password, never the password."""

    host: str
    sender: str
    port: int = 587
    security: str = "starttls"
    user: str | None = None
    password_env: str = PASSWORD


@dataclass(frozen=True, slots=True)
class Rules:
    """What matters; an empty tuple is everything. Parties and places match in any part of a name, in any case."""

    kinds: tuple[ChangeKind, ...] = ()
    sides: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    minimum: Number | None = None
    mail: Mail | None = None

    def matter(self, change: Change) -> bool:
        """Say whether a change is to be told. What counts nothing, such as a denial, passes measures and minimum."""
        return (
            (not self.kinds or change.kind in self.kinds)
            and _holds(self.sides, change.parties)
            and _holds(self.places, change.places)
            and (not self.measures or change.measure is None or change.measure in self.measures)
            and (self.minimum is None or change.most is None or change.most >= self.minimum)
        )


def read_rules(path: Path) -> Rules:
    """Give the rules of a file. Raises SetupError with what is wrong in it."""
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SetupError(f"The rules in {path} cannot be read ({error}).") from error
    try:
        _check_names(plain, ("kinds", "sides", "places", "measures", "minimum", "mail"))
        minimum = plain.get("minimum")
        if minimum is not None and (isinstance(minimum, bool) or not isinstance(minimum, int | float)):
            raise ValueError("minimum is a number")
        return Rules(
            tuple(map(ChangeKind, _list(plain, "kinds"))),
            _list(plain, "sides"),
            _list(plain, "places"),
            tuple(map(Measure, _list(plain, "measures"))),
            minimum,
            _read_mail(plain["mail"]) if "mail" in plain else None,
        )
    except (ValueError, TypeError) as error:
        kinds, measures = ", ".join(ChangeKind), ", ".join(Measure)
        raise SetupError(
            f"The rules in {path} are not understood: {error}. Kinds are {kinds}; measures are {measures}."
        ) from error


def _read_mail(plain: object) -> Mail:
    if not isinstance(plain, dict):
        raise ValueError("[mail] is a table")
    _check_names(plain, ("host", "from", "port", "security", "user", "password_env"))
    if not isinstance(plain.get("host"), str) or not isinstance(plain.get("from"), str):
        raise ValueError("[mail] needs host and from")
    security = plain.get("security", "starttls")
    if security not in _SECURITY:
        raise ValueError(f"security is one of {', '.join(_SECURITY)}")
    port = plain.get("port", {"starttls": 587, "tls": 465, "none": 25}[security])
    if not isinstance(port, int):
        raise ValueError("port is a number")
    user = plain.get("user")
    return Mail(
        plain["host"],
        plain["from"],
        port,
        security,
        None if user is None else str(user),
        str(plain.get("password_env", PASSWORD)),
    )


def _check_names(plain: Mapping[str, Any], names: tuple[str, ...]) -> None:
    unknown = sorted(set(plain) - set(names))
    if unknown:
        raise ValueError(f"{', '.join(unknown)} (known are {', '.join(names)})")


def _list(plain: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = plain.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise ValueError(f"{name} is a list of words in quotes")
    return tuple(found)


def _holds(wanted: Iterable[str], names: Iterable[str]) -> bool:
    """An empty wish is fulfilled by anything."""
    wanted = tuple(wanted)
    return not wanted or any(word.casefold() in name.casefold() for word in wanted for name in names)
