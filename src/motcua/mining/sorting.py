"""Events sorted inside their cases and written as the table ``event``, a piece at a time.

The sort is stable, so equal times keep the order of the file. Each event also carries what the one
before it in its case had (``prev_*``); that is read off the sorted arrays, and only one piece of
them is ever gathered, since ten million events leave little room beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb
import numpy as np
import pyarrow as pa

from motcua.mining.arrays import Ints, Mask, column

CARRIED = ("activity_no", "resource_no", "group_no", "ts")
"""columns an event also knows of the event before it"""
NAMES = ("activity_no", "resource_no", "group_no")
PIECE = 1 << 20


def write_events(
    db: duckdb.DuckDBPyConnection, codes: Mapping[str, Ints], source: str, first_row: int
) -> list[str]:
    """Take ``raw`` (times and rows) and the numbers of its names, leave ``event``; the notes."""
    raw = db.sql("SELECT row_no, began, ts FROM raw").fetchnumpy()
    db.execute("DROP TABLE raw")
    order, notes = _sorted(codes["case_no"], raw["ts"], raw["row_no"], source, first_row)
    columns = {**codes, "row_no": raw["row_no"], "ts": raw["ts"]}
    blank = np.ma.getmaskarray(raw["began"])
    if not blank.all():
        columns["began"] = np.where(blank, raw["ts"], np.ma.getdata(raw["began"]))
    del raw, blank
    verb = "CREATE TABLE event AS"
    for piece in _pieces(columns, order):
        db.register("piece", piece)
        db.execute(f"{verb} SELECT * FROM piece")
        db.unregister("piece")
        verb = "INSERT INTO event"
    return notes


def _sorted(
    case: Ints, ts: Ints, row_no: Ints, source: str, first_row: int
) -> tuple[Ints, list[str]]:
    """The order of the events by case and time, and a note when the file had another."""
    order = np.argsort(case, kind="stable") if (np.diff(case) < 0).any() else np.arange(len(case))
    if (np.diff(ts) >= 0).all():
        return order, []
    owner = case[order]
    back = np.flatnonzero((np.diff(ts[order]) < 0) & (np.diff(owner) == 0)) + 1
    if not len(back):
        return order, []
    row = int(row_no[order[back]].min()) + first_row
    told = f"{len(back)} events stand after a later one of their case"
    return np.lexsort((ts, case)), [f"{source}: {told} (first at row {row}); sorted by time"]


def _pieces(columns: Mapping[str, Ints], order: Ints) -> Iterator[pa.Table]:
    """The sorted table in pieces; each piece is told the event before it and where that stood."""
    before: dict[str, Ints] = {}
    pos = 0
    for begin in range(0, len(order), PIECE):
        own = {name: values[order[begin : begin + PIECE]] for name, values in columns.items()}
        previous = {
            name: np.concatenate([before.get(name, own[name][:1]), own[name][:-1]])
            for name in ("case_no", *CARRIED)
        }
        first = own["case_no"] != previous["case_no"]
        first[0] |= not begin
        numbers = _positions(first, pos)
        yield _piece(own, previous, first, numbers)
        before, pos = {name: values[-1:] for name, values in own.items()}, int(numbers[-1])


def _piece(
    own: Mapping[str, Ints], previous: Mapping[str, Ints], first: Mask, numbers: Ints
) -> pa.Table:
    made = {"case_no": column(own["case_no"]), "pos": column(numbers)}
    made |= {name: column(own[name]) for name in ("row_no", "ts")}
    made["began"] = column(own["began"]) if "began" in own else made["ts"]
    for name in NAMES:
        made[name] = column(own[name], own[name] < 0)
    for name in CARRIED:
        values = previous[name]
        made[f"prev_{name}"] = column(values, first | (values < 0) if name in NAMES else first)
    return pa.table(made)


def _positions(first: Mask, pos: int) -> Ints:
    """1, 2, … from each first event on; what comes before it goes on from ``pos``."""
    place = np.arange(1, len(first) + 1)
    begins = np.flatnonzero(first)
    if not len(begins):
        return np.asarray(place + pos, np.int32)
    since = np.full(len(first), -pos)
    since[begins[0] :] = np.repeat(begins, np.diff(begins, append=len(first)))
    return np.asarray(place - since, np.int32)
