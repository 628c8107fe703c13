"""A citizen or business becomes known: at a desk, or by making an account."""

import re
import secrets
from datetime import date

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Person

ID_NUMBER = re.compile(r"[0-9]{12}")
TAX_CODE = re.compile(r"[0-9]{10}(-[0-9]{3})?")
PHONE = re.compile(r"0[0-9]{9,10}")


@transaction.atomic
def register_person(
    *,
    full_name: str,
    id_number: str,
    kind: str = Person.Kind.CITIZEN,
    login: str = "",
    password: str | None = None,
    birth_date: date | None = None,
    phone: str = "",
    email: str = "",
    address: str = "",
    commune: str = "",
    language: str = "vi",
) -> Person:
    """Register somebody; the same personal number gives the same person.

    Without a password the account cannot sign in until one is set with the number's owner.

    Raises
    ------
    Refused
        When the name is empty, or the personal number (12 digits), tax code or phone is not one.
    """
    _check(full_name, id_number, kind, phone)
    known = Person.objects.filter(kind=kind, id_number=id_number).first()
    if known is not None:
        return known
    person = Person(
        login=login or f"{kind}-{id_number}-{secrets.token_hex(3)}",
        kind=kind,
        full_name=full_name.strip(),
        id_number=id_number,
        birth_date=birth_date,
        phone=phone,
        email=email,
        address=address,
        commune=commune,
        language=language,
    )
    person.set_password(password)
    person.save()
    return person


def _check(full_name: str, id_number: str, kind: str, phone: str) -> None:
    if not full_name.strip() or not full_name.isprintable():
        raise refuse("name_missing", "Hãy nhập họ và tên.", "Enter the full name.", "full_name")
    shape = TAX_CODE if kind == Person.Kind.BUSINESS else ID_NUMBER
    if not shape.fullmatch(id_number):
        raise refuse(
            "id_number_wrong",
            "Số định danh cá nhân gồm 12 chữ số; mã số thuế gồm 10 chữ số (hoặc 10-3).",
            "A personal number has 12 digits; a tax code 10 (or 10-3).",
            "id_number",
        )
    if phone and not PHONE.fullmatch(phone):
        raise refuse(
            "phone_wrong",
            "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0.",
            "A phone number has 10 or 11 digits and starts with 0.",
            "phone",
        )
