"""Counterclaim reads reports about armed conflict and keeps the ledger of who claims what."""

__version__ = "0.1.0"
