"""What `import counterclaim` offers: claims of a text, and a ledger with its tables as sequences of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, overload

from counterclaim.errors import ReportError, SetupError
from counterclaim.intake.facts import Facts, Hints
from counterclaim.intake.gather import gather
from counterclaim.ledger.ledger import open_ledger
from counterclaim.pipeline.compose import Read, open_workshop, read_into, read_report, tell_story
from counterclaim.pipeline.rows import Row, list_rows
from counterclaim.reading import front
from counterclaim.records.claim import Claim
from counterclaim.records.text import Gathered, Skipped


class Rows(Sequence[Row]):
    """The rows of a table, each a dict of plain values; `to_pandas()` where pandas is installed."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        """Give a row, or some of them."""
        return Rows(self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def to_pandas(self) -> Any:  # A pandas.DataFrame; pandas need not be installed for anything else.
        """Give the rows as a data frame. Raises SetupError where pandas is not installed."""
        try:
            pandas = import_module("pandas")
        except ModuleNotFoundError as error:
            raise SetupError("to_pandas needs pandas: pip install pandas.") from error
        return pandas.DataFrame(list(self._rows))


class Ledger:
    """A ledger open for reading reports into it and for asking what it holds. Use it in a `with` block, or close it."""

    def __init__(self, url_or_path: str | Path) -> None:
        self._book = open_ledger(url_or_path)

    def read(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        columns: dict[str, str] | None = None,
    ) -> tuple[Read | Skipped, ...]:
        """Read files and folders into the ledger and give what came of each; reading one twice adds nothing.

        `published` and `outlet` are for reports that do not say it themselves; `columns` names JSON fields.
        """
        hints = Hints(told=Facts(published=published, outlet=outlet), columns=columns or {})
        given = [paths] if isinstance(paths, (str, Path)) else paths
        return tuple(read_into(self._book, given, hints, at=datetime.now(UTC)))

    def questions(self, as_of: date | None = None) -> Rows:
        """Give the current figure of every claimant on every question, as of a day."""
        return self._rows("questions", as_of)

    def claims(self, as_of: date | None = None) -> Rows:
        """Give every claim with its sentence."""
        return self._rows("claims", as_of)

    def incidents(self, as_of: date | None = None) -> Rows:
        """Give the incidents that claims speak of."""
        return self._rows("incidents", as_of)

    def positions(self, as_of: date | None = None) -> Rows:
        """Give who accuses, denies, threatens, asks, supports, offers or agrees."""
        return self._rows("positions", as_of)

    def reports(self, as_of: date | None = None) -> Rows:
        """Give the reports that were read."""
        return self._rows("reports", as_of)

    def _rows(self, name: str, as_of: date | None) -> Rows:
        with self._book.view() as view:
            return Rows(list_rows(tell_story(view, as_of), name))

    def close(self) -> None:
        """Let go of the ledger."""
        self._book.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_text(text: str, *, published: str | None = None, outlet: str | None = None) -> tuple[Claim, ...]:
    """Give the claims of one report's text, in text order. Keeps nothing."""
    return read_report(front.report(Gathered(text, published=published, outlet=outlet)), open_workshop())


def read_path(path: str | Path) -> tuple[Claim, ...]:
    """Give the claims of a file, report after report. Raises ReportError where something in it cannot be read."""
    claims: list[Claim] = []
    for found in gather([path]):
        if isinstance(found, Skipped):
            raise ReportError(f"{found.path}: {found.why}")
        claims.extend(read_report(front.report(found), open_workshop()))
    return tuple(claims)
