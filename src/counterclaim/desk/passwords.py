"""Passwords and tokens as digests: what is kept cannot let anybody in.

Passwords go through scrypt (RFC 7914) of the standard library, with the cost that OWASP's cheat sheet names; a digest
carries its cost, so that it can be raised later. Tokens are 256 random bits, for which one pass of SHA-256 is enough.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import threading

from counterclaim.errors import UnknownName

# N = 2^15, r = 8, p = 3: 32 MiB and some 0.2 s of processor time for each try.
COST, BLOCK, LANES = 15, 8, 3
SHORTEST, LONGEST = 12, 200
TOKEN = "cc_"
_DIGEST = re.compile(r"scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9+/=]{24})\$([A-Za-z0-9+/=]{44})")
# Many who try at once must not take all memory and every processor.
_TURN = threading.BoundedSemaphore(2)


def check_password(password: str, name: str = "") -> None:
    """Raise UnknownName, with what to choose instead, for a password that is soon guessed."""
    if len(password) < SHORTEST:
        raise UnknownName(
            f"The password is too short: use {SHORTEST} characters or more, such as four unrelated words."
        )
    if len(password) > LONGEST:
        raise UnknownName(f"The password is longer than {LONGEST} characters.")
    if len(set(password.casefold())) < 5 or (name and password.casefold() == name.casefold()):
        raise UnknownName("That password is soon guessed: use four unrelated words.")


def digest_password(password: str) -> str:
    """Give what to keep of a password: cost, salt and key."""
    salt = secrets.token_bytes(16)
    key = _derive(password, salt, COST, BLOCK, LANES)
    return "$".join(("scrypt", str(COST), str(BLOCK), str(LANES), _write(salt), _write(key)))


def is_password(password: str, digest: str | None) -> bool:
    """Tell whether a digest is of this password. It takes as long where there is no digest."""
    found = _DIGEST.fullmatch(digest or "")
    cost, block, lanes = (int(number) for number in found.groups()[:3]) if found else (COST, BLOCK, LANES)
    salt, kept = (base64.b64decode(part) for part in found.groups()[3:]) if found else (bytes(16), bytes(32))
    tried = _derive(password[:LONGEST], salt, cost, block, lanes)
    return hmac.compare_digest(tried, kept) and found is not None


def is_weak(digest: str) -> bool:
    """Tell whether a digest was made at another cost than today's."""
    return not digest.startswith(f"scrypt${COST}${BLOCK}${LANES}$")


def make_token() -> str:
    """Give a new token, 256 random bits in letters that an address and a header can hold."""
    return TOKEN + secrets.token_urlsafe(32)


def digest_token(token: str) -> str:
    """Give what to keep of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _derive(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    memory = 2 * 128 * block * (2**cost + lanes)
    with _TURN:
        return hashlib.scrypt(
            password.encode("utf-8", "surrogatepass"), salt=salt, n=2**cost, r=block, p=lanes, maxmem=memory, dklen=32
        )


def _write(data: bytes) -> str:
    return base64.b64encode(data).decode()
