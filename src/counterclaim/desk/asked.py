"""What every page is asked with: the path, the query, the edition, and the links that go with its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.desk.addresses import Addresses
from counterclaim.desk.edition import Edition
from counterclaim.desk.journal import Journal
from counterclaim.desk.keeper import Keeper
from counterclaim.desk.people import Visitor
from counterclaim.publish.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a page; `path` is that of the page itself, also where its JSON twin was asked for."""

    keeper: Keeper
    edition: Edition
    journal: Journal
    is_behind: bool
    path: str
    query: Mapping[str, str]
    visitor: Visitor | None = None

    @property
    def lookup(self) -> Lookup:
        """What the story says about ids."""
        return self.edition.lookup

    @property
    def addresses(self) -> Addresses:
        """The links of this page's day."""
        return Addresses(self.edition.as_of)
