"""The dates a dossier owes: the decree's parameters applied to the arithmetic.

Everything above this package asks here first; the modules below answer single questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from motcua.worktime.arithmetic import add, subtract
from motcua.worktime.calendar import Calendar
from motcua.worktime.instants import to_minute
from motcua.worktime.reception import effective_reception
from motcua.worktime.rules import ClockRules, ClockStart
from motcua.worktime.suspension import Effect, Reckoning, Suspension, reckon
from motcua.worktime.units import TimeLimit


def clock_start(
    rules: ClockRules,
    *,
    received: datetime,
    complete: datetime | None = None,
    competent: datetime | None = None,
    non_boundary: bool = False,
) -> datetime | None:
    """The event from which the limit is counted; None when it has not happened yet.

    `received`: arrival at any counter; `complete`: found complete and correct; `competent`:
    arrival of a non-boundary dossier at the agency that settles it (Decree 309/2026 art. 17.3).
    """
    starts_with = rules.non_boundary_starts_with if non_boundary else rules.starts_with
    if starts_with is ClockStart.RECEPTION:
        return to_minute(received)
    if starts_with is ClockStart.COMPLETE_RECEPTION:
        return complete and to_minute(complete)
    if complete is None or competent is None:
        return None
    return max(to_minute(complete), to_minute(competent))


def deadline(
    calendar: Calendar,
    rules: ClockRules,
    start: datetime,
    limit: TimeLimit,
    suspensions: Iterable[Suspension] = (),
) -> Reckoning:
    """Reckon a limit under a rule-set: the cut-off moves the start and the end of each restart.

    A same-day limit always obeys the cut-off (art. 18.2); other limits when the rule-set says so.
    """
    if not (rules.cut_off_moves_start or limit.is_same_day):
        return reckon(calendar, start, limit, suspensions)
    rows = [_until_reception(calendar, rules, row) for row in suspensions]
    return reckon(calendar, effective_reception(calendar, start, rules.cut_off), limit, rows)


def supplement_notice_due(calendar: Calendar, rules: ClockRules, received: datetime) -> datetime:
    """By when the applicant must be told what is missing (Decree 61/2018 art. 19.4)."""
    start = effective_reception(calendar, received, rules.cut_off)
    return add(calendar, start, rules.supplement_notice)


def apology_due(calendar: Calendar, rules: ClockRules, due: datetime) -> datetime:
    """By when an office that will be late must apologise with a new date (art. 19.9).

    The close of the last working day at least one calendar day before the due date.
    """
    return subtract(calendar, due, rules.apology_before)


def _until_reception(calendar: Calendar, rules: ClockRules, row: Suspension) -> Suspension:
    """A restart ends when the completed dossier counts as received."""
    if row.effect is not Effect.RESTARTS or row.ends is None:
        return row
    return replace(row, ends=effective_reception(calendar, row.ends, rules.cut_off))
