"""Pieces of a Markdown page."""

from collections.abc import Iterable, Sequence

MARK = "<!-- Printed by `make docs-gen`. Change the code it names, not this page. -->"


def document(title: str, lead: str, *parts: str) -> str:
    """Return a printed page: title, mark, what it shows, then its parts."""
    return "\n\n".join([f"# {title}", MARK, lead, *parts]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; line ends and bars inside a cell cannot break it.

    Raises
    ------
    ValueError
        When a row has more or fewer cells than the table has columns.
    """
    lines = [_line(heads), "|" + "---|" * len(heads)]
    for row in rows:
        if len(row) != len(heads):
            raise ValueError(f"{len(row)} cells under {len(heads)} columns: {row[0]}")
        lines.append(_line(row))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    plain = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return "| " + " | ".join(plain) + " |"


def code(text: str) -> str:
    """Return the text as code; nothing for nothing."""
    return f"`{text}`" if text else ""


def listed(words: Iterable[str]) -> str:
    """Return the words as code with commas, or a dash."""
    return ", ".join(code(word) for word in words) or "–"
