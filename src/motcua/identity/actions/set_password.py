"""Somebody sets a new password by the link that was sent to their own address."""

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from motcua.flow.refusal import Refusal, Refused, Text, refuse
from motcua.identity.models import Person


@transaction.atomic
def set_password(*, uid: str, token: str, password: str) -> Person:
    """Set the password; the link works once and for a limited time.

    Raises
    ------
    Refused
        `link_ended`, or what is wrong with the password.
    """
    person = person_of_link(uid, token, lock=True)
    if person is None:
        raise refuse(
            "link_ended",
            "Liên kết này đã được dùng hoặc hết hạn. Hãy yêu cầu liên kết mới.",
            "This link has been used or has expired. Ask for a new one.",
        )
    check_password_rules(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


def check_password_rules(password: str, person: Person | None = None) -> None:
    """Refuse a password that is too short, too common or too much like the person's data."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(
            Refusal("password_weak", Text(*_WEAK[_first_code(error)]), "password")
        ) from error


def link_of(person: Person) -> tuple[str, str]:
    """Return the two parts of a reset link."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return uid, default_token_generator.make_token(person)


def person_of_link(uid: str, token: str, *, lock: bool = False) -> Person | None:
    """Return whose link it is, if it still works."""
    try:
        number = int(urlsafe_base64_decode(uid).decode())
    except (ValueError, UnicodeDecodeError):
        return None
    if not 0 < number < 1 << 63:
        return None
    rows = Person.objects.select_for_update() if lock else Person.objects.all()
    person: Person | None = rows.filter(pk=number, is_active=True).first()
    if person is None or not default_token_generator.check_token(person, token):
        return None
    return person


_WEAK = {
    "password_too_short": (
        "Mật khẩu quá ngắn: cần ít nhất 10 ký tự. Một câu dài dễ nhớ là tốt nhất.",
        "The password is too short: at least 10 characters. A long sentence is best.",
    ),
    "password_too_common": (
        "Mật khẩu này quá phổ biến, dễ bị đoán. Hãy chọn mật khẩu khác.",
        "This password is too common and easily guessed. Choose another one.",
    ),
    "password_too_similar": (
        "Mật khẩu quá giống tên, địa chỉ thư hoặc số định danh của bạn. Hãy chọn mật khẩu khác.",
        "The password is too much like your name, address or number. Choose another one.",
    ),
    "": (
        "Mật khẩu này không dùng được. Hãy chọn mật khẩu khác.",
        "This password cannot be used. Choose another one.",
    ),
}


def _first_code(error: ValidationError) -> str:
    codes = [str(one.code) for one in error.error_list]
    return next((code for code in codes if code in _WEAK), "")
