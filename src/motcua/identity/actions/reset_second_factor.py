"""Somebody lost the telephone with their second factor: the next sign-in sets up a new one."""

from datetime import datetime

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.flow.refusal import refuse
from motcua.identity.actions.hand_out import note_reset
from motcua.identity.models import Person


@transaction.atomic
def reset_second_factor(*, person_id: int, reset_by: int | None, at: datetime) -> None:
    """Forget the devices of an official.

    Raises
    ------
    Refused
        For somebody who is no official, and for one's own account: a thief of a session must not
        be able to replace what the session was not enough for.
    """
    person = Person.objects.filter(pk=person_id, kind=Person.Kind.OFFICIAL).first()
    if person is None:
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    if person.pk == reset_by:
        raise refuse(
            "own_second_factor",
            "Không thể tự đặt lại xác thực hai lớp của mình; hãy nhờ quản trị viên khác.",
            "You cannot reset your own second factor; ask another administrator.",
        )
    TOTPDevice.objects.filter(user=person).delete()
    note_reset(person, reset_by, at)
