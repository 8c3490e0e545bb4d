"""The command line: thin doors that parse, call and print. Whatever is heavy is imported inside the command."""

from counterclaim.cli import (
    asking,
    checking,
    desk,
    doubling,
    gathering,
    giving,
    judging,
    keeping,
    sourcing,
    users,
    watching,
)
from counterclaim.cli.app import main

__all__ = [
    "asking",
    "checking",
    "desk",
    "doubling",
    "gathering",
    "giving",
    "judging",
    "keeping",
    "main",
    "sourcing",
    "users",
    "watching",
]
