"""Accounts of officials: registered, link and code handed out, second factor reset; each an event."""

from datetime import datetime

from django.db import transaction

from motcua.approvals.actions.telling import ABSENT, tell_person
from motcua.approvals.told import Told
from motcua.flow.refusal import Refused
from motcua.identity.actions import hand_out
from motcua.identity.actions.register_official import register_official
from motcua.identity.actions.reset_second_factor import reset_second_factor
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


@transaction.atomic
def register(
    *, login: str, full_name: str, email: str, phone: str, actor: Actor, at: datetime
) -> int:
    """Make the account of an official and return its number; it opens nothing without a post."""
    _may(actor)
    made = register_official(login=login, full_name=full_name, email=email, phone=phone)
    tell_person(Told.REGISTERED, made.pk, {}, actor=actor, at=at)
    return made.pk


@transaction.atomic
def hand_link(*, person_id: int, actor: Actor, at: datetime) -> tuple[str, str]:
    """Return the two parts of a link to set a password (`identity.actions.hand_out`)."""
    _may(actor)
    link = hand_out.hand_link(person_id=person_id, handed_by=actor.person_id, at=at)
    tell_person(Told.LINK_HANDED, person_id, {}, actor=actor, at=at)
    return link


@transaction.atomic
def hand_code(*, person_id: int, actor: Actor, at: datetime) -> str:
    """Return the code that sets up a second factor; by another than who made the link."""
    _may(actor)
    code = hand_out.hand_code(person_id=person_id, handed_by=actor.person_id, at=at)
    tell_person(Told.CODE_HANDED, person_id, {}, actor=actor, at=at)
    return code


@transaction.atomic
def reset_factor(*, person_id: int, actor: Actor, at: datetime) -> None:
    """Take the second factor away; another administrator hands out the code for a new one."""
    _may(actor)
    reset_second_factor(person_id=person_id, reset_by=actor.person_id, at=at)
    tell_person(Told.FACTOR_RESET, person_id, {}, actor=actor, at=at)


def _may(actor: Actor) -> None:
    if actor.person_id is None or not actor.may(P.PEOPLE_MANAGE):
        raise Refused(ABSENT)
