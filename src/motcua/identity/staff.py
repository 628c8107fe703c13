"""Reading about officials: who works where, who is away, who has lent a role to whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.identity.models import Absence, Appointment, Delegation, Official, Person
from motcua.identity.roles import Role


@shows(Thing.APPOINTMENT)
@dataclass(frozen=True, slots=True)
class PostHeld:
    """A role at an office with its first and last day."""

    id: int
    role: Role
    office: str
    valid_from: date
    valid_until: date | None

    def on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def ended(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until < day


@shows(Thing.ABSENCE, person_id="absence.person", name="staff.full_name")
@dataclass(frozen=True, slots=True)
class AbsentDays:
    """Days somebody is away, both included."""

    id: int
    person_id: int
    name: str
    first_day: date
    last_day: date
    reason: str


@shows(Thing.DELEGATION)
@dataclass(frozen=True, slots=True)
class Lent:
    """A role lent from one person to another for some days."""

    id: int
    giver: str
    receiver: str
    role: Role
    office: str
    first_day: date
    last_day: date
    basis: str


@shows(
    person_id=WORDS, name="staff.full_name", login="staff.login", posts=WITHIN,
    absent="absence.first_day", has_second_factor="ability.must_use_totp",
    is_active="staff.is_active",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class StaffLine:
    """An official in a list."""

    person_id: int
    name: str
    login: str
    posts: tuple[PostHeld, ...]
    absent: bool
    has_second_factor: bool
    is_active: bool


@shows(
    Thing.ABILITY, person_id=WORDS, name="staff.full_name", login="staff.login",
    email="staff.email", phone="staff.phone", has_second_factor="ability.must_use_totp",
    is_active="staff.is_active", posts=WITHIN, absences=WITHIN, lent=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Everything the page of an official says."""

    person_id: int
    name: str
    login: str
    email: str
    phone: str
    skills: frozenset[str]
    capacity: int
    must_use_totp: bool
    has_second_factor: bool
    is_active: bool
    posts: tuple[PostHeld, ...]
    absences: tuple[AbsentDays, ...]
    lent: tuple[Lent, ...]


def staff(
    on: date, *, words: str = "", office: str = "", role: str = "", absent_only: bool = False
) -> QuerySet[Person]:
    """Return the officials who fit: by words of name or login, by a post held on the day."""
    rows = Person.objects.filter(kind=Person.Kind.OFFICIAL)
    for word in words.split():
        rows = rows.filter(Q(full_name__icontains=word) | Q(login__icontains=word))
    if office or role:
        held = Appointment.objects.filter(_held(on), person=OuterRef("pk"))
        held = held.filter(office=office) if office else held
        rows = rows.filter(Exists(held.filter(role=role) if role else held))
    if absent_only:
        rows = rows.filter(Exists(_away(on)))
    found: QuerySet[Person] = rows.order_by("full_name", "pk")
    return found


def staff_lines(people: QuerySet[Person], on: date) -> list[StaffLine]:
    """Return a page of people as lines; three statements however long it is."""
    confirmed = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    rows = list(people.annotate(away=Exists(_away(on)), factor=Exists(confirmed)))
    posts: dict[int, list[PostHeld]] = {}
    for row in Appointment.objects.filter(_held(on), person__in=[one.pk for one in rows]):
        posts.setdefault(row.person_id, []).append(_post(row))
    return [
        StaffLine(one.pk, one.full_name, one.login, tuple(posts.get(one.pk, ())), one.away,
                  one.factor, one.is_active)
        for one in rows
    ]  # fmt: skip


def staff_member(person_id: int) -> StaffMember | None:
    """Return an official by number; None for anybody who is none."""
    person = Person.objects.filter(pk=person_id, kind=Person.Kind.OFFICIAL).first()
    if person is None:
        return None
    official = Official.objects.filter(person=person).first()
    posts = Appointment.objects.filter(person=person).order_by("-valid_from", "office")
    away = Absence.objects.filter(person=person).select_related("person")
    given = Delegation.objects.filter(Q(giver=person) | Q(receiver=person))
    return StaffMember(
        person_id=person.pk,
        name=person.full_name,
        login=person.login,
        email=person.email,
        phone=person.phone,
        skills=frozenset(official.skills if official else ()),
        capacity=official.capacity if official else 0,
        must_use_totp=official.must_use_totp if official else False,
        has_second_factor=TOTPDevice.objects.filter(user=person, confirmed=True).exists(),
        is_active=person.is_active,
        posts=tuple(_post(row) for row in posts),
        absences=tuple(_absence(row) for row in away.order_by("-first_day")[:50]),
        lent=tuple(_lent(row) for row in _with_people(given).order_by("-first_day")[:50]),
    )


def colleagues(offices: Collection[str], on: date) -> list[tuple[int, str, str]]:
    """Return (number, name, office) of everybody with a post at the offices on the day."""
    rows = Appointment.objects.filter(_held(on), office__in=offices, person__is_active=True)
    found = rows.values_list("person_id", "person__full_name", "office").distinct()
    return list(found.order_by("person__full_name", "person_id", "office"))


def posted_at(person_id: int, on: date) -> list[str]:
    """Return the offices somebody has a post at on the day."""
    rows = Appointment.objects.filter(_held(on), person_id=person_id)
    return sorted(set(rows.values_list("office", flat=True)))


def absence_of(absence_id: int) -> AbsentDays | None:
    """Return recorded days away by their number."""
    row = Absence.objects.filter(pk=absence_id).select_related("person").first()
    return _absence(row) if row else None


def coming_absences(offices: Collection[str], first: date, last: date) -> list[AbsentDays]:
    """Return the absences that touch the days, of people with a post at the offices then."""
    posts = Appointment.objects.filter(
        _held(first) | Q(valid_from__range=(first, last)),
        person=OuterRef("person"),
        office__in=offices,
    )
    rows = Absence.objects.filter(Exists(posts), first_day__lte=last, last_day__gte=first)
    rows = rows.select_related("person").order_by("first_day", "person__full_name", "pk")
    return [_absence(row) for row in rows]


def delegations(offices: Collection[str], since: date) -> list[Lent]:
    """Return the roles lent at the offices that have not ended before a day, the newest first."""
    rows = Delegation.objects.filter(office__in=offices, last_day__gte=since)
    return [_lent(row) for row in _with_people(rows).order_by("-first_day", "pk")]


def _held(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def _away(on: date) -> QuerySet[Absence]:
    return Absence.objects.filter(person=OuterRef("pk"), first_day__lte=on, last_day__gte=on)


def _with_people(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    return rows.select_related("giver", "receiver")


def _post(row: Appointment) -> PostHeld:
    return PostHeld(row.pk, Role(row.role), row.office, row.valid_from, row.valid_until)


def _absence(row: Absence) -> AbsentDays:
    name = row.person.full_name
    return AbsentDays(row.pk, row.person_id, name, row.first_day, row.last_day, row.reason)


def _lent(row: Delegation) -> Lent:
    return Lent(
        row.pk, row.giver.full_name, row.receiver.full_name, Role(row.role), row.office,
        row.first_day, row.last_day, row.basis,
    )  # fmt: skip
