"""The settling official reads one identity field, for a legal reason; the applicant sees that."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import known
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.knowledge import definition_of, facts_of
from motcua.dossiers.models import Dossier, Reveal
from motcua.dossiers.reveal_reasons import RevealReason, public_kind
from motcua.flow.refusal import refuse
from motcua.formspec.form import Field
from motcua.identity.actor import Actor


@action
def reveal(
    *,
    dossier_id: int,
    field: str,
    reason: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    seen: int | None = None,
) -> Dossier:
    """Reveal a masked field to the official the dossier is assigned to, as long as it is theirs.

    Raises
    ------
    Refused
        `reason_unknown` (none of `RevealReason`), `field_not_hidden` (no such field, or one the
        official reads anyway), and what the table refuses.
    """
    if reason not in {one.value for one in RevealReason}:
        raise refuse("reason_unknown", "Hãy chọn lý do trong danh sách.",
                     "Choose one of the reasons.", "reason")  # fmt: skip
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    hidden = _hidden(dossier, field)
    facts = facts_of(dossier, actor=actor, at=at, reason=reason)
    told = {"field": field, "reason": reason, "public_reason": public_kind(hidden.personal)}
    take(dossier, "reveal", actor=actor, facts=facts, request_id=request_id, told=told)
    Reveal.objects.create(
        dossier=dossier, official_id=known(actor), field=field, reason=reason, at=at
    )
    looked(dossier_ids=[dossier.pk], actor=actor, at=at, purpose=Purpose.REVEAL)
    return dossier


def _hidden(dossier: Dossier, key: str) -> Field:
    found = definition_of(dossier).form.field(key)
    if found is None or not found.masked or dossier.answers.get(key) in (None, ""):
        raise refuse("field_not_hidden", "Thông tin này không bị che hoặc không có trong hồ sơ.",
                     "This information is not hidden, or not in the dossier.", "field")  # fmt: skip
    return found
