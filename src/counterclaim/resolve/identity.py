"""Ids of what claims tell together: digests of what stays, so that they outlive a reading and its tables.

An incident or question is named after the statement that founds it: report, words and kind. A newer reader or table makes
new claims of the same statement and leaves the name as it is. An earlier report may bring another founder; the old name
then still leads, through its statement, to the incident or question that holds it.
"""

from __future__ import annotations

from hashlib import sha256


def digest_parts(*parts: str) -> str:
    """Give the first 20 hex digits of a sha256 over the parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def name_incident(statement_id: str) -> str:
    """Give the id of the incident that a statement founds."""
    return digest_parts("incident", statement_id)


def name_question(statement_id: str, part: int | None = None) -> str:
    """Give the id of the question that a statement's figure, or one of its parts, founds."""
    return digest_parts("question", statement_id, "" if part is None else str(part))
