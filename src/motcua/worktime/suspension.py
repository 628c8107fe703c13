"""The suspension ledger's algebra: what pauses and restarts do to a due date.

Rules that keep a pause from hiding lateness:

* A minute is excluded once, however many suspensions cover it (they are united first), so the
  order of the rows and the way a pause is cut into pieces change nothing.
* A suspension that begins after the limit has run out has no effect: late stays late.
* A suspension without legal effect (consultation between offices) is recorded, and changes
  nothing.

Working units are pushed by working minutes, calendar units by calendar minutes. A restart counts
the whole limit anew from its end (Decree 61/2018 art. 19.4); pauses before that end are spent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from motcua.worktime.arithmetic import add, working_minutes_between
from motcua.worktime.calendar import Calendar
from motcua.worktime.errors import LimitError
from motcua.worktime.exclusion import counts_from, due_with, push_by_clock, push_by_work
from motcua.worktime.instants import minutes_between, require_order, to_minute
from motcua.worktime.spans import Span, clip, unite
from motcua.worktime.units import TimeLimit, Unit


class Effect(StrEnum):
    """What a suspension does to the limit."""

    NONE = "none"
    EXCLUDES = "excludes"
    """Its time is not counted (waiting for a payment, time a special law excludes)."""
    RESTARTS = "restarts"
    """The limit counts from zero when it ends (supplement of the dossier)."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """One row of the ledger, from `begins` up to `ends` (None: still open), cut to minutes.

    `form` names the signed paper it stands on, for instance "02". Raises NaiveInstant or
    EndBeforeStart.
    """

    begins: datetime
    ends: datetime | None
    form: str
    effect: Effect

    def __post_init__(self) -> None:
        object.__setattr__(self, "begins", to_minute(self.begins))
        if self.ends is not None:
            object.__setattr__(self, "ends", to_minute(self.ends))
            require_order(self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A limit with its suspensions applied; built by `reckon`.

    Minutes are working minutes for working units and calendar minutes for calendar units.
    """

    calendar: Calendar
    limit: TimeLimit
    start: datetime
    runs_from: datetime | None
    """Where the count in force begins: `start`, or the end of the last effective restart. None
    while a restart is open."""
    excluded: tuple[Span, ...]
    """United excluded time of that count, as far as it took effect."""
    due: datetime | None
    """None while an open suspension leaves it unknown."""

    def gross_minutes(self, at: datetime) -> int:
        """Minutes since the first start, whatever happened: what the applicant waited."""
        return self._measure(self.start, at)

    def net_minutes(self, at: datetime) -> int:
        """Minutes of the limit used up at `at`, in the count in force, without exclusions.

        A limit in days is used up from the day after its start (art. 147.2), so at its due date
        it has used its days exactly.
        """
        require_order(self.start, to_minute(at))
        if self.runs_from is None:
            return 0
        begins = counts_from(self.runs_from, self.limit)
        if to_minute(at) <= begins:
            return 0
        paused = (
            self._measure(span.begins, span.ended_by(to_minute(at)))
            for span in self.excluded
            if span.begins < to_minute(at)
        )
        return self._measure(begins, at) - sum(paused)

    def share_used(self, at: datetime) -> float:
        """Part of the limit used at `at`; above 1 when late, 0 while a restart is open.

        While an exclusion is open it is reckoned as if it ended at `at`.
        """
        if self.runs_from is None:
            return 0.0
        count = self if self.due else self._resumed(to_minute(at))
        due_at = count.due or count.start
        whole = count.net_minutes(due_at)
        return count.net_minutes(at) / whole if whole else float(to_minute(at) >= due_at)

    def steps(self, shares: Sequence[int | float | Fraction]) -> list[datetime] | None:
        """Deadlines of consecutive steps that use these shares of the limit, the last at `due`.

        Shares are weights: [1, 3, 1] gives the middle step three fifths. A step ends inside
        working hours, in calendar days and months too; only limits in hours are cut by the clock.
        None while the due date is unknown. Raises LimitError for a share that is not positive.
        """
        weights = _weights(shares)
        if self.due is None or self.runs_from is None:
            return None
        whole = self._step_minutes(self.runs_from, self.due)
        whole -= sum(self._step_minutes(s.begins, s.ended_by(self.due)) for s in self.excluded)
        reached, ends = Fraction(0), []
        for weight in weights[:-1]:
            reached += weight
            ends.append(min(self._after(int(whole * reached)), self.due))
        return [*ends, self.due]

    def _measure(self, begins: datetime, ends: datetime) -> int:
        require_order(begins, to_minute(ends))
        if self.limit.unit.is_working:
            return working_minutes_between(self.calendar, begins, ends)
        return minutes_between(begins, ends)

    def _step_minutes(self, begins: datetime, ends: datetime) -> int:
        if self.limit.unit is Unit.HOUR:
            return minutes_between(begins, ends)
        return working_minutes_between(self.calendar, begins, ends)

    def _after(self, minutes: int) -> datetime:
        """The instant at which so many minutes of the count in force have been used."""
        if minutes == 0 or self.runs_from is None:
            return self.runs_from or self.start
        if self.limit.unit is Unit.HOUR:
            reached = self.runs_from + timedelta(minutes=minutes)
            return push_by_clock(reached, self.excluded) or reached
        reached = add(self.calendar, self.runs_from, TimeLimit(minutes, Unit.WORKING_MINUTE))
        return push_by_work(self.calendar, reached, self.excluded) or reached

    def _resumed(self, at: datetime) -> Reckoning:
        """The same count as if its open exclusion ended at `at`."""
        closed = tuple(Span(s.begins, s.ends or max(at, s.begins)) for s in self.excluded)
        due_at = due_with(self.calendar, self.runs_from or self.start, self.limit, closed)
        return replace(self, excluded=closed, due=due_at)


