"""Cells of a file for spreadsheets, which take some words for formulas."""


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula (a plain number stays one)."""
    if cell[:1] in {"=", "+", "@", "\t", "\r"} or (cell[:1] == "-" and not cell[1:].isdigit()):
        return f"'{cell}"
    return cell
