"""Somebody becomes an official: an account without a password and without a post yet."""

import re

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.actions.register_person import PHONE
from motcua.identity.models import Official, Person

LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{1,62})[a-z0-9]")


@transaction.atomic
def register_official(*, login: str, full_name: str, email: str = "", phone: str = "") -> Person:
    """Make the account; password (by link) and second factor are the person's own.

    It opens nothing before a post has been asked for and approved (`motcua.approvals`). An
    official's account is never a citizen's: whoever works here and applies here has two.

    Raises
    ------
    Refused
        When the login is none or taken, or the name or phone is wrong.
    """
    if not LOGIN.fullmatch(login):
        raise refuse(
            "login_wrong",
            "Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang.",
            "A login has 3 to 64 small letters without accents, digits, dots or hyphens.",
            "login",
        )
    if not full_name.strip() or not full_name.isprintable() or len(full_name) > 200:
        raise refuse("name_missing", "Hãy nhập họ và tên.", "Enter the full name.", "full_name")
    if phone and not PHONE.fullmatch(phone):
        raise refuse(
            "phone_wrong",
            "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0.",
            "A phone number has 10 or 11 digits and starts with 0.",
            "phone",
        )
    # Locked by the unique login itself: two at once leave one account and one refusal.
    person, made = Person.objects.get_or_create(
        login=login,
        defaults={
            "kind": Person.Kind.OFFICIAL,
            "full_name": full_name.strip(),
            "email": email,
            "phone": phone,
        },
    )
    if not made:
        raise refuse(
            "login_taken",
            "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.",
            "This login is taken. Choose another one.",
            "login",
        )
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Official.objects.create(person=person, skills=[], capacity=0)
    return person
