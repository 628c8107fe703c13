"""The settling official asks for a financial duty to be paid; the clock stands (status 6)."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.charging import charge
from motcua.dossiers.actions.slips import issue, suspend
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor


@action
def ask_payment(
    *,
    dossier_id: int,
    amount: int,
    reason: str,
    ground: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Order the payment of `amount` VND on top of the fee of reception."""
    if amount <= 0:
        raise refuse("amount_not_positive", "Số tiền phải lớn hơn 0.",
                     "The amount must be more than 0.", "amount")  # fmt: skip
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason, ground=ground)

    def also(row: Dossier) -> None:
        row.fee_due += amount

    take(dossier, "ask_payment", actor=actor, facts=facts, request_id=request_id, also=also,
         told={"amount": amount})  # fmt: skip
    charge(dossier, "duty", amount, actor=actor, at=at)
    issue(dossier, Form.PAYMENT, actor=actor, at=at, reason=reason, ground=ground)
    suspend(dossier, Form.PAYMENT, actor=actor, at=at, reason=reason, ground=ground)
    return dossier
