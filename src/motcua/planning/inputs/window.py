"""The days a scenario counts, and the dossiers that came in on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.flow.refusal import Refused, Text, refuse
from motcua.insight.suppression import SMALL
from motcua.offices import queries as offices
from motcua.planning.answers import Plain
from motcua.worktime.instants import midnight
from motcua.worktime.opening import is_working_day, opening_periods

CALENDAR = "office"


@dataclass(frozen=True, slots=True)
class Window:
    """Local days from first to last, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, asked: Mapping[str, Plain]) -> "Window":
        return cls(date.fromisoformat(str(asked["first"])), date.fromisoformat(str(asked["last"])))

    @property
    def working_days(self) -> int:
        """Return how many of them the office worked; at least one, so that rates are finite."""
        calendar = offices.calendar(CALENDAR)
        days = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        return sum(is_working_day(calendar, day) for day in days) or 1

    def during(self, field: str) -> Q:
        """Return the condition that an instant lies on one of the days."""
        until = midnight(self.last + timedelta(days=1))
        return Q(**{f"{field}__gte": midnight(self.first), f"{field}__lt": until})

    def handed_in(self) -> QuerySet[Dossier]:
        """Return the dossiers handed in; parts of interlinked ones count with their parent."""
        return Dossier.objects.filter(self.during("registered_at"), parent__isnull=True)

    def opening(self) -> tuple[tuple[int, int], ...]:
        """Return the hours of an ordinary working day, in minutes of the day."""
        calendar, day = offices.calendar(CALENDAR), self.first
        while not is_working_day(calendar, day):
            day += timedelta(days=1)
        return tuple((period.opens, period.closes) for period in opening_periods(calendar, day))

    def days_off(self, until: date) -> list[date]:
        """Return the weekdays from the first day until `until` on which the office is shut."""
        calendar = offices.calendar(CALENDAR)
        last = min(until, calendar.last)
        days = (self.first + timedelta(days=n) for n in range((last - self.first).days + 1))
        return [day for day in days if day.weekday() < 5 and not is_working_day(calendar, day)]


def hours_in_words(opening: tuple[tuple[int, int], ...]) -> str:
    """Return opening hours as `motcua plan bottlenecks --hours` reads them."""
    spans = (f"{_clock(a)}-{_clock(b)}" for a, b in opening)
    return "Mon-Fri " + " ".join(spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def nothing_to_count() -> Refused:
    """Return the refusal of a period in which nothing came, or only groups too small to show."""
    return refuse(
        "nothing_to_count",
        f"Trong kỳ này không có nhóm nào từ {SMALL} hồ sơ trở lên. Hãy chọn kỳ dài hơn.",
        f"No group of {SMALL} dossiers or more in this period. Choose a longer one.",
    )


def left_out(count: int) -> list[Text]:
    """Return the note that says how much was left out; a small number is not said."""
    if not count:
        return []
    said = str(count) if count >= SMALL else f"1–{SMALL - 1}"
    return [Text(f"Đã bỏ {said} hồ sơ thuộc nhóm có dưới {SMALL} hồ sơ.",
                 f"{said} dossiers in groups of fewer than {SMALL} were left out.")]  # fmt: skip
