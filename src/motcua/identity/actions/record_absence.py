"""Somebody is away for some days."""

from datetime import date

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Absence

REASONS = frozenset({"leave", "illness", "training", "mission", "other"})


@transaction.atomic
def record_absence(
    *, person_id: int, first_day: date, last_day: date, reason: str, recorded_by: int | None
) -> Absence:
    """Record days away, both included; assignment passes over the person on them.

    Raises
    ------
    Refused
        When the last day is before the first, the reason is unknown, or the days overlap others.
    """
    if last_day < first_day:
        raise refuse(
            "days_reversed",
            "Ngày cuối trước ngày đầu.",
            "The last day is before the first.",
            "last_day",
        )
    if reason not in REASONS:
        raise refuse("reason_unknown", "Hãy chọn lý do.", "Choose a reason.", "reason")
    if Absence.objects.filter(
        person_id=person_id, first_day__lte=last_day, last_day__gte=first_day
    ).exists():
        raise refuse(
            "absent_already", "Đã ghi nhận vắng mặt trùng ngày.", "These days are recorded already."
        )
    return Absence.objects.create(
        person_id=person_id,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        recorded_by_id=recorded_by,
    )
