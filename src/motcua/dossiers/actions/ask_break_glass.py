"""Somebody asks to see one dossier whole at once; nothing opens before another has confirmed."""

from datetime import datetime
from uuid import UUID

from motcua.dossiers.actions.countersigning import (
    Kind,
    ask,
    facts_of_request,
    stands_near,
    waiting,
)
from motcua.dossiers.actions.taking import action, lock, take
from motcua.dossiers.glass import LONGEST_DELAY, MAY_DELAY, GlassReason
from motcua.dossiers.knowledge import facts_of
from motcua.dossiers.models import Dossier, Glass
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor


@action
def ask_break_glass(
    *,
    dossier_id: int,
    reason: str,
    ground: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    reference: str = "",
    delay_days: int = 0,
    seen: int | None = None,
) -> Dossier:
    """Ask; one request and one opening of a dossier at a time.

    Parameters
    ----------
    reason
        A code of `GlassReason`.
    ground
        What happened, and the ground in law.
    reference, delay_days
        Only by a court or inspectorate: the order to tell the applicant later, and for how many
        days (90 at most).

    Raises
    ------
    Refused
        `reason_unknown`, `delay_not_allowed`, `delay_too_long`, `asked_already`, `glass_open`, and
        what the table refuses.
    """
    _check(reason, reference.strip(), delay_days)
    dossier = lock(dossier_id, request_id=request_id, seen=seen)
    stands_near(dossier, actor)
    facts = facts_of(dossier, actor=actor, at=at, until=open_until(dossier, at),
                     **_asked(dossier) | {"reason": reason, "ground": ground})  # fmt: skip
    take(dossier, "ask_break_glass", actor=actor, facts=facts, request_id=request_id,
         told={"reason": reason})  # fmt: skip
    ask(dossier, Kind.GLASS, actor=actor, at=at, reason=reason, ground=ground,
        wanted={"reference": reference.strip(), "delay_days": delay_days, "office": actor.office})  # fmt: skip
    return dossier


def open_until(dossier: Dossier, at: datetime) -> datetime | None:
    """Return when the opening that stands now ends; None when none does."""
    open_now = Glass.objects.filter(dossier=dossier, ends_at__gte=at).order_by("ends_at").last()
    return open_now.ends_at if open_now else None


def _asked(dossier: Dossier) -> dict[str, object]:
    return facts_of_request(waiting(dossier, Kind.GLASS))


def _check(reason: str, reference: str, delay_days: int) -> None:
    if reason not in {one.value for one in GlassReason}:
        raise refuse("reason_unknown", "Hãy chọn lý do trong danh sách.",
                     "Choose one of the reasons.", "reason")  # fmt: skip
    if not reference and not delay_days:
        return
    if GlassReason(reason) not in MAY_DELAY or not reference or delay_days < 1:
        raise refuse("delay_not_allowed",
                     "Chỉ được báo người nộp sau khi có số văn bản và số ngày do tòa án hoặc thanh "
                     "tra yêu cầu.",
                     "The applicant is told later only on the number and the days of an order of a "
                     "court or inspectorate.", "reference")  # fmt: skip
    if delay_days > LONGEST_DELAY:
        raise refuse("delay_too_long", f"Chỉ được hoãn báo tối đa {LONGEST_DELAY} ngày.",
                     f"Telling may be delayed for {LONGEST_DELAY} days at most.",
                     "delay_days")  # fmt: skip
