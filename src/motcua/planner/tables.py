"""Reads tables and checks every cell; a mistake is named by file, row and column.

Everything is read as text first: an identifier such as ``NA``, ``null`` or ``00004`` stays what
it is. CSV needs nothing but the standard library; GeoPackage and GeoJSON go through pyogrio.
Row 1 is the header, as in a spreadsheet.
"""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas

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

    def error(self, column: str, expected: str) -> BadFile:
        """Return the error that points at one cell."""
        got = self.cells.get(column, "")
        return BadFile(
            f"{self.file}, row {self.number}, column {column!r}: expected {expected}, got {got!r}"
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
            value = float(raw)
        except ValueError:
            raise self.error(column, what) from None
        if not (math.isfinite(value) and low <= value <= high):
            raise self.error(column, what)
        return value

    def flag(self, column: str) -> bool:
        """Return yes or no; an empty cell is no."""
        raw = self.cells.get(column, "").strip().lower()
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
                f"the columns are {', '.join(map(repr, self.columns))}"
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
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = [name.strip() for name in next(reader, [])]
            _check_header(path, header)
            rows = [_row(path, k, header, cells) for k, cells in enumerate(reader, 2) if any(cells)]
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{path}: expected UTF-8 text ({error.reason} at byte {error.start})"
        ) from None
    except csv.Error as error:
        raise BadFile(f"{path}: expected CSV ({error})") from None
    return Table(str(path), tuple(header), tuple(rows))


def _check_header(path: Path, header: list[str]) -> None:
    if not header:
        raise BadFile(f"{path}, row 1: expected a header")
    for name in header:
        if header.count(name) > 1:
            raise BadFile(f"{path}, row 1: column {name!r} appears twice")


def _row(path: Path, number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise BadFile(
            f"{path}, row {number}: expected {len(header)} cells as in the header, got {len(cells)}"
        )
    return Row(str(path), number, dict(zip(header, cells, strict=True)))


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
