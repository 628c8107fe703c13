"""Receipt numbers: without gaps, one row of serials per unit and day."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

_NEXT = """
INSERT INTO payments_receiptserial AS serial (unit, day, last) VALUES (%s, %s, 1)
ON CONFLICT (unit, day) DO UPDATE SET last = serial.last + 1
RETURNING last
"""


def next_number(unit: str, at: datetime) -> str:
    """Return the unit's next receipt number of the local day, e.g. `H26.12-260302-00017`.

    The serial's row stays locked until the transaction ends: a number of a transaction that
    fails is given again, so the book has no gap.
    """
    day = timezone.localtime(at).date()
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [unit, day])
        return f"{unit}-{day:%y%m%d}-{cursor.fetchone()[0]:05d}"
