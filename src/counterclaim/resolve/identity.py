"""Ids of what claims tell together: digests of content, so that the same claims give the same ids."""

from __future__ import annotations

from hashlib import sha256


def digest_parts(*parts: str) -> str:
    """Give the first 20 hex digits of a sha256 over the parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
