"""When messages are released: at fixed hours of working days, whoever wrote when. Pure.

The time of an answer is a fingerprint: who answers at ten past seven, or always two minutes after
lunch, can be recognised. The other side therefore sees the slot and nothing finer.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from hashlib import sha256

from motcua.worktime.calendar import Calendar
from motcua.worktime.instants import local_day, midnight
from motcua.worktime.opening import is_working_day


def next_slot(at: datetime, calendar: Calendar, hours: Sequence[time]) -> datetime:
    """Return the first slot after an instant.

    Parameters
    ----------
    hours
        Local times of day, at least one.

    Raises
    ------
    OutsideCalendar
        When the calendar ends before the next working day.
    """
    day = local_day(at)
    while True:
        if is_working_day(calendar, day):
            for hour in sorted(hours):
                slot = midnight(day) + timedelta(hours=hour.hour, minutes=hour.minute)
                if slot > at:
                    return slot
        day += timedelta(days=1)


def shuffled_key(number: str) -> bytes:
    """Return what messages of one slot are sorted by: nothing of the order they were written in."""
    return sha256(b"motcua/slot/1\0" + number.encode()).digest()
