"""Real processes that a test may kill or starve: forked, so that starting one takes milliseconds."""

from __future__ import annotations

import os
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from typing import ParamSpec

P = ParamSpec("P")


def start_child(work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> int:
    """Do the work in a child process; give its id."""
    with warnings.catch_warnings():
        # From Python 3.12 on, fork warns where a process has threads: a worker of the tests has one that the child never needs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    try:
        work(*args, **kwargs)
        os._exit(0)
    except BaseException:  # noqa: BLE001  # The child must not run on in the tests' own code.
        traceback.print_exc()
    finally:
        os._exit(1)


def run_in_child(work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> int:
    """Do the work in a child process and give its exit status."""
    return wait_for(start_child(work, *args, **kwargs))


def wait_for(child: int) -> int:
    """Give the exit status of a child."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_after(child: int, seconds: float) -> None:
    """Let a child live for so long, then kill it as `kill -9` does."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    wait_for(child)
