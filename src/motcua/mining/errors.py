"""One way to say what is wrong with a log: file, row, column, found, expected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class BadLog(ValueError):
    """A log that cannot be read or analysed as asked.

    ``row`` counts as a spreadsheet does: in a CSV file the header is row 1. In XML and JSON it is
    the line, or the position of the event where a line is not known.
    """

    source: str
    found: str
    expected: str = ""
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        where = self.source
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f', column "{self.column}"'
        text = f"{where}: {self.found}"
        return f"{text}; expected {self.expected}" if self.expected else text
