"""What a database refuses, in a sentence that says what to do."""

from __future__ import annotations

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError

from counterclaim.errors import CounterclaimError, LedgerError, SetupError


class Busy(LedgerError):
    """Another program held the ledger for too long; nothing was saved, and the same call may be tried again."""


_FULL = "The disk that holds {where} is full or failing"
_BUSY = "Another program is writing to {where} and did not finish in time"

# SQLite's error names by their beginning, PostgreSQL's SQLSTATE likewise.
_SENTENCES: tuple[tuple[str, type[CounterclaimError], str], ...] = (
    ("SQLITE_FULL", LedgerError, _FULL + ": nothing was saved{doing}. Free some space and run it again."),
    ("SQLITE_IOERR", LedgerError, _FULL + ": nothing was saved{doing}. Free some space and run it again."),
    ("53", LedgerError, _FULL + ": nothing was saved{doing}. Free some space and run it again."),
    ("SQLITE_BUSY", Busy, _BUSY + ": nothing was saved{doing}. Wait for it, then run it again."),
    ("SQLITE_LOCKED", Busy, _BUSY + ": nothing was saved{doing}. Wait for it, then run it again."),
    ("55P03", Busy, _BUSY + ": nothing was saved{doing}. Wait for it, then run it again."),
    ("SQLITE_READONLY", SetupError, "{where} cannot be written: nothing was saved{doing}. Check its permissions."),
    ("42501", SetupError, "{where} cannot be written: nothing was saved{doing}. Check the user's permissions."),
    ("SQLITE_CANTOPEN", SetupError, "{where} cannot be opened. Check that its folder exists and may be written."),
    ("SQLITE_NOTADB", SetupError, "{where} is not a ledger: it is no SQLite file. Nothing was changed."),
    ("SQLITE_CORRUPT", SetupError, "{where} is damaged. Restore a copy, or read the reports into a new ledger."),
    ("08", SetupError, "{where} does not answer. Check the address and that the server runs."),
    ("28", SetupError, "{where} does not let this user in. Check user name and password."),
    ("3D000", SetupError, "{where}: this database does not exist. Create it on the server first."),
)


def explain_refusals(engine: Engine, where: str) -> None:
    """Make every refusal of this engine's database one of our errors, naming the connection option `doing`."""

    @event.listens_for(engine, "handle_error")
    def explain_refusal(context: ExceptionContext) -> None:
        options = context.connection.get_execution_options() if context.connection else {}
        error = context.original_exception
        if isinstance(context.sqlalchemy_exception, DBAPIError):
            doing = f" of {options['doing']}" if options.get("doing") else ""
            raise _explain(context.sqlalchemy_exception, where, doing) from error
        if isinstance(error, UnicodeEncodeError):
            raise LedgerError(f"{where} cannot keep or find half a character: {error.object!r:.80}.") from error


def _explain(refusal: DBAPIError, where: str, doing: str) -> CounterclaimError:
    error = refusal.orig
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""
    said = (str(error).strip().splitlines() or ["no reason given"])[0]
    for beginning, kind, sentence in _SENTENCES:
        if code.startswith(beginning):
            return kind(sentence.format(where=where, doing=doing))
    if not code and isinstance(refusal, OperationalError):  # A driver that never reached its server has no code.
        return SetupError(f"{where} does not answer ({said}). Check the address and that the server runs.")
    return LedgerError(f"{where} refused: {said}. Nothing was saved{doing}.")
