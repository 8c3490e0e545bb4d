"""Who has which claims before them: a courtesy among reviewers, which lapses by itself."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from counterclaim.desk.people import Visitor
from counterclaim.errors import LedgerError
from counterclaim.ledger.people import People
from counterclaim.records.people import Busy, Role

log = logging.getLogger(__name__)
# So long a claim that a reviewer opened counts as being worked on.
HELD = timedelta(minutes=5)


class Occupied:
    """Notes what reviewers have before them, and tells others."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._noted: dict[str, tuple[frozenset[str], datetime]] = {}

    def list_busy(self, visitor: Visitor | None) -> Mapping[str, Busy]:
        """Give which claims others than this visitor have before them, with who and since when."""
        if visitor is None or not visitor.key:
            return {}
        held = self._people.list_busy(datetime.now(UTC))
        return {claim_id: busy for claim_id, (busy, key) in held.items() if key != visitor.key}

    def hold(self, visitor: Visitor | None, claim_ids: Collection[str]) -> None:
        """Note that a reviewer has these claims before them now, and no others."""
        if visitor is None or not visitor.key or visitor.is_token or not visitor.role.may(Role.REVIEWER):
            return
        now, ids = datetime.now(UTC), frozenset(claim_ids)
        noted, since = self._noted.get(visitor.key, (frozenset(), now - HELD))
        if noted == ids and now - since < HELD / 4:
            return
        try:
            self._people.hold(visitor.key, ids, now, now + HELD)
        except LedgerError as error:  # No page waits or fails for it.
            log.warning("Who is busy with what was not noted: %s", error)
        else:
            self._noted[visitor.key] = (ids, now)
