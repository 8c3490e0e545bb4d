"""Counterclaim reads reports about armed conflict and keeps the ledger of who claims what.

import counterclaim

claims = counterclaim.read("The ministry said nine of its soldiers were killed.", published="2026-02-28")
with counterclaim.open("counterclaim.sqlite") as ledger:
    ledger.read(["reports/"])
    ledger.questions().to_pandas()
"""

from importlib import import_module

__version__ = "0.1.0"

_OFFERED = {"read": "read_text", "read_file": "read_path", "open": "Ledger", "Ledger": "Ledger"}
__all__ = ["Ledger", "__version__", "open", "read", "read_file"]


def __getattr__(name: str) -> object:
    """Give a public name; what it needs is imported at the first use, so that the command line starts quickly."""
    if name not in _OFFERED:
        raise AttributeError(f"counterclaim has no {name!r}; it offers {', '.join(__all__)}.")
    return getattr(import_module("counterclaim.pipeline.api"), _OFFERED[name])
