"""XES (IEEE 1849-2016): read ``.xes`` and ``.xes.gz`` as a stream, write both.

Expat tells tag after tag, so memory holds the events, never the document. A DOCTYPE is refused:
no XES file needs one, and entities are how XML bombs are built.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from motcua.mining.errors import BadLog
from motcua.mining.log import EPOCH, EventLog, moment, quoted
from motcua.mining.staging import RESERVED
from motcua.mining.tables import from_columns

EVENT_KEYS = {
    "concept:name": "activity",
    "org:resource": "resource",
    "org:group": "grp",
    "lifecycle:transition": "lifecycle",
    "concept:instance": "instance",
}
VALUES = {"string", "date", "int", "float", "boolean", "id"}
EXTENSIONS = (
    ("Concept", "concept"),
    ("Time", "time"),
    ("Organizational", "org"),
    ("Lifecycle", "lifecycle"),
)


def read_xes(path: Path) -> EventLog:
    """Read a XES log; case attributes are kept as text, event attributes the analyses use only.

    Raises ``BadLog`` with the line of the file for broken XML, an event outside a trace, an event
    without ``concept:name`` or ``time:timestamp``, or a date without an offset from UTC.
    """
    parser = _Traces(path.name)
    try:
        with _opened(path) as stream:
            parser.run(stream)
    except FileNotFoundError as error:
        raise BadLog(path.name, "no such file", str(path)) from error
    except (gzip.BadGzipFile, EOFError) as error:
        raise BadLog(path.name, str(error), "a complete gzip file") from error
    except expat.ExpatError as error:
        raise BadLog(
            path.name, expat.ErrorString(error.code), "well-formed XML", error.lineno
        ) from error
    return from_columns(*parser.columns(), path.name)


def write_xes(log: EventLog, path: Path) -> None:
    """Write the whole log; an event with a start time becomes a start and a complete event."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_document(log))


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as probe:
        zipped = probe.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if zipped else path.open("rb")  # type: ignore[return-value]


