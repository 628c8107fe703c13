"""An official declares a conflict of interest; with whom stays in their own knowledge."""

import re
import secrets
from datetime import datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.conflicts import commitment
from motcua.identity.models import Conflict, Person

NUMBER = re.compile(r"\d{9,14}(?:-\d{3})?")


@transaction.atomic
def declare_conflict(*, official_id: int, id_number: str, at: datetime) -> Conflict:
    """Keep a salted commitment to the number; assignment passes the official over from now on.

    Raises
    ------
    Refused
        When the number is none, or whoever declares is no official.
    """
    number = re.sub(r"\s", "", id_number)
    if not NUMBER.fullmatch(number):
        raise refuse(
            "number_wrong",
            "Hãy nhập số định danh hoặc mã số thuế, chỉ gồm chữ số.",
            "Enter a personal number or tax code, digits only.",
            "id_number",
        )
    if not Person.objects.filter(pk=official_id, kind=Person.Kind.OFFICIAL).exists():
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    salt = secrets.token_bytes(32)
    return Conflict.objects.create(
        official_id=official_id, salt=salt, commitment=commitment(salt, number), declared_at=at
    )


@transaction.atomic
def end_conflict(*, conflict_id: int, official_id: int, at: datetime) -> None:
    """End a conflict the official declared; its row stays."""
    Conflict.objects.filter(pk=conflict_id, official_id=official_id, ended_at=None).update(
        ended_at=at
    )
