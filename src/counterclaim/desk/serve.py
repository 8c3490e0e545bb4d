"""Runs the desk on this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable

from counterclaim.desk.guard import is_this_machine
from counterclaim.errors import SetupError

MISSING = "The desk needs its web server: pip install fastapi uvicorn python-multipart."


def serve(place: str, at: tuple[str, int], *, author: str, masked: bool, ready: Callable[[str], None]) -> None:
    """Serve the desk over a ledger at a host and port until it is stopped; `ready` is told its address once it can be opened.

    Raises SetupError for a host that is not this machine, for a port that is taken, and where the web server is missing.
    """
    host, port = at
    if not is_this_machine(host):
        raise SetupError(
            f"The desk has no users yet and so answers on this machine only, not on {host}. "
            "Use --host 127.0.0.1, and a tunnel (ssh -L) to reach it from elsewhere."
        )
    try:
        import uvicorn

        from counterclaim.desk.app import make_app
        from counterclaim.desk.keeper import Keeper
    except ModuleNotFoundError as error:
        raise SetupError(MISSING) from error
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening, Keeper(place, masked=masked) as keeper:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host.strip("[]"), port))
        except OSError as error:
            raise SetupError(f"Port {port} is taken ({error.strerror}): choose another with --port.") from error
        listening.listen()
        ready(f"http://{host}:{listening.getsockname()[1]}/")
        app = make_app(keeper, author=author)
        config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=True, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
