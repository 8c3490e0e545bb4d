"""The only room that speaks SQL: `ledger.open_ledger` is the one writer, `view.open_view` the read-only view.

Nothing is imported here, so that the doors stay quick to open.
"""
