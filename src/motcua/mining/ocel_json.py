"""OCEL 2.0 as JSON (``.jsonocel``, ``.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from motcua.mining.errors import BadLog
from motcua.mining.ocel import Event, Object, Ocel, Relations


def read_json(path: Path) -> Ocel:
    """Read and check; ``BadLog`` names the position of the event or object in its list."""
    document = _load(path)
    for key in ("eventTypes", "objectTypes", "events", "objects"):
        if not isinstance(document.get(key), list):
            raise BadLog(path.name, f'no list "{key}"', "an OCEL 2.0 document")
    return Ocel(
        _types(document["eventTypes"], "eventTypes", path.name),
        _types(document["objectTypes"], "objectTypes", path.name),
        tuple(_event(raw, n, path.name) for n, raw in enumerate(document["events"], 1)),
        tuple(_object(raw, n, path.name) for n, raw in enumerate(document["objects"], 1)),
        path.name,
    )


def write_json(ocel: Ocel, path: Path) -> None:
    """Write a document that the OCEL 2.0 JSON schema accepts."""
    document = {
        "eventTypes": _told_types(ocel.event_types),
        "objectTypes": _told_types(ocel.object_types),
        "events": [
            {
                "id": e.id,
                "type": e.type,
                "time": stamp(e.time),
                "attributes": [{"name": k, "value": v} for k, v in e.attributes.items()],
                "relationships": _told(e.relations),
            }
            for e in ocel.events
        ],
        "objects": [
            {
                "id": o.id,
                "type": o.type,
                "attributes": [
                    {"name": name, "time": stamp(at), "value": value}
                    for name, at, value in o.values
                ],
                "relationships": _told(o.relations),
            }
            for o in ocel.objects
        ],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")


def stamp(at: datetime) -> str:
    """UTC with a final Z, microseconds kept when there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant(told: object, source: str, row: int, column: str = "time") -> datetime:
    """An OCEL time; the specification means UTC where no offset stands."""
    try:
        at = datetime.fromisoformat(str(told))
    except ValueError as error:
        raise BadLog(
            source, f'"{told}" is not a time', "a time such as 2025-07-01T08:30:00Z", row, column
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _load(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadLog(path.name, "no such file", str(path)) from error
    except UnicodeDecodeError as error:
        raise BadLog(path.name, str(error), "text in UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadLog(path.name, error.msg, "well-formed JSON", error.lineno) from error
    if not isinstance(document, dict):
        raise BadLog(path.name, "not an object", "an OCEL 2.0 document")
    return document


def _field(raw: object, key: str, row: int, source: str) -> Any:
    if not isinstance(raw, Mapping) or raw.get(key) in (None, ""):
        raise BadLog(source, "missing", "a value", row, key)
    return raw[key]


def _types(raw: Iterable[Any], where: str, source: str) -> dict[str, dict[str, str]]:
    return {
        str(_field(one, "name", n, f"{source} {where}")): {
            str(a["name"]): str(a.get("type", "string")) for a in one.get("attributes", ())
        }
        for n, one in enumerate(raw, 1)
    }


def _event(raw: Mapping[str, Any], row: int, source: str) -> Event:
    told = f"{source} events"
    return Event(
        str(_field(raw, "id", row, told)),
        str(_field(raw, "type", row, told)),
        instant(_field(raw, "time", row, told), told, row),
        {str(a["name"]): _text(a.get("value")) for a in raw.get("attributes", ())},
        _relations(raw, row, told),
    )


def _object(raw: Mapping[str, Any], row: int, source: str) -> Object:
    told = f"{source} objects"
    return Object(
        str(_field(raw, "id", row, told)),
        str(_field(raw, "type", row, told)),
        tuple(
            (
                str(_field(a, "name", row, told)),
                instant(a.get("time", "1970-01-01T00:00:00Z"), told, row),
                _text(a.get("value")),
            )
            for a in raw.get("attributes", ())
        ),
        _relations(raw, row, told),
    )


def _relations(raw: Mapping[str, Any], row: int, source: str) -> Relations:
    return tuple(
        (str(_field(r, "objectId", row, source)), str(r.get("qualifier", "")))
        for r in raw.get("relationships", ())
    )


def _text(value: object) -> str:
    """JSON true is ``true``, never Python's ``True``."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _told_types(types: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    return [
        {"name": name, "attributes": [{"name": a, "type": t} for a, t in attributes.items()]}
        for name, attributes in types.items()
    ]


def _told(relations: Relations) -> list[dict[str, str]]:
    return [{"objectId": target, "qualifier": qualifier} for target, qualifier in relations]
