"""Turn a proposal down: it is taken away, the reason stays in the events."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.catalogue import refusals
from motcua.catalogue.actions.telling import tell
from motcua.catalogue.events import ProposalTurnedDown
from motcua.catalogue.models import Procedure
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


@transaction.atomic
def turn_down(
    *, code: str, reason: str, actor: Actor, at: datetime, request_id: UUID | None = None
) -> None:
    """Take the waiting proposal away; the proposer may do so too (withdrawal).

    Raises
    ------
    Refused
        `not_allowed`, `reason_missing`, `unknown_procedure`, `no_proposal`.
    """
    if not reason.strip():
        raise refuse("reason_missing", "Hãy ghi lý do.", "Give a reason.", "reason")
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise refusals.unknown_procedure(code)
    version = procedure.versions.filter(published_at__isnull=True).first()
    if version is None:
        raise refusals.no_proposal(code)
    withdraws = actor.may(P.CATALOGUE_EDIT) and version.proposed_by_id == actor.person_id
    if not (actor.may(P.CATALOGUE_PUBLISH) or withdraws):
        raise refusals.not_allowed("trả lại đề xuất", "turn down proposals")
    version.delete()
    told = ProposalTurnedDown(code, version.number, reason.strip()[:500])
    tell(procedure, told, actor=actor, at=at, request_id=request_id)
