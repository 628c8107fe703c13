"""Who may be drawn: posts and abilities as they count at an instant, 24 hours after each change.

The first roster of an office needs no notice: nobody can have been waiting for it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, OuterRef, Subquery

from motcua.identity.models import Absence, Appointment
from motcua.identity.notice import NOTICE, is_pending
from motcua.identity.roles import Role


@dataclass(frozen=True, slots=True)
class Rostered:
    """An official in the roster of an office, with what counts now.

    Parameters
    ----------
    capacity
        Thousandths of a full-time post.
    since
        First day of the post.
    emergency
        The appointment was approved by two people to count at once.
    """

    person_id: int
    office: str
    skills: frozenset[str]
    capacity: int
    since: date
    id_number: str
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody is away, both included, and why in the words of who recorded it."""

    person_id: int
    first: date
    last: date
    reason: str


def roster(offices: Collection[str], role: Role, at: datetime, day: date) -> list[Rostered]:
    """Return the officials of the offices who hold a role and are present on the day.

    Parameters
    ----------
    at, day
        The instant of the draw, and its local day.
    """
    posts = posted(offices, role, at, day)
    found = {one.person_id: one for one in reversed(posts)}
    rows = Absence.objects.filter(person__in=list(found), first_day__lte=day, last_day__gte=day)
    away = set(rows.values_list("person_id", flat=True))
    return [one for one in found.values() if one.person_id not in away]


def posted(offices: Collection[str], role: Role, at: datetime, day: date) -> list[Rostered]:
    """Return the posts with a role at the offices on the day, of absent people too."""
    first = (
        Appointment.objects.filter(office=OuterRef("office"), role=role)
        .order_by()
        .values("office")
        .annotate(first=Min("recorded_at"))
        .values("first")
    )
    rows = (
        Appointment.objects.filter(
            office__in=offices, role=role, person__is_active=True, valid_from__lte=day
        )
        .exclude(valid_until__lt=day)
        .select_related("person__official")
        .annotate(first_recorded=Subquery(first))
        .order_by("person_id", "valid_from")
    )
    ready = [row for row in rows if _counts(row, at)]
    first_of = {(row.person_id, row.office): row for row in reversed(ready)}
    return [_rostered(row, at) for row in reversed(first_of.values())]


def _counts(row: Appointment, at: datetime) -> bool:
    first: datetime = row.first_recorded  # type: ignore[attr-defined]
    early = row.recorded_at - first < NOTICE
    return early or row.emergency or not is_pending(row.recorded_at, at)


def _rostered(row: Appointment, at: datetime) -> Rostered:
    official = getattr(row.person, "official", None)
    skills, capacity = (official.skills, official.capacity) if official else ([], 0)
    if official and official.changed_at and is_pending(official.changed_at, at):
        skills, capacity = official.former_skills, official.former_capacity
    return Rostered(
        row.person_id,
        row.office,
        frozenset(skills),
        capacity,
        row.valid_from,
        row.person.id_number,
        row.emergency,
    )


def absences(person_ids: Iterable[int], first: date, last: date) -> list[Away]:
    """Return the absences of the people that touch the days from `first` to `last`."""
    rows = Absence.objects.filter(
        person_id__in=list(person_ids), first_day__lte=last, last_day__gte=first
    ).order_by("first_day", "pk")
    return [Away(row.person_id, row.first_day, row.last_day, row.reason) for row in rows]


def days_away(person_ids: Iterable[int], first: date, until: date) -> Mapping[int, set[date]]:
    """Return the days from `first`, before `until`, on which each of the people was away."""
    rows = Absence.objects.filter(
        person_id__in=list(person_ids), first_day__lt=until, last_day__gte=first
    )
    away: dict[int, set[date]] = {}
    for person_id, begins, ends in rows.values_list("person_id", "first_day", "last_day"):
        begun, ended = max(begins, first).toordinal(), min(ends.toordinal() + 1, until.toordinal())
        away.setdefault(person_id, set()).update(map(date.fromordinal, range(begun, ended)))
    return away
