"""Guards on who acts: the applicant, the assigned official, the competent agency."""

from typing import Any

from motcua.dossiers.facts import Facts
from motcua.dossiers.status import Channel, Outcome
from motcua.flow.refusal import Refusal, Text


def by_the_applicant(dossier: Any, facts: Facts) -> Refusal | None:
    """The applicant, who handed it in for them, or a counter acting for them."""
    if facts.for_applicant or facts.person_id in (dossier.applicant_id, dossier.submitter_id):
        return None
    return Refusal("not_yours", Text("Hồ sơ này không phải của bạn.", "This dossier is not yours."))


def sent_by_the_applicant(dossier: Any, facts: Facts) -> Refusal | None:
    """Nobody at a counter hands in "online" for somebody else to lift the online figures."""
    themselves = facts.person_id in (dossier.applicant_id, dossier.submitter_id)
    if themselves and dossier.channel == Channel.ONLINE:
        return None
    return Refusal(
        "not_yours",
        Text(
            "Hồ sơ trực tuyến do chính người dân nộp; tại quầy hãy dùng “Tiếp nhận tại quầy”.",
            "Applicants hand in online themselves; at the counter use “Receive at the counter”.",
        ),
    )


WAITS_FOR_THE_DRAW = Refusal(
    "waits_for_the_draw",
    Text(
        "Hồ sơ đang chờ bốc thăm cán bộ giải quyết; chưa ai được giao.",
        "The dossier waits for the draw of its official; it is nobody's yet.",
    ),
)


def assigned_to_me(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.official_id == facts.person_id:
        return None
    if dossier.official_id is None:
        return WAITS_FOR_THE_DRAW
    return Refusal(
        "not_assigned_to_you",
        Text("Hồ sơ được phân công cho người khác.", "The dossier is assigned to somebody else."),
    )


def held_by_nobody(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.official_id is None:
        return None
    return Refusal(
        "assigned_already",
        Text("Hồ sơ đã được phân công.", "The dossier has been assigned already."),
    )


def held_by_somebody(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    return WAITS_FOR_THE_DRAW if dossier.official_id is None else None


def of_my_agency(dossier: Any, facts: Facts) -> Refusal | None:
    """A head decides for the competent agency only; the platform's own jobs act for all."""
    if facts.office == dossier.agency or facts.person_id is None:
        return None
    return Refusal(
        "other_agency",
        Text(
            "Hồ sơ thuộc thẩm quyền của cơ quan khác.",
            "Another agency is competent for this dossier.",
        ),
    )


def not_my_own_work(dossier: Any, facts: Facts) -> Refusal | None:
    """Nobody decides what they proposed or received (four eyes; domain of art. 9, 17)."""
    if facts.person_id in (dossier.proposed_by, dossier.received_by):
        return Refusal(
            "four_eyes",
            Text(
                "Người ký duyệt phải khác người đề xuất và người tiếp nhận hồ sơ.",
                "Whoever decides must be another person than who proposed or received it.",
            ),
        )
    return None


def heard_first(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """Whoever asked to be heard is heard before they are refused."""
    if not (dossier.hearing_open and dossier.proposal == Outcome.REFUSED):
        return None
    return Refusal(
        "hearing_open",
        Text(
            "Người nộp đã yêu cầu được trình bày và chưa được nghe. Chưa thể từ chối trước buổi "
            "trình bày; có thể trả lại đề xuất hoặc chờ biên bản.",
            "The applicant has asked to be heard and has not been yet. It cannot be refused "
            "before the hearing; send the proposal back or wait for the minutes.",
        ),
    )


def not_who_decided(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.decided_by is not None and facts.person_id in (
        dossier.decided_by,
        dossier.official_id,
    ):
        return Refusal(
            "settler_returns",
            Text(
                "Người giải quyết không được trả kết quả cho người dân.",
                "Whoever settled a dossier may not hand its result over.",
            ),
        )
    return None
