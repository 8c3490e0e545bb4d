"""Runs the desk: on this machine alone, or for users on others."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from counterclaim.desk.guard import is_this_machine
from counterclaim.errors import SetupError
from counterclaim.ledger.address import locate
from counterclaim.ledger.ledger import open_ledger

# A page lets go of the interpreter at each look into the ledger, and must get it back soon while an edition is being made.
SWITCH_S = 0.0005
MISSING = "The desk needs its web server: pip install fastapi uvicorn python-multipart."


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk answers: host and port, further host names, and how what is sent is kept from others on the way.

    `certificate` and `key` are PEM files. `is_plain` where a proxy in front of the desk speaks TLS, or the network is one
    that everybody trusts.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    is_plain: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether other machines are answered, here or through a proxy that gives the desk a name."""
        return bool(self.names) or not is_this_machine(self.host)


def serve(ledger: str, at: Place, *, author: str, masked: bool, ready: Callable[[str], None]) -> None:
    """Serve the desk over a ledger until it is stopped; `ready` is told its address once it can be opened.

    Raises SetupError for a place that other machines reach where the ledger has no users or nothing keeps passwords from
    being read on the way, for a port that is taken, and where the web server is missing.
    """
    _check_certificate(at)
    try:
        import uvicorn

        from counterclaim.desk.app import make_app
        from counterclaim.desk.keeper import Keeper
        from counterclaim.desk.preparing import prepare
    except ModuleNotFoundError as error:
        raise SetupError(MISSING) from error
    if at.is_shared:
        _check_users(ledger, at)
    family = socket.AF_INET6 if ":" in at.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening, Keeper(ledger, masked=masked) as keeper:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((at.host.strip("[]"), at.port))
        except OSError as error:
            taken = (
                f"Port {at.port} of {at.host} cannot be had ({error.strerror}): choose another with --port or --host."
            )
            raise SetupError(taken) from error
        listening.listen()
        app = make_app(keeper, author=author, names=at.names, is_shared=at.is_shared)
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            date_header=True,
            access_log=False,
            ssl_certfile=at.certificate,
            ssl_keyfile=at.key,
            # Only a proxy on this machine is believed when it says from where a request came.
            forwarded_allow_ips="127.0.0.1,::1" if at.is_shared else "",
        )
        try:
            config.load()
        except (OSError, ssl.SSLError) as error:
            raise SetupError(
                f"Certificate and key cannot be used ({error}): give two PEM files that belong together."
            ) from error
        sys.setswitchinterval(SWITCH_S)
        keeper.prepare = partial(prepare, keeper)
        keeper.begin()
        scheme = "https" if at.certificate else "http"
        ready(f"{scheme}://{at.host}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def _check_certificate(at: Place) -> None:
    for name, path in (("--certificate", at.certificate), ("--key", at.key)):
        if path and not path.is_file():
            raise SetupError(f"{name} {path}: there is no such file.")
    if bool(at.certificate) != bool(at.key):
        raise SetupError("--certificate and --key go together.")
    if at.is_shared and not at.certificate and not at.is_plain:
        raise SetupError(
            f"On {at.host} passwords could be read on their way. Give --certificate FILE --key FILE, or --plain-http where "
            "a proxy on this machine speaks TLS or the network is trusted. Or use --host 127.0.0.1 and a tunnel (ssh -L)."
        )


def _check_users(ledger: str, at: Place) -> None:
    """Refuse a desk that everybody could walk into; nothing is made where no ledger is."""
    with open_ledger(ledger, create=False) as book:
        if not book.people.exist():
            raise SetupError(
                f"The desk answers other machines ({', '.join((at.host, *at.names))}) only where the ledger has users, and "
                f"this one has none. Add an owner: counterclaim users add NAME --role owner --ledger {locate(ledger)}. "
                "Without users it is for this machine alone: --host 127.0.0.1."
            )
