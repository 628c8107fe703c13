"""What an official may do with a dossier, as short forms: one row each, the verb of the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.ask_by_hand import ask_by_hand
from motcua.dossiers.actions.ask_payment import ask_payment
from motcua.dossiers.actions.ask_reassign import ask_reassign
from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.actions.ask_second_supplement import ask_second_supplement
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.reveal import reveal
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.facts import Item
from motcua.dossiers.glass import REASONS as GLASS_REASONS
from motcua.dossiers.reveal_reasons import REASONS as REVEAL_REASONS
from motcua.dossiers.status import Outcome
from motcua.dossiers.views.masked_file import OUTCOME_NAMES, MaskedFile
from motcua.dossiers.views.waiting import RECUSAL_REASONS
from motcua.flow.refusal import Text
from motcua.formspec.answers import MASK
from motcua.ui.fields import Field, Option
from motcua.ui.language import lang, t, text
from motcua.worktime.instants import LOCAL

# An appointment is for the end of the office day.
CLOSING = time(17, 0)
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One short form: what it asks, what it calls, what it says.

    `after` names the page to go to when it is done: the dossier, or the list it came from.
    """

    slug: str
    verb: str
    words: Text
    done: Text
    fields: Callable[[MaskedFile], tuple[Field, ...]]
    run: Callable[..., object]
    danger: bool = False
    after: str = "dossier"


def reason(label: Text | None = None, *, required: bool = True) -> Field:
    shown = text(label) if label else t("Lý do", "Reason")
    return Field("reason", shown, "textarea", required=required, max_length=2000, rows=3)


def ground(*, required: bool = True) -> Field:
    hint = t("Điều, khoản, văn bản", "Article and text of law")
    return Field("ground", t("Căn cứ pháp lý", "Legal ground"), hint=hint, required=required,
                 max_length=300)  # fmt: skip


