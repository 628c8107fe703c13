"""Following up minutes that wait: a reminder, then the hearing closes and says who kept silent."""

from datetime import datetime

from django.db import transaction

from motcua.contact.actions.carrying import tell_dossier
from motcua.contact.models import Hearing
from motcua.contact.rules import CLOSE_AFTER, REMIND_AFTER, Facts, silent_sides
from motcua.contact.states import HEARING as TABLE
from motcua.contact.states import Status
from motcua.contact.told import HEARING, Told
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.models import Dossier
from motcua.dossiers.told import Told as DossierTold
from motcua.events.queries import of_subject
from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.offices import queries as offices
from motcua.worktime.arithmetic import working_days_between


def follow_up_minutes(*, dossier_id: int, actor: Actor, at: datetime) -> bool:
    """Remind once, or close; return whether something was done.

    Silence is no agreement: a closed hearing keeps which side did not confirm.
    """
    with transaction.atomic():
        dossier = lock(dossier_id)
        rows = Hearing.objects.filter(dossier=dossier, status=Status.HELD, held_at__lte=at)
        hearing = rows.select_for_update().first()
        if hearing is None or hearing.held_at is None:
            return False
        days = working_days_between(offices.calendar("office"), hearing.held_at, at)
        if days >= CLOSE_AFTER:
            _close(hearing, actor, at, days)
        elif days >= REMIND_AFTER and not _reminded(hearing):
            _remind(dossier, hearing, actor, at)
        else:
            return False
    return True


def _close(hearing: Hearing, actor: Actor, at: datetime, days: int) -> None:
    facts = Facts(at=at, person_id=None, silent_days=days)
    TABLE.take(hearing, "close_unconfirmed", actor.held, facts)
    hearing.save(update_fields=["status", "ended_at"])
    _record(hearing, Told.CLOSED_UNCONFIRMED, actor, at)


def _remind(dossier: Dossier, hearing: Hearing, actor: Actor, at: datetime) -> None:
    _record(hearing, Told.REMINDED, actor, at)
    if hearing.applicant_confirmed_at is None:
        tell_dossier(dossier, DossierTold.MINUTES_WAIT, actor=actor, at=at,
                     told={"hearing": hearing.pk})  # fmt: skip


def _record(hearing: Hearing, kind: Told, actor: Actor, at: datetime) -> None:
    record(
        kind, subject=HEARING, subject_id=hearing.pk, n=hearing.event_count, at=at, actor=actor,
        data={"dossier": hearing.dossier_id, "silent": silent_sides(hearing)},
    )  # fmt: skip
    hearing.event_count += 1
    hearing.save(update_fields=["event_count"])


def _reminded(hearing: Hearing) -> bool:
    return any(event.kind == Told.REMINDED for event in of_subject(HEARING, hearing.pk))
