"""What was found, where, and why it may not be sent."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A way of contact."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in Vietnamese and English."""

    vi: str
    en: str


_END = Reason(
    "Mọi trao đổi về hồ sơ đi qua Trung tâm; hãy bỏ phần này rồi gửi lại.",
    "Everything about a dossier goes through the centre; take this out and send it again.",
)
_WHAT = {
    Kind.PHONE: Reason("Nội dung có số điện thoại.", "The text holds a phone number."),
    Kind.EMAIL: Reason("Nội dung có địa chỉ thư điện tử.", "The text holds an e-mail address."),
    Kind.LINK: Reason("Nội dung có đường liên kết.", "The text holds a link."),
    Kind.HANDLE: Reason(
        "Nội dung có tài khoản hoặc lời mời liên lạc qua mạng xã hội.",
        "The text holds a social account, or an invitation to one.",
    ),
    Kind.ACCOUNT: Reason(
        "Nội dung có số tài khoản hoặc số thẻ.", "The text holds a bank account or card number."
    ),
}
REASONS: dict[Kind, Reason] = {
    kind: Reason(f"{what.vi} {_END.vi}", f"{what.en} {_END.en}") for kind, what in _WHAT.items()
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A way of contact at `text[start:end]` of the text as it was written."""

    start: int
    end: int
    kind: Kind

    @property
    def reason(self) -> Reason:
        return REASONS[self.kind]
