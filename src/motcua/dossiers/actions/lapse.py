"""Nobody handed the supplement in: the dossier is stopped with form 05."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.slips import end_suspension, issue, suspend
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor

REASON = "Hết thời hạn bổ sung hồ sơ mà chưa nhận được phần bổ sung."
GROUND = "Thông tư 03/2025/TT-VPCP, mẫu 05"


@action
def lapse(*, dossier_id: int, actor: Actor, at: datetime, request_id: UUID) -> Dossier:
    """Stop a dossier whose time to supplement has ended."""
    dossier = lock(dossier_id, request_id=request_id)
    facts = facts_of(dossier, actor=actor, at=at, reason=REASON)
    take(dossier, "lapse", actor=actor, facts=facts, request_id=request_id)
    end_suspension(dossier, at=at)
    suspend(dossier, Form.STOP, actor=actor, at=at, reason=REASON, ground=GROUND)
    issue(dossier, Form.STOP, actor=actor, at=at, reason=REASON, ground=GROUND)
    return dossier
