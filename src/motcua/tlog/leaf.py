"""Leaves ``motcua/leaf/1``: canonical JSON of a restricted profile, one key set per type.

RFC 8785 with ASCII strings that need no escapes, integers, and lists of these; no float, no null,
no object inside. Hashes, tags, pseudonyms and beacon keys are base64url without padding.
One event has exactly one spelling, so nothing can be hidden in spaces, order or unknown keys.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.tlog.tiles import MAX_ENTRY

VERSION = 1
Check = Callable[[object], bool]


class LeafError(ValueError):
    """The leaf is not canonical, or not in the schema; the message says where."""


def _text(pattern: str) -> Check:
    match = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and match(value) is not None


def _number(least: int = 0, most: int = 10**15 - 1) -> Check:
    return lambda value: type(value) is int and least <= value <= most


def _list(each: Check, least: int = 0) -> Check:
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(each, value))


def _row(*columns: Check) -> Check:
    return lambda value: (
        isinstance(value, list)
        and len(value) == len(columns)
        and all(check(cell) for check, cell in zip(columns, value, strict=True))
    )


def _one_of(*values: str) -> Check:
    return lambda value: value in values


def _day(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_16_BYTES = _text("[A-Za-z0-9_-]{21}[AQgw]")
_32_BYTES = _text("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
_PROOF = _text("[A-Za-z0-9_-]{106}[AEIMQUYcgkosw048]")  # 80 bytes of a VRF
_CODE = _text("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_BRANCH = _text("[A-Z][A-Z0-9]{0,7}")
_VKEY = _text(r"[A-Za-z0-9._/:-]{1,128}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{1,4096}={0,2}")
_POINTS = _number(1)
_REASONS = {
    "recused": _one_of("kin", "interest", "prior", "other"),
    "reassigned": _one_of("absent", "roster", "silent"),
    "absence": _one_of("leave", "sick", "duty", "other"),
    "reveal": _one_of("identity", "contact", "address", "photo", "other"),
    "breakglass": _one_of("safety", "court", "inspection", "fault", "other"),
}

_EVENT: dict[str, Check] = {
    "b": _BRANCH, "d": _16_BYTES, "day": _day, "n": _number(), "s": _32_BYTES,
}  # fmt: skip
_FIRST: dict[str, Check] = {"n": _number(0, 0)}
_LATER: dict[str, Check] = {"h": _32_BYTES, "n": _number(1)}
_SYSTEM: dict[str, Check] = {"day": _day}

EVENTS: dict[str, dict[str, Check]] = {
    "received": {"due": _day, "p": _CODE, "w": _POINTS},
    "supplement_asked": {},
    "supplemented": {},
    "assigned": {"a": _number(0, 2**32 - 1), "k": _POINTS, "o": _16_BYTES, "w": _POINTS},
    "manual": {"g": _CODE, "o": _16_BYTES, "w": _POINTS, "y": _row(_16_BYTES, _16_BYTES)},
    "reassigned": {"o": _16_BYTES, "r": _REASONS["reassigned"]},
    "recused": {"o": _16_BYTES, "r": _REASONS["recused"], "y": _16_BYTES},
    "paused": {"f": _text("0[1-9]")},
    "resumed": {},
    "extended": {"due": _day, "f": _text("0[1-9]")},
    "settled": {},
    "returned": {},
    "collected": {},
    "withdrawn": {},
    "complaint": {},
    "contact": {
        "c": _one_of("message", "call", "hearing"), "i": _one_of("in", "out"), "z": _number(0, 4),
    },
    "reveal": {"r": _REASONS["reveal"]},
    "breakglass": {"r": _REASONS["breakglass"]},
    "erased": {},
    "corrected": {"c": _day},
}  # fmt: skip
SYSTEM: dict[str, dict[str, Check]] = {
    "roster": {
        "b": _BRANCH, "c": _list(_32_BYTES), "e": _number(0, 1), "from": _day, "nb": _list(_BRANCH),
        "o": _list(_row(_16_BYTES, _POINTS, _list(_CODE, 1), _list(_32_BYTES))),
    },
    "absence": {"first": _day, "last": _day, "o": _16_BYTES, "r": _REASONS["absence"]},
    "policy": {"c": _32_BYTES, "off": _list(_day), "on": _list(_day)},
    "keys": {"l": _list(_VKEY, 1), "w": _list(_VKEY), "x": _list(_VKEY)},
    "pool": {
        "i": _number(),
        "k": _POINTS,
        "o": _list(_row(_16_BYTES, _POINTS, _number(), _number())),
        "p": _list(
            _row(
                _BRANCH, _CODE, _number(0, 2), _list(_number(), 1),
                _list(_row(_16_BYTES, _one_of("coi", "recused", "reassigned"), _text("|[A-Za-z0-9_-]{43}"))),
            ),
        ),
        "q": _list(_row(_32_BYTES, _number(0, 2**32 - 1), _number(), _POINTS,
                        _text("|[A-Za-z0-9_-]{43}")), 1),
        "r": _list(_row(_32_BYTES, _PROOF), 1),
    },
    "beacon_missing": {"k": _POINTS, "m": _list(_32_BYTES, 1)},
    "ticket_batch": {"b": _BRANCH, "first": _number(), "last": _number()},
    "stats": {"m": _text("[0-9]{4}-(0[1-9]|1[0-2])"), "x": _32_BYTES},
    "heartbeat": {},
}  # fmt: skip


def encode(fields: Mapping[str, Any]) -> bytes:
    """Check a leaf against the schema and write its one spelling.

    Raises
    ------
    LeafError
        Unknown type, missing or unknown key, value out of its domain, more than 65,535 bytes.
    """
    check(fields)
    data = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    if len(data) > MAX_ENTRY:
        raise LeafError(f"A leaf has at most {MAX_ENTRY:,} bytes, this one {len(data):,}.")
    return data


def decode(data: bytes) -> dict[str, Any]:
    """Read a leaf and refuse every spelling but the canonical one; raises ``LeafError``."""
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        raise LeafError("Not JSON in UTF-8.") from None
    if not isinstance(fields, dict):
        raise LeafError("A leaf is a JSON object.")
    if encode(fields) != data:
        raise LeafError("Not the canonical spelling: spaces, order, escapes or a key given twice.")
    return fields


def check(fields: Mapping[str, Any]) -> None:
    """Check type, key set and values; raises ``LeafError``."""
    if type(fields.get("v")) is not int or fields["v"] != VERSION:
        raise LeafError(f"“v” is {VERSION}.")
    expected = schema(fields.get("t"))
    for key in sorted(expected.keys() | fields.keys()):
        if key not in fields:
            raise LeafError(f"The key “{key}” is missing.")
        if key not in expected:
            raise LeafError(f"The key “{key}” is not in the schema.")
        if not expected[key](fields[key]):
            raise LeafError(f"The value of “{key}” is not in its domain.")


def schema(kind: object) -> dict[str, Check]:
    """Keys and checks of one type; a dossier begins with ``received``, later events have ``h``."""
    head = {"t": _one_of(str(kind)), "v": _number(VERSION, VERSION)}
    if isinstance(kind, str) and kind in EVENTS:
        return head | _EVENT | (_FIRST if kind == "received" else _LATER) | EVENTS[kind]
    if isinstance(kind, str) and kind in SYSTEM:
        return head | _SYSTEM | SYSTEM[kind]
    raise LeafError("“t” names no type of leaf.")


def keys_of(kinds: Mapping[str, Mapping[str, Check]]) -> dict[str, Sequence[str]]:
    """Own keys of each type, for the documentation."""
    return {kind: sorted(own) for kind, own in kinds.items()}
