"""A leaf of the system: calendar, catalogue, rosters, keys, figures."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.ledger.models import Entry
from motcua.ledger.writing import Days, put_in_outbox
from motcua.tlog.leaf import encode


def say(kind: str, own: Mapping[str, Any], *, at: datetime) -> bytes:
    """Let a system leaf wait for its number; the same leaf is logged only once.

    Raises
    ------
    LeafError
        Unknown type, or values outside its schema.
    """
    with transaction.atomic():
        leaf = encode({**own, "day": Days.at(at).of(at).isoformat(), "t": kind, "v": 1})
        put_in_outbox([leaf])
    return leaf


def unless_said(kind: str, own: Mapping[str, Any], *, at: datetime) -> int:
    """Say it, unless the newest leaf of the type says the same; returns 1 when it did."""
    newest = Entry.objects.filter(kind=kind).order_by("-idx").first()
    if newest is not None:
        known = json.loads(bytes(newest.leaf))
        if all(known[key] == value for key, value in own.items()):
            return 0
    say(kind, own, at=at)
    return 1
