"""Who may be drawn for a dossier, and with which weight: read from rosters and work assigned.

Nobody types a weight: capacity and presence come from the roster, work from the assignments of the
epoch. Open backlog plays no part: it would reward whoever is slow.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Sum

from motcua.catalogue.definition import CommuneFrom
from motcua.dossiers.knowledge import calendar_of, definition_of
from motcua.dossiers.models import Assignment, Dossier
from motcua.dossiers.pseudonyms import epoch_of, first_day, pseudonym
from motcua.dossiers.separation import PARTS, SETTLE, had_by
from motcua.identity.conflicts import conflicts_with
from motcua.identity.queries import person
from motcua.identity.roles import Role
from motcua.identity.roster import Rostered, days_away, roster
from motcua.lottery.draw import Officer, Pool
from motcua.lottery.selection import ENOUGH, THIN
from motcua.offices import queries as offices
from motcua.worktime.calendar import Calendar
from motcua.worktime.opening import is_working_day

AGENCY, BRANCH, CITY = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who may not be drawn, and why: coi, recused or taken."""

    person_id: int
    reason: str
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people behind a pool.

    Parameters
    ----------
    scope
        0 the agency, 1 the branch's territory, 2 the city.
    thin
        Too few to hide a choice: the draw is made, but counted in public.
    """

    people: Mapping[bytes, int]
    pool: Pool
    left: tuple[Left, ...]
    scope: int
    thin: bool


def candidates(
    dossier: Dossier, *, at: datetime, day: date, out: Mapping[int, str]
) -> Candidates | None:
    """Return who may be drawn; None when nobody may.

    Parameters
    ----------
    out
        People who may not be drawn again, each with why.
    """
    scope, found, left = _widened(dossier, at, day, out)
    if not found:
        return None
    epoch = epoch_of(day)
    officers = _officers(dossier, found, day, epoch)
    lawful = may_widen(dossier)
    thin = len(found) < (THIN if lawful else ENOUGH)
    people = {pseudonym(one.person_id, epoch): one.person_id for one in found}
    return Candidates(people, Pool(officers), left, scope, thin)


def may_widen(dossier: Dossier) -> bool:
    """Whether the law lets agencies of the same rule settle for one another.

    It does where it names no commune at all, so that the applicant may go to any of them (certified
    copies: Decree 23/2015/NĐ-CP art. 5; identity cards: Law 26/2023/QH15 art. 27). Everywhere else
    only the agency's own officials may be drawn.
    """
    return definition_of(dossier).competence.commune_from is CommuneFrom.RECEPTION


def _widened(
    dossier: Dossier, at: datetime, day: date, out: Mapping[int, str]
) -> tuple[int, list[Rostered], tuple[Left, ...]]:
    """Take in the neighbours, then the city, until there are enough."""
    scopes: list[tuple[str, ...]] = [(dossier.agency,)]
    found, left = _able(dossier, scopes[0], at, day, out)
    if len(found) >= ENOUGH or not may_widen(dossier):
        return AGENCY, found, left
    scopes += offices.neighbours_of(dossier.agency, day)
    for scope in (BRANCH, CITY):
        around = [code for codes in scopes[: scope + 1] for code in codes]
        found, left = _able(dossier, around, at, day, out)
        if len(found) >= ENOUGH:
            return scope, found, left
    return CITY, found, left


def _able(
    dossier: Dossier, codes: Collection[str], at: datetime, day: date, out: Mapping[int, str]
) -> tuple[list[Rostered], tuple[Left, ...]]:
    skilled = [
        one
        for one in roster(codes, Role.SPECIALIST, at, day)
        if dossier.field in one.skills and one.capacity > 0
    ]
    numbers = {person(pk).id_number for pk in {dossier.applicant_id, dossier.submitter_id} if pk}
    declared = conflicts_with(numbers, [one.person_id for one in skilled], at)
    left = [Left(pk, reason) for pk, reason in out.items()]
    left += [Left(pk, "coi", kept) for pk, kept in declared.items() if pk not in out]
    left += [
        Left(one.person_id, "coi")
        for one in skilled
        if one.person_id not in {*out, *declared} and _concerned(one, dossier, numbers)
    ]
    gone = {one.person_id for one in left}
    return [one for one in skilled if one.person_id not in gone], tuple(left)


def _concerned(one: Rostered, dossier: Dossier, numbers: Collection[str]) -> bool:
    """Whether an official is the applicant, or had another part of the dossier (`separation`)."""
    if one.id_number and one.id_number in numbers:
        return True
    return any(one.person_id in had_by(dossier, part) for part in PARTS if part != SETTLE)


def _officers(
    dossier: Dossier, found: Collection[Rostered], day: date, epoch: str
) -> tuple[Officer, ...]:
    begins = first_day(epoch)
    ids = [one.person_id for one in found]
    work = dict(
        Assignment.objects.filter(official__in=ids, day__gte=begins, day__lte=day)
        .values_list("official")
        .annotate(Sum("effort"))
        .order_by()
    )
    away = days_away(ids, begins, day)
    calendar = calendar_of(dossier)
    return tuple(
        Officer(
            pseudonym(one.person_id, epoch),
            one.capacity,
            max(0, work.get(one.person_id, 0)),
            one.capacity * _days_present(calendar, max(begins, one.since), day, away, one),
        )
        for one in found
    )


def _days_present(
    calendar: Calendar, begins: date, until: date, away: Mapping[int, set[date]], one: Rostered
) -> int:
    days = _working_days(calendar, begins, until)
    return len(days - away.get(one.person_id, frozenset()))


@lru_cache(maxsize=256)
def _working_days(calendar: Calendar, begins: date, until: date) -> frozenset[date]:
    days = (begins + timedelta(days=n) for n in range(max(0, (until - begins).days)))
    return frozenset(day for day in days if is_working_day(calendar, day))
