"""Guards of the transition table: pure, without queries, writes or clock.

A guard takes the dossier (any object with its fields) and the facts and returns why not, or None.
"""

from datetime import timedelta
from typing import Any

from motcua.dossiers.facts import Facts
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Channel, Outcome
from motcua.flow.refusal import Refusal, Text
from motcua.worktime.arithmetic import add
from motcua.worktime.deadlines import supplement_notice_due

# ---------------------------------------------------------------- guards: who


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


def assigned_to_me(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.official_id == facts.person_id:
        return None
    return Refusal(
        "not_assigned_to_you",
        Text("Hồ sơ được phân công cho người khác.", "The dossier is assigned to somebody else."),
    )


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


# ---------------------------------------------------------------- guards: what is there


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


def reason_stated(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.reason.strip():
        return None
    return Refusal("reason_missing", Text("Hãy nêu lý do.", "State the reason."), where="reason")


def ground_stated(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if facts.ground.strip():
        return None
    return Refusal(
        "ground_missing",
        Text("Hãy nêu căn cứ pháp lý.", "State the legal ground."),
        where="ground",
    )


# ---------------------------------------------------------------- guards: supplement


def items_stated(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """Form 02 lists each thing with its reason and basis (Decree 61/2018 art. 17, 19.4)."""
    if not facts.items:
        return Refusal(
            "items_missing",
            Text("Hãy liệt kê giấy tờ, nội dung cần bổ sung.", "List what has to be supplemented."),
            where="items",
        )
    for number, item in enumerate(facts.items, start=1):
        if not (item.what.strip() and item.reason.strip() and item.basis.strip()):
            return Refusal(
                "item_incomplete",
                Text(
                    f"Mục {number}: cần ghi nội dung, lý do và căn cứ pháp lý.",
                    f"Line {number}: content, reason and legal basis are needed.",
                ),
                where=f"items.{number}",
            )
    return None


def asked_once_only(dossier: Any, facts: Facts) -> Refusal | None:
    rule = facts.definition.supplement
    allowed = rule.max_rounds if rule else facts.rules.supplement_rounds
    if dossier.supplement_rounds < allowed:
        return None
    return Refusal(
        "supplement_asked_already",
        Text(
            f"Đã yêu cầu bổ sung đủ {allowed} lần theo quy định; không được yêu cầu thêm.",
            f"A supplement was asked for {allowed} time(s), which is all the law allows.",
        ),
    )


def supplement_in_time(dossier: Any, facts: Facts) -> Refusal | None:
    """The notice goes out within the days from reception (Decree 61/2018 art. 19.4)."""
    start = dossier.clock_started_at
    if start is None or dossier.supplement_rounds:
        return None
    rule = facts.definition.supplement
    if rule is None:
        last = supplement_notice_due(facts.calendar, facts.rules, start)
    else:
        last = add(facts.calendar, start, rule.first_within)
    if facts.at <= last:
        return None
    day = f"{last:%d/%m/%Y}"
    return Refusal(
        "supplement_too_late",
        Text(
            f"Thời hạn thông báo bổ sung đã hết ngày {day}.",
            f"The time to ask for a supplement ended on {day}.",
        ),
    )


def supplement_overdue(dossier: Any, facts: Facts) -> Refusal | None:
    if dossier.supplement_due_at is not None and facts.at > dossier.supplement_due_at:
        return None
    return Refusal(
        "supplement_still_open",
        Text("Chưa hết hạn bổ sung hồ sơ.", "The time to supplement has not ended yet."),
    )


# ---------------------------------------------------------------- guards: settling


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


# ---------------------------------------------------------------- guards: four eyes


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


def first_round(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    if dossier.supplement_rounds == 0:
        return None
    return Refusal(
        "second_person_needed",
        Text(
            "Yêu cầu bổ sung lần hai phải nêu căn cứ và được người thứ hai xác nhận.",
            "A second request for a supplement needs a ground and the confirmation of another.",
        ),
    )


def second_round(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """A second request there may be, on a ground and by two; a third never."""
    if dossier.supplement_rounds == 1:
        return None
    if dossier.supplement_rounds == 0:
        return Refusal(
            "not_asked_yet",
            Text("Chưa có yêu cầu bổ sung lần thứ nhất.", "No supplement was asked for yet."),
        )
    return Refusal(
        "supplement_asked_already",
        Text(
            "Đã yêu cầu bổ sung hai lần; không được yêu cầu thêm.",
            "A supplement was asked for twice; there is no third time.",
        ),
    )


def left_lying(dossier: Any, facts: Facts) -> Refusal | None:  # noqa: ARG001
    """The point did not take an online dossier up within the acceptance limit."""
    if facts.until is not None and facts.at > facts.until:
        return None
    return Refusal(
        "still_in_time",
        Text("Chưa hết thời hạn xem xét tiếp nhận.", "The time to look at it has not ended yet."),
    )
