"""Guards on handing in and taking up: form, papers, money, and which side of acceptance."""

from typing import Any

from motcua.dossiers.facts import Facts
from motcua.dossiers.status import Channel
from motcua.flow.refusal import Refusal, Text


def at_a_counter(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.channel in (Channel.COUNTER, Channel.POST):
        return None
    return Refusal(
        "online_draft",
        Text(
            "Bản nháp trực tuyến do người dân tự nộp.",
            "A draft made online is handed in by the applicant.",
        ),
    )


def form_complete(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if not facts.form_errors:
        return None
    key, label = facts.form_errors[0]
    count = len(facts.form_errors)
    return Refusal(
        "form_incomplete",
        Text(
            f"Tờ khai còn {count} mục chưa đúng, trước hết là mục “{label.vi}”.",
            f"The form still has {count} wrong answers, the first at “{label.en}”.",
        ),
        where=f"answers.{key}",
    )


def papers_complete(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if not facts.papers_missing:
        return None
    vi = "; ".join(name.vi for name in facts.papers_missing)
    en = "; ".join(name.en for name in facts.papers_missing)
    return Refusal(
        "papers_missing",
        Text(f"Còn thiếu giấy tờ: {vi}.", f"Papers are still missing: {en}."),
        where="papers",
    )


def fee_settled(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.fee_paid >= dossier.fee_due:
        return None
    rest = dossier.fee_due - dossier.fee_paid
    amount = f"{rest:,}".replace(",", ".")
    return Refusal(
        "fee_open",
        Text(
            f"Chưa nộp đủ phí, lệ phí: còn {amount} đ.", f"The fee of {amount} đ is not paid yet."
        ),
        where="fee",
    )


def on_the_spot_allowed(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.definition.on_the_spot:
        return None
    return Refusal(
        "not_on_the_spot",
        Text(
            "Thủ tục này không được giải quyết ngay tại quầy.",
            "This procedure may not be settled at the counter.",
        ),
    )


def before_acceptance(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.accepted_at is None:
        return None
    return Refusal(
        "accepted_already",
        Text("Hồ sơ đã được tiếp nhận.", "The dossier has been accepted already."),
    )


def after_acceptance(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.accepted_at is not None:
        return None
    return Refusal(
        "not_accepted_yet",
        Text("Hồ sơ chưa được tiếp nhận.", "The dossier has not been accepted yet."),
    )


def left_lying(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """The point did not take an online dossier up within the acceptance limit."""
    if facts.until is not None and facts.at > facts.until:
        return None
    return Refusal(
        "still_in_time",
        Text("Chưa hết thời hạn xem xét tiếp nhận.", "The time to look at it has not ended yet."),
    )
