from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
import pytest

from motcua.worktime.errors import CalendarDataError
from motcua.worktime.instants import LOCAL
from motcua.worktime.opening import is_working_day
from motcua.worktime.rows import period
from motcua.worktime.vietnam import Saturday, hanoi, office_hours, read_announced, vietnam

pytestmark = pytest.mark.pure

# Off between Monday and Friday, and worked Saturdays, read from a wall calendar.
WEEKDAYS_OFF = {
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
SATURDAYS_WORKED = {2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_of_the_announced_years(year: int) -> None:
    off = {date.fromisoformat(f"{year}-{day}") for day in WEEKDAYS_OFF[year].split()}
    worked = {date.fromisoformat(f"{year}-{day}") for day in SATURDAYS_WORKED[year].split()}
    day = date(year, 1, 1)
    while day.year == year:
        expected = day in worked or (day.weekday() < 5 and day not in off)
        assert is_working_day(hanoi(), day) is expected, day
        day += timedelta(days=1)


def test_our_swaps_agree_with_the_library_where_it_knows_them() -> None:
    ours = {row.day for row in hanoi().makeup_days}
    library = holidays.country_holidays("VN", years=range(2018, 2036))
    theirs = {day for day in library.weekend_workdays if day.year >= 2018}
    assert theirs <= ours
    assert ours - theirs <= {date(2026, 1, 10)}


def test_every_announced_row_names_its_basis() -> None:
    assert all(row.basis for row in (*hanoi().days_off, *hanoi().makeup_days))


def test_years_not_announced_yet_are_provisional() -> None:
    assert hanoi().is_confirmed(date(2026, 12, 31))
    assert not hanoi().is_confirmed(date(2027, 1, 1))


def test_the_same_question_gives_the_same_calendar() -> None:
    assert hanoi() is hanoi()
    assert vietnam(range(2024, 2026)) is vietnam(range(2024, 2026))


def test_saturday_mornings_between_two_dates() -> None:
    rows = office_hours(
        saturday=Saturday.WORKING,
        saturday_from=date(2025, 3, 1),
        saturday_until=date(2025, 3, 31),
    )
    calendar = vietnam(range(2025, 2026), rows)
    saturdays = [date(2025, 2, 22), date(2025, 3, 1), date(2025, 3, 29), date(2025, 4, 5)]
    assert [is_working_day(calendar, day) for day in saturdays] == [False, True, True, False]


def test_own_office_hours() -> None:
    calendar = vietnam(range(2025, 2026), office_hours((period("07:30", "11:30"),)))
    assert calendar.table.closings[0] == datetime(2025, 1, 2, 11, 30, tzinfo=LOCAL)


@pytest.mark.parametrize("years", [range(0), range(2024, 2030, 2)])
def test_years_must_be_whole_and_in_a_row(years: range) -> None:
    with pytest.raises(CalendarDataError, match="range"):
        vietnam(years)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("confirmed = [", "not TOML"),
        ("", "confirmed"),
        ("confirmed = []\n[[swap]]\nfree = 2027-01-04", "lacks the key 'name'"),
        ("confirmed = []\n[[off]]\nday = 2027-01-04\nname = 'x'", "lacks the key 'basis'"),
    ],
)
def test_bad_data_files_are_refused(text: str, says: str) -> None:
    with pytest.raises(CalendarDataError, match=says):
        read_announced(text)


def test_fixed_offset_agrees_with_the_time_zone_database() -> None:
    try:
        zone = ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        pytest.skip("no time zone database on this machine")
    for year in range(1976, 2051):
        for month in (1, 7):
            moment = datetime(year, month, 1, tzinfo=zone)
            assert moment.utcoffset() == LOCAL.utcoffset(None)
