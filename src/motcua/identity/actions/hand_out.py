"""What an administrator hands to an official to sign in with: a link for a password, a code.

The code sets up the second factor, so that a password alone, stolen or guessed before the first
sign-in, does not make somebody else's telephone the second factor. Nobody hands out both.
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django_otp import user_has_device

from motcua.flow.refusal import refuse
from motcua.identity.actions.set_password import link_of
from motcua.identity.models import Handed, Person

What = Handed.What
# Without the signs that are taken for one another when read aloud.
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
GOOD_FOR = timedelta(hours=24)
# How long the other half counts as handed out by the same person.
APART = timedelta(days=30)


@transaction.atomic
def hand_link(*, person_id: int, handed_by: int | None, at: datetime) -> tuple[str, str]:
    """Return the two parts of a link by which the official sets a password.

    Raises
    ------
    Refused
        `absent` for nobody here, `own_account`, `handed_both` for who handed out a code.
    """
    person = _official(person_id, handed_by)
    _not_both(person, handed_by, at, [What.CODE])
    Handed.objects.create(person=person, what=What.LINK, handed_by=handed_by, handed_at=at)
    return link_of(person)


@transaction.atomic
def hand_code(*, person_id: int, handed_by: int | None, at: datetime) -> str:
    """Return a code of eight signs, good once and for a day; the one before is void.

    Parameters
    ----------
    handed_by
        None from the command line of the server.

    Raises
    ------
    Refused
        `absent`, `own_account`, `handed_both` for who handed out the link or reset the second
        factor, `has_second_factor`.
    """
    person = _official(person_id, handed_by)
    if user_has_device(person):
        raise refuse("has_second_factor", "Người này đã có xác thực hai lớp.",
                     "This person has a second factor already.")  # fmt: skip
    _not_both(person, handed_by, at, [What.LINK, What.RESET])
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    Handed.objects.filter(person=person, what=What.CODE, used_at=None, ends_at__gt=at).update(
        ends_at=at
    )
    Handed.objects.create(
        person=person, what=What.CODE, handed_by=handed_by, handed_at=at,
        digest=_digest(person.pk, code), ends_at=at + GOOD_FOR,
    )  # fmt: skip
    return code


@transaction.atomic
def use_code(*, person_id: int, typed: str, at: datetime) -> bool:
    """Use the code that was handed out; a wrong one changes nothing."""
    code = "".join(sign for sign in typed[:40].upper() if sign in SIGNS)
    row = (
        Handed.objects.select_for_update()
        .filter(person=person_id, what=What.CODE, used_at=None, ends_at__gt=at)
        .order_by("-handed_at", "-pk")
        .first()
    )
    if row is None or not constant_time_compare(row.digest, _digest(person_id, code)):
        return False
    row.used_at = at
    row.save(update_fields=["used_at"])
    return True


def note_reset(person: Person, handed_by: int | None, at: datetime) -> None:
    """Remember who took the second factor away."""
    Handed.objects.create(person=person, what=What.RESET, handed_by=handed_by, handed_at=at)


def _official(person_id: int, handed_by: int | None) -> Person:
    rows = Person.objects.select_for_update()
    person: Person | None = rows.filter(pk=person_id, kind=Person.Kind.OFFICIAL).first()
    if person is None:
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    if person.pk == handed_by:
        raise refuse("own_account", "Không thể tự cấp cho mình; hãy nhờ quản trị viên khác.",
                     "Nobody hands it to themselves; ask another administrator.")  # fmt: skip
    return person


def _not_both(person: Person, handed_by: int | None, at: datetime, other: list[What]) -> None:
    rows = Handed.objects.filter(person=person, what__in=other, handed_at__gt=at - APART)
    if handed_by is not None and rows.filter(handed_by=handed_by).exists():
        raise refuse(
            "handed_both",
            "Liên kết mật khẩu và mã xác thực hai lớp của một người phải do hai quản trị viên cấp.",
            "The link for a password and the code for a second factor come from two "
            "administrators.",
        )


def _digest(person_id: int, code: str) -> str:
    return salted_hmac(
        "motcua.identity.hand_out", f"{person_id}:{code}", algorithm="sha256"
    ).hexdigest()
