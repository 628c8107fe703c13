"""What the decrees say about the clock, as dated parameters.

A dossier keeps the rule-set of the day it was received (`rules_on`), so a new decree never moves
an old due date. `basis` names the article; where the text of a decree was not at hand, the
parameter is carried over from the decree before it and `unconfirmed` says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from motcua.worktime.errors import CalendarDataError, OutsideCalendar
from motcua.worktime.units import TimeLimit, Unit, working_days


class ClockStart(StrEnum):
    """The event with which a time limit begins."""

    RECEPTION = "reception"
    COMPLETE_RECEPTION = "complete_reception"
    COMPETENT_AGENCY = "competent_agency"
    """When the agency that settles a non-boundary dossier receives it."""


@dataclass(frozen=True, slots=True)
class ClockRules:
    """One decree's parameters; valid for dossiers received from `valid_from` to `valid_until`."""

    code: str
    valid_from: date
    valid_until: date | None
    basis: str
    starts_with: ClockStart
    non_boundary_starts_with: ClockStart
    supplement_restarts: bool
    """Whether the limit counts anew from zero once the supplemented dossier is complete."""
    cut_off: time
    cut_off_moves_start: bool
    """Whether a reception after the cut-off begins the limit on the next working day, too."""
    supplement_rounds: int
    supplement_notice: TimeLimit
    """From reception to the notice that something is missing."""
    apology_before: TimeLimit
    """Least time between the apology with a new date and the due date."""
    reappointments: int
    unconfirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.valid_until and self.valid_until < self.valid_from:
            raise CalendarDataError(
                f"rules {self.code}: valid until {self.valid_until}, before {self.valid_from}"
            )
        if self.supplement_rounds < 0 or self.reappointments < 0:
            raise CalendarDataError(f"rules {self.code}: counts of rounds cannot be negative")

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day <= (self.valid_until or date.max)


DECREE_61_2018 = ClockRules(
    code="61/2018",
    valid_from=date(2018, 6, 21),
    valid_until=date(2025, 6, 30),
    basis="Decree 61/2018/NĐ-CP, art. 11, 15.3, 17, 18.2, 19.4, 19.9",
    starts_with=ClockStart.RECEPTION,
    non_boundary_starts_with=ClockStart.RECEPTION,
    supplement_restarts=True,
    cut_off=time(15, 0),
    cut_off_moves_start=True,
    supplement_rounds=1,
    supplement_notice=working_days(3),
    apology_before=TimeLimit(1, Unit.CALENDAR_DAY),
    reappointments=1,
    unconfirmed=("cut_off_moves_start",),
)
DECREE_118_2025 = replace(
    DECREE_61_2018,
    code="118/2025",
    valid_from=date(2025, 7, 1),
    valid_until=date(2026, 8, 4),
    basis="Decree 118/2025/NĐ-CP; parameters of Decree 61/2018, which it replaces",
    unconfirmed=(
        "starts_with",
        "non_boundary_starts_with",
        "supplement_restarts",
        "cut_off",
        "cut_off_moves_start",
        "supplement_rounds",
        "supplement_notice",
        "apology_before",
        "reappointments",
    ),
)
DECREE_309_2026 = replace(
    DECREE_118_2025,
    code="309/2026",
    valid_from=date(2026, 8, 5),
    valid_until=None,
    basis="Decree 118/2025/NĐ-CP as amended by Decree 309/2026/NĐ-CP, art. 17.2a, 17.3, 18.2",
    starts_with=ClockStart.COMPLETE_RECEPTION,
    non_boundary_starts_with=ClockStart.COMPETENT_AGENCY,
    unconfirmed=(
        "supplement_restarts",
        "cut_off_moves_start",
        "supplement_notice",
        "apology_before",
        "reappointments",
    ),
)
RULES: tuple[ClockRules, ...] = (DECREE_61_2018, DECREE_118_2025, DECREE_309_2026)


def rules_by_code(code: str) -> ClockRules:
    """The rule-set a dossier was received under; raises CalendarDataError for an unknown code."""
    for row in RULES:
        if row.code == code:
            return row
    known = ", ".join(row.code for row in RULES)
    raise CalendarDataError(f"unknown rule-set {code!r}; known: {known}")


def rules_on(day: date) -> ClockRules:
    """The rule-set in force on a day; raises OutsideCalendar before the first decree."""
    for row in RULES:
        if row.valid_on(day):
            return row
    raise OutsideCalendar(
        f"no rule-set is in force on {day}; the first begins {RULES[0].valid_from}"
    )
