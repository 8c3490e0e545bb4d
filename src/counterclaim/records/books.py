"""What a team keeps beside its judgements: its sources, its saved searches, its samples for double coding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Book(StrEnum):
    """Which of a team's books an entry stands in."""

    SOURCES = "sources"
    SEARCHES = "searches"
    SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a book, as somebody wrote it: never altered. The newest entry of a name holds.

    `content` is a JSON object, what the book keeps under this name; empty takes the name out of the book.
    """

    id: str
    book: Book
    name: str
    content: str
    author: str
    reason: str
    at: datetime

    @property
    def fields(self) -> Mapping[str, Any]:
        """The content, empty where there is none or it cannot be understood."""
        try:
            fields = json.loads(self.content) if self.content else {}
        except (ValueError, RecursionError):
            return {}
        return fields if isinstance(fields, dict) else {}
