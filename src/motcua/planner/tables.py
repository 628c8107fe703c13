"""Reads tables and checks every cell; a mistake is named by file, row and column.

Everything is read as text first: an identifier such as ``NA``, ``null`` or ``00004`` stays what
it is. CSV needs nothing but the standard library; GeoPackage and GeoJSON go through pyogrio.
Row 1 is the header, as in a spreadsheet. Cells may be separated by commas, semicolons, tabs or
bars; columns may have Vietnamese names (``headers``), and a message says the name of the file.
"""

import csv
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas

from motcua.planner.headers import delimiter_of, has_decimal_commas, number_of, recognised

_TRUE = {"1", "true", "yes", "x", "có"}
_FALSE = {"0", "false", "no", "", "không"}
_GEO = {".gpkg", ".geojson", ".json"}


class BadFile(ValueError):
    """A file does not hold what is expected; the message says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    file: str
    number: int
    cells: dict[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    """what the file calls a column, where that is not our name"""
    comma: bool = False
    """decimal commas, as in 21,0285"""

    def error(self, column: str, expected: str) -> BadFile:
        """Return the error that points at one cell."""
        got = self.cells.get(column, "")
        called = self.labels.get(column, column)
        return BadFile(
            f"{self.file}, row {self.number}, column {called!r}: expected {expected}, got {got!r}"
        )

    def text(self, column: str) -> str:
        """Return a cell that must not be empty, as written."""
        value = self.cells.get(column, "").strip()
        if not value:
            raise self.error(column, "a value")
        return value

    def number_in(
        self,
        column: str,
        default: float | None = None,
        *,
        low: float = -math.inf,
        high: float = math.inf,
        what: str = "a number",
    ) -> float:
        """Return a finite number between ``low`` and ``high``."""
        raw = self.cells.get(column, "").strip()
        if not raw and default is not None:
            return default
        try:
            value = number_of(raw, comma=self.comma)
        except ValueError:
            raise self.error(column, what) from None
        if not (math.isfinite(value) and low <= value <= high):
            raise self.error(column, what)
        return value

    def flag(self, column: str) -> bool:
        """Return yes or no; an empty cell is no."""
        raw = unicodedata.normalize("NFC", self.cells.get(column, "").strip().lower())
        if raw in _TRUE:
            return True
        if raw in _FALSE:
            return False
        raise self.error(column, "1, true, yes or 0, false, no")


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of text."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    labels: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, *names: str) -> str:
        """Return the first of ``names`` that is a column.

        Raises
        ------
        BadFile
            If none is there.
        """
        found = self.find(*names)
        if found is None:
            raise BadFile(
                f"{self.file}: expected a column {' or '.join(map(repr, names))}, "
                f"the columns are {', '.join(repr(self.labels.get(c, c)) for c in self.columns)}"
            )
        return found

    def find(self, *names: str) -> str | None:
        """Return the first of ``names`` that is a column, or None."""
        return next((name for name in names if name in self.columns), None)

    def distinct(self, column: str) -> list[str]:
        """Return the column, refusing empty and repeated values."""
        seen: dict[str, int] = {}
        for row in self.rows:
            value = row.text(column)
            if value in seen:
                raise row.error(column, f"a value of its own (row {seen[value]} has it already)")
            seen[value] = row.number
        return list(seen)

    def known(self, column: str, codes: Sequence[str], where: str) -> list[str]:
        """Return the column, refusing codes that ``where`` does not define."""
        allowed = set(codes)
        values = []
        for row in self.rows:
            value = row.text(column)
            if value not in allowed:
                raise row.error(column, f"a code of {where}")
            values.append(value)
        return values


def read_table(path: Path) -> Table:
    """Read a CSV, GeoPackage or GeoJSON file; geometries become ``lat`` and ``lon`` columns.

    Raises
    ------
    BadFile
        If the file is missing, empty, not text, or a row has more cells than the header.
    """
    if not path.is_file():
        raise BadFile(f"{path}: no such file")
    table = _read_geo(path) if path.suffix.lower() in _GEO else _read_csv(path)
    if not table.rows:
        raise BadFile(f"{path}: expected at least one row below the header")
    return table


def _read_csv(path: Path) -> Table:
    try:
        with path.open(encoding=_encoding(path), newline="") as lines:
            first = lines.readline()
            if first.lower().startswith("sep="):  # what Excel writes for itself
                first = lines.readline()
            lines.seek(0)
            found = csv.reader(lines, delimiter=delimiter_of(first))
            listed = [
                (k, cells)
                for k, cells in enumerate(found, 1)
                if any(cells) and not (k == 1 and cells[0].lower().startswith("sep="))
            ]
    except UnicodeError as error:
        raise BadFile(
            f"{path}: expected UTF-8 text, in a spreadsheet: save as 'CSV UTF-8' ({error})"
        ) from None
    except csv.Error as error:
        raise BadFile(f"{path}: expected CSV ({error})") from None
    return _table(path, listed, delimiter_of(first))


def _encoding(path: Path) -> str:
    """UTF-8 with or without its mark, or the UTF-16 that Excel calls Unicode text."""
    with path.open("rb") as stream:
        return "utf-16" if stream.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def _table(path: Path, listed: list[tuple[int, list[str]]], delimiter: str) -> Table:
    told = [unicodedata.normalize("NFC", name.strip()) for name in listed[0][1]] if listed else []
    _check_header(path, told)
    header = recognised(told)
    labels = {ours: theirs for ours, theirs in zip(header, told, strict=True) if ours != theirs}
    comma = delimiter != "," and has_decimal_commas(cells for _, cells in listed[1:])
    rows = tuple(
        Row(str(path), k, _cells(path, k, header, cells), labels, comma) for k, cells in listed[1:]
    )
    return Table(str(path), tuple(header), rows, labels)


def _check_header(path: Path, header: list[str]) -> None:
    if not header:
        raise BadFile(f"{path}, row 1: expected a header")
    for name in header:
        if header.count(name) > 1:
            raise BadFile(f"{path}, row 1: column {name!r} appears twice")


def _cells(path: Path, number: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise BadFile(
            f"{path}, row {number}: expected {len(header)} cells as in the header, got {len(cells)}"
        )
    return dict(zip(header, cells, strict=True))


def _read_geo(path: Path) -> Table:
    try:
        frame = geopandas.read_file(path, engine="pyogrio")
    except Exception as error:  # pyogrio raises many kinds; the reader's message is the useful part
        raise BadFile(f"{path}: expected GeoPackage or GeoJSON ({error})") from None
    if "geometry" not in frame.columns:
        raise BadFile(f"{path}: expected features with a geometry")
    missing = frame.index[frame.geometry.isna() | frame.geometry.is_empty]
    if len(missing):
        raise BadFile(f"{path}, feature {missing[0] + 1}: expected a geometry, it has none")
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    inside = frame.geometry.representative_point()
    columns = [str(name) for name in frame.columns if name != "geometry"]
    cells = {name: ["" if v is None or v != v else str(v) for v in frame[name]] for name in columns}
    cells |= {"lat": [repr(float(v)) for v in inside.y], "lon": [repr(float(v)) for v in inside.x]}
    names = tuple(cells)
    rows = tuple(
        Row(str(path), k + 1, {name: cells[name][k] for name in names}) for k in range(len(frame))
    )
    return Table(str(path), names, rows)
