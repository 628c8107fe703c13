"""Guards on settling: the route's steps, the decision, the appointment and the parts."""

from datetime import timedelta
from typing import Any

from motcua.dossiers.facts import Facts
from motcua.dossiers.guards.stated import ground_stated, reason_stated
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Outcome
from motcua.flow.refusal import Refusal, Text


def drawn(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """Somebody has been drawn from a checkpoint of the log that contains the dossier."""
    if facts.official is not None:
        return None
    return Refusal(
        "not_drawn_yet",
        Text("Chưa có kết quả bốc thăm.", "Nobody has been drawn for it yet."),
    )


def at_the_decision(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.proposal and dossier.step >= decision_at(facts.definition.route):
        return None
    return Refusal(
        "not_proposed",
        Text("Chưa có đề xuất giải quyết.", "Nobody has proposed a decision yet."),
    )


def before_the_decision(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if not dossier.proposal:
        return None
    return Refusal(
        "proposed_already",
        Text("Hồ sơ đang chờ ký duyệt.", "The dossier is waiting for the decision."),
    )


def more_steps(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.step < decision_at(facts.definition.route) - 1:
        return None
    return Refusal(
        "last_step",
        Text(
            "Đây là bước thẩm định cuối: hãy đề xuất quyết định.",
            "This is the last step of appraisal: propose a decision.",
        ),
    )


def no_more_steps(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.step >= decision_at(facts.definition.route) - 1:
        return None
    return Refusal(
        "steps_left",
        Text("Còn bước xử lý chưa hoàn thành.", "Steps of the route are still to be done."),
    )


def consultations_closed(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if not facts.unanswered:
        return None
    names = ", ".join(facts.unanswered)
    return Refusal(
        "consultation_open",
        Text(f"Đang chờ ý kiến: {names}.", f"Opinions are still awaited: {names}."),
    )


def refusal_reasoned(dossier: Any, facts: Facts) -> Refusal | None:
    """A refusal states its reason and ground (form 03; Decree 61/2018 art. 19.8)."""
    if facts.proposal != Outcome.REFUSED:
        return None
    return reason_stated(dossier, facts) or ground_stated(dossier, facts)


def extended_never(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if not dossier.extended:
        return None
    return Refusal(
        "extended_already",
        Text(
            "Chỉ được hẹn lại một lần (Nghị định 61/2018 Điều 19.9).",
            "The date may be moved once only (Decree 61/2018 art. 19.9).",
        ),
    )


def apology_in_time(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.due_at is None or facts.at + timedelta(days=1) <= dossier.due_at:
        return None
    return Refusal(
        "apology_too_late",
        Text(
            "Phiếu xin lỗi phải gửi chậm nhất 01 ngày trước khi hết hạn.",
            "The apology is due at least one day before the time limit ends.",
        ),
    )


def new_date_later(dossier: Any, facts: Facts) -> Refusal | None:
    if facts.new_due and dossier.due_at and facts.new_due > dossier.due_at:
        return None
    return Refusal(
        "new_date_not_later",
        Text("Ngày hẹn mới phải sau ngày hẹn cũ.", "The new date must be later than the old one."),
        where="new_due",
    )


def parts_settled(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if not dossier.open_parts:
        return None
    return Refusal(
        "parts_open",
        Text(
            f"Còn {dossier.open_parts} thủ tục liên thông chưa giải quyết xong.",
            f"{dossier.open_parts} interlinked procedure(s) are not settled yet.",
        ),
    )


def on_its_own(dossier: Any, facts: Facts) -> Refusal | None:
    """Parts of an interlinked dossier are withdrawn and returned with their parent."""
    if dossier.parent_id is None or facts.by_parent:
        return None
    return Refusal(
        "goes_with_parent",
        Text(
            "Hồ sơ liên thông này đi cùng hồ sơ chính; hãy thực hiện trên hồ sơ chính.",
            "This interlinked dossier goes with the main one; act on the main dossier.",
        ),
    )
