"""One-time tokens: drawn by the system's generator, kept as a hash."""

import hashlib
import secrets


def draw() -> str:
    """Return a new token of 192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> str:
    """Return what is kept of a token; enough bits went in that no salt is needed."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
