"""Dossier codes: given once, unique for a unit and day however many counters ask at once."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

Generator = Callable[[str, date, int], str]

_NEXT = """
INSERT INTO dossiers_dailyserial (unit, day, last) VALUES (%s, %s, 1)
ON CONFLICT (unit, day) DO UPDATE SET last = dossiers_dailyserial.last + 1
RETURNING last
"""


def decision_20_2020(unit: str, day: date, serial: int) -> str:
    """Return unit code, date and serial of the day (Decision 20/2020/QĐ-TTg art. 4)."""
    return f"{unit}-{day:%y%m%d}-{serial:04d}"


def circular_01_2018(unit: str, day: date, serial: int) -> str:
    """Return the older shape, the unit's innermost part first (Circular 01/2018 art. 19)."""
    parts = [part.rjust(2, "0") for part in reversed(unit.split("."))]
    padded = ["000", "00", "00"][: max(0, 4 - len(parts))] + parts
    return f"{'.'.join(padded)}-{day:%y%m%d}-{serial:04d}"


def next_code(unit: str, day: date) -> str:
    """Take the unit's next code of the day; its row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [unit, day])
        serial = int(cursor.fetchone()[0])
    generate: Generator = import_string(
        getattr(settings, "DOSSIER_CODE", "motcua.dossiers.codes.decision_20_2020")
    )
    return generate(unit, day, serial)
