"""Reads the text files of a city, naming file, line and column of every error.

Pure: gives rows of plain values; `city` makes the register of them.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

Value = TypeVar("Value")


class CityDataError(Exception):
    """The files of a city are wrong; `problems` lists everything found."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, read column by column; problems are collected, not raised."""

    where: str
    cells: Mapping[str, str]
    problems: list[str]

    def text(self, column: str) -> str:
        value = self.cells.get(column)
        if not value or "\x00" in value:
            self._problem(column, value, "is empty or holds a NUL")
            return ""
        return value

    def number(self, column: str) -> float:
        return self._read(column, float, "is not a number", 0.0)

    def whole(self, column: str) -> int:
        return self._read(column, int, "is not a whole number", 0)

    def day(self, column: str) -> date:
        return self._read(column, date.fromisoformat, "is not a day like 2025-07-01", date.min)

    def flag(self, column: str) -> bool:
        return self._read(column, {"0": False, "1": True}.__getitem__, "is neither 0 nor 1", False)  # noqa: FBT003

    def one_of(self, column: str, kinds: Callable[[str], Value], fallback: Value) -> Value:
        return self._read(column, kinds, "is not a known kind", fallback)

    def _read(
        self, column: str, read: Callable[[str], Value], problem: str, fallback: Value
    ) -> Value:
        try:
            return read(self.text(column))
        except (ValueError, KeyError):
            self._problem(column, self.cells.get(column), problem)
            return fallback

    def _problem(self, column: str, value: str | None, problem: str) -> None:
        self.problems.append(f"{self.where}, {column}: {value!r} {problem}")


@dataclass(frozen=True, slots=True)
class CityFolder:
    """A folder with city.toml and the tables; `problems` gathers what is wrong in them."""

    folder: Traversable
    problems: list[str] = field(default_factory=list)

    def rows(self, name: str, columns: str) -> Iterator[Row]:
        """Yield the lines of a CSV file that has exactly these columns in its first line."""
        try:
            lines = self.folder.joinpath(name).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: cannot be read ({error})")
            return
        reader = csv.DictReader(lines)
        if list(reader.fieldnames or ()) != columns.split():
            self.problems.append(
                f"{name}, line 1: the columns must be {', '.join(columns.split())}"
            )
            return
        for cells in reader:
            where = f"{name}, line {reader.line_num}"
            if None in cells or None in cells.values():
                self.problems.append(f"{where}: has not {len(columns.split())} columns")
                continue
            yield Row(where, cells, self.problems)

    def settings(self) -> dict[str, Any]:
        """Return city.toml; raises CityDataError at once, since all else needs it."""
        try:
            return tomllib.loads(self.folder.joinpath("city.toml").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CityDataError([f"city.toml: {error}"]) from error


def city_folder(name: str) -> CityFolder:
    """Return the folder of a city that ships with the product, e.g. `hanoi`."""
    known = cities()
    if name not in known:
        raise CityDataError([f"no city {name!r}; known: {', '.join(known)}"])
    return CityFolder(files("motcua.offices").joinpath(name))


def cities() -> list[str]:
    """Return the cities that ship with the product."""
    here = files("motcua.offices")
    return sorted(
        d.name for d in here.iterdir() if d.is_dir() and d.joinpath("city.toml").is_file()
    )
