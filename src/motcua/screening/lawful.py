"""Spans that look like numbers of contact and are none: dates, times, sums, codes, decrees."""

import re
from bisect import bisect_right
from itertools import accumulate

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
# Beginning with a digit that follows none.
_OF_DIGITS = (
    # 10/08/2026, 10-8-2026, 2026-08-10
    rf"{_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?{_YEAR}(?!\d)",
    rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    # 08:30, 8h30, 08:30:15
    r"(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?!\d)",
    # Dossier codes as they were before: Circular 01/2018/TT-VPCP art. 19
    (
        r"(?:\d{2,3}\.){3}[a-z]\d\d-(?:1[89]|[2-4]\d)(?:0[1-9]|1[0-2])"
        r"(?:0[1-9]|[12]\d|3[01])-\d{4}(?!\d)"
    ),
    # Procedure codes of the national catalogue
    r"(?<![\d.])[1-3]\.\d{6}(?:\.\d{3}\.\d\d\.\d\d\.h\d\d)?(?![\d.]*\d)",
    # Sums of money, which never begin with 0
    r"(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3})+\s?(?:d|dong|vnd|usd)(?![a-z])",
    r"(?<![\d.,])[1-9]\d{3,14}\s?(?:d|dong|vnd|usd)(?![a-z])",
    # Decrees, decisions, dispatches: 61/2018/NĐ-CP, 1234/UBND-VP
    r"\d{1,5}(?:/(?:19|20)\d\d)?/[a-z]{1,5}\d{0,2}(?:-[a-z]+)*",
)
# Beginning with a letter that follows neither letter nor digit.
_OF_LETTERS = (
    # Dossier codes: Decision 20/2020/QĐ-TTg art. 4; Circular 01/2018/TT-VPCP art. 19
    (
        r"[a-z]\d\d(?:\.\d{1,3}){0,3}-(?:1[89]|[2-4]\d)(?:0[1-9]|1[0-2])"
        r"(?:0[1-9]|[12]\d|3[01])-\d{4}(?!\d)"
    ),
    # The number of a form, article or clause: "Mẫu 03, 25/08/2026" is a form and a date
    (
        r"(?:mau|bieu|phieu|dieu|khoan|muc|phu luc|form|article|clause|item)(?: so)?"
        r"\s\d{1,2}(?!\d)"
    ),
)
# What begins nothing is passed over after one look, not after one for each pattern.
_LAWFUL = re.compile(
    rf"(?<!\d)(?=\d)(?:{'|'.join(_OF_DIGITS)})|(?<![a-z\d])(?=[a-z])(?:{'|'.join(_OF_LETTERS)})"
)
_TAX_CODE = re.compile(r"(?:ma so thue|mst|tax code)\W{1,3}(\d{10})(?:-\d{3})?(?!\d)")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
AROUND = 40


class Lawful:
    """The lawful spans in and around a part of a folded text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        first, last = max(0, start - AROUND), min(len(text), end + AROUND)
        found = [one.span() for one in _LAWFUL.finditer(text, first, last)]
        taxes = _TAX_CODE.finditer(text, first, last)
        found += [one.span(1) for one in taxes if _is_tax_code(one[1])]
        found.sort()
        self._begins = [begin for begin, _ in found]
        # How far the spans up to each reach: a tax code may lie within another span.
        self._reached = list(accumulate((stop for _, stop in found), max))

    def __bool__(self) -> bool:
        return bool(self._begins)

    def holds(self, place: int) -> bool:
        """Whether a place lies within one of the spans."""
        before = bisect_right(self._begins, place)
        return before > 0 and self._reached[before - 1] > place


def _is_tax_code(digits: str) -> bool:
    """Check the last digit (Circular 105/2020/TT-BTC, structure of the tax code)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return int(digits[9]) == 10 - total % 11