def _outcomes(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    options = tuple(Option(key, text(names)) for key, names in OUTCOME_NAMES.items())
    only = t("Bắt buộc khi từ chối (mẫu 03)", "Required for a refusal (form 03)")
    return (
        Field("outcome", t("Đề xuất", "Proposal"), "radios", options=options),
        Field("reason", t("Lý do", "Reason"), "textarea", hint=only, required=False,
              max_length=2000, rows=3),
        Field("ground", t("Căn cứ pháp lý", "Legal ground"), hint=only, required=False,
              max_length=300),
    )  # fmt: skip


def _consultations(file: MaskedFile) -> tuple[Field, ...]:
    options = tuple(Option(one.key, text(one.names)) for one in file.unasked)
    value = options[0].value if len(options) == 1 else ""
    return (
        Field("key", t("Lấy ý kiến về", "Consultation"), "radios", options=options, value=value),
        Field("question", t("Nội dung xin ý kiến", "Question"), "textarea", max_length=4000,
              hint=t("Không ghi thông tin về người nộp hồ sơ.",
                     "Write nothing about who the applicant is.")),
    )  # fmt: skip


def _payment(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    return (
        Field("amount", t("Số tiền", "Amount"), "money", max_length=15, width="short"),
        reason(Text("Khoản phải nộp, lý do", "What for and why")),
        ground(),
    )


def _new_date(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    hint = t("Hẹn đến 17:00 ngày đã chọn; chỉ được hẹn lại một lần.",
             "Until 17:00 of that day; the date may be moved once only.")  # fmt: skip
    return (
        Field("new_due", t("Ngày hẹn mới", "New date"), "date", hint=hint),
        reason(Text("Lý do trễ hẹn (gửi người nộp)", "Why it is late (sent to the applicant)")),
    )


def _propose(*, said: Said, **common: Any) -> object:
    return propose(outcome=Outcome(said["outcome"]), reason=said["reason"], ground=said["ground"],
                   **common)  # fmt: skip


def _ask_payment(*, said: Said, **common: Any) -> object:
    digits = "".join(char for char in said["amount"] if char not in "., \u00a0")
    amount = int(digits) if digits.isascii() and digits.isdigit() else 0
    return ask_payment(amount=amount, reason=said["reason"], ground=said["ground"], **common)


def _extend(*, said: Said, **common: Any) -> object:
    on = datetime.combine(date.fromisoformat(said["new_due"]), CLOSING, LOCAL)
    return extend(new_due=on, reason=said["reason"], **common)


def _plain(action: Callable[..., object]) -> Callable[..., object]:
    def run(*, said: Said, **common: Any) -> object:
        return action(**said, **common)

    return run


def _nothing(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    return ()


def _reasoned(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    return (reason(),)


def _grounded(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    return (reason(), ground())


def _choices(pairs: Mapping[Any, Text]) -> tuple[Option, ...]:
    return tuple(Option(str(key), text(names)) for key, names in pairs.items())


def _hidden_field(file: MaskedFile) -> tuple[Field, ...]:
    """Ask for one hidden field of the form that was answered, and the legal reason."""
    hidden = tuple(
        Option(one.key, one.label.vi if lang() == "vi" else one.label.en)
        for one in file.definition.form.fields
        if one.masked and file.answers.get(one.key) == MASK
    )
    return (
        Field("field", t("Thông tin cần xem", "Field to reveal"), "radios", options=hidden),
        Field("reason", t("Lý do", "Reason"), "radios", options=_choices(REVEAL_REASONS)),
    )


def _recusal(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    return (Field("reason", t("Lý do", "Reason"), "radios", options=_choices(RECUSAL_REASONS)),)


def _by_hand(file: MaskedFile) -> tuple[Field, ...]:
    people = tuple(Option(str(number), name) for number, name in file.colleagues)
    return (
        Field("official", t("Chuyên viên", "Official"), "select", options=people),
        reason(),
        ground(),
    )


def _ask_by_hand(*, said: Said, **common: Any) -> object:
    named = int(said["official"]) if said["official"].isdecimal() else 0
    return ask_by_hand(official=named, reason=said["reason"], ground=said["ground"], **common)


def _second(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    return (
        Field("what", t("Giấy tờ, nội dung cần bổ sung", "What has to be supplemented"),
              max_length=2000),
        reason(),
        ground(),
    )  # fmt: skip


def _ask_second(*, said: Said, **common: Any) -> object:
    line = Item(said["what"], said["reason"], said["ground"])
    return ask_second_supplement(
        items=(line,), reason=said["reason"], ground=said["ground"], **common
    )


def _emergency(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    later = t("Chỉ khi tòa án hoặc thanh tra yêu cầu báo người nộp sau",
              "Only where a court or inspectorate has the applicant told later")  # fmt: skip
    return (
        Field("reason", t("Lý do", "Reason"), "radios", options=_choices(GLASS_REASONS)),
        ground(),
        Field("reference", t("Số văn bản hoãn báo", "Order to tell later"), required=False,
              hint=later, max_length=120, width="half"),
        Field("delay_days", t("Hoãn báo (ngày, tối đa 90)", "Days of delay (90 at most)"),
              required=False, max_length=2, width="short"),
    )  # fmt: skip


def _break_glass(*, said: Said, **common: Any) -> object:
    typed = said["delay_days"].strip()
    days = int(typed) if typed.isascii() and typed.isdigit() else 0
    return ask_break_glass(reason=said["reason"], ground=said["ground"],
                           reference=said["reference"], delay_days=days, **common)  # fmt: skip


def _note(file: MaskedFile) -> tuple[Field, ...]:  # noqa: ARG001
    label = t("Ghi chú thẩm định", "Note on the appraisal")
    return (Field("note", label, "textarea", required=False, max_length=2000, rows=3),)


ACTS: tuple[Act, ...] = (
    Act(
        slug="hoan-thanh-buoc", verb="finish_step", fields=_note, run=_plain(finish_step),
        words=Text("Hồ sơ chuyển sang bước tiếp theo của quy trình.",
                   "The dossier goes on to the next step of the route."),
        done=Text("Đã hoàn thành bước.", "The step is finished."),
    ),
    Act(
        slug="de-xuat", verb="propose", fields=_outcomes, run=_propose,
        words=Text("Lãnh đạo cơ quan sẽ xem xét và ký duyệt đề xuất này.",
                   "The head of the agency decides on this proposal."),
        done=Text("Đã trình đề xuất.", "The proposal has been handed up."),
    ),
    Act(
        slug="lay-y-kien", verb="consult", fields=_consultations, run=_plain(consult),
        words=Text("Thời hạn giải quyết vẫn tiếp tục tính trong khi chờ ý kiến.",
                   "The time limit runs on while the opinion is awaited."),
        done=Text("Đã gửi lấy ý kiến.", "The question has been sent."),
    ),
    Act(
        slug="yeu-cau-nop-tien", verb="ask_payment", fields=_payment, run=_ask_payment,
        words=Text("Thời hạn tạm dừng cho đến khi người nộp hồ sơ nộp tiền. Yêu cầu được gửi qua "
                   "trung tâm.", "The clock stands until the applicant has paid. The order goes "
                   "through the centre."),
        done=Text("Đã gửi yêu cầu nộp tiền.", "The order to pay has been sent."),
    ),
    Act(
        slug="ky-duyet", verb="approve", fields=_nothing, run=_plain(approve), after="to_decide",
        words=Text("Kết quả được chuyển về trung tâm để trả cho người nộp hồ sơ.",
                   "The result goes to the centre, which hands it over."),
        done=Text("Đã ký duyệt.", "Approved."),
    ),
    Act(
        slug="tra-lai", verb="send_back", fields=_reasoned, run=_plain(send_back),
        after="to_decide",
        words=Text("Hồ sơ trở lại bước thẩm định; chuyên viên đọc được lý do.",
                   "The dossier returns to appraisal; the official reads the reason."),
        done=Text("Đã trả lại chuyên viên.", "Sent back to the official."),
    ),
    Act(
        slug="hen-lai", verb="extend", fields=_new_date, run=_extend,
        words=Text("Phiếu xin lỗi được gửi cho người nộp hồ sơ. Ngày hẹn đầu tiên vẫn được giữ "
                   "trong hồ sơ.", "An apology goes to the applicant. The first date stays on "
                   "record."),
        done=Text("Đã xin lỗi và hẹn lại.", "Apologised, with a new date."),
    ),
    Act(
        slug="dung", verb="stop", fields=_grounded, run=_plain(stop), danger=True,
        words=Text("Thông báo dừng giải quyết được gửi cho người nộp hồ sơ.",
                   "The applicant is told that the dossier is stopped."),
        done=Text("Đã dừng giải quyết.", "The dossier is stopped."),
    ),
    Act(
        slug="tiep-tuc", verb="resume", fields=_reasoned, run=_plain(resume),
        words=Text("Thời gian đã dừng không tính vào thời hạn.",
                   "The time it stood does not count."),
        done=Text("Đã tiếp tục giải quyết.", "The dossier goes on."),
    ),
    Act(
        slug="mo-lai", verb="correct", fields=_reasoned, run=_plain(correct), danger=True,
        words=Text("Dùng khi cơ quan có sai sót. Thời hạn tiếp tục tính: sai sót là thời gian của "
                   "cơ quan.", "For an error of the agency. The clock runs on: the error costs "
                   "the agency its time."),
        done=Text("Đã mở lại hồ sơ.", "The dossier is open again."),
    ),
    Act(
        slug="phan-cong-lai", verb="ask_reassign", fields=_reasoned, run=_plain(ask_reassign),
        words=Text("Người thứ hai phải xác nhận. Khi đó hệ thống bốc thăm lại theo cùng quy tắc, "
                   "trừ mọi người đã từng nhận hồ sơ này.", "Another person has to confirm. Then "
                   "it is drawn anew by the same rule, without anybody who had it before."),
        done=Text("Đã gửi đề nghị phân công lại.", "The request to assign anew has been made."),
    ),
    Act(
        slug="xem-dinh-danh", verb="reveal", fields=_hidden_field, run=_plain(reveal),
        words=Text("Chỉ xem khi việc giải quyết cần đến. Người nộp hồ sơ sẽ thấy bạn đã xem mục nào "
                   "và vì sao.", "Only where the case needs it. The applicant will see which field "
                   "was read, and why."),
        done=Text("Đã mở một thông tin; lượt xem được ghi lại.",
                  "The field is revealed; the look is recorded."),
    ),
    Act(
        slug="tu-choi-thu-ly", verb="ask_recusal", fields=_recusal, run=_plain(ask_recusal),
        words=Text("Hồ sơ vẫn thuộc bạn cho đến khi người thứ hai xác nhận; sau đó được bốc thăm lại.",
                   "The dossier stays yours until a second person confirms; then it is drawn anew."),
        done=Text("Đã gửi đề nghị từ chối thụ lý.", "The recusal has been asked for."),
    ),
    Act(
        slug="bo-sung-lan-hai", verb="ask_second_supplement", fields=_second, run=_ask_second,
        words=Text("Chỉ khi có căn cứ mới phát sinh. Người thứ hai phải xác nhận thì phiếu mới được gửi.",
                   "Only on a ground that came up later. The form goes out once a second person has "
                   "confirmed."),
        done=Text("Đã gửi đề nghị bổ sung lần hai.", "The second supplement has been asked for."),
    ),
    Act(
        slug="dich-danh", verb="ask_by_hand", fields=_by_hand, run=_ask_by_hand,
        words=Text("Chỉ khi có căn cứ pháp lý; hai người khác phải duyệt. Việc này được đếm công khai.",
                   "Only on a legal ground; two others have to approve. It is counted in public."),
        done=Text("Đã gửi đề nghị phân công đích danh.",
                  "The assignment by hand has been asked for."),
    ),
    Act(
        slug="mo-khan-cap", verb="ask_break_glass", fields=_emergency, run=_break_glass,
        words=Text("Người thứ hai phải xác nhận; khi đó bạn xem được toàn bộ tờ khai trong 30 phút. "
                   "Người nộp được báo ngay và mọi lượt xem được ghi lại.",
                   "A second person has to confirm; then you read the whole form for 30 minutes. The "
                   "applicant is told at once and every look is recorded."), danger=True,
        done=Text("Đã gửi đề nghị mở khẩn cấp.", "The emergency has been asked for."),
    ),
)  # fmt: skip
SUPPLEMENT = "yeu-cau-bo-sung"
SLUGS: Mapping[str, str] = {act.verb: act.slug for act in ACTS} | {"ask_supplement": SUPPLEMENT}


def act_of(slug: str) -> Act | None:
    """Return the act at an address."""
    return next((act for act in ACTS if act.slug == slug), None)
