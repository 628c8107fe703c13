"""The calendars places refer to by key."""

from functools import cache

from motcua.offices.refusals import unknown_calendar
from motcua.worktime.calendar import Calendar
from motcua.worktime.vietnam import Saturday, hanoi

# Saturday morning receives people at the centre but stops no clock; with the police it is a
# working day (their procedures state "Monday to Friday and Saturday morning").
CALENDARS = {
    "office": Saturday.CLOSED,
    "office_with_saturday": Saturday.RECEPTION,
    "police": Saturday.WORKING,
}


@cache
def calendar(key: str) -> Calendar:
    """Return the calendar of the key; `unknown_calendar` is refused."""
    if key not in CALENDARS:
        raise unknown_calendar(key)
    return hanoi(saturday=CALENDARS[key])
