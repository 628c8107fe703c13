"""OCEL 2.0 as XML (``.xmlocel``, ``.xml``), read with expat so that messages name the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from motcua.mining.errors import BadLog
from motcua.mining.ocel import Event, Object, Ocel, Relations
from motcua.mining.ocel_json import instant, stamp

HOLDERS = {"object-type", "event-type", "event"}


def read_xml(path: Path) -> Ocel:
    """Read and check; ``BadLog`` names the line. A DOCTYPE is refused (entity bombs)."""
    document = _Document(path.name)
    try:
        with path.open("rb") as stream:
            document.run(stream.read())
    except FileNotFoundError as error:
        raise BadLog(path.name, "no such file", str(path)) from error
    except expat.ExpatError as error:
        raise BadLog(
            path.name, expat.ErrorString(error.code), "well-formed XML", error.lineno
        ) from error
    return Ocel(
        document.event_types,
        document.object_types,
        tuple(document.events),
        tuple(document.objects),
        path.name,
    )


@dataclass
class _Document:
    source: str
    event_types: dict[str, dict[str, str]] = field(default_factory=dict)
    object_types: dict[str, dict[str, str]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    objects: list[Object] = field(default_factory=list)
    holder: str = ""
    own: dict[str, str] = field(default_factory=dict)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    attribute: dict[str, str] | None = None
    text: str = ""
    nested: int = 0

    def run(self, data: bytes) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.open
        self.parser.EndElementHandler = self.close
        self.parser.CharacterDataHandler = self.say
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.Parse(data, True)  # noqa: FBT003 — expat takes no keyword

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def doctype(self, *_: object) -> None:
        raise BadLog(self.source, "a DOCTYPE", "OCEL without one", self.line)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "attribute":
            self.attribute, self.text = attributes, ""
        elif tag == "relationship" or (tag == "object" and self.holder in {"object", "event"}):
            target = self.need(attributes, "object-id")
            self.relations.append((target, attributes.get("qualifier", "")))
            self.nested += tag == "object"
        elif tag in HOLDERS or (tag == "object" and not self.holder):
            self.holder, self.own, self.values, self.relations = tag, attributes, [], []

    def say(self, text: str) -> None:
        self.text += text

    def close(self, tag: str) -> None:
        if tag == "attribute" and self.attribute is not None:
            name = self.need(self.attribute, "name")
            self.values.append((name, self.attribute.get("time", ""), self.told()))
            self.attribute = None
        elif tag == "object" and self.nested:  # the schema's other spelling of a relation
            self.nested -= 1
        elif tag == self.holder:
            getattr(self, f"finish_{tag.replace('-', '_')}")()
            self.holder = ""

    def told(self) -> str:
        attribute = self.attribute or {}
        return attribute.get("type", self.text) if self.holder.endswith("-type") else self.text

    def need(self, attributes: Mapping[str, str], key: str) -> str:
        if not attributes.get(key):
            raise BadLog(self.source, "missing", "a value", self.line, key)
        return attributes[key]

    def finish_object_type(self) -> None:
        self.object_types[self.need(self.own, "name")] = {a: t for a, _, t in self.values}

    def finish_event_type(self) -> None:
        self.event_types[self.need(self.own, "name")] = {a: t for a, _, t in self.values}

    def finish_event(self) -> None:
        at = instant(self.need(self.own, "time"), self.source, self.line)
        told = {name: value for name, _, value in self.values}
        self.events.append(Event(*self.head(), at, told, tuple(self.relations)))

    def finish_object(self) -> None:
        values = tuple(
            (name, instant(at or "1970-01-01T00:00:00Z", self.source, self.line), value)
            for name, at, value in self.values
        )
        self.objects.append(Object(*self.head(), values, tuple(self.relations)))

    def head(self) -> tuple[str, str]:
        return self.need(self.own, "id"), self.need(self.own, "type")


def write_xml(ocel: Ocel, path: Path, *, relation: str = "relationship") -> None:
    """Write the document.

    The specification's examples relate with ``<relationship>``, its XML schema asks for
    ``<object>``: pass ``relation="object"`` for a file that the schema accepts. Both are read.
    """
    if relation not in {"relationship", "object"}:
        raise ValueError(f'a relation is written as "relationship" or "object", not "{relation}"')
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_lines(ocel, relation))


def _lines(ocel: Ocel, relation: str) -> Iterator[str]:
    types = {o.id: o.type for o in ocel.objects} if relation == "object" else {}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log>\n'
    yield from _types("object", ocel.object_types)
    yield from _types("event", ocel.event_types)
    yield "<objects>\n"
    for o in ocel.objects:
        yield f"<object id={_q(o.id)} type={_q(o.type)}><attributes>"
        for name, at, value in o.values:
            yield f"<attribute name={_q(name)} time={_q(stamp(at))}>{escape(value)}</attribute>"
        yield f"</attributes>{_related(o.relations, types)}</object>\n"
    yield "</objects>\n<events>\n"
    for e in ocel.events:
        yield f"<event id={_q(e.id)} type={_q(e.type)} time={_q(stamp(e.time))}><attributes>"
        for name, value in e.attributes.items():
            yield f"<attribute name={_q(name)}>{escape(value)}</attribute>"
        yield f"</attributes>{_related(e.relations, types)}</event>\n"
    yield "</events>\n</log>\n"


def _types(kind: str, types: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield f"<{kind}-types>\n"
    for name, attributes in types.items():
        inner = "".join(f"<attribute name={_q(a)} type={_q(t)}/>" for a, t in attributes.items())
        yield f"<{kind}-type name={_q(name)}><attributes>{inner}</attributes></{kind}-type>\n"
    yield f"</{kind}-types>\n"


def _related(relations: Relations, types: Mapping[str, str]) -> str:
    tag = "object" if types else "relationship"
    inner = "".join(
        f"<{tag} object-id={_q(target)} qualifier={_q(qualifier)}"
        f"{f' type={_q(types[target])}' if types else ''}/>"
        for target, qualifier in relations
    )
    return f"<objects>{inner}</objects>"


def _q(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
