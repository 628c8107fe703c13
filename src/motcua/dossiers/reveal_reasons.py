"""Why the settling official may read one identity field, and what the public log says of it. Pure."""

from enum import StrEnum
from types import MappingProxyType

from motcua.flow.refusal import Text
from motcua.formspec.form import Personal


class RevealReason(StrEnum):
    """The legal reasons; the applicant reads which one it was."""

    TELL_APART = "tell_apart"
    COMPARE = "compare"
    COMPETENCE = "competence"
    CORRECTION = "correction"
    ORDER = "order"


REASONS: MappingProxyType[RevealReason, Text] = MappingProxyType(
    {
        RevealReason.TELL_APART: Text(
            "Cần phân biệt người trùng tên hoặc trùng số trong cơ sở dữ liệu",
            "To tell people of the same name or number in a database apart",
        ),
        RevealReason.COMPARE: Text(
            "Cần đối chiếu vì giấy tờ và cơ sở dữ liệu không khớp nhau",
            "To compare: the papers and the database do not agree",
        ),
        RevealReason.COMPETENCE: Text(
            "Thẩm quyền hoặc trường hợp giải quyết phụ thuộc vào thông tin này",
            "Competence, or the case, depends on this information",
        ),
        RevealReason.CORRECTION: Text(
            "Cần sửa sai sót về thông tin này trong kết quả trước khi ký",
            "To correct an error about it in the result before it is signed",
        ),
        RevealReason.ORDER: Text(
            "Theo yêu cầu bằng văn bản của tòa án, cơ quan điều tra hoặc thanh tra",
            "On the written order of a court, of investigators or inspectors",
        ),
    }
)
# What the leaf `reveal` of the public log says: the kind of field, never which or why.
_PUBLIC = {
    Personal.NAME: "identity",
    Personal.ID: "identity",
    Personal.PHONE: "contact",
    Personal.EMAIL: "contact",
    Personal.ADDRESS: "address",
    Personal.PHOTO: "photo",
}


def public_kind(personal: Personal | None) -> str:
    """Return the word of the log's schema for a kind of identity field."""
    return _PUBLIC.get(personal, "other") if personal else "other"
