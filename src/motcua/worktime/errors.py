"""What can be wrong with a question to the legal clock; each message says what and where."""

from __future__ import annotations


class WorktimeError(ValueError):
    """The family: catch this one to catch all."""


class CalendarDataError(WorktimeError):
    """A row of hours, holidays, swaps or closings contradicts itself or another row."""


class LimitError(WorktimeError):
    """A time limit, share or suspension that cannot be counted."""


class NaiveInstant(WorktimeError):
    """An instant without a time zone; nobody can say which minute it means."""


class OutsideCalendar(WorktimeError):
    """A day for which the calendar has no data; nothing is guessed."""


class EndBeforeStart(WorktimeError):
    """A measure or suspension that ends before it begins."""
