"""Object-centric logs (OCEL 2.0): the model, the way to one case notion, and back.

An event of an object-centric log touches several objects: the dossier, the parcel, the clerk. To
ask the questions of this package, one object type is chosen as the case (:func:`flatten`); an
event that touches three such objects becomes an event of three cases.

Source: Berti, Koren, Adams et al., *OCEL (Object-Centric Event Log) 2.0 Specification*, 2023.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from motcua.mining.errors import BadLog
from motcua.mining.log import EPOCH, EventLog, microseconds, moment, quoted
from motcua.mining.staging import RESERVED
from motcua.mining.tables import from_columns

Relations = tuple[tuple[str, str], ...]
"""(object id, qualifier)"""
TYPES = ("string", "time", "integer", "float", "boolean")


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    type: str
    time: datetime
    attributes: Mapping[str, str] = field(default_factory=dict)
    relations: Relations = ()


@dataclass(frozen=True, slots=True)
class Object:
    """``values`` are (attribute, since when, value); the first of an attribute is its start."""

    id: str
    type: str
    values: tuple[tuple[str, datetime, str], ...] = ()
    relations: Relations = ()


@dataclass(frozen=True)
class Ocel:
    """A checked object-centric log; types map to their attributes and the attributes' types."""

    event_types: Mapping[str, Mapping[str, str]]
    object_types: Mapping[str, Mapping[str, str]]
    events: tuple[Event, ...]
    objects: tuple[Object, ...]
    source: str = "ocel"

    def __post_init__(self) -> None:
        known = {found.id for found in self.objects}
        self._check("object", self.objects, self.object_types, known)
        self._check("event", self.events, self.event_types, known)

    def _check(
        self,
        kind: str,
        found: Sequence[Event | Object],
        types: Mapping[str, object],
        objects: set[str],
    ) -> None:
        seen: set[str] = set()
        for n, one in enumerate(found, 1):
            if one.id in seen:
                raise BadLog(self.source, f'a second {kind} "{one.id}"', "ids used once", n, "id")
            seen.add(one.id)
            if one.type not in types:
                raise BadLog(self.source, f'{kind} type "{one.type}"', "a declared type", n, "type")
            for target, _ in one.relations:
                if target not in objects:
                    raise BadLog(
                        self.source,
                        f'{kind} "{one.id}" relates to "{target}"',
                        "an object of this log",
                        n,
                        "objectId",
                    )


def flatten(
    ocel: Ocel, case_type: str, *, resource_type: str | None = None, attribute: str | None = None
) -> EventLog:
    """One case per object of ``case_type``.

    The resource of an event is its first related object of ``resource_type``, or the value of the
    event attribute ``attribute``. Case attributes are the first values of the object's attributes.
    """
    for name in (case_type, resource_type):
        if name is not None and name not in ocel.object_types:
            have = ", ".join(ocel.object_types)
            raise BadLog(ocel.source, f'no object type "{name}"', f"one of {have}")
    by_id = {found.id: found for found in ocel.objects}
    rows: list[tuple[Event, Object, str | None]] = []
    for event in ocel.events:
        related = [by_id[target] for target, _ in event.relations]
        people = [found.id for found in related if found.type == resource_type]
        told = event.attributes.get(attribute) if attribute else None
        cases = dict.fromkeys(found.id for found in related if found.type == case_type)
        rows += [(event, by_id[case], people[0] if people else told) for case in cases]
    if not rows:
        raise BadLog(ocel.source, f'no event touches a "{case_type}"', "another object type")
    return _from_rows(rows, ocel, case_type)


def _from_rows(
    rows: list[tuple[Event, Object, str | None]], ocel: Ocel, case_type: str
) -> EventLog:
    kept = tuple(a for a in ocel.object_types[case_type] if a.lower() not in RESERVED)
    firsts = {case.id: {a: v for a, _, v in reversed(case.values)} for _, case, _ in rows}
    blank: list[object] = [None] * len(rows)
    data: dict[str, list[object]] = {
        "row_no": list(range(len(rows))),
        "case_id": [case.id for _, case, _ in rows],
        "activity": [event.type for event, _, _ in rows],
        "resource": [person for _, _, person in rows],
        "ts": [microseconds(event.time) for event, _, _ in rows],
        **dict.fromkeys(("grp", "lifecycle", "instance", "began"), blank),
    }
    for name in kept:
        data[name] = [firsts[case.id].get(name) for _, case, _ in rows]
    return from_columns(data, kept, f"{ocel.source} ({case_type})")


def from_log(log: EventLog, case_type: str = "dossier") -> Ocel:
    """An object-centric log with cases, people and agencies as objects."""
    names = log.rows("SELECT DISTINCT name FROM activity ORDER BY 1")
    began = {"began": "time"} if log.has_start_times else {}
    objects = [*_cases(log, case_type), *_parties(log, "resource", "resource")]
    objects += _parties(log, "grp", "group")
    types: dict[str, dict[str, str]] = {case_type: dict.fromkeys(log.attributes, "string")}
    types |= {"resource": {}, "group": {}}
    return Ocel(
        {name: dict(began) for (name,) in names}, types, _events(log), tuple(objects), log.source
    )


def _cases(log: EventLog, case_type: str) -> list[Object]:
    columns = "".join(f", {quoted(a)}" for a in log.attributes)
    return [
        Object(
            f"case:{case}",
            case_type,
            tuple(
                (a, EPOCH, v) for a, v in zip(log.attributes, told, strict=True) if v is not None
            ),
        )
        for case, *told in log.rows(f"SELECT case_id{columns} FROM cases ORDER BY case_no")
    ]


def _parties(log: EventLog, table: str, kind: str) -> list[Object]:
    return [
        Object(f"{kind}:{name}", kind)
        for (name,) in log.rows(f"SELECT name FROM {table} ORDER BY no")
    ]


def _events(log: EventLog) -> tuple[Event, ...]:
    rows = log.rows(
        """
        SELECT a.name, c.case_id, e.began, e.ts, r.name, g.name
        FROM event AS e JOIN cases AS c USING (case_no) JOIN activity AS a ON a.no = e.activity_no
        LEFT JOIN resource AS r ON r.no = e.resource_no LEFT JOIN grp AS g ON g.no = e.group_no
        ORDER BY e.ts, e.row_no
        """
    )
    return tuple(
        Event(
            f"e{n}",
            activity,
            moment(ts),
            {"began": moment(began).isoformat()} if log.has_start_times else {},
            (
                (f"case:{case}", "case"),
                *(((f"resource:{person}", "done by"),) if person else ()),
                *(((f"group:{group}", "agency"),) if group else ()),
            ),
        )
        for n, (activity, case, began, ts, person, group) in enumerate(rows, 1)
    )
