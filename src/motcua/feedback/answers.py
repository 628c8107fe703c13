"""What a rating asks (Decree 61/2018/NĐ-CP, art. 31) and when an answer is none. Pure."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from motcua.flow.refusal import Refusal, Text

MOST_COMMENT = 2000
LOWEST, HIGHEST = 1, 5


class Time(StrEnum):
    """When the result came, against the appointment (art. 31.1a)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One rating; grades run from 1 (very bad) to 5 (very good).

    Parameters
    ----------
    time
        Art. 31.1a, time against the rule.
    contacts
        Art. 31.1b and c, how often the applicant had to turn to an office; 1 or more.
    attitude
        Art. 31.1đ, how officials behaved.
    information
        Art. 31.1d, whether what was published was right and complete.
    explanation
        Art. 31.1g, how questions were answered.
    overall
        The whole.
    extra_cost
        Art. 31.1e, whether anybody asked for money beyond the published fee; None: no answer.
    comment
        Free text, may be empty.
    """

    time: Time
    contacts: int
    attitude: int
    information: int
    explanation: int
    overall: int
    extra_cost: bool | None = None
    comment: str = ""


GRADES = ("attitude", "information", "explanation", "overall")
QUESTIONS: dict[str, Text] = {
    "time": Text("Kết quả được trả so với ngày hẹn", "The result came, against the appointment"),
    "contacts": Text("Số lần bạn phải liên hệ để xong việc", "How often you had to turn to us"),
    "attitude": Text("Thái độ phục vụ", "How officials behaved"),
    "information": Text("Thông tin công bố đúng và đủ", "Published information right and complete"),
    "explanation": Text("Giải thích, hướng dẫn rõ ràng", "Questions answered clearly"),
    "overall": Text("Đánh giá chung", "Overall"),
    "extra_cost": Text(
        "Có ai yêu cầu trả thêm tiền ngoài phí, lệ phí không?",
        "Did anybody ask for money beyond the fee?",
    ),
    "comment": Text("Góp ý thêm", "Anything else"),
}
_MOST_CONTACTS = 99


def problems(answers: Answers) -> list[Refusal]:
    """Return what is wrong, one refusal for each question."""
    found = [_grade(name) for name in GRADES if not _is_grade(getattr(answers, name))]
    if not 1 <= answers.contacts <= _MOST_CONTACTS:
        found.append(
            Refusal(
                "contacts_wrong",
                Text(
                    f"Hãy nhập số lần liên hệ từ 1 đến {_MOST_CONTACTS}.",
                    f"Give the number of contacts, 1 to {_MOST_CONTACTS}.",
                ),
                "contacts",
            )
        )
    if len(answers.comment) > MOST_COMMENT:
        found.append(
            Refusal(
                "comment_long",
                Text(
                    f"Góp ý dài {len(answers.comment)} ký tự; hãy rút còn {MOST_COMMENT} ký tự.",
                    f"The comment has {len(answers.comment)} characters; shorten it to "
                    f"{MOST_COMMENT}.",
                ),
                "comment",
            )
        )
    return found


def readable(comment: str) -> str:
    """Return a comment as it can be stored and shown: no NUL, control or direction characters."""
    kept = (
        c
        for c in unicodedata.normalize("NFC", comment.replace("\r\n", "\n"))
        if c in "\n\t" or not unicodedata.category(c).startswith("C")
    )
    return "".join(kept).strip()


def _is_grade(value: object) -> bool:
    return type(value) is int and LOWEST <= value <= HIGHEST


def _grade(name: str) -> Refusal:
    question = QUESTIONS[name]
    return Refusal(
        "grade_missing",
        Text(
            f"Hãy chọn mức từ {LOWEST} đến {HIGHEST} cho “{question.vi}”.",
            f"Choose {LOWEST} to {HIGHEST} for “{question.en}”.",
        ),
        name,
    )