@dataclass
class _Traces:
    """Gathers events from expat's calls."""

    source: str
    case: str = ""
    depth: int = 0
    level: str = ""
    event: dict[str, str | int] = field(default_factory=dict)
    trace: dict[str, str] = field(default_factory=dict)
    attribute_depth: int = 0
    unnamed: int = 0
    data: dict[str, list[object]] = field(default_factory=dict)
    traces: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    line: Callable[[], int] = int

    def run(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.open
        parser.EndElementHandler = self.close
        parser.StartDoctypeDeclHandler = self.doctype
        self.line = lambda: parser.CurrentLineNumber
        names = ("case_id", "ts", *EVENT_KEYS.values())
        self.data = {name: [] for name in names}
        parser.ParseFile(stream)

    def doctype(self, *_: object) -> None:
        raise BadLog(self.source, "a DOCTYPE", "XES without one", self.line())

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in VALUES or tag in {"list", "container"}:
            self.attribute_depth += 1
            if self.attribute_depth == 1 and tag in VALUES:
                self.value(attributes)
        elif tag == "event":
            if self.level != "trace":
                raise BadLog(self.source, "an event outside a trace", "<trace>", self.line())
            self.level, self.event = "event", {}
        elif tag == "trace":
            self.level, self.trace = "trace", {}
        elif tag == "global":
            self.level = "global"

    def value(self, attributes: dict[str, str]) -> None:
        key, told = attributes.get("key", ""), attributes.get("value", "")
        if self.level == "trace":
            self.trace[key] = told
        elif self.level == "event":
            if key == "time:timestamp":
                self.event["ts"] = self.instant(told)
            elif key in EVENT_KEYS:
                self.event[EVENT_KEYS[key]] = told

    def close(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in VALUES or tag in {"list", "container"}:
            self.attribute_depth -= 1
        elif tag == "event":
            self.finish_event()
        elif tag == "trace":
            self.finish_trace()
        elif tag == "global":
            self.level = ""

    def finish_event(self) -> None:
        for key, name in (("activity", "concept:name"), ("ts", "time:timestamp")):
            if key not in self.event:
                raise BadLog(self.source, f"an event without {name}", name, self.line())
        for name, values in self.data.items():
            if name != "case_id":
                values.append(self.event.get(name))
        self.level = "trace"

    def finish_trace(self) -> None:
        events = len(self.data["ts"]) - len(self.data["case_id"])
        name = self.trace.pop("concept:name", "")
        if not name:
            self.unnamed += 1
            name = f"trace {len(self.traces) + 1}"
        self.data["case_id"] += [name] * events
        self.traces.append((events, self.trace))
        self.level = ""

    def instant(self, told: str) -> int:
        try:
            at = datetime.fromisoformat(told)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            why = "is not a time" if at is None else "carries no offset from UTC"
            raise BadLog(
                self.source,
                f'"{told}" {why}',
                "a time such as 2025-07-01T08:30:00+07:00",
                self.line(),
                "time:timestamp",
            )
        since = at.astimezone(UTC) - EPOCH
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

    def columns(self) -> tuple[dict[str, list[object]], tuple[str, ...]]:
        count = len(self.data["ts"])
        names = list(dict.fromkeys(key for _, told in self.traces for key in told))
        kept, lowered = [], set(RESERVED)
        for name in names:  # DuckDB tells columns apart without regard to case
            if name and name.lower() not in lowered:
                lowered.add(name.lower())
                kept.append(name)
        columns = dict(self.data)
        columns["row_no"] = list(range(count))
        columns["began"] = [None] * count
        for name in kept:
            columns[name] = [told.get(name) for n, told in self.traces for _ in range(n)]
        return columns, tuple(kept)


def _document(log: EventLog) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
    for name, prefix in EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'\t<extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    attributes = "".join(f", c.{quoted(a)}" for a in log.attributes)
    cursor = log.db.cursor().execute(
        f"""
        SELECT e.pos, c.case_id, a.name, e.began, e.ts, r.name, g.name{attributes}
        FROM event AS e JOIN cases AS c USING (case_no) JOIN activity AS a ON a.no = e.activity_no
        LEFT JOIN resource AS r ON r.no = e.resource_no LEFT JOIN grp AS g ON g.no = e.group_no
        ORDER BY e.case_no, e.pos
        """
    )
    opened = False
    while rows := cursor.fetchmany(10_000):
        for pos, case, activity, began, ts, resource, group, *told in rows:
            if pos == 1:
                yield "\t</trace>\n" if opened else ""
                yield "\t<trace>\n"
                yield from _strings("\t\t", [("concept:name", case)])
                yield from _strings("\t\t", zip(log.attributes, told, strict=True))
                opened = True
            plain = [("concept:name", activity), ("org:resource", resource), ("org:group", group)]
            if began != ts:
                yield from _event(plain, began, "start")
            yield from _event(plain, ts, "complete")
    yield "\t</trace>\n</log>\n"


def _event(plain: list[tuple[str, str | None]], at: int, transition: str) -> Iterator[str]:
    yield "\t\t<event>\n"
    yield from _strings("\t\t\t", [*plain, ("lifecycle:transition", transition)])
    told = moment(at).isoformat(timespec="microseconds")
    yield f'\t\t\t<date key="time:timestamp" value="{told}"/>\n\t\t</event>\n'


def _strings(indent: str, pairs: object) -> Iterator[str]:
    for key, value in pairs:  # type: ignore[attr-defined]
        if value is not None:
            yield f"{indent}<string key={_xml(key)} value={_xml(value)}/>\n"


def _xml(text: str) -> str:
    """A quoted attribute; characters XML 1.0 cannot carry become the replacement character."""
    legal = "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)
    return quoteattr(legal, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
