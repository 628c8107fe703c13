"""One sentence per wrong answer: what is wrong and what to write instead."""

from collections.abc import Mapping
from typing import Any

from motcua.formspec.form import Field, FieldType
from motcua.formspec.label import Label

REQUIRED = Label("Vui lòng điền mục này.", "Please fill this in.")
HIDDEN = Label(
    "Mục này không thuộc trường hợp của bạn; hãy để trống.",
    "This question is not part of your case; leave it empty.",
)
CHARACTERS = Label(
    "Có ký tự không dùng được (ký tự điều khiển hoặc hỏng); hãy gõ lại mục này.",
    "It contains characters that cannot be used (control or broken ones); type it again.",
)
NOT_A_SHEET = Label(
    "Dữ liệu gửi lên không phải là một tờ khai; hãy mở lại biểu mẫu và gửi lại.",
    "What was sent is not an answer sheet; open the form again and resend it.",
)
NOT_LISTED = Label(
    "Lựa chọn này không có trong danh sách; hãy chọn lại.",
    "This is not on the list; choose again.",
)
NOT_A_DATE = Label(
    "Hãy ghi ngày có thật, theo dạng ngày/tháng/năm, ví dụ 05/08/2026.",
    "Write a date that exists, as day/month/year, for example 05/08/2026.",
)
DUPLICATES = Label("Có lựa chọn bị lặp lại.", "An option is chosen twice.")

_SHAPE: dict[FieldType, Label] = {
    FieldType.INTEGER: Label(
        "Hãy ghi một số nguyên, ví dụ 12.", "Write a whole number, for example 12."
    ),
    FieldType.MONEY: Label(
        "Hãy ghi số tiền bằng đồng, ví dụ 150000.", "Write an amount in dong, for example 150000."
    ),
    FieldType.DECIMAL: Label(
        "Hãy ghi một số không có dấu ngăn hàng nghìn, ví dụ 1234 hoặc 75,5.",
        "Write a number without thousands separators, for example 1234 or 75.5.",
    ),
    FieldType.DATE: NOT_A_DATE,
    FieldType.YES_NO: Label("Hãy chọn Có hoặc Không.", "Choose yes or no."),
    FieldType.CHOICE: NOT_LISTED,
    FieldType.CHOICES: NOT_LISTED,
    FieldType.COMMUNE: Label(
        "Hãy chọn xã, phường trong danh sách.", "Choose a commune or ward from the list."
    ),
    FieldType.ID_NUMBER: Label(
        "Số định danh cá nhân gồm đúng 12 chữ số.",
        "A personal identity number has exactly 12 digits.",
    ),
    FieldType.TAX_CODE: Label(
        "Mã số thuế gồm 10 chữ số (hoặc 10-3), hoặc 12 chữ số với cá nhân.",
        "A tax code has 10 digits (or 10-3), or 12 digits for a person.",
    ),
    FieldType.PHONE: Label(
        "Hãy ghi số điện thoại Việt Nam, ví dụ 0912345678.",
        "Write a Vietnamese phone number, for example 0912345678.",
    ),
    FieldType.EMAIL: Label(
        "Hãy ghi địa chỉ thư điện tử đầy đủ, ví dụ ten@vidu.vn.",
        "Write a complete e-mail address, for example name@example.com.",
    ),
}
_ANY_TEXT = Label("Hãy ghi bằng chữ.", "Write this as text.")
_PATTERN = Label("Nội dung chưa đúng dạng.", "This does not have the right form.")


def shape(field: Field) -> Label:
    """Tell what a field of this type expects."""
    return _SHAPE.get(field.type, _ANY_TEXT)


def pattern(field: Field) -> Label:
    """Tell what the pattern of a field asks for; its hint says it best."""
    if field.type in _SHAPE:
        return _SHAPE[field.type]
    hint = field.hint or Label("", "")
    return Label(f"{_PATTERN.vi} {hint.vi}".strip(), f"{_PATTERN.en} {hint.en}".strip())


def sentence(field: Field, keyword: str, limit: Any, answer: Any) -> Label:
    """Return the sentence for a broken JSON Schema keyword.

    Parameters
    ----------
    keyword
        The keyword of JSON Schema that refused the answer.
    limit
        The value of that keyword.
    answer
        The refused answer.
    """
    if keyword in _LIMITS:
        return _limited(keyword, limit, answer)
    fixed: Mapping[str, Label] = {
        "required": REQUIRED,
        "not": HIDDEN,
        "enum": NOT_LISTED,
        "uniqueItems": DUPLICATES,
        "minItems": REQUIRED,
        "pattern": pattern(field),
        "format": NOT_A_DATE if limit == "date" else CHARACTERS,
    }
    return fixed.get(keyword, shape(field))


_LIMITS: Mapping[str, tuple[str, str]] = {
    "minLength": ("Cần ít nhất {n} ký tự.", "At least {n} characters are needed."),
    "maxLength": ("Dài quá: tối đa {n} ký tự.", "Too long: at most {n} characters."),
    "minimum": ("Phải từ {n} trở lên.", "It must be {n} or more."),
    "maximum": ("Không được vượt quá {n}.", "It must not be more than {n}."),
    "x-not-before": ("Ngày không được trước {n}.", "The date must not be before {n}."),
    "x-not-after": ("Ngày không được sau {n}.", "The date must not be after {n}."),
}


def _limited(keyword: str, limit: Any, answer: Any) -> Label:
    if keyword == "minLength" and answer == "":
        return REQUIRED
    vi, en = _LIMITS[keyword]
    if keyword.startswith("x-not"):
        written = f"{limit:%d/%m/%Y}"
        return Label(vi.format(n=written), en.format(n=written))
    grouped = f"{limit:,}"
    return Label(vi.format(n=grouped.translate(_VIETNAMESE_NUMBER)), en.format(n=grouped))


_VIETNAMESE_NUMBER = str.maketrans(",.", ".,")


def unknown(keys: list[str]) -> Label:
    """Name (at most three of) the answers nobody asked for."""
    named = ", ".join("".join(c if c.isprintable() else "?" for c in key[:40]) for key in keys[:3])
    more = "" if len(keys) <= 3 else f" (+{len(keys) - 3})"
    return Label(
        f"Tờ khai có mục không được hỏi: {named}{more}; hãy bỏ đi.",
        f"The sheet answers questions nobody asked: {named}{more}; leave them out.",
    )
