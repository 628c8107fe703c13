"""Who somebody is on a day, and who is there to work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.identity.actor import Actor
from motcua.identity.models import Absence, Appointment, Delegation, Person
from motcua.identity.roles import Role


@dataclass(frozen=True, slots=True)
class Post:
    """A role held at an office; `giver` is the person who delegated it."""

    role: Role
    office: str
    giver: int | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """An official as assignment sees one."""

    person_id: int
    skills: frozenset[str]
    capacity: int


def posts(person_id: int, on: date) -> list[Post]:
    """Return what a person is where on a day, delegated roles included."""
    own = Appointment.objects.filter(_valid(on), person_id=person_id)
    lent = Delegation.objects.filter(receiver_id=person_id, first_day__lte=on, last_day__gte=on)
    return [Post(Role(a.role), a.office) for a in own] + [
        Post(Role(d.role), d.office, d.giver_id) for d in lent
    ]


def actor(person: Person, office: str, on: date) -> Actor:
    """Return the person with the permissions held at the office on the day.

    Without an office (or without a role there) a citizen or business is an applicant and an
    official is nobody.
    """
    here = [post for post in posts(person.pk, on) if post.office == office] if office else []
    roles = frozenset(post.role for post in here)
    if not roles and person.kind != Person.Kind.OFFICIAL:
        roles = frozenset({Role.APPLICANT})
    giver = next((post.giver for post in here if post.giver), None)
    return Actor.with_roles(
        roles,
        person_id=person.pk,
        name=person.full_name,
        office=office if here else "",
        on_behalf_of=giver,
        language=person.language,
    )


def absent(person_ids: Iterable[int], on: date) -> set[int]:
    """Return which of the people are away on the day."""
    rows = Absence.objects.filter(person_id__in=person_ids, first_day__lte=on, last_day__gte=on)
    return set(rows.values_list("person_id", flat=True))


def workers(office: str, role: Role, on: date) -> list[Worker]:
    """Return the officials who hold a role at an office and are present on the day."""
    rows = (
        Appointment.objects.filter(_valid(on), office=office, role=role, person__is_active=True)
        .exclude(
            person__in=Absence.objects.filter(first_day__lte=on, last_day__gte=on).values("person")
        )
        .values_list("person_id", "person__official__skills", "person__official__capacity")
        .order_by("person_id")
    )
    return [Worker(pk, frozenset(skills or ()), capacity or 0) for pk, skills, capacity in rows]


def holders(role: Role, on: date) -> list[Person]:
    """Return everybody who holds a role anywhere on the day."""
    held = Appointment.objects.filter(_valid(on), role=role, person__is_active=True)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


def ever_held(role: Role) -> tuple[int, ...]:
    """Return everybody who ever held a role, in the order of their numbers."""
    rows = Appointment.objects.filter(role=role).order_by("person").distinct()
    return tuple(rows.values_list("person", flat=True))


def numbers_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the personal numbers of people; empty for whoever has none."""
    rows = Person.objects.filter(pk__in=list(person_ids))
    return dict(rows.values_list("pk", "id_number"))


def person_by_login(login: str) -> Person | None:
    return Person.objects.filter(login=login).first()


def person(person_id: int) -> Person:
    return Person.objects.get(pk=person_id)


def _valid(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))
