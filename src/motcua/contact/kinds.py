"""The typed forms of a message: who may write which to whom, when, and on which legal ground. Pure.

Decree 61/2018/NĐ-CP art. 5.1 forbids dealing with applicants outside the one-stop; papers are asked
for with form 02 only (art. 17), never in a message.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.dossiers.status import Status
from motcua.flow.refusal import Text


class Party(StrEnum):
    """A side of the talk. Neither side is ever named: both are roles, not people."""

    APPLICANT = "applicant"
    OFFICIAL = "official"
    CENTRE = "centre"


class Kind(StrEnum):
    """What a message is for."""

    CLARIFY = "clarify"
    INFORM = "inform"
    PROGRESS = "progress"
    EXPLAIN = "explain"
    OBJECT = "object"
    COMPLAIN = "complain"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One typed form.

    Parameters
    ----------
    sender, receiver
        The sides; everybody else sees nothing of it.
    during
        The statuses of the dossier in which it may be written.
    ground
        Whether it must name the article of law it rests on.
    files
        Whether files may go with it, screened and under names the server makes. What an agency
        issues is a form or a result; its files only show what a message is about.
    answers
        The kinds it may answer; where `must_answer`, it is nothing else than an answer.
    """

    names: Text
    hint: Text
    sender: Party
    receiver: Party
    during: frozenset[Status]
    ground: bool = False
    files: bool = False
    answers: frozenset[Kind] = frozenset()
    must_answer: bool = False


_SETTLING = frozenset({
    Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT_REQUIRED, Status.WAITING_PAYMENT,
    Status.STOPPED,
})  # fmt: skip
_HANDED_IN = _SETTLING | {Status.REGISTERED, Status.DONE}

KINDS: Mapping[Kind, Typed] = {
    Kind.CLARIFY: Typed(
        names=Text("Đề nghị làm rõ", "Request to explain"),
        hint=Text(
            "Hỏi rõ một điều đã có trong hồ sơ. Cần thêm giấy tờ thì dùng phiếu yêu cầu bổ sung "
            "(mẫu 02).",
            "Asks about something that is in the dossier. Further papers are asked for with "
            "form 02.",
        ),
        sender=Party.OFFICIAL, receiver=Party.APPLICANT,
        during=frozenset({Status.PROCESSING}), ground=True, files=True,
    ),
    Kind.INFORM: Typed(
        names=Text("Thông báo của cơ quan giải quyết", "Information from the agency"),
        hint=Text(
            "Cho biết một điều về việc giải quyết; không yêu cầu người nộp làm gì.",
            "Says something about the settlement; asks nothing of the applicant.",
        ),
        sender=Party.OFFICIAL, receiver=Party.APPLICANT,
        during=_SETTLING - {Status.ACCEPTED}, ground=True, files=True,
    ),
    Kind.PROGRESS: Typed(
        names=Text("Hỏi về tiến độ", "Question about progress"),
        hint=Text(
            "Trung tâm trả lời; cơ quan giải quyết không nhận câu hỏi này.",
            "The centre answers; the settling agency does not get this question.",
        ),
        sender=Party.APPLICANT, receiver=Party.CENTRE, during=_HANDED_IN,
        answers=frozenset({Kind.ANSWER}),
    ),
    Kind.EXPLAIN: Typed(
        names=Text("Giải trình, làm rõ", "Explanation"),
        hint=Text(
            "Gửi người giải quyết hồ sơ.",
            "Goes to the official in charge.",
        ),
        sender=Party.APPLICANT, receiver=Party.OFFICIAL, during=_SETTLING, files=True,
        answers=frozenset({Kind.CLARIFY, Kind.INFORM}),
    ),
    Kind.OBJECT: Typed(
        names=Text("Ý kiến không đồng ý", "Objection"),
        hint=Text(
            "Nêu điều bạn không đồng ý trước khi có quyết định; người giải quyết phải xem xét.",
            "Says what you object to before the decision; the official has to weigh it.",
        ),
        sender=Party.APPLICANT, receiver=Party.OFFICIAL, during=_SETTLING, files=True,
        answers=frozenset({Kind.CLARIFY, Kind.INFORM}),
    ),
    Kind.COMPLAIN: Typed(
        names=Text("Phản ánh về việc giải quyết", "Complaint"),
        hint=Text(
            "Ví dụ: quá hẹn, báo đã xong mà chưa có kết quả, bị gây khó. Trung tâm trả lời; sổ công "
            "khai ghi rằng có phản ánh, không ghi nội dung.",
            "For example: overdue, said to be done without a result, made difficult. The centre "
            "answers; the open log says that there was a complaint, not what it says.",
        ),
        sender=Party.APPLICANT, receiver=Party.CENTRE, during=_HANDED_IN | {Status.RETURNED},
        answers=frozenset({Kind.ANSWER}),
    ),
    Kind.ANSWER: Typed(
        names=Text("Trả lời của Trung tâm", "Answer of the centre"),
        hint=Text(
            "Trả lời câu hỏi về tiến độ hoặc phản ánh, theo dữ liệu của hồ sơ.",
            "Answers a question about progress or a complaint, from what the dossier says.",
        ),
        sender=Party.CENTRE, receiver=Party.APPLICANT, during=_HANDED_IN | {Status.RETURNED},
        answers=frozenset({Kind.PROGRESS, Kind.COMPLAIN}), must_answer=True,
    ),
}  # fmt: skip

# What the applicant asks of the centre, which has to answer.
ASKED_OF_THE_CENTRE = frozenset({Kind.PROGRESS, Kind.COMPLAIN})

PARTIES: Mapping[Party, Text] = {
    Party.APPLICANT: Text("Người nộp hồ sơ", "The applicant"),
    Party.OFFICIAL: Text("Chuyên viên", "Official"),
    Party.CENTRE: Text("Trung tâm", "The centre"),
}


class Way(StrEnum):
    """How a contact outside came about."""

    PHONE = "phone"
    VISIT = "visit"
    POST = "post"


WAYS: Mapping[Way, Text] = {
    Way.PHONE: Text("Điện thoại", "Telephone"),
    Way.VISIT: Text("Đến quầy", "Visit to the counter"),
    Way.POST: Text("Thư, văn bản", "Letter"),
}
LONGEST = 4000
LONGEST_GROUND = 300
MOST_FILES = 5


def kinds_of(sender: Party, status: Status) -> list[Kind]:
    """Return the kinds a side may write while the dossier stands at a status."""
    return [
        kind for kind, typed in KINDS.items() if typed.sender is sender and status in typed.during
    ]


def size_class(characters: int) -> int:
    """Return how large a contact was as the open log says it: 0 (a line) to 4, never the length."""
    return sum(characters > edge for edge in (0, 280, 1000, 2500))