def reckon(
    calendar: Calendar, start: datetime, limit: TimeLimit, suspensions: Iterable[Suspension] = ()
) -> Reckoning:
    """Apply the ledger to a limit that starts at `start`.

    Raises NaiveInstant or OutsideCalendar.
    """
    begun, rows = to_minute(start), tuple(suspensions)
    if not rows:
        return Reckoning(calendar, limit, begun, begun, (), add(calendar, start, limit))
    excluded = unite(Span(r.begins, r.ends) for r in rows if r.effect is Effect.EXCLUDES)
    restarts = unite(Span(r.begins, r.ends) for r in rows if r.effect is Effect.RESTARTS)
    count = _run(calendar, begun, begun, limit, excluded)
    for span in restarts:
        if count.due is not None and span.begins > count.due:
            break
        if span.ends is None:
            return replace(count, runs_from=None, excluded=(), due=None)
        if span.ends > begun:
            count = _run(calendar, begun, span.ends, limit, excluded)
    return count


def _run(
    calendar: Calendar,
    start: datetime,
    runs_from: datetime,
    limit: TimeLimit,
    excluded: tuple[Span, ...],
) -> Reckoning:
    """One count of the limit from `runs_from`, with the exclusions that take effect in it."""
    within = clip(excluded, counts_from(runs_from, limit))
    due_at = due_with(calendar, runs_from, limit, within)
    in_force = tuple(span for span in within if due_at is None or span.begins < due_at)
    return Reckoning(calendar, limit, start, runs_from, in_force, due_at)


def due(
    calendar: Calendar, start: datetime, limit: TimeLimit, suspensions: Iterable[Suspension] = ()
) -> datetime | None:
    """When the limit is due; None while an open suspension leaves that unknown."""
    rows = tuple(suspensions)
    return reckon(calendar, start, limit, rows).due if rows else add(calendar, start, limit)


def split(
    calendar: Calendar,
    start: datetime,
    limit: TimeLimit,
    shares: Sequence[int | float | Fraction],
) -> list[datetime]:
    """Deadlines of the steps of a route by their shares of the limit; see `Reckoning.steps`."""
    return reckon(calendar, start, limit).steps(shares) or []


def _weights(shares: Sequence[int | float | Fraction]) -> list[Fraction]:
    """Shares as fractions of their sum, exact so that the last step always ends at the due date."""
    try:
        exact = [Fraction(share) for share in shares]
    except (TypeError, ValueError, OverflowError):
        raise LimitError(f"shares {shares!r}: give finite numbers") from None
    if not exact or min(exact) <= 0:
        raise LimitError(f"shares {shares!r}: give at least one, each greater than zero")
    whole = sum(exact)
    return [share / whole for share in exact]
