"""A page's context as HTML or as its JSON twin."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import TypeAdapter

from counterclaim.desk.asked import Asked
from counterclaim.desk.marking import ROLES
from counterclaim.desk.people import Visitor
from counterclaim.publish.pages import open_templates
from counterclaim.publish.wording import write_day
from counterclaim.records.people import Role

if TYPE_CHECKING:
    from jinja2 import Environment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """What a page rests on: the ledger's version, the day it is cut at (None for all), how much was read.

    `is_behind` where the ledger has moved on and what follows from that is still being worked out.
    """

    version: str
    as_of: str | None
    is_behind: bool
    reports: int
    claims: int


@dataclass(frozen=True, slots=True)
class Twin(Generic[T]):
    """A page as JSON."""

    about: About
    page: T


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, in a sentence that says what to do; `status` is that of HTTP."""

    status: int
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Failure:
    """The one shape of every error in JSON."""

    error: Problem


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: where it is, whose forms it holds, at which day it is cut, what was just done.

    `way` is where to go on from an error, empty where nobody knows.
    """

    path: str
    query: dict[str, str]
    token: str
    author: str
    place: str
    masked: bool
    done: str
    undo: str
    as_of: str = ""
    as_of_words: str = ""
    is_behind: bool = False
    reload_s: int = 0
    visitor: Visitor | None = None
    way: str = ""

    def allows(self, path: str) -> bool:
        """Tell whether whoever asks may open a page: what they may not is not shown to them."""
        return self.visitor is not None and self.visitor.may(path)

    @property
    def may_judge(self) -> bool:
        """Whether whoever asks may judge, correct and add: forms that do are for them only."""
        return self.visitor is not None and self.visitor.role.may(Role.REVIEWER)

    @property
    def is_named(self) -> bool:
        """Whether whoever asks is a named user, who can sign out."""
        return self.visitor is not None and bool(self.visitor.key)


@cache
def open_pages() -> Environment:
    """Give the desk's templates over those of the brief, whose plots, maps, tables and quotes they use."""
    from jinja2 import ChoiceLoader, PackageLoader

    loaders = [PackageLoader("counterclaim.desk"), PackageLoader("counterclaim.publish")]
    pages = open_templates().overlay(loader=ChoiceLoader(loaders))
    pages.globals["roles"] = ROLES
    pages.globals["assets"] = {name: f"/static/{name}?{digest}" for name, (_, _, digest) in read_assets().items()}
    return pages


@cache
def read_assets() -> dict[str, tuple[bytes, str, str]]:
    """Give what the desk serves beside pages, as (bytes, media type, digest) by name."""
    brief = files("counterclaim.publish").joinpath("templates", "brief.css").read_bytes()
    static = files("counterclaim.desk").joinpath("static")
    found = {
        "desk.css": (brief + static.joinpath("desk.css").read_bytes(), "text/css; charset=utf-8"),
        "desk.js": (static.joinpath("desk.js").read_bytes(), "text/javascript; charset=utf-8"),
    }
    return {name: (body, kind, hashlib.sha256(body).hexdigest()[:16]) for name, (body, kind) in found.items()}


def render_page(template: str, page: object, frame: Frame) -> str:
    """Give the HTML of a page; everything from outside is escaped and isolated."""
    text = open_pages().get_template(template).render(page=page, frame=frame)
    return _BLANK_LINES.sub("\n", text)


_BLANK_LINES = re.compile(r"\n\s*\n+")


def describe_day(asked: Asked) -> tuple[str, str]:
    """Give the day that a page is cut at as a date field keeps it, and in words; both empty for all that was read."""
    day = asked.edition.as_of
    return (day.isoformat(), write_day(day)) if day else ("", "")


def write_twin(asked: Asked, page: object) -> bytes:
    """Give a page's context as JSON."""
    edition = asked.edition
    day = edition.as_of.isoformat() if edition.as_of else None
    about = About(edition.version, day, asked.is_behind, len(edition.story.reports), len(edition.story.claims))
    return _adapter(twin_of(type(page))).dump_json(Twin(about, page))


def write_failure(problem: Problem) -> bytes:
    """Give an error as JSON."""
    return _adapter(Failure).dump_json(Failure(problem))


def twin_of(context: type[Any]) -> Any:  # A type made at run time.
    """Give the type of a context's JSON twin."""
    return Twin.__class_getitem__(context)  # type: ignore[attr-defined] # what `Twin[context]` does


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
