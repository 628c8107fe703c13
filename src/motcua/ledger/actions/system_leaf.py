"""A leaf of the system: calendar, catalogue, rosters, keys, figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.ledger.writing import day_in_log, put_in_outbox
from motcua.tlog.leaf import encode


def say(kind: str, own: Mapping[str, Any], *, at: datetime) -> bytes:
    """Let a system leaf wait for its number; the same leaf is logged only once.

    Raises
    ------
    LeafError
        Unknown type, or values outside its schema.
    """
    with transaction.atomic():
        leaf = encode({**own, "day": day_in_log(at, at).isoformat(), "t": kind, "v": 1})
        put_in_outbox([leaf])
    return leaf
