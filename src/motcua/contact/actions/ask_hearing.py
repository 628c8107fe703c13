"""Asking to be heard: one click; a third employee is found by rule and nobody chooses them."""

from datetime import datetime
from uuid import UUID

from motcua.contact.actions.carrying import carried, tell_dossier
from motcua.contact.hosts import find_host
from motcua.contact.kinds import Party
from motcua.contact.models import Hearing
from motcua.contact.parties import must_be
from motcua.contact.queries import may_be_heard
from motcua.contact.told import HEARING, Told
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.told import Told as DossierTold
from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor


def ask_hearing(*, dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Hearing:
    """Open a hearing; until it was held or ended the dossier cannot be refused.

    Raises
    ------
    Refused
        When it is not the applicant's, is decided already, or a hearing is open.
    """

    def work() -> Hearing:
        return _ask(dossier_id, actor, at, request_id)

    return carried(
        work, kind=Hearing, subject=HEARING, request_id=request_id, texts={},
        dossier_id=dossier_id, actor=actor, at=at,
    )  # fmt: skip


def _ask(dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Hearing:
    dossier = lock(dossier_id)
    person_id = must_be(Party.APPLICANT, dossier, actor)
    if not may_be_heard(dossier):
        raise refuse(
            "hearing_not_now",
            "Hồ sơ đã có quyết định, chưa được tiếp nhận, hoặc đã có một buổi trình bày đang mở.",
            "It is decided, not accepted yet, or a hearing is open already.",
        )
    hearing = Hearing(
        dossier=dossier, asked_by=person_id, asked_at=at, place=dossier.received_at_point,
        event_count=1,
    )  # fmt: skip
    hearing.host = find_host(dossier, hearing, at)
    hearing.save()
    record(
        Told.HEARING_ASKED, subject=HEARING, subject_id=hearing.pk, n=0, at=at, actor=actor,
        data={"dossier": dossier.pk, "host": hearing.host}, request_id=request_id,
    )  # fmt: skip
    tell_dossier(
        dossier, DossierTold.HEARING_ASKED, actor=actor, at=at, hearing_open=True,
        hearing_host=hearing.host,
        told={"hearing": hearing.pk, "contact": {"c": "hearing", "i": "in", "z": 0}},
    )  # fmt: skip
    return hearing
