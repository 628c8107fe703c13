"""Somebody authorised hands in for the applicant: the counter names them on its draft."""

from datetime import datetime

from django.db import transaction

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


@transaction.atomic
def name_submitter(*, dossier_id: int, person_id: int, actor: Actor, at: datetime) -> Dossier:
    """Note who stands at the counter with the applicant's authorisation (Decree 61/2018 art. 16).

    Raises
    ------
    Refused
        `absent` for anything but a draft of the actor's own counter; `same_person` when the
        applicant would authorise themselves.
    """
    drafts = Dossier.objects.select_for_update(of=("self",)).exclude(channel=Channel.ONLINE)
    dossier = drafts.filter(
        pk=dossier_id, status=Status.DRAFT, received_at_point=actor.office
    ).first()
    if dossier is None or not actor.may(P.DESK_RECEIVE):
        raise Refused(ABSENT)
    if person_id == dossier.applicant_id:
        raise refuse("same_person", "Người được ủy quyền phải khác người nộp hồ sơ.",
                     "The authorised person must be another than the applicant.",
                     "submitter")  # fmt: skip
    dossier.submitter_id, dossier.saved_at = person_id, at
    dossier.save(update_fields=["submitter", "saved_at"])
    return dossier
