"""`users`: who may work on a ledger with others, and what each may do."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.app import DONE, LEDGER, LedgerOption, app, say
from counterclaim.errors import SetupError
from counterclaim.records.people import Role

if TYPE_CHECKING:
    from counterclaim.desk.people import Registry

PASSWORD = "COUNTERCLAIM_PASSWORD"

users = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help=(
        "Who may work on a ledger at its desk: readers read, reviewers also judge, add reports and export, owners also let "
        "people in and have things forgotten. Once a ledger has a user, its desk asks everybody to sign in.\n\n"
        f"Passwords are asked for, or taken from the variable {PASSWORD}, or from standard input: never from the command line."
    ),
)
app.add_typer(users, name="users")

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="The name, as it signs judgements; case does not matter.")
]
RoleArgument = Annotated[Role, typer.Argument(help="What they may do.")]


@users.command("add")
def add(
    name: NameArgument,
    role: Annotated[Role, typer.Option(help="What they may do; the first user must be an owner.")] = Role.REVIEWER,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Let somebody in. The ledger is made where there is none.

    Example: `counterclaim users add "Ada Coder" --role owner --ledger sahel.sqlite`
    """
    with _open(ledger, create=True) as registry:
        made = registry.add(name, role, _ask_password(name))
    say(f"{made.name} is let in as {made.role.value}. The desk over this ledger asks everybody to sign in now.")
    return DONE


@users.command("list")
def list_users(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False, ledger: LedgerOption = LEDGER
) -> int:
    """List who may work on the ledger, and who did.

    Example: `counterclaim users list --ledger sahel.sqlite`
    """
    import json

    with _open(ledger) as registry:
        assert registry.people is not None
        rows = [
            {
                "name": user.name,
                "role": user.role.value,
                "since": user.made_at.isoformat(),
                "removed": user.ended_at.isoformat() if user.ended_at else None,
            }
            for user in registry.people.list_users()
        ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return DONE
    for row in rows:
        told = (
            f"removed {str(row['removed'])[:10]}"
            if row["removed"]
            else f"{row['role']:9} since {str(row['since'])[:10]}"
        )
        say(f"{row['name']:24} {told}")
    if not rows:
        say(
            "No users: the desk is one person's, on this machine. `counterclaim users add NAME --role owner` lets the first in."
        )
    return DONE


@users.command("role")
def give_role(name: NameArgument, role: RoleArgument, ledger: LedgerOption = LEDGER) -> int:
    """Give somebody another role, at once.

    Example: `counterclaim users role ben reader --ledger sahel.sqlite`
    """
    with _open(ledger) as registry:
        assert registry.people is not None
        user = registry.people.set_role(name, role)
    say(f"{user.name} is {'an' if role is Role.OWNER else 'a'} {role.value} now.")
    return DONE


@users.command("password")
def set_password(name: NameArgument, ledger: LedgerOption = LEDGER) -> int:
    """Set somebody's password, also a forgotten one. It ends all their sessions and tokens.

    Example: `counterclaim users password ben --ledger sahel.sqlite`
    """
    with _open(ledger) as registry:
        assert registry.people is not None
        user = registry.people.find(name)
        registry.change_password(name, _ask_password(user.name))
    say(f"The password of {user.name} is set. Whoever was signed in with the old one is not any more.")
    return DONE


@users.command("remove")
def remove(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Let somebody in no longer: sessions and tokens end at once, judgements keep the name.

    With the last user the ledger is one person's again, on its own machine.

    Example: `counterclaim users remove ben --ledger sahel.sqlite`
    """
    with _open(ledger) as registry:
        assert registry.people is not None
        user = registry.people.find(name)
        if not yes:
            typer.confirm(f"Let {user.name} in no longer?", abort=True)
        registry.people.remove(name, datetime.now(UTC))
    say(f"{user.name} is removed. What they judged stays, with their name.")
    return DONE


@users.command("token")
def make_token(
    name: NameArgument,
    label: Annotated[str, typer.Option("--for", metavar="TEXT", help="What it is for, shown in lists.")],
    days: Annotated[int, typer.Option(min=1, max=366, help="How long it lets in.")] = 90,
    ledger: LedgerOption = LEDGER,
) -> int:
    """Print a token with which a script does what this user may: `Authorization: Bearer TOKEN`. It is not kept.

    Example: `counterclaim users token ben --for "R script" --ledger sahel.sqlite`
    """
    with _open(ledger) as registry:
        token = registry.make_token(name, label, days)
    typer.echo(token)
    return DONE


@contextmanager
def _open(ledger: str, *, create: bool = False) -> Iterator[Registry]:
    from counterclaim.desk.people import Registry
    from counterclaim.ledger.ledger import open_ledger

    with open_ledger(ledger, create=create) as book:
        yield Registry(book.people, "")


def _ask_password(name: str) -> str:
    """Ask twice at a terminal; else take what a variable or standard input holds."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("The same again: ") != password:
        raise SetupError("The two passwords differ. Nothing was changed.")
    return password
