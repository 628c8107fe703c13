from __future__ import annotations

from pathlib import Path

import pytest

from motcua.mining.cases import history
from motcua.mining.dfg import directly_follows
from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog
from motcua.mining.tables import EventRow, read_rows
from motcua.mining.variants import variants
from motcua.mining.xes import read_xes, write_xes
from tests.mining.conftest import at

pytestmark = pytest.mark.pure
EVENT = '<event><string key="concept:name" value="a"/>{}</event>'
DATE = '<date key="time:timestamp" value="{}"/>'
GOOD = EVENT.format(DATE.format("2025-07-01T08:00:00+07:00"))


def written(folder: Path, body: str) -> Path:
    path = folder / "log.xes"
    path.write_text(f'<?xml version="1.0"?>\n<log>\n{body}\n</log>', encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_round_trip(permits: EventLog, tmp_path: Path, name: str) -> None:
    write_xes(permits, tmp_path / name)
    again = read_xes(tmp_path / name)
    assert directly_follows(again) == directly_follows(permits)
    assert variants(again) == variants(permits)
    assert again.attributes == ("field",)
    assert history(again, "7") == history(permits, "7")


def test_round_trip_with_starts_and_hostile_text(tmp_path: Path) -> None:
    odd = 'x"<&>\n\tđơn'
    log = read_rows([EventRow(odd, odd, at(2), odd, odd, at(1), {"field": odd})])
    write_xes(log, tmp_path / "log.xes")
    again = read_xes(tmp_path / "log.xes")
    assert history(again, odd) == history(log, odd)
    assert again.one("SELECT field FROM cases") == odd


def test_nested_attributes_and_globals_are_not_events(tmp_path: Path) -> None:
    body = (
        '<global scope="event"><string key="concept:name" value="default"/></global>'
        '<trace><string key="concept:name" value="1"><string key="concept:name" value="inner"/>'
        f"</string>{GOOD}</trace><trace>{GOOD}</trace>"
    )
    log = read_xes(written(tmp_path, body))
    cases = [case for (case,) in log.rows("SELECT case_id FROM cases ORDER BY case_no")]
    assert cases == ["1", "trace 2"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<trace>", "mismatched tag; expected well-formed XML"),
        (GOOD, "row 3: an event outside a trace"),
        (f"<trace>\n{EVENT.format('')}</trace>", "row 4: an event without time:timestamp"),
        ("<trace><event></event></trace>", "an event without concept:name"),
        (f"<trace>{EVENT.format(DATE.format('soon'))}</trace>", '"soon" is not a time'),
        (
            f"<trace>{EVENT.format(DATE.format('2025-07-01T08:00:00'))}</trace>",
            "carries no offset from UTC",
        ),
        ("<trace></trace>", "no events"),
    ],
)
def test_broken_files_say_where(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(BadLog) as refused:
        read_xes(written(tmp_path, body))
    assert message in str(refused.value)


def test_entity_bombs_and_cut_archives(tmp_path: Path, permits: EventLog) -> None:
    path = tmp_path / "bomb.xes"
    path.write_text('<!DOCTYPE log [<!ENTITY a "aaaa">]><log>&a;</log>')
    with pytest.raises(BadLog, match="a DOCTYPE"):
        read_xes(path)
    whole = tmp_path / "log.xes.gz"
    write_xes(permits, whole)
    whole.write_bytes(whole.read_bytes()[:-20])
    with pytest.raises(BadLog, match="complete gzip file"):
        read_xes(whole)
