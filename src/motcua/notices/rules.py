"""What each kind of event owes to the applicant: a total table, tested as such.

A message names the dossier's code and what to do; it carries no answers of the form and no paper.
"""

from dataclasses import dataclass

from motcua.dossiers.told import Told
from motcua.flow.refusal import Text
from motcua.identity.roles import Role


@dataclass(frozen=True, slots=True)
class Message:
    """Subject and body with `{code}`, `{procedure}`, `{due}`, `{point}`, `{link}` and `{rate}`."""

    subject: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing is owed, and why."""

    why: str


END = Text("Theo dõi hồ sơ: {link}", "Follow your dossier: {link}")


def _message(subject_vi: str, subject_en: str, body_vi: str, body_en: str) -> Message:
    return Message(
        Text(subject_vi, subject_en), Text(f"{body_vi}\n\n{END.vi}", f"{body_en}\n\n{END.en}")
    )


RULES: dict[Told, Message | Silent] = {
    Told.SUBMITTED: _message(
        "Đã nhận hồ sơ trực tuyến {code}", "Dossier {code} has arrived",
        "Hồ sơ {code} ({procedure}) đã được gửi đến {point} và đang chờ tiếp nhận.",
        "Dossier {code} ({procedure}) has reached {point} and waits for acceptance.",
    ),
    Told.RECEIVED: _message(
        "Đã tiếp nhận hồ sơ {code}", "Dossier {code} has been received",
        "Hồ sơ {code} ({procedure}) đã được tiếp nhận đầy đủ. Ngày hẹn trả kết quả: {due}.",
        "Dossier {code} ({procedure}) has been received complete. The result is due on {due}.",
    ),
    Told.ACCEPTED: _message(
        "Đã tiếp nhận hồ sơ {code}", "Dossier {code} has been accepted",
        "Hồ sơ {code} ({procedure}) đã được tiếp nhận. Ngày hẹn trả kết quả: {due}.",
        "Dossier {code} ({procedure}) has been accepted. The result is due on {due}.",
    ),
    Told.COMPLETION_ASKED: _message(
        "Hồ sơ {code} cần hoàn thiện", "Dossier {code} needs completion",
        "Hồ sơ {code} còn thiếu hoặc chưa đúng. Phiếu yêu cầu bổ sung (mẫu 02) nêu từng mục.",
        "Dossier {code} is incomplete. Form 02 lists every item that is needed.",
    ),
    Told.COMPLETED: _message(
        "Đã nhận phần hoàn thiện của hồ sơ {code}", "Completion of dossier {code} has arrived",
        "Phần hoàn thiện của hồ sơ {code} đã đến {point} và đang chờ tiếp nhận.",
        "Your completion of dossier {code} has reached {point} and waits for acceptance.",
    ),
    Told.DECLINED: _message(
        "Hồ sơ {code} không được tiếp nhận", "Dossier {code} has not been accepted",
        "Hồ sơ {code} không được tiếp nhận. Lý do và căn cứ ghi trong phiếu từ chối (mẫu 03).",
        "Dossier {code} has not been accepted. Form 03 states the reason and the legal ground.",
    ),
    Told.TRANSFERRED: Silent("the receipt has said that the agency settles it"),
    Told.ASSIGNED: Silent("the applicant deals with the centre, not with a person"),
    Told.REASSIGNED: Silent("the applicant deals with the centre, not with a person"),
    Told.REASSIGNMENT_ASKED: Silent("nothing has changed yet"),
    Told.RECUSAL_ASKED: Silent("nothing has changed yet; the reason is the official's"),
    Told.RECUSED: Silent("the applicant deals with the centre, not with a person"),
    Told.BY_HAND_ASKED: Silent("nothing has changed yet"),
    Told.BY_HAND_APPROVED: Silent("nothing has changed yet"),
    Told.ASSIGNED_BY_HAND: Silent("counted in public; the applicant deals with the centre"),
    Told.TURNED_DOWN: Silent("nothing has changed"),
    Told.SECOND_SUPPLEMENT_ASKED: Silent("not confirmed yet; once it is, form 02 goes out"),
    Told.REVEALED: Silent("shown on the dossier's page, with the field and the reason"),
    Told.GLASS_ASKED: Silent("nothing has been opened yet"),
    Told.GLASS_BROKEN: _message(
        "Hồ sơ {code} được mở khẩn cấp", "Dossier {code} was opened in an emergency",
        "Hồ sơ {code} vừa được mở xem toàn bộ trong 30 phút vì lý do khẩn cấp, do một người đề nghị "
        "và người khác xác nhận. Trang “Ai đã xem hồ sơ của tôi” nêu lúc nào, vai trò nào, vì sao. "
        "Nếu thấy không đúng, hãy phản ánh với Trung tâm.",
        "Dossier {code} has just been opened whole for 30 minutes in an emergency; one person asked "
        "and another confirmed. The page “Who looked at my dossier” says when, in which role and "
        "why. If it seems wrong to you, tell the centre.",
    ),
    Told.GLASS_BROKEN_UNTOLD: Silent("a court or inspectorate has the notice delayed; it follows"),
    Told.GLASS_TOLD: _message(
        "Hồ sơ {code} đã được mở khẩn cấp", "Dossier {code} had been opened in an emergency",
        "Hồ sơ {code} trước đây đã được mở xem khẩn cấp. Việc báo cho bạn được hoãn theo yêu cầu của "
        "tòa án hoặc cơ quan thanh tra; nay thời gian hoãn đã hết. Trang “Ai đã xem hồ sơ của tôi” "
        "nêu lúc nào, vai trò nào, vì sao.",
        "Dossier {code} had been opened in an emergency. Telling you was delayed on the order of a "
        "court or inspectorate; that time has ended. The page “Who looked at my dossier” says "
        "when, in which role and why.",
    ),
    Told.STEP_FINISHED: Silent("seen on the tracking page; a message for each step is noise"),
    Told.SUPPLEMENT_ASKED: _message(
        "Hồ sơ {code} cần bổ sung", "Dossier {code} needs a supplement",
        "Cơ quan giải quyết yêu cầu bổ sung hồ sơ {code}. Phiếu yêu cầu (mẫu 02) nêu từng mục, lý "
        "do và căn cứ. Thời hạn giải quyết được tính lại từ khi nhận đủ hồ sơ.",
        "The agency asks for a supplement to dossier {code}. Form 02 lists every item with reason "
        "and ground. The time limit counts anew once everything is there.",
    ),
    Told.SUPPLEMENTED: _message(
        "Đã nhận phần bổ sung của hồ sơ {code}", "The supplement of dossier {code} has arrived",
        "Đã nhận phần bổ sung của hồ sơ {code}. Ngày hẹn trả kết quả mới: {due}.",
        "The supplement of dossier {code} has arrived. The result is now due on {due}.",
    ),
    Told.LAPSED: _message(
        "Hồ sơ {code} đã dừng do hết hạn bổ sung", "Dossier {code} was stopped: no supplement",
        "Đã hết thời hạn bổ sung hồ sơ {code}; hồ sơ được dừng giải quyết (mẫu 05).",
        "The time to supplement dossier {code} has ended; it was stopped (form 05).",
    ),
    Told.PAYMENT_ASKED: _message(
        "Hồ sơ {code} cần nộp tiền", "A payment is due for dossier {code}",
        "Hồ sơ {code} cần thực hiện nghĩa vụ tài chính. Việc giải quyết tiếp tục khi nhận được tiền.",
        "A payment is due for dossier {code}. Settlement goes on once it has arrived.",
    ),
    Told.PAID: Silent("said by the receipt of the fee"),
    Told.FEE_RECEIVED: _message(
        "Đã nhận phí, lệ phí của hồ sơ {code}", "The fee of dossier {code} has arrived",
        "Đã nhận tiền của hồ sơ {code}. Biên lai có trên trang theo dõi hồ sơ.",
        "Your payment for dossier {code} has arrived. The receipt is on the tracking page.",
    ),
    Told.CONSULTED: Silent("between agencies; it does not stop the clock"),
    Told.CONSULTATION_ANSWERED: Silent("between agencies"),
    Told.PROPOSED: Silent("nothing is decided yet"),
    Told.SENT_BACK: Silent("nothing is decided yet"),
    Told.SETTLED: _message(
        "Hồ sơ {code} đã có kết quả", "The result of dossier {code} is ready",
        "Hồ sơ {code} ({procedure}) đã có kết quả. Nơi nhận: {point}.",
        "The result of dossier {code} ({procedure}) is ready. Collect it at: {point}.",
    ),
    Told.EXTENDED: _message(
        "Xin lỗi về hồ sơ {code}", "An apology about dossier {code}",
        "Cơ quan giải quyết xin lỗi vì chậm hồ sơ {code}. Ngày hẹn mới: {due} (mẫu 04).",
        "The agency apologises: dossier {code} is late. The new date is {due} (form 04).",
    ),
    Told.STOPPED: _message(
        "Hồ sơ {code} dừng giải quyết", "Dossier {code} has been stopped",
        "Hồ sơ {code} dừng giải quyết. Lý do và căn cứ ghi trong thông báo (mẫu 05).",
        "Dossier {code} has been stopped. Form 05 states the reason and the ground.",
    ),
    Told.RESUMED: _message(
        "Hồ sơ {code} được tiếp tục giải quyết", "Dossier {code} goes on",
        "Hồ sơ {code} được tiếp tục giải quyết. Ngày hẹn trả kết quả: {due}.",
        "Settlement of dossier {code} goes on. The result is due on {due}.",
    ),
    Told.WITHDRAWN: _message(
        "Đã rút hồ sơ {code}", "Dossier {code} has been withdrawn",
        "Hồ sơ {code} đã được rút theo yêu cầu.", "Dossier {code} has been withdrawn as asked.",
    ),
    Told.RETURNED: _message(
        "Đã trả kết quả hồ sơ {code}", "The result of dossier {code} was handed over",
        "Kết quả hồ sơ {code} đã được trả. Nếu không phải bạn nhận, hãy báo ngay cho Trung tâm.\n\n"
        "Bạn thấy việc phục vụ thế nào? Đánh giá một lần, trong 30 ngày: {rate}",
        "The result of dossier {code} was handed over. If it was not to you, tell the centre.\n\n"
        "How were you served? Rate it once, within 30 days: {rate}",
    ),
    Told.CORRECTED: _message(
        "Hồ sơ {code} được giải quyết lại", "Dossier {code} is settled anew",
        "Cơ quan phát hiện sai sót của mình và giải quyết lại hồ sơ {code}. Xin lỗi vì sự bất tiện.",
        "The agency found an error of its own and settles dossier {code} anew. We apologise.",
    ),
    Told.RETURN_CHOSEN: Silent("the applicant has just chosen it"),
    Told.PART_OPENED: Silent("the receipt of the main dossier lists its parts"),
    Told.PART_SETTLED: Silent("seen on the tracking page; the main dossier's result is announced"),
    Told.MESSAGE_TO_APPLICANT: _message(
        "Có trao đổi mới về hồ sơ {code}", "News in the messages of dossier {code}",
        "Trang tin nhắn của hồ sơ {code} có nội dung mới do Trung tâm chuyển. Hãy đăng nhập để đọc. "
        "Trung tâm không bao giờ yêu cầu bạn liên hệ riêng với ai.",
        "There is something new in the messages of dossier {code}. Sign in to read it. The centre "
        "never asks you to get in touch with anybody privately.",
    ),
    Told.MESSAGE_FROM_APPLICANT: Silent("the applicant wrote it"),
    Told.HEARING_ASKED: _message(
        "Trung tâm đã nhận yêu cầu được trình bày: hồ sơ {code}",
        "The centre has got your request to be heard: {code}",
        "Một cán bộ không tham gia giải quyết hồ sơ {code} sẽ hẹn và ghi biên bản buổi trình bày. "
        "Hồ sơ chưa thể bị từ chối khi việc này chưa xong.",
        "An employee who has no part in dossier {code} will set a time and keep the minutes. It "
        "cannot be refused before that.",
    ),
    Told.HEARING_HOST_FOUND: Silent("the time is told once it is set"),
    Told.HEARING_SET: _message(
        "Hẹn buổi trình bày về hồ sơ {code}", "A hearing about dossier {code}",
        "Trung tâm đã hẹn buổi trình bày về hồ sơ {code}. Giờ và nơi có trên trang hồ sơ.",
        "The centre has set a hearing about dossier {code}. Time and place are on its page.",
    ),
    Told.HEARING_HELD: _message(
        "Biên bản trình bày của hồ sơ {code}", "The minutes of your hearing, dossier {code}",
        "Biên bản buổi trình bày về hồ sơ {code} đã có. Hãy đọc và xác nhận, hoặc nêu ý kiến.",
        "The minutes of the hearing about dossier {code} are there. Read and confirm them, or say "
        "what is missing.",
    ),
    Told.MINUTES_WAIT: _message(
        "Biên bản trình bày của hồ sơ {code} chờ bạn xác nhận",
        "The minutes of your hearing wait for you, dossier {code}",
        "Biên bản buổi trình bày về hồ sơ {code} chờ bạn xác nhận hoặc nêu ý kiến. Nếu bạn không "
        "làm gì, buổi trình bày được kết thúc và ghi rõ là bạn chưa xác nhận.",
        "The minutes of the hearing about dossier {code} wait for you to confirm them or to say what "
        "is missing. Otherwise the hearing is closed, with a note that you did not confirm.",
    ),
    Told.HEARING_ENDED: Silent("the applicant took it back, did not come, or has the minutes"),
    Told.CONTACT_NOTED: Silent("shown on the dossier's page; it was the applicant's own contact"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToRole:
    """What an event that is not of a dossier owes to everybody who holds a role."""

    role: Role
    message: Message


# By kind of event; the figure `alerts` of the event is `{count}`, an event with none owes nothing.
TO_ROLES: dict[str, ToRole] = {
    "day_watched": ToRole(Role.AUDITOR, Message(
        Text("Có cảnh báo mới cho thanh tra", "New alerts for the inspectorate"),
        Text("Có {count} cảnh báo mới từ số liệu ngày {day}. Hãy đăng nhập để xem; thư này không nêu "
             "nội dung: {link}",
             "There are {count} new alerts from the figures of {day}. Sign in to read them; this "
             "message does not say what they are: {link}"),
    )),
}  # fmt: skip
