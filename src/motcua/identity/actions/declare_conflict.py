"""An official declares a conflict of interest; with whom stays in their own knowledge."""

import re
import secrets
from datetime import datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.conflicts import commitment
from motcua.identity.models import Conflict, Person

MOST = 200
NUMBER = re.compile(r"[0-9]{9,14}(?:-[0-9]{3})?")


@transaction.atomic
def declare_conflict(*, official_id: int, id_number: str, at: datetime) -> Conflict:
    """Keep a salted commitment to the number; assignment passes the official over from now on.

    The same number again is the same row: declaring twice adds nothing to the count.

    Raises
    ------
    Refused
        When the number is none, or whoever declares is no official; `too_many` beyond `MOST`, which
        would be a way out of work.
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
    rows = list(Conflict.objects.select_for_update().filter(official=official_id, ended_at=None))
    again = next((row for row in rows if commitment(row.salt, number) == row.commitment), None)
    if again is not None:
        return again
    if len(rows) >= MOST:
        raise refuse("too_many", f"Chỉ khai tối đa {MOST} trường hợp. Hãy rút những khai báo cũ.",
                     f"At most {MOST} stand at a time. Withdraw old ones.", "id_number")  # fmt: skip
    salt = secrets.token_bytes(32)
    return Conflict.objects.create(
        official_id=official_id, salt=salt, commitment=commitment(salt, number), declared_at=at
    )


@transaction.atomic
def end_conflict(*, conflict_id: int, official_id: int, at: datetime) -> None:
    """Withdraw a conflict the official declared; it counts for another 24 hours, its row stays.

    Raises
    ------
    Refused
        `absent` for another's, or one withdrawn already.
    """
    rows = Conflict.objects.filter(pk=conflict_id, official_id=official_id, ended_at=None)
    if not rows.update(ended_at=at):
        raise refuse("absent", "Không tìm thấy khai báo này.", "No such declaration.")
