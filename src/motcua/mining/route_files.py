"""The route of a procedure from a file: TOML for people, JSON as the centre's catalogue writes it.

```toml
steps = ["received", "appraised", "decided", "returned"]
optional = ["returned"]
before = [["received", "appraised"], ["appraised", "decided"]]   # left out: in the order of steps
[most]
appraised = 2
[limits_h]
appraised = 40
```
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from motcua.mining.conformance import Route
from motcua.mining.errors import BadLog

KEYS = ("steps", "before", "optional", "most", "limits_h", "last")


def read_route(path: Path) -> Route:
    """Read a route.

    Raises
    ------
    BadLog
        Naming the file, the key and what is expected there.
    """
    told = _parsed(path)
    for key in told:
        if key not in KEYS:
            raise BadLog(path.name, f'unknown key "{key}"', f"one of {', '.join(KEYS)}")
    steps = _names(path, told, "steps")
    if not steps:
        raise BadLog(path.name, "no steps", 'steps = ["received", "decided"]')
    optional = _names(path, told, "optional")
    most = {k: int(v) for k, v in _figures(path, told, "most", _whole, "whole numbers").items()}
    limits = _figures(path, told, "limits_h", _hours, "hours above 0")
    try:
        if "before" not in told and "last" not in told:
            return Route.sequence(steps, optional=optional, most=most, limits_h=limits)
        pairs, last = _pairs(path, told), frozenset(_names(path, told, "last"))
        return Route(tuple(steps), pairs, frozenset(optional), most, limits, last)
    except ValueError as error:
        raise BadLog(path.name, str(error), "names and an order that fit together") from error


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
        told = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise BadLog(path.name, str(error), "a route in TOML or JSON") from error
    if not isinstance(told, dict):
        raise BadLog(path.name, f"a {type(told).__name__}", "a table with steps")
    return told


def _names(path: Path, told: dict[str, Any], key: str) -> list[str]:
    given = told.get(key, [])
    if not isinstance(given, list) or not all(isinstance(one, str) and one for one in given):
        raise BadLog(path.name, f"{key} = {given!r}", f"a list of step names in {key}")
    return given


def _pairs(path: Path, told: dict[str, Any]) -> frozenset[tuple[str, str]]:
    given = told.get("before", [])
    good = isinstance(given, list) and all(
        isinstance(one, list) and len(one) == 2 and all(isinstance(n, str) for n in one)
        for one in given
    )
    if not good:
        raise BadLog(path.name, f"before = {given!r}", 'pairs of steps such as ["a", "b"]')
    return frozenset((a, b) for a, b in given)


def _figures(
    path: Path, told: dict[str, Any], key: str, good: Callable[[object], bool], what: str
) -> dict[str, float]:
    given = told.get(key, {})
    if not isinstance(given, dict) or not all(good(value) for value in given.values()):
        raise BadLog(path.name, f"{key} = {given!r}", f"{what} by step in {key}")
    return {name: float(value) for name, value in given.items()}


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _hours(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
