"""Somebody is back earlier, or the days were recorded by mistake."""

from datetime import date, timedelta

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Absence


@transaction.atomic
def take_back_absence(*, absence_id: int, today: date) -> None:
    """End days away with yesterday; those that have not begun are taken away.

    Raises
    ------
    Refused
        When there are no such days, or they have passed: what was is not rewritten.
    """
    row = Absence.objects.select_for_update().filter(pk=absence_id).first()
    if row is None:
        raise refuse("absent", "Không tìm thấy ngày vắng mặt.", "No such absence.")
    if row.last_day < today:
        raise refuse("absence_passed", "Ngày vắng mặt đã qua.", "These days have passed already.")
    if row.first_day >= today:
        row.delete()
        return
    row.last_day = today - timedelta(days=1)
    row.save(update_fields=["last_day"])
