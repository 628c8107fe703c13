from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from motcua.mining.dfg import directly_follows
from motcua.mining.errors import BadLog
from motcua.mining.log import EPOCH, EventLog
from motcua.mining.ocel import Event, Object, Ocel, flatten, from_log
from motcua.mining.ocel_json import write_json
from motcua.mining.ocel_sqlite import write_sqlite
from motcua.mining.ocel_xml import write_xml
from motcua.mining.readers import read_log, read_ocel
from motcua.mining.variants import variants

pytestmark = pytest.mark.pure
NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
WRITERS: dict[str, Callable[[Ocel, Path], None]] = {
    "jsonocel": write_json,
    "xmlocel": write_xml,
    "sqlite": write_sqlite,
}


def parcels() -> Ocel:
    """Two dossiers on one parcel; one event touches both dossiers."""
    return Ocel(
        {"survey <1>": {"cost": "float"}, "decide": {}},
        {"dossier": {"field": "string"}, "parcel": {}},
        (
            Event(
                "e1", "survey <1>", NOON, {"cost": "2.5"}, (("d1", "for"), ("d2", "for"), ("p", ""))
            ),
            Event("e2", "decide", NOON.replace(hour=14), {}, (("d1", "ends"),)),
        ),
        (
            Object("d1", "dossier", (("field", EPOCH, "land"), ("field", NOON, "house"))),
            Object("d2", "dossier", (), (("d1", "same parcel"),)),
            Object("p", "parcel"),
        ),
    )


@pytest.mark.parametrize("ending", WRITERS)
def test_round_trip(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"log.{ending}"
    WRITERS[ending](parcels(), path)
    again = read_ocel(path)
    for part in ("events", "objects", "event_types", "object_types"):
        assert getattr(again, part) == getattr(parcels(), part)


@pytest.mark.parametrize("ending", WRITERS)
def test_an_ordinary_log_goes_there_and_back(
    tmp_path: Path, ending: str, permits: EventLog
) -> None:
    path = tmp_path / f"log.{ending}"
    WRITERS[ending](from_log(permits), path)
    again = read_log(path, case_type="dossier")
    assert directly_follows(again) == directly_follows(permits)
    assert [v.activities for v in variants(again)] == [v.activities for v in variants(permits)]
    assert again.attributes == ("field",)


def test_flattening_repeats_shared_events() -> None:
    log = flatten(parcels(), "dossier", resource_type="parcel")
    assert (log.cases, log.events) == (2, 3)
    assert log.one("SELECT field FROM cases WHERE case_id = 'd1'") == "land"
    assert log.rows("SELECT name FROM resource") == [("p",)]
    with pytest.raises(BadLog, match='no object type "permit"'):
        flatten(parcels(), "permit")


def test_a_case_must_be_chosen(tmp_path: Path) -> None:
    write_json(parcels(), tmp_path / "log.jsonocel")
    with pytest.raises(BadLog, match="case_type = one of dossier, parcel"):
        read_log(tmp_path / "log.jsonocel")


def test_broken_documents_say_where(tmp_path: Path) -> None:
    write_json(parcels(), tmp_path / "log.json")
    whole = json.loads((tmp_path / "log.json").read_text("utf-8"))

    def refused(**changed: Any) -> str:
        (tmp_path / "log.json").write_text(json.dumps({**whole, **changed}))
        with pytest.raises(BadLog) as error:
            read_ocel(tmp_path / "log.json")
        return str(error.value)

    assert 'no list "events"' in refused(events=None)
    assert 'row 3, column "id": a second event "e1"' in refused(
        events=[*whole["events"], whole["events"][0]]
    )
    assert 'event type "decide"; expected a declared type' in refused(
        eventTypes=whole["eventTypes"][:1]
    )
    assert 'relates to "p"' in refused(objects=whole["objects"][:2])
    assert "is not a time" in refused(events=[{**whole["events"][0], "time": "noon"}])
    assert 'column "id": missing' in refused(objects=[{"type": "dossier"}])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", b"{", "well-formed JSON"),
        ("a.json", b"[]", "not an object"),
        ("a.xml", b"<log>", "well-formed XML"),
        ("a.xml", b"<!DOCTYPE log><log/>", "a DOCTYPE"),
        ("a.sqlite", b"not a database at all, and long enough" * 9, "OCEL 2.0 SQLite file"),
    ],
)
def test_files_that_are_something_else(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadLog, match=message):
        read_ocel(tmp_path / name)


def test_published_schemas_accept_what_we_write(tmp_path: Path, published_logs: Path) -> None:
    schema = json.loads((published_logs / "pm4py/schema_ocel2.json").read_text())
    write_json(parcels(), tmp_path / "a.json")
    jsonschema.validate(json.loads((tmp_path / "a.json").read_text("utf-8")), schema)
    write_xml(parcels(), tmp_path / "a.xml", relation="object")
    xsd = etree.XMLSchema(etree.parse(published_logs / "pm4py/ocel2-validation.xsd"))
    xsd.assertValid(etree.parse(tmp_path / "a.xml"))
    assert read_ocel(tmp_path / "a.xml").events == parcels().events


def test_published_samples_agree_across_formats(published_logs: Path) -> None:
    found = [read_ocel(published_logs / f"pm4py/ocel20_example.{ending}") for ending in WRITERS]
    sizes = [
        (len(o.events), len(o.objects), sum(len(e.relations) for e in o.events)) for o in found
    ]
    assert sizes == [(13, 9, 20)] * 3
    counts = [flatten(o, "Invoice").events for o in found]
    assert counts == [9, 9, 9]
