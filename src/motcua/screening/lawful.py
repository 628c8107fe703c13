"""Spans that look like numbers of contact and are none: dates, times, sums, codes, decrees."""

import re
from collections.abc import Callable

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_PATTERNS = (
    # 10/08/2026, 10-8-2026, 2026-08-10
    rf"(?<!\d){_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?{_YEAR}(?!\d)",
    rf"(?<!\d){_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    # 08:30, 8h30, 08:30:15
    r"(?<!\d)(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?!\d)",
    # Dossier codes: Decision 20/2020/QĐ-TTg art. 4; Circular 01/2018/TT-VPCP art. 19
    (
        r"(?<![a-z\d])[a-z]\d\d(?:\.\d{1,3}){0,3}-(?:1[89]|[2-4]\d)(?:0[1-9]|1[0-2])"
        r"(?:0[1-9]|[12]\d|3[01])-\d{4}(?!\d)"
    ),
    (
        r"(?<!\d)(?:\d{2,3}\.){3}[a-z]\d\d-(?:1[89]|[2-4]\d)(?:0[1-9]|1[0-2])"
        r"(?:0[1-9]|[12]\d|3[01])-\d{4}(?!\d)"
    ),
    # Procedure codes of the national catalogue
    r"(?<![\d.])[1-3]\.\d{6}(?:\.\d{3}\.\d\d\.\d\d\.h\d\d)?(?![\d.]*\d)",
    # Sums of money, which never begin with 0
    r"(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3})+\s?(?:d|dong|vnd|usd)(?![a-z])",
    r"(?<![\d.,])[1-9]\d{3,14}\s?(?:d|dong|vnd|usd)(?![a-z])",
    # The number of a form, article or clause: "Mẫu 03, 25/08/2026" is a form and a date
    (
        r"(?<![a-z\d])(?:mau|bieu|phieu|dieu|khoan|muc|phu luc|form|article|clause|item)(?: so)?"
        r"\s\d{1,2}(?!\d)"
    ),
    # Decrees, decisions, dispatches: 61/2018/NĐ-CP, 1234/UBND-VP
    r"(?<!\d)\d{1,5}(?:/(?:19|20)\d\d)?/[a-z]{1,5}\d{0,2}(?:-[a-z]+)*",
)
_LAWFUL = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_TAX_CODE = re.compile(r"(?:ma so thue|mst|tax code)\W{1,3}(\d{10})(?:-\d{3})?(?!\d)")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
AROUND = 40


def lawful_places(text: str, start: int, end: int) -> Callable[[int], bool]:
    """Return whether a place between start and end lies in a lawful span of the folded text."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    spans = [found.span() for found in _LAWFUL.finditer(text, first, last)]
    spans += [
        found.span(1) for found in _TAX_CODE.finditer(text, first, last) if _is_tax_code(found[1])
    ]
    return lambda place: any(begin <= place < stop for begin, stop in spans)


def _is_tax_code(digits: str) -> bool:
    """Check the last digit (Circular 105/2020/TT-BTC, structure of the tax code)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return int(digits[9]) == 10 - total % 11
