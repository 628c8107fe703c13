"""One door for all formats: the ending of the file's name chooses the reader."""

from __future__ import annotations

from pathlib import Path

from motcua.mining.columns import Columns
from motcua.mining.errors import BadLog
from motcua.mining.log import EventLog
from motcua.mining.ocel import Ocel, flatten
from motcua.mining.ocel_json import read_json
from motcua.mining.ocel_sqlite import read_sqlite
from motcua.mining.ocel_xml import read_xml
from motcua.mining.tables import USUAL, read_csv, read_parquet
from motcua.mining.xes import read_xes

OBJECT_CENTRIC = {
    ".jsonocel": read_json,
    ".json": read_json,
    ".xmlocel": read_xml,
    ".xml": read_xml,
    ".sqlite": read_sqlite,
    ".db": read_sqlite,
}
ENDINGS = ".csv, .csv.gz, .parquet, .xes, .xes.gz, .jsonocel, .xmlocel, .sqlite"


def read_log(
    path: Path,
    *,
    columns: Columns = USUAL,
    zone: str = "UTC",
    time_format: str | None = None,
    case_type: str | None = None,
) -> EventLog:
    """Read any supported log. ``case_type`` chooses the case of an object-centric one.

    Raises ``BadLog`` for an unknown ending and for everything the readers refuse.
    """
    name = path.name.lower()
    if name.endswith((".csv", ".csv.gz")):
        return read_csv(path, columns=columns, zone=zone, time_format=time_format)
    if name.endswith(".parquet"):
        return read_parquet(path, columns=columns, zone=zone)
    if name.endswith((".xes", ".xes.gz")):
        return read_xes(path)
    ocel = read_ocel(path)
    if case_type is None:
        raise BadLog(
            path.name,
            "an object-centric log, no case chosen",
            f"case_type = one of {', '.join(ocel.object_types)}",
        )
    return flatten(ocel, case_type)


def read_ocel(path: Path) -> Ocel:
    """Read an object-centric log in any of its three forms."""
    reader = OBJECT_CENTRIC.get(path.suffix.lower())
    if reader is None:
        raise BadLog(path.name, f'ending "{path.suffix}"', ENDINGS)
    return reader(path)
