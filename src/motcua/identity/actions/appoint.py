"""Somebody becomes an official and holds roles at offices."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.actions.adjust_official import set_abilities
from motcua.identity.models import Appointment, Person
from motcua.identity.roles import STAFF, Role


@transaction.atomic
def appoint(
    *,
    person_id: int,
    role: Role,
    office: str,
    valid_from: date,
    valid_until: date | None = None,
    skills: Collection[str] = (),
    capacity: int = 1000,
    at: datetime | None = None,
    at_once: bool = False,
) -> Appointment:
    """Give a role at an office; a person who settles also gets skills and a capacity.

    Assignment counts the post 24 hours after it was recorded (see `identity.roster`). Nobody does
    this alone: `motcua.approvals` has it asked for and approved; first staff comes in by command.

    Parameters
    ----------
    at
        When it is recorded; the database's own time when not given.
    at_once
        It counts at once, approved by two: an emergency, which everybody can see.

    Raises
    ------
    Refused
        When the role is none of staff, or the same post is held at that time already.
    """
    if role not in STAFF:
        raise refuse(
            "role_not_staff", "Vai trò này không phải của cán bộ.", "Not a staff role.", "role"
        )
    held = Appointment.objects.filter(
        person_id=person_id, role=role, office=office, valid_until=None
    )
    if held.exists():
        raise refuse(
            "appointed_already", "Người này đã giữ vai trò đó.", "This post is held already."
        )
    Person.objects.filter(pk=person_id).update(kind=Person.Kind.OFFICIAL)
    set_abilities(person_id, skills, capacity, at, at_once=at_once)
    recorded = {"recorded_at": at} if at else {}
    return Appointment.objects.create(
        person_id=person_id,
        role=role,
        office=office,
        valid_from=valid_from,
        valid_until=valid_until,
        emergency=at_once,
        **recorded,
    )


@transaction.atomic
def end_appointment(*, appointment_id: int, last_day: date) -> None:
    """End a post with a day; its history stays. Asked for and approved in `motcua.approvals`."""
    Appointment.objects.filter(pk=appointment_id).update(valid_until=last_day)
