"""The rules of disclosure: each says for every viewer how much, and why; fields refer to a rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from motcua.disclosure.sights import Sight
from motcua.disclosure.viewers import Viewer


class Why(NamedTuple):
    """The reason of a rule, in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How much of a field each viewer gets; who is not named gets nothing."""

    name: str
    sights: Mapping[Viewer, Sight]
    why: Why

    def for_viewer(self, viewer: Viewer) -> Sight:
        return self.sights.get(viewer, Sight.HIDDEN)


EVERYBODY = " ".join(Viewer)
COUNTERS = "receptionist cashier result_clerk"
SETTLING = "specialist head"
OVERSEERS = "supervisor auditor"


def _rule(name: str, vi: str, en: str, **viewers: str) -> Rule:
    """Make a rule; `viewers` names them by sight, e.g. `shown="applicant head"`.

    Raises
    ------
    ValueError
        For an unknown viewer or sight, and for a viewer who is given two sights.
    """
    given = [(Viewer(one), Sight(sight)) for sight, who in viewers.items() for one in who.split()]
    if len(dict(given)) < len(given):
        raise ValueError(f"the rule {name} names a viewer twice")
    return Rule(name, MappingProxyType(dict(given)), Why(vi, en))


OPEN = _rule(
    "open",
    "Thông tin công khai: danh mục thủ tục, địa điểm, số công khai, kết quả bốc thăm bằng bí danh.",
    "Published: the catalogue, places, the open log, draws by pseudonym.",
    shown=EVERYBODY,
)
COURSE = _rule(
    "course",
    "Hồ sơ đang ở đâu, hạn nào: người nộp và mọi người có việc với hồ sơ cần biết; không nói gì về "
    "người nộp.",
    "Where the dossier stands and by when: the applicant and whoever deals with it need it; it says "
    "nothing of the applicant.",
    shown=f"applicant {COUNTERS} {SETTLING} consulted {OVERSEERS}",
)
MATTER = _rule(
    "matter",
    "Nội dung quyết định việc giải quyết: người nộp, người tiếp nhận và bên giải quyết đọc; thu ngân, "
    "người trả kết quả và giám sát không cần.",
    "What decides the case: the applicant, the receptionist and the settling side read it; cashier, "
    "result clerk and overseers need not.",
    shown=f"applicant receptionist {SETTLING} consulted",
)
NAME = _rule(
    "name",
    "Quầy phục vụ một con người nên biết tên; bên giải quyết không biết người nộp là ai, trừ khi mở "
    "từng mục có lý do.",
    "A counter serves a person and knows the name; the settling side does not know who applies, "
    "unless a field is revealed for a reason.",
    shown=f"applicant {COUNTERS}",
    on_reveal=SETTLING,
)
ID = _rule(
    "id_number",
    "Người tiếp nhận và người trả kết quả đối chiếu giấy tờ tùy thân; thu ngân chỉ cần phân biệt.",
    "Receptionist and result clerk compare it with the identity card; the cashier only tells people "
    "apart.",
    shown="applicant receptionist result_clerk",
    masked="cashier",
    on_reveal=SETTLING,
)
CONTACT = _rule(
    "contact",
    "Chỉ hệ thống nhắn tin cho người nộp; không cán bộ nào liên hệ riêng. Người tiếp nhận ghi lại, "
    "người trả kết quả chỉ đối chiếu.",
    "The platform alone writes to the applicant; no official gets in touch privately. The "
    "receptionist takes it down, the result clerk only compares.",
    shown="applicant receptionist integration",
    masked="result_clerk",
    on_reveal=SETTLING,
)
ADDRESS = _rule(
    "address",
    "Người tiếp nhận ghi, người trả kết quả gửi bưu chính; bên giải quyết chỉ mở khi có lý do.",
    "The receptionist takes it down, the result clerk posts to it; the settling side reveals it for "
    "a reason only.",
    shown="applicant receptionist result_clerk",
    on_reveal=SETTLING,
)
ACCOUNT = _rule(
    "account",
    "Thuộc tài khoản của chính người đó.",
    "It belongs to the person's own account.",
    shown="applicant receptionist",
)
ANSWER_ID = _rule(
    "identity_answer",
    "Mục tờ khai cho biết người nộp là ai: bên giải quyết thấy dấu chấm, mở từng mục khi có lý do; "
    "cơ quan được lấy ý kiến không mở được.",
    "An answer that tells who applies: dots for the settling side, one field at a time for a reason; "
    "a consulted agency cannot open it.",
    shown="applicant receptionist",
    on_reveal=SETTLING,
)
SENDERS_NAME = _rule(
    "senders_name",
    "Tên tệp do người nộp đặt, hay mang tên người; bên giải quyết thấy tên trung tính.",
    "Names of files are the sender's and often name people; the settling side sees neutral ones.",
    shown="applicant receptionist",
)
SETTLER = _rule(
    "settler",
    "Ai giải quyết: chỉ cơ quan của họ biết tên. Người nộp và giám sát thấy bí danh; quầy không biết.",
    "Who settles: only their own agency knows the name. Applicant and overseers see an alias; the "
    "counter knows nothing.",
    shown=SETTLING,
    pseudonym=f"applicant {OVERSEERS}",
)
SIGNER = _rule(
    "signer",
    "Quyết định đã ký mang tên người có thẩm quyền, như luật định; chỉ có sau khi quyết định.",
    "The signed decision carries the competent person, as the law demands; there is none before.",
    shown=f"applicant result_clerk {SETTLING}",
    pseudonym=OVERSEERS,
)
COUNTER_PERSON = _rule(
    "counter_person",
    "Người ở quầy gặp người nộp và ký giấy tiếp nhận; bên giải quyết không biết họ.",
    "Who stands at the counter meets the applicant and signs the receipt; the settling side does not "
    "know them.",
    shown=f"applicant {COUNTERS}",
    pseudonym=OVERSEERS,
)
INSIDE = _rule(
    "inside",
    "Trao đổi trong cơ quan giải quyết trước quyết định: người nộp đọc quyết định và lý do, không đọc "
    "dự thảo.",
    "Words inside the settling side before the decision: the applicant reads the decision and its "
    "reasons, not the draft.",
    shown=f"{SETTLING} consulted",
)
PROPOSED = _rule(
    "proposed",
    "Đề xuất và căn cứ của nó: bên giải quyết và thanh tra đọc; người nộp đọc quyết định.",
    "What is proposed and on which ground: the settling side and inspectors read it; the applicant "
    "reads the decision.",
    shown=f"{SETTLING} consulted auditor",
)
FORMS = _rule(
    "forms",
    "Các phiếu 02–05 gửi người nộp, do quầy trao và cơ quan lập; giám sát thấy số liệu, không thấy lời.",
    "Forms 02 to 05 are for the applicant, handed over by the counter, made by the agency; overseers "
    "see figures, not words.",
    shown=f"applicant {COUNTERS} {SETTLING} consulted",
)
COLLECTED = _rule(
    "collected",
    "Ai đã nhận kết quả: người nộp và quầy cần khi có tranh chấp.",
    "Who took the result away: the applicant and the counter need it in a dispute.",
    shown="applicant receptionist result_clerk",
)
SECOND = _rule(
    "second_person",
    "Việc cần người thứ hai: người đề nghị và người duyệt đọc; thanh tra thấy bằng bí danh.",
    "What needs a second person: who asks and who confirms read it; inspectors see aliases.",
    shown=f"{SETTLING} supervisor",
    pseudonym="auditor",
)
REQUESTED = _rule(
    "requested",
    "Đề nghị cần người thứ hai ngoài hồ sơ (tải danh sách, thay đổi danh sách cán bộ): người đề nghị, "
    "người duyệt và thanh tra đọc.",
    "What takes a second person outside a dossier (exports, changes of the roster): who asks, who "
    "approves and inspectors read it.",
    shown=f"{OVERSEERS} administrator",
)
REQUESTER = _rule(
    "requester",
    "Ai đề nghị, ai duyệt, về ai: người phụ trách và quản trị biết; thanh tra thấy bí danh.",
    "Who asked, who approved and about whom: those who run the centre know; inspectors see aliases.",
    shown="supervisor administrator",
    pseudonym="auditor",
)
LOOK = _rule(
    "look",
    "Ai đã xem hồ sơ, lúc nào, vai trò gì, để làm gì: quyền của người nộp và việc của thanh tra.",
    "Who looked, when, in which role, why: the applicant's right and the inspectors' task.",
    shown="applicant auditor",
)
LOOKER = _rule(
    "looker",
    "Người đã xem mang bí danh với người nộp và với thanh tra.",
    "Who looked bears an alias for the applicant and for inspectors.",
    pseudonym="applicant auditor",
)
RECORD = _rule(
    "record",
    "Dữ liệu của sự kiện: thanh tra đọc từng thay đổi; người là bí danh, lời tự viết thì bỏ.",
    "What an event says: inspectors read every change; people are aliases, free words are left out.",
    shown="applicant auditor",
)
MESSAGE = _rule(
    "message",
    "Lời của thông báo: người nhận và hệ thống chuyển nó đi.",
    "The words of a message: for who gets it and the system that carries it.",
    shown="applicant integration",
)
DELIVERY = _rule(
    "delivery",
    "Thông báo đã đến chưa: người vận hành xem, không xem lời.",
    "Whether a message arrived: those who run the centre see it without its words.",
    shown="applicant supervisor administrator",
)
MONEY = _rule(
    "money",
    "Bao nhiêu, cho việc gì, đã trả chưa: ai có việc với hồ sơ đều cần; ngân hàng biết mã và số tiền.",
    "How much, what for, paid or not: whoever deals with the dossier needs it; the bank knows "
    "reference and amount.",
    shown=f"applicant {COUNTERS} {SETTLING} consulted {OVERSEERS} integration",
)
BANK = _rule(
    "bank",
    "Lời của ngân hàng có thể nêu tên người trả tiền: chỉ để đối chiếu.",
    "The bank's words may name who paid: for matching only.",
    shown="integration",
)
FIGURE = _rule(
    "figure",
    "Chỉ cộng thành số liệu, không gắn với hồ sơ; người đánh giá thấy của mình.",
    "Only added up into figures, never by dossier; who rated sees their own.",
    shown="applicant",
    pseudonym=OVERSEERS,
)
STAFF_NAME = _rule(
    "staff_name",
    "Danh sách cán bộ: đồng nghiệp trong cơ quan, người phụ trách và quản trị; không gắn với hồ sơ nào.",
    "The list of officials: colleagues of the office, its head and the administrator; tied to no "
    "dossier.",
    shown=f"{COUNTERS} {SETTLING} consulted supervisor administrator",
)
STAFF_FILE = _rule(
    "staff_file",
    "Hồ sơ cán bộ: chỉ quản trị.",
    "An official's file: the administrator only.",
    shown="administrator",
)
ROSTER = _rule(
    "roster",
    "Ai có mặt, ở đâu, vai trò gì: người phụ trách sắp xếp công việc.",
    "Who is there, where, in which role: those who run an office.",
    shown="head supervisor administrator",
)
DRAFTING = _rule(
    "drafting",
    "Phiên bản chưa công bố và ai lập, ai duyệt: người làm danh mục.",
    "Versions not yet published, who wrote and who approved them: those who keep the catalogue.",
    shown="catalogue_editor catalogue_publisher",
)
PLANNING = _rule(
    "planning",
    "Phương án quy hoạch: người lập và người duyệt; số liệu đã gộp, không có dữ liệu cá nhân.",
    "Plans of the network: who makes and who approves them; figures are pooled, nothing personal.",
    shown="planner director",
)
INSPECTED = _rule(
    "inspected",
    "Cảnh báo và kết luận của thanh tra: chỉ thanh tra đọc; là dấu hiệu để kiểm tra, chưa phải lỗi.",
    "Alerts and what inspectors said of them: inspectors only; a sign to look into, not a fault.",
    shown="auditor",
)
SUSPECT = _rule(
    "suspect",
    "Người mà cảnh báo nói đến, và thanh tra đã xem hay đóng nó: bằng bí danh.",
    "Whom an alert is about, and who saw or closed it: by pseudonym.",
    pseudonym="auditor",
)
NOBODY_SEES = _rule(
    "nobody",
    "Khóa, mật khẩu, số đếm của máy: không trang nào hiện.",
    "Keys, passwords, the machine's counters: no page shows them.",
)
