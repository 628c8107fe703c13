"""CSV and Parquet: identifiers stay themselves, broken files say where."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from motcua.mining.cases import history
from motcua.mining.columns import Columns
from motcua.mining.errors import BadLog
from motcua.mining.readers import read_log
from motcua.mining.tables import EventRow, read_csv, read_parquet, read_rows
from motcua.mining.variants import variants

pytestmark = pytest.mark.pure
HEAD = "case_id,activity,timestamp,resource\n"


def written(folder: Path, text: str, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_identifiers_that_look_like_missing_values(tmp_path: Path) -> None:
    ids = ["NA", "null", "NaN", "None", "007", "1e5", "-", "true", "N/A"]
    lines = "".join(f"{one},nộp,2025-07-01T08:00:00+07:00,nan\n" for one in ids)
    log = read_csv(written(tmp_path, HEAD + lines))
    assert [case for (case,) in log.rows("SELECT case_id FROM cases ORDER BY case_no")] == ids
    assert history(log, "NA")[0].resource == "nan"


def test_equal_times_keep_the_order_of_the_file(tmp_path: Path) -> None:
    when = "2025-07-01T08:00:00Z"
    text = HEAD + "".join(f"1,{a},{when},\n" for a in "zyxabc")
    assert variants(read_csv(written(tmp_path, text)))[0].activities == tuple("zyxabc")


def test_unsorted_is_sorted_and_told(tmp_path: Path) -> None:
    text = (
        HEAD + "1,b,2025-07-01T09:00:00Z,\n2,a,2025-07-01T09:30:00Z,\n1,a,2025-07-01T08:00:00Z,\n"
    )
    log = read_csv(written(tmp_path, text))
    assert variants(log)[0].activities == ("a", "b")
    assert "1 events stand after a later one of their case (first at row 4)" in log.notes[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "log.csv, row 1: no header"),
        (HEAD, "no events"),
        ("case_id,activity\n1,a\n", "no column for the time of an event among case_id, activity"),
        ("case_id,activity,time,Time\n", 'row 1: two columns called "time"'),
        (HEAD + "1,a,yesterday,\n", 'row 2, column "timestamp": "yesterday" is not a time'),
        (HEAD + "1,a,,\n", 'row 2, column "timestamp": empty'),
        (HEAD + "1,a,2025-07-01,\n,a,2025-07-02,\n", 'row 3, column "case_id": empty'),
        (HEAD + "1,,2025-07-01,\n", 'row 2, column "activity": empty'),
        (
            HEAD + "1,a,2025-07-01T08:00:00Z,\n1,b,2025-07-01T09:00:00,\n",
            'row 3, column "timestamp": 1 times without an offset from UTC, 1 with one (first:',
        ),
        (HEAD + "1,a,2025-07-01T08:00:00Z\n", "row 2"),
        (HEAD + '1,"a,2025-07-01T08:00:00Z,\n', "log.csv"),
    ],
)
def test_broken_files_say_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadLog) as refused:
        read_csv(written(tmp_path, text))
    assert message in str(refused.value)


def test_times_without_offset_belong_to_the_zone_given(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "1,a,01/07/2025 08:00,\n")
    log = read_csv(path, zone="Asia/Ho_Chi_Minh", time_format="%d/%m/%Y %H:%M")
    assert log.span[0] == datetime.fromisoformat("2025-07-01T08:00:00+07:00")
    assert "carry no offset" in log.notes[0]
    with pytest.raises(BadLog, match="unknown time zone"):
        read_csv(path, zone="Hanoi")


def test_an_end_before_its_start_is_refused(tmp_path: Path) -> None:
    text = "case,activity,time,start_timestamp\n1,a,2025-07-01,2025-07-02\n"
    with pytest.raises(BadLog, match=r"row 2.*ends before it begins"):
        read_csv(written(tmp_path, text))


def test_lifecycle_pairs_start_and_complete(tmp_path: Path) -> None:
    text = "case,activity,time,lifecycle\n" + "".join(
        f"1,{a},2025-07-01T{h:02}:00:00Z,{kind}\n"
        for a, h, kind in [("a", 8, "start"), ("a", 10, "complete"), ("b", 11, "start")]
    )
    log = read_csv(written(tmp_path, text))
    assert log.has_start_times
    assert [(h.ended - h.began).total_seconds() for h in history(log, "1")] == [7200]
    assert "1 starts without a completion" in " ".join(log.notes)


def test_other_names_delimiters_and_gzip(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress("Mã;Bước;Lúc\n1;nộp;2025-07-01\n".encode("utf-8-sig")))
    log = read_log(path, columns=Columns(case="Mã", activity="Bước", time="Lúc"))
    assert log.events == 1
    with pytest.raises(BadLog, match='no column "Ma"; expected one of'):
        read_log(path, columns=Columns(case="Ma"))


def test_parquet_keeps_integer_ids_and_zones(tmp_path: Path) -> None:
    when = pa.array([datetime(2025, 7, 1, 8)], pa.timestamp("us"))
    table = pa.table({"case_id": [12], "activity": ["a"], "timestamp": when})
    pq.write_table(table, tmp_path / "log.parquet")
    log = read_parquet(tmp_path / "log.parquet", zone="Asia/Ho_Chi_Minh")
    assert log.span[0] == datetime.fromisoformat("2025-07-01T01:00:00+00:00")
    assert log.one("SELECT case_id FROM cases") == "12"
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(BadLog, match=r"broken\.parquet"):
        read_parquet(tmp_path / "broken.parquet")


def test_rows_need_a_zone() -> None:
    with pytest.raises(BadLog, match=r'row 1, column "at".*no time zone'):
        read_rows([EventRow("1", "a", datetime(2025, 7, 1))])
    with pytest.raises(BadLog, match="no events"):
        read_rows([])


def test_unknown_ending(tmp_path: Path) -> None:
    with pytest.raises(BadLog, match=r'ending "\.txt"'):
        read_log(tmp_path / "log.txt")
    with pytest.raises(BadLog, match="no such file"):
        read_log(tmp_path / "absent.csv")
