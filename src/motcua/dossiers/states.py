"""The transition table of a dossier: everything that may happen, one row each.

`docs/reference/dossier-states.md`, the buttons, the API's operations and the matrix test are made
from these rows. Articles are of Decree 61/2018/NĐ-CP, whose numbering Decree 118/2025/NĐ-CP keeps,
unless another text is named.
"""

from motcua.dossiers import effects as do
from motcua.dossiers import separation as one_part
from motcua.dossiers.guards import four_eyes, intake, settling, stated, supplement, who
from motcua.dossiers.status import Status as S
from motcua.dossiers.told import Told
from motcua.flow.refusal import Text
from motcua.flow.table import Clock, Move, Table, statuses
from motcua.identity.permissions import P

# Handed in and not ended: where a request of one person to another may wait.
LIVING = statuses(S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUIRED,
                  S.WAITING_PAYMENT, S.STOPPED, S.DONE)  # fmt: skip

RECEPTION = (
    Move(
        verb="submit", label=Text("Nộp hồ sơ", "Submit"),
        source=statuses(S.DRAFT), target=S.REGISTERED, needs=P.OWN_APPLY,
        guards=(who.sent_by_the_applicant, intake.form_complete, intake.papers_complete),
        effects=(do.register,), clock=Clock.OFF, tells=Told.SUBMITTED, basis="art. 16",
    ),
    Move(
        verb="receive", label=Text("Tiếp nhận tại quầy", "Receive at the counter"),
        source=statuses(S.DRAFT), target=S.ACCEPTED, needs=P.DESK_RECEIVE,
        guards=(intake.at_a_counter, intake.form_complete, intake.papers_complete,
                one_part.receives_only),
        effects=(do.start_clock,), clock=Clock.RUNS, tells=Told.RECEIVED,
        basis="art. 17.1c; Decree 309/2026 art. 17.3",
    ),
    Move(
        verb="accept", label=Text("Tiếp nhận", "Accept"),
        source=statuses(S.REGISTERED), target=S.ACCEPTED, needs=P.DESK_RECEIVE,
        guards=(intake.form_complete, intake.papers_complete, one_part.receives_only),
        effects=(do.start_clock,), clock=Clock.RUNS, tells=Told.ACCEPTED,
        basis="art. 17.2; Decree 309/2026 art. 17.3",
    ),
    Move(
        verb="accept_by_time",
        label=Text("Tự động tiếp nhận do quá hạn xem xét", "Accept: nobody looked in time"),
        source=statuses(S.REGISTERED), target=S.ACCEPTED, needs=P.SYSTEM,
        guards=(intake.left_lying, intake.form_complete, intake.papers_complete),
        effects=(do.start_clock,), clock=Clock.RUNS, tells=Told.ACCEPTED,
        basis="art. 17.2; Decree 310/2026 (automatic receipt)",
    ),
    Move(
        verb="ask_completion",
        label=Text("Yêu cầu hoàn thiện (mẫu 02)", "Ask for completion (form 02)"),
        source=statuses(S.DRAFT, S.REGISTERED), target=S.SUPPLEMENT_REQUIRED,
        needs=P.DESK_RECEIVE,
        guards=(intake.before_acceptance, supplement.asked_once_only, stated.items_stated),
        effects=(do.await_supplement,), clock=Clock.OFF, tells=Told.COMPLETION_ASKED,
        basis="art. 15.3, 17.1a; Decree 309/2026 art. 17.2a",
    ),
    Move(
        verb="complete", label=Text("Nộp lại hồ sơ đã hoàn thiện", "Hand in the completed dossier"),
        source=statuses(S.SUPPLEMENT_REQUIRED), target=S.REGISTERED, needs=P.OWN_SUPPLEMENT,
        guards=(who.by_the_applicant, intake.before_acceptance, intake.form_complete,
                intake.papers_complete),
        effects=(do.supplement_received,), clock=Clock.OFF, tells=Told.COMPLETED, basis="art. 15.3",
    ),
    Move(
        verb="decline", label=Text("Từ chối tiếp nhận (mẫu 03)", "Decline (form 03)"),
        source=statuses(S.DRAFT, S.REGISTERED), target=S.NOT_ACCEPTED, needs=P.DESK_RECEIVE,
        guards=(stated.reason_stated, stated.ground_stated),
        effects=(do.register,), clock=Clock.ENDED,
        tells=Told.DECLINED, basis="art. 17.1b",
    ),
    Move(
        verb="settle_on_the_spot", label=Text("Giải quyết ngay", "Settle on the spot"),
        source=statuses(S.ACCEPTED), target=S.DONE, needs=P.DESK_SETTLE_ON_SPOT,
        guards=(intake.on_the_spot_allowed, one_part.settles_on_the_spot, intake.fee_settled),
        effects=(do.settle_here,),
        clock=Clock.ENDED, tells=Told.SETTLED, basis="art. 17.4, 17.5",
    ),
    Move(
        verb="transfer", label=Text("Chuyển cơ quan giải quyết", "Transfer to the agency"),
        source=statuses(S.ACCEPTED), target=S.PROCESSING, needs=P.DESK_TRANSFER,
        effects=(do.enter_route,), clock=Clock.RUNS, tells=Told.TRANSFERRED, basis="art. 18",
    ),
)  # fmt: skip

