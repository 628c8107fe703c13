"""A head lends a role to a colleague for some days: on a written basis, and told as an event."""

from datetime import date, datetime

from django.db import transaction

from motcua.approvals.actions.telling import ABSENT, tell_person
from motcua.approvals.told import PERSON, Told
from motcua.events.carrying import screened
from motcua.flow.refusal import Refused
from motcua.identity.actions.delegate import delegate
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.identity.roles import Role


def lend(
    *,
    receiver: int,
    role: Role,
    first_day: date,
    last_day: date,
    basis: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Lend a role the actor holds at their office; what `delegate` refuses is refused.

    Raises
    ------
    Refused
        `absent` without the permission.
    """
    if actor.person_id is None or not actor.may(P.ABSENCE_RECORD):
        raise Refused(ABSENT)
    screened({"basis": basis}, subject=PERSON, subject_id=receiver, actor=actor, at=at)
    told = {"giver": actor.person_id, "role": role.value,
            "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}  # fmt: skip
    with transaction.atomic():
        made = delegate(
            giver=actor.person_id, receiver=receiver, role=role, office=actor.office,
            first_day=first_day, last_day=last_day, basis=basis,
        )  # fmt: skip
        tell_person(Told.LENT, receiver, told | {"delegation": made.pk}, actor=actor, at=at)
