"""Every figure of the inspectorate: what it counts, of what, in words, and by which law."""

from dataclasses import dataclass

from django.db.models import F, Q

from motcua.contact.figures import WITHOUT_CONTACT
from motcua.dossiers.actions.looked import Purpose
from motcua.dossiers.models import Countersign, Draw
from motcua.dossiers.status import Outcome
from motcua.dossiers.views.abuses import AFTER_THE_FACT
from motcua.flow.refusal import Text
from motcua.insight import sources as of
from motcua.insight.grounds import ART_5, ART_17, ART_19, ART_31, HOUSE, LAW_36
from motcua.insight.sources import Source
from motcua.insight.verdicts import Verdict
from motcua.insight.watches import LOOKS as WATCHED_LOOKS

ALL = Q()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: `hits` of `base` among the rows of a source."""

    key: str
    group: str
    names: Text
    words: Text
    basis: Text
    source: Source
    hits: Q
    base: Q = ALL


GROUPS = {
    "time": Text("Thời hạn và sự chậm trễ", "Time limits and delay"),
    "draw": Text("Phân công", "Assignment"),
    "contact": Text("Tiếp xúc với người nộp", "Contact with applicants"),
    "look": Text("Xem hồ sơ", "Looks at dossiers"),
    "pair": Text("Việc cần hai người", "What needs two people"),
    "rate": Text("Đánh giá của người dân", "Ratings by citizens"),
    "alert": Text("Cảnh báo", "Alerts"),
}


def _settled(key: str, names: Text, words: Text, hits: Q, base: Q = ALL) -> Measure:
    return Measure(key, "time", names, words, ART_19, of.SETTLED, hits, base)


def _draw(key: str, names: Text, words: Text, hits: Q, basis: Text = HOUSE) -> Measure:
    return Measure(key, "draw", names, words, basis, of.DRAWS, hits)


def _look(key: str, names: Text, words: Text, hits: Q) -> Measure:
    return Measure(key, "look", names, words, ART_5, of.LOOKS, hits)


def _pair(kind: Countersign.Kind, names: Text, basis: Text = ART_19) -> Measure:
    words = Text(f"Số đề nghị loại này trên mọi đề nghị cần người thứ hai: {names.vi.lower()}.",
                 f"Requests of this kind among all that need a second person: {names.en.lower()}.")  # fmt: skip
    return Measure(f"asked-{kind.value.replace('_', '-')}", "pair", names, words, basis,
                   of.REQUESTS, Q(kind=kind))  # fmt: skip


def _pause(form: str, names: Text) -> Measure:
    words = Text("Hồ sơ đã quyết định có ít nhất một lần tạm dừng bằng mẫu này.",
                 "Decided dossiers that were paused by this form at least once.")  # fmt: skip
    return _settled(f"paused-{form}", names, words, Q(**{f"paused_{form}": True}))


_NEAR = Q(first_due_at__lte=F("settled_at") + (F("first_due_at") - F("clock_started_at")) / 10)
_LATE_ENTRY = Q(recorded_at__gt=F("at") + AFTER_THE_FACT) | Q(
    recorded_at__lt=F("at") - AFTER_THE_FACT
)
_ANSWERED = Q(rating__isnull=False)
_REFUSED = Q(outcome=Outcome.REFUSED)

TIME = (
    _settled("late", Text("Trễ so với ngày hẹn đầu", "Late against the first date"),
             Text("Quyết định sau ngày hẹn đầu tiên, dù sau đó hẹn lại hay tạm dừng.",
                  "Decided after the first due date, whatever was moved or paused later."),
             Q(settled_at__gt=F("first_due_at")), Q(first_due_at__isnull=False)),
    _settled("moved", Text("Hẹn lại (mẫu 04)", "Appointments moved (form 04)"),
             Text("Ngày hẹn đã được dời bằng phiếu xin lỗi.", "The date was moved by an apology."),
             Q(extended=True)),
    _settled("supplement", Text("Yêu cầu bổ sung (mẫu 02)", "Supplements asked (form 02)"),
             Text("Bị yêu cầu bổ sung ít nhất một lần.", "Asked for a supplement at least once."),
             Q(supplement_rounds__gte=1)),
    _settled("supplement-again", Text("Bổ sung từ lần hai", "A second supplement"),
             Text("Bị yêu cầu bổ sung từ hai lần; luật cho một lần.",
                  "Asked twice or more; the law gives one."), Q(supplement_rounds__gte=2)),
    _pause("02", Text("Tạm dừng chờ bổ sung", "Paused for a supplement")),
    _pause("payment", Text("Tạm dừng chờ nộp tiền", "Paused for a payment")),
    _pause("05", Text("Dừng giải quyết (mẫu 05)", "Stopped (form 05)")),
    _settled("refused", Text("Từ chối", "Refusals"),
             Text("Quyết định là từ chối.", "The decision is a refusal."), _REFUSED),
    _settled("refused-late", Text("Từ chối vào phần mười cuối", "Refused in the last tenth"),
             Text("Từ chối khi đã qua chín phần mười thời hạn đầu, hoặc trễ hơn.",
                  "Refused after nine tenths of the first time limit, or later."), _NEAR, _REFUSED),
    _settled("refused-granted", Text("Từ chối rồi lại chấp thuận", "Refused, later approved"),
             Text("Bị từ chối, rồi cùng người nộp, cùng thủ tục được chấp thuận trong 180 ngày.",
                  "Refused, and the same applicant's same procedure granted within 180 days."),
             Q(granted_later=True), _REFUSED),
    _settled("green-lane", Text("Luồng xanh", "Green lane"),
             Text("Được đi trước theo quy tắc.", "Went first by rule."), Q(priority=1)),
    Measure("left-lying", "time", Text("Tiếp nhận tự động do quá hạn", "Accepted by time"),
            Text("Hồ sơ trực tuyến không ai xem xét trong hạn, hệ thống tự tiếp nhận.",
                 "Online dossiers nobody looked at in time: the platform accepted them."),
            ART_17, of.ACCEPTED_ONLINE, Q(left_lying=True)),
    Measure("entered-late", "time", Text("Ghi nhận sau sự việc", "Entered after the fact"),
            Text("Sự kiện có giờ lệch giờ máy chủ quá mười phút.",
                 "Events whose time differs from the server's by more than ten minutes."),
            ART_19, of.EVENTS, _LATE_ENTRY),
    Measure("jumped", "time", Text("Vượt hàng", "Queue jumps"),
            Text("Làm trước hồ sơ đến hạn sớm hơn, ngoài luồng xanh.",
                 "Worked on before an earlier-due dossier, outside the green lane."),
            ART_19, of.EVENTS, of.JUMPED, of.WITH_JUMP),
)  # fmt: skip
ASSIGNMENT = (
    _draw("thin", Text("Nhóm rút quá ít người", "Thin pools"),
          Text("Lần rút chỉ có quá ít người đủ điều kiện.", "Draws with too few able officials."),
          Q(thin=True)),
    _draw("widened", Text("Mở rộng nhóm rút", "Widened pools"),
          Text("Phải lấy người của địa bàn lân cận hoặc toàn thành phố.",
               "Neighbouring branches or the whole city had to help."), Q(scope__gt=0)),
    _draw("by-hand", Text("Phân công đích danh", "Assigned by hand"),
          Text("Không rút ngẫu nhiên, có căn cứ và hai người duyệt.",
               "Not drawn: on a legal ground, with two approvers."), Q(kind=Draw.Kind.BY_HAND)),
    _draw("repeat", Text("Nộp lại cùng việc", "Repeated filings"),
          Text("Giao lại người đã nhận lần nộp đầu.", "Given to the official of the first filing."),
          Q(kind=Draw.Kind.REPEAT)),
    _draw("redrawn", Text("Người phân công lại", "Drawn anew by people"),
          Text("Rút lại theo yêu cầu của lãnh đạo.", "Drawn again because a head asked."),
          Q(reason__startswith="reassigned")),
    _draw("recused", Text("Rút lại do từ chối thụ lý", "Drawn anew after a recusal"),
          Text("Rút lại vì người được giao có xung đột lợi ích.",
               "Drawn again because of a conflict of interest."), Q(reason="recused"), LAW_36),
    _draw("absent", Text("Rút lại do vắng mặt", "Drawn anew after an absence"),
          Text("Rút lại theo quy tắc sau một ngày làm việc vắng mặt.",
               "Drawn again by rule after a working day's absence."), Q(reason="absent")),
)  # fmt: skip
CONTACTS = (
    Measure("zero-contact", "contact", Text("Không tiếp xúc", "Zero contact"),
            Text("Đã quyết định mà ngoài lúc nộp và nhận kết quả không có tin nhắn, buổi trình bày, "
                 "lần gọi hay đến quầy được ghi nhận, hay lần bổ sung nào.",
                 "Decided with no message, hearing, noted call or visit, or supplement round "
                 "besides reception and return."),
            ART_5, of.DECIDED, WITHOUT_CONTACT),
)  # fmt: skip
LOOKS = (
    _look("family-name", Text("Trùng họ và chữ đệm", "Same family and middle name"),
          Text("Người xem trùng họ và chữ đệm với người nộp.",
               "Who looked shares family and middle name with the applicant."),
          Q(house=F("own_house"), house__contains=" ")),
    _look("after-hours", Text("Xem ngoài giờ", "Looks after hours"),
          Text("Xem ngoài giờ làm việc của cơ quan.", "Looks outside the hours of offices."),
          Q(after_hours=True)),
    _look("emergency", Text("Truy cập khẩn cấp", "Break-glass"),
          Text("Xem qua truy cập khẩn cấp.", "Looks under the glass."),
          Q(purpose=Purpose.EMERGENCY)),
    _look("reveal", Text("Mở thông tin định danh", "Reveals"),
          Text("Xem trường thông tin định danh đã che.", "A masked identity field was revealed."),
          Q(purpose=Purpose.REVEAL)),
    _look("inspect", Text("Thanh tra xem", "Looks by inspectors"),
          Text("Chính thanh tra xem hồ sơ.", "The inspectors' own looks."),
          Q(purpose=Purpose.INSPECT)),
)  # fmt: skip
PAIRS = (
    *(_pair(kind, names, basis) for kind, names, basis in (
        (Countersign.Kind.RECUSAL, Text("Đề nghị từ chối thụ lý", "Recusals asked"), LAW_36),
        (Countersign.Kind.BY_HAND, Text("Đề nghị phân công đích danh", "By hand asked"), ART_19),
        (Countersign.Kind.REASSIGNMENT, Text("Đề nghị phân công lại", "Reassignment asked"), ART_19),
        (Countersign.Kind.SUPPLEMENT, Text("Đề nghị bổ sung lần hai", "Second supplement asked"),
         ART_19),
    )),
    Measure("turned-down", "pair", Text("Người thứ hai không đồng ý", "Turned down"),
            Text("Đề nghị đã xử lý mà người thứ hai không đồng ý.",
                 "Closed requests the second person turned down."),
            ART_19, of.REQUESTS, Q(outcome="turned_down"), Q(closed_at__isnull=False)),
)  # fmt: skip
RATINGS = (
    Measure("answered", "rate", Text("Tỷ lệ trả lời", "Response rate"),
            Text("Người được mời đã đánh giá; luôn đọc cùng điểm hài lòng.",
                 "Those invited who answered; always read beside the score."),
            ART_31, of.RATINGS, _ANSWERED),
    Measure("satisfied", "rate", Text("Hài lòng", "Satisfied"),
            Text("Chấm 4 hoặc 5 trong số đã đánh giá.", "Graded 4 or 5 among those who answered."),
            ART_31, of.RATINGS, Q(rating__overall__gte=4), _ANSWERED),
    Measure("extra-cost", "rate", Text("Bị đòi thêm tiền", "Asked for money beyond the fee"),
            Text("Nói có người đòi tiền ngoài phí, trong số đã đánh giá.",
                 "Say that somebody asked for money beyond the fee."),
            ART_31, of.RATINGS, Q(rating__extra_cost=True), _ANSWERED),
)  # fmt: skip
ALERTS = (
    Measure("odd-looks", "alert", Text("Cảnh báo về xem hồ sơ", "Alerts about odd looks"),
            Text("Cảnh báo về xem hồ sơ (nhiều, ngoài giờ, trùng họ, mở định danh) trên mọi cảnh báo.",
                 "Alerts about looks (volume, after hours, family names, reveals) among all alerts."),
            ART_5, of.ALERTS, Q(kind__in=[one.key for one in WATCHED_LOOKS])),
    Measure("false-alarms", "alert", Text("Báo nhầm", "False alarms"),
            Text("Cảnh báo đã đóng mà thanh tra cho là báo nhầm.",
                 "Closed alerts the inspectorate called false."),
            HOUSE, of.ALERTS, Q(verdict=Verdict.FALSE_ALARM), Q(closed_at__isnull=False)),
)  # fmt: skip
MEASURES = {
    one.key: one for one in (*TIME, *ASSIGNMENT, *CONTACTS, *LOOKS, *PAIRS, *RATINGS, *ALERTS)
}
