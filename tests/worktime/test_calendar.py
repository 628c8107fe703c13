from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest

from motcua.worktime.arithmetic import add
from motcua.worktime.calendar import Calendar
from motcua.worktime.errors import CalendarDataError, OutsideCalendar
from motcua.worktime.instants import LOCAL
from motcua.worktime.opening import is_working_day, opening_periods
from motcua.worktime.rows import Closing, DayOff, Hours, MakeupDay, Period, period
from motcua.worktime.units import TimeLimit, Unit, working_days

pytestmark = pytest.mark.pure

DAY = (period("08:00", "12:00"), period("13:00", "17:00"))
SUMMER = (period("07:30", "11:30"), period("13:00", "16:30"))
WEEK = tuple(Hours(weekday, DAY) for weekday in range(5))


def calendar(hours: tuple[Hours, ...] = WEEK, **rows: object) -> Calendar:
    return Calendar("test", date(2025, 1, 1), date(2025, 12, 31), hours, **rows)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def test_hours_change_on_the_day_their_row_begins() -> None:
    old = tuple(Hours(w, DAY, valid_until=date(2025, 6, 30)) for w in range(5))
    new = tuple(Hours(w, SUMMER, valid_from=date(2025, 7, 1)) for w in range(5))
    changing = calendar(old + new)
    monday = at("2025-06-30 16:00")
    assert add(changing, monday, working_days(1)) == at("2025-07-01 16:30")
    assert add(changing, monday, TimeLimit(2, Unit.WORKING_HOUR)) == at("2025-07-01 08:30")


def test_a_gap_between_two_rows_is_closed() -> None:
    rows = (
        Hours(0, DAY, valid_until=date(2025, 6, 1)),
        Hours(0, DAY, valid_from=date(2025, 7, 1)),
    )
    assert add(calendar(rows), at("2025-05-26 09:00"), working_days(1)) == at("2025-07-07 17:00")


def test_special_closing_of_a_day_and_of_an_afternoon() -> None:
    storm = calendar(closings=(Closing(date(2025, 3, 4), "storm"),))
    assert add(storm, at("2025-03-03 09:00"), working_days(1)) == at("2025-03-05 17:00")
    power_cut = calendar().with_closings(
        Closing(date(2025, 3, 4), "power cut", (period("11:00", "17:00"),))
    )
    assert add(power_cut, at("2025-03-03 09:00"), working_days(1)) == at("2025-03-04 11:00")
    midday = Closing(date(2025, 3, 4), "drill", (period("09:00", "10:00"),))
    assert opening_periods(calendar(closings=(midday,)), date(2025, 3, 4)) == (
        Period(480, 540),
        Period(600, 720),
        Period(780, 1020),
    )


def test_makeup_day_takes_the_hours_of_the_swapped_weekday() -> None:
    friday_short = (*WEEK[:4], Hours(4, (period("08:00", "12:00"),)))
    swapped = calendar(
        friday_short,
        days_off=(DayOff(date(2025, 5, 2), "swap"),),
        makeup_days=(MakeupDay(date(2025, 4, 26), instead_of=date(2025, 5, 2)),),
    )
    assert opening_periods(swapped, date(2025, 4, 26)) == (Period(480, 720),)
    like_monday = calendar(friday_short, makeup_days=(MakeupDay(date(2025, 4, 26), like=0),))
    assert opening_periods(like_monday, date(2025, 4, 26)) == DAY


def test_closing_beats_makeup_day() -> None:
    both = calendar(
        makeup_days=(MakeupDay(date(2025, 4, 26), like=4),),
        closings=(Closing(date(2025, 4, 26), "flood"),),
    )
    assert not is_working_day(both, date(2025, 4, 26))


def test_a_calendar_is_a_value() -> None:
    with pytest.raises(FrozenInstanceError):
        calendar().name = "other"  # type: ignore[misc]
    assert calendar() == calendar()
    assert hash(calendar()) == hash(calendar())
    assert repr(calendar()) == "<Calendar 'test' 2025-01-01 to 2025-12-31>"


@pytest.mark.parametrize("text", ["8", "08.00", "24:01", "08:60", "ab:cd", "-1:00", "08:0", ""])
def test_time_of_day_is_checked(text: str) -> None:
    with pytest.raises(CalendarDataError, match="time of day"):
        period(text, "23:00")


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Hours(7, DAY), "unknown weekday 7"),
        (lambda: Hours(-1, DAY), "unknown weekday -1"),
        (lambda: Hours(0, ()), "no period"),
        (lambda: Hours(0, (Period(720, 480),)), "Monday: period 12:00-08:00 must end after"),
        (lambda: Hours(0, (Period(480, 480),)), "must end after"),
        (lambda: Hours(0, (Period(0, 1441),)), "inside the day"),
        (lambda: Hours(4, (Period(480, 720), Period(700, 900))), "Friday: period 11:40-15:00 over"),
        (lambda: Hours(0, DAY, date(2025, 2, 1), date(2025, 1, 1)), "before valid from"),
        (lambda: MakeupDay(date(2025, 4, 26)), "give either"),
        (lambda: MakeupDay(date(2025, 4, 26), date(2025, 5, 2), 3), "give either"),
        (lambda: MakeupDay(date(2025, 4, 26), like=9), "unknown weekday 9"),
        (lambda: MakeupDay(date(2025, 4, 26), date(2025, 4, 26)), "with itself"),
        (lambda: Closing(date(2025, 4, 26), "x", (Period(5, 4),)), "closing of 2025-04-26"),
        (lambda: calendar((*WEEK, Hours(2, SUMMER, date(2025, 7, 1)))), "two rows .* Wednesday"),
        (lambda: calendar(()), "no working day"),
        (lambda: calendar(days_off=(DayOff(date(2025, 5, 1), "a"),) * 2), "2025-05-01 twice"),
        (
            lambda: calendar(makeup_days=(MakeupDay(date(2025, 4, 26), date(2025, 5, 2)),)),
            "2025-05-02, which is no day off",
        ),
        (
            lambda: calendar(
                days_off=(DayOff(date(2025, 4, 26), "a"),),
                makeup_days=(MakeupDay(date(2025, 4, 26), like=0),),
            ),
            "both a day off and a make-up day",
        ),
        (lambda: Calendar("x", date(2025, 1, 2), date(2025, 1, 1), WEEK), "before it begins"),
    ],
)
def test_bad_data_is_refused_with_its_place(build: object, says: str) -> None:
    with pytest.raises(CalendarDataError, match=says):
        build()  # type: ignore[operator]


@pytest.mark.parametrize("text", ["2024-12-31 23:59", "2026-01-01 00:00"])
def test_days_outside_are_refused(text: str) -> None:
    with pytest.raises(OutsideCalendar, match="covers 2025-01-01 to 2025-12-31"):
        add(calendar(), at(text), working_days(1))
