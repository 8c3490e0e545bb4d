"""Limits on attempts to sign in, by account and by address."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address

WINDOW_S = 900.0
PER_ACCOUNT, PER_ADDRESS = 8, 40
MOST_KEYS = 20_000


class Attempts:
    """Attempts of the last quarter of an hour that led to nothing. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[str, deque[float]] = OrderedDict()

    def begin(self, account: str, address: str, now: float) -> float:
        """Count an attempt and give 0; where there were too many, give the seconds until the next may be made.

        It is counted before it is known to fail, so that many at once are not more than many in a row. What is refused
        is not counted: who waits as long as told gets in.
        """
        limits = self._limits(account, address)
        with self._lock:
            waits = [self._wait(key, most, now) for key, most in limits]
            if max(waits) > 0:
                return max(waits)
            for key, _ in limits:
                self._made.setdefault(key, deque()).append(now)
                self._made.move_to_end(key)
            while len(self._made) > MOST_KEYS:
                self._made.popitem(last=False)
            return 0.0

    def forgive(self, account: str, address: str) -> None:
        """Take back the last attempt, which succeeded, and what went wrong at this account before it."""
        (account_key, _), (address_key, _) = self._limits(account, address)
        with self._lock:
            self._made.pop(account_key, None)
            if self._made.get(address_key):
                self._made[address_key].pop()

    def _limits(self, account: str, address: str) -> Sequence[tuple[str, int]]:
        return ((f"account {account[:200]}", PER_ACCOUNT), (f"address {shorten_address(address)}", PER_ADDRESS))

    def _wait(self, key: str, most: int, now: float) -> float:
        made = self._made.get(key)
        while made and made[0] <= now - WINDOW_S:
            made.popleft()
        if made is not None and not made:
            del self._made[key]
        return made[0] + WINDOW_S - now if made and len(made) >= most else 0.0


def shorten_address(address: str) -> str:
    """Give the part of an address that one person does not change at will: of IPv6 the first half."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    return found.exploded[:19] if isinstance(found, IPv6Address) and not found.ipv4_mapped else str(found)
