"""Commitments of declared conflicts of interest: made and tested, never read."""

import hmac
from collections.abc import Collection
from hashlib import sha256

from motcua.identity.models import Conflict

_WORDS = b"motcua/conflict/v1\x00"


def commitment(salt: bytes | memoryview, number: str) -> str:
    """Return the commitment to a person's number under a salt."""
    return hmac.new(bytes(salt), _WORDS + number.encode(), sha256).hexdigest()


def conflicts_with(numbers: Collection[str], officials: Collection[int]) -> dict[int, str]:
    """Return which officials declared a conflict with somebody of the numbers: by commitment."""
    rows = Conflict.objects.filter(official__in=officials, ended_at=None)
    wanted = [number for number in numbers if number]
    return {
        official: kept
        for official, salt, kept in rows.values_list("official_id", "salt", "commitment")
        if any(hmac.compare_digest(commitment(salt, number), kept) for number in wanted)
    }
