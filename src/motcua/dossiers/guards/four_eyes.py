"""Guards on what takes two: one asks, another confirms, once."""

from typing import Any

from motcua.dossiers.facts import Facts
from motcua.flow.refusal import Refusal, Text


def a_person_asks(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.person_id is not None:
        return None
    return Refusal("not_permitted", Text("Phải do một người đề nghị.", "A person has to ask."))


def request_open(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.asked_by is not None:
        return None
    return Refusal(
        "nothing_asked",
        Text("Không có đề nghị nào đang chờ xác nhận.", "No request is waiting to be confirmed."),
    )


def second_person(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """Nobody confirms what they asked for, approved before, or are themselves named in."""
    if facts.person_id not in (facts.asked_by, facts.official, *facts.approvers):
        return None
    return Refusal(
        "second_person",
        Text(
            "Người xác nhận phải khác người đề nghị, người đã duyệt và người được phân công.",
            "Whoever confirms must be another person than who asked, approved or is named.",
        ),
    )


def asked_by_the_holder(dossier: Any, facts: Facts) -> Refusal | None:
    """Only who holds the dossier now can be recused from it."""
    if facts.asked_by in (None, dossier.official_id):
        return None
    return Refusal(
        "holds_it_no_more",
        Text(
            "Người đề nghị không còn thụ lý hồ sơ này; hãy không xác nhận đề nghị.",
            "Who asked does not hold this dossier any more; turn the request down.",
        ),
    )


def not_asked_yet(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """One emergency at a time: neither a request nor an opening is repeated while it is open."""
    if facts.until is not None and facts.at <= facts.until:
        return Refusal(
            "glass_open",
            Text(
                f"Hồ sơ đang được mở khẩn cấp đến {facts.until:%H:%M %d/%m/%Y}; không mở thêm.",
                f"The dossier is open in an emergency until {facts.until:%H:%M %d/%m/%Y}.",
            ),
        )
    if facts.asked_by is None:
        return None
    return Refusal(
        "asked_already",
        Text("Đã có đề nghị đang chờ xác nhận.", "A request waits to be confirmed already."),
    )


def approved_once(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.approvers:
        return None
    return Refusal(
        "one_approval_missing",
        Text("Cần người duyệt thứ nhất trước.", "A first approval is needed before."),
    )