SETTLEMENT = (
    Move(
        verb="assign", label=Text("Giao theo kết quả bốc thăm", "Assign as drawn"),
        source=statuses(S.PROCESSING), target=None, needs=P.SYSTEM,
        guards=(who.held_by_nobody, settling.drawn),
        effects=(do.take_official,), tells=Told.ASSIGNED, basis="art. 19.1",
    ),
    Move(
        verb="reassign",
        label=Text("Phân công lại theo quy tắc (vắng mặt)", "Assign anew by rule (absence)"),
        source=statuses(S.PROCESSING), target=None, needs=P.SYSTEM,
        guards=(who.held_by_somebody, stated.reason_stated, settling.before_the_decision),
        effects=(do.take_official,), tells=Told.REASSIGNED, basis="art. 19.1",
    ),
    Move(
        verb="ask_reassign", label=Text("Đề nghị phân công lại", "Ask to assign anew"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_ASSIGN,
        guards=(four_eyes.a_person_asks, who.of_my_agency, who.held_by_somebody,
                stated.reason_stated, settling.before_the_decision),
        tells=Told.REASSIGNMENT_ASKED,
        basis="art. 19.1",
    ),
    Move(
        verb="confirm_reassign",
        label=Text("Xác nhận phân công lại", "Confirm the new assignment"),
        source=statuses(S.PROCESSING), target=None, needs=P.SECOND_PERSON,
        guards=(four_eyes.request_open, four_eyes.second_person, who.held_by_somebody,
                settling.before_the_decision),
        effects=(do.take_official,), tells=Told.REASSIGNED, basis="art. 19.1",
    ),
    Move(
        verb="ask_recusal", label=Text("Đề nghị từ chối thụ lý", "Ask to be recused"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, settling.before_the_decision, stated.reason_stated),
        tells=Told.RECUSAL_ASKED, basis="Law 36/2018/QH14 art. 23",
    ),
    Move(
        verb="recuse", label=Text("Xác nhận từ chối thụ lý", "Confirm the recusal"),
        source=statuses(S.PROCESSING), target=None, needs=P.SECOND_PERSON,
        guards=(four_eyes.request_open, four_eyes.second_person, four_eyes.asked_by_the_holder,
                settling.before_the_decision),
        effects=(do.take_official,), tells=Told.RECUSED, basis="Law 36/2018/QH14 art. 23",
    ),
    Move(
        verb="ask_by_hand",
        label=Text("Đề nghị phân công đích danh", "Ask to assign by hand"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_ASSIGN,
        guards=(four_eyes.a_person_asks, who.of_my_agency, stated.reason_stated,
                stated.ground_stated, settling.before_the_decision),
        tells=Told.BY_HAND_ASKED, basis="art. 19.1, and the ground stated",
    ),
    Move(
        verb="approve_by_hand",
        label=Text("Duyệt phân công đích danh (lần 1)", "Approve the assignment by hand (first)"),
        source=statuses(S.PROCESSING), target=None, needs=P.SECOND_PERSON,
        guards=(four_eyes.request_open, four_eyes.second_person, settling.before_the_decision),
        tells=Told.BY_HAND_APPROVED, basis="art. 19.1, and the ground stated",
    ),
    Move(
        verb="assign_by_hand",
        label=Text("Duyệt phân công đích danh (lần 2)", "Approve the assignment by hand (second)"),
        source=statuses(S.PROCESSING), target=None, needs=P.SECOND_PERSON,
        guards=(four_eyes.request_open, four_eyes.approved_once, four_eyes.second_person,
                settling.before_the_decision),
        effects=(do.take_official,), tells=Told.ASSIGNED_BY_HAND,
        basis="art. 19.1, and the ground stated",
    ),
    Move(
        verb="turn_down", label=Text("Không xác nhận đề nghị", "Turn the request down"),
        source=LIVING, target=None, needs=P.SECOND_PERSON,
        guards=(four_eyes.request_open, stated.reason_stated), tells=Told.TURNED_DOWN,
        basis="none: it stays as it is",
    ),
    Move(
        verb="finish_step", label=Text("Hoàn thành bước", "Finish the step"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, one_part.settles_only, settling.before_the_decision,
                settling.more_steps),
        effects=(do.next_step,), tells=Told.STEP_FINISHED, basis="art. 19.2",
    ),
    Move(
        verb="ask_supplement",
        label=Text("Yêu cầu bổ sung (mẫu 02)", "Ask for a supplement (form 02)"),
        source=statuses(S.PROCESSING), target=S.SUPPLEMENT_REQUIRED, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, one_part.settles_only, settling.before_the_decision,
                supplement.asked_once_only, supplement.first_round, supplement.supplement_in_time,
                stated.items_stated),
        effects=(do.await_supplement,), clock=Clock.STANDS, tells=Told.SUPPLEMENT_ASKED,
        basis="art. 19.4",
    ),
    Move(
        verb="ask_second_supplement",
        label=Text("Đề nghị bổ sung lần hai", "Ask for a second supplement"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, settling.before_the_decision, supplement.second_round,
                stated.items_stated, stated.reason_stated, stated.ground_stated),
        tells=Told.SECOND_SUPPLEMENT_ASKED, basis="art. 19.4, and the ground stated",
    ),
    Move(
        verb="confirm_second_supplement",
        label=Text("Xác nhận bổ sung lần hai (mẫu 02)", "Confirm the second supplement (form 02)"),
        source=statuses(S.PROCESSING), target=S.SUPPLEMENT_REQUIRED, needs=P.SECOND_PERSON,
        guards=(four_eyes.request_open, four_eyes.second_person, settling.before_the_decision,
                supplement.second_round, stated.items_stated, stated.ground_stated),
        effects=(do.await_supplement,), clock=Clock.STANDS, tells=Told.SUPPLEMENT_ASKED,
        basis="art. 19.4, and the ground stated",
    ),
    Move(
        verb="supplement", label=Text("Nộp phần bổ sung", "Hand in the supplement"),
        source=statuses(S.SUPPLEMENT_REQUIRED), target=S.PROCESSING, needs=P.OWN_SUPPLEMENT,
        guards=(who.by_the_applicant, intake.after_acceptance, intake.form_complete,
                intake.papers_complete),
        effects=(do.supplement_received, do.count_again), clock=Clock.RUNS,
        tells=Told.SUPPLEMENTED, basis="art. 19.4",
    ),
    Move(
        verb="lapse", label=Text("Hết hạn bổ sung", "Time to supplement ended"),
        source=statuses(S.SUPPLEMENT_REQUIRED), target=S.STOPPED, needs=P.SYSTEM,
        guards=(supplement.supplement_overdue,),
        effects=(do.supplement_received,), clock=Clock.STANDS,
        tells=Told.LAPSED, basis="Circular 03/2025/TT-VPCP, form 05",
    ),
    Move(
        verb="ask_payment", label=Text("Yêu cầu nghĩa vụ tài chính", "Ask for payment"),
        source=statuses(S.PROCESSING), target=S.WAITING_PAYMENT, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, settling.before_the_decision, stated.reason_stated),
        clock=Clock.STANDS, tells=Told.PAYMENT_ASKED, basis="art. 22; national status 6",
    ),
    Move(
        verb="confirm_payment", label=Text("Xác nhận đã nộp tiền", "Confirm the payment"),
        source=statuses(S.WAITING_PAYMENT), target=S.PROCESSING, needs=P.SYSTEM,
        guards=(intake.fee_settled,), effects=(do.count_again,), clock=Clock.RUNS, tells=Told.PAID,
        basis="art. 22",
    ),
    Move(
        verb="consult", label=Text("Lấy ý kiến", "Consult an agency"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, settling.before_the_decision, stated.reason_stated),
        tells=Told.CONSULTED, basis="art. 19.5",
    ),
    Move(
        verb="answer", label=Text("Trả lời ý kiến", "Answer the consultation"),
        source=statuses(S.PROCESSING, S.SUPPLEMENT_REQUIRED, S.WAITING_PAYMENT), target=None,
        needs=P.OFFICE_CONSULT, guards=(stated.reason_stated,), tells=Told.CONSULTATION_ANSWERED,
        basis="art. 19.5",
    ),
    Move(
        verb="propose", label=Text("Đề xuất quyết định", "Propose a decision"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_WORK,
        guards=(who.assigned_to_me, one_part.settles_only, settling.before_the_decision,
                settling.no_more_steps, settling.consultations_closed, settling.refusal_reasoned),
        effects=(do.propose_outcome,), tells=Told.PROPOSED, basis="art. 19.2, 19.8",
    ),
    Move(
        verb="send_back", label=Text("Trả lại chuyên viên", "Send back"),
        source=statuses(S.PROCESSING), target=None, needs=P.OFFICE_DECIDE,
        guards=(who.of_my_agency, settling.at_the_decision, stated.reason_stated),
        effects=(do.drop_proposal,),
        tells=Told.SENT_BACK, basis="art. 19.2",
    ),
    Move(
        verb="approve", label=Text("Ký duyệt", "Approve"),
        source=statuses(S.PROCESSING), target=S.DONE, needs=P.OFFICE_DECIDE,
        guards=(who.of_my_agency, settling.at_the_decision, who.not_my_own_work,
                one_part.settles_only, who.heard_first), effects=(do.settle,),
        clock=Clock.ENDED, tells=Told.SETTLED, basis="art. 19.2, 19.8",
    ),
    Move(
        verb="extend", label=Text("Xin lỗi, hẹn lại (mẫu 04)", "Apologise, new date (form 04)"),
        source=statuses(S.PROCESSING, S.WAITING_PAYMENT), target=None, needs=P.OFFICE_DECIDE,
        guards=(who.of_my_agency, settling.extended_never, settling.apology_in_time,
                settling.new_date_later, stated.reason_stated),
        effects=(do.move_appointment,), tells=Told.EXTENDED, basis="art. 19.9",
    ),
    Move(
        verb="stop", label=Text("Dừng giải quyết (mẫu 05)", "Stop (form 05)"),
        source=statuses(S.ACCEPTED, S.PROCESSING, S.WAITING_PAYMENT), target=S.STOPPED,
        needs=P.OFFICE_STOP,
        guards=(who.of_my_agency, stated.reason_stated, stated.ground_stated),
        clock=Clock.STANDS,
        tells=Told.STOPPED, basis="Circular 03/2025/TT-VPCP, form 05",
    ),
    Move(
        verb="resume", label=Text("Tiếp tục giải quyết", "Resume"),
        source=statuses(S.STOPPED), target=S.PROCESSING, needs=P.OFFICE_STOP,
        guards=(who.of_my_agency, intake.after_acceptance, stated.reason_stated),
        effects=(do.count_again,),
        clock=Clock.RUNS, tells=Told.RESUMED, basis="none: ends what form 05 began",
    ),
)  # fmt: skip

ENDING = (
    Move(
        verb="withdraw", label=Text("Rút hồ sơ", "Withdraw"),
        source=statuses(S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUIRED,
                        S.WAITING_PAYMENT, S.STOPPED),
        target=S.WITHDRAWN, needs=P.OWN_WITHDRAW,
        guards=(who.by_the_applicant, settling.on_its_own, stated.reason_stated),
        clock=Clock.ENDED, tells=Told.WITHDRAWN, basis="art. 6; national status 7",
    ),
    Move(
        verb="choose_return", label=Text("Chọn nơi nhận kết quả", "Choose where to get the result"),
        source=statuses(S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUIRED,
                        S.WAITING_PAYMENT, S.DONE),
        target=None, needs=P.OWN_APPLY, guards=(who.by_the_applicant,),
        tells=Told.RETURN_CHOSEN, basis="art. 20",
    ),
    Move(
        verb="return_result", label=Text("Trả kết quả", "Hand over the result"),
        source=statuses(S.DONE), target=S.RETURNED, needs=P.DESK_RETURN,
        guards=(settling.on_its_own, intake.fee_settled, settling.parts_settled,
                who.not_who_decided, one_part.returns_only),
        effects=(do.hand_result_over,), tells=Told.RETURNED, basis="art. 20",
    ),
    Move(
        verb="correct", label=Text("Mở lại do sai sót của cơ quan", "Reopen: the agency's error"),
        source=statuses(S.DONE), target=S.PROCESSING, needs=P.OFFICE_CORRECT,
        guards=(who.of_my_agency, stated.reason_stated), effects=(do.reopen,), clock=Clock.RUNS,
        tells=Told.CORRECTED,
        basis="art. 21",
    ),
)  # fmt: skip

SIGHT = (
    Move(
        verb="reveal", label=Text("Xem một thông tin định danh", "Reveal an identity field"),
        source=statuses(S.PROCESSING, S.SUPPLEMENT_REQUIRED, S.WAITING_PAYMENT), target=None,
        needs=P.OFFICE_WORK, guards=(who.assigned_to_me, stated.reason_stated), tells=Told.REVEALED,
        basis="none: Law 91/2025/QH15 on personal data: only as far as the purpose needs",
    ),
    Move(
        verb="ask_break_glass",
        label=Text("Đề nghị mở khẩn cấp", "Ask to open it in an emergency"),
        source=LIVING, target=None, needs=P.BREAK_GLASS,
        guards=(four_eyes.a_person_asks, stated.reason_stated, stated.ground_stated,
                four_eyes.not_asked_yet),
        tells=Told.GLASS_ASKED, basis="none: the house's own rule, counted in public",
    ),
    Move(
        verb="approve_break_glass",
        label=Text("Xác nhận mở khẩn cấp", "Confirm the emergency"),
        source=LIVING, target=None, needs=P.GLASS_CONFIRM,
        guards=(four_eyes.request_open, four_eyes.second_person), tells=Told.GLASS_BROKEN,
        basis="none: the house's own rule, counted in public",
    ),
    Move(
        verb="approve_break_glass_untold",
        label=Text("Xác nhận mở khẩn cấp, báo người nộp sau",
                   "Confirm the emergency, the applicant told later"),
        source=LIVING, target=None, needs=P.GLASS_CONFIRM,
        guards=(four_eyes.request_open, four_eyes.second_person), tells=Told.GLASS_BROKEN_UNTOLD,
        basis="none: on the reference of a court or inspectorate, for 90 days at most",
    ),
)  # fmt: skip

DOSSIER: Table[S] = Table(
    name="dossier", statuses=S, initial=S.DRAFT, moves=RECEPTION + SETTLEMENT + SIGHT + ENDING
)
