"""A payment has arrived: it counts for the dossier, and settlement goes on where it waited for it."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.slips import end_suspension
from motcua.dossiers.actions.taking import action, lock, snapshot, take, tell
from motcua.dossiers.knowledge import as_ledger, facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.separation import CASH, another_part
from motcua.dossiers.status import Status
from motcua.dossiers.told import Told
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor


@action
def credit_fee(
    *, dossier_id: int, amount: int, actor: Actor, at: datetime, request_id: UUID, charge: str = ""
) -> Dossier:
    """Count a confirmed payment of `amount` VND; `charge` names it in the payments' own words.

    Raises
    ------
    Refused
        `parts_excluded` when a person takes money who has received, settled or returned it.
    """
    dossier = lock(dossier_id, request_id=request_id)
    if no := another_part(dossier, actor.person_id, CASH):
        raise Refused(no)
    before = snapshot(dossier)
    dossier.fee_paid += amount
    dossier.cashed_by = actor.person_id or dossier.cashed_by
    tell(dossier, Told.FEE_RECEIVED, before=before, actor=actor, at=at, request_id=request_id,
         told={"amount": amount, "charge": charge})  # fmt: skip
    if dossier.status == Status.WAITING_PAYMENT and dossier.fee_paid >= dossier.fee_due:
        ledger = as_ledger(end_suspension(dossier, at=at))
        system = Actor.system("payments")
        facts = facts_of(dossier, actor=system, at=at, suspensions=ledger)
        take(dossier, "confirm_payment", actor=system, facts=facts)
    return dossier
