"""A change of the roster that must count at once: asked for by one, approved by two others."""

from datetime import datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Appointment, EmergencyRoster, Official


@transaction.atomic
def ask_emergency(
    *, person_id: int, office: str, reason: str, asked_by: int, at: datetime
) -> EmergencyRoster:
    """Ask that the person's post and abilities count before their 24 hours are over.

    Raises
    ------
    Refused
        Without a reason, or without a post at the office.
    """
    if not reason.strip():
        raise refuse("reason_missing", "Hãy nêu lý do.", "State the reason.", "reason")
    if not Appointment.objects.filter(person_id=person_id, office=office).exists():
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    return EmergencyRoster.objects.create(
        person_id=person_id, office=office, reason=reason, asked_by=asked_by, asked_at=at
    )


@transaction.atomic
def approve_emergency(*, request_id: int, approver: int, at: datetime) -> EmergencyRoster:
    """Approve; with the second approval the change counts.

    Raises
    ------
    Refused
        `second_person` when the approver asked, approved before or is the person; `absent`.
    """
    row = EmergencyRoster.objects.select_for_update().filter(pk=request_id).first()
    if row is None or row.effective_at is not None:
        raise refuse("absent", "Không có đề nghị đang chờ.", "No request is waiting.")
    if approver in (row.asked_by, row.first_approver, row.person_id):
        raise refuse(
            "second_person",
            "Người duyệt phải khác người đề nghị, người duyệt trước và cán bộ được phân công.",
            "Whoever approves must be another person than who asked, approved first or is posted.",
        )
    if row.first_approver is None:
        row.first_approver = approver
    else:
        row.second_approver, row.effective_at = approver, at
        Appointment.objects.filter(person_id=row.person_id, office=row.office).update(
            emergency=True
        )
        Official.objects.filter(person_id=row.person_id).update(changed_at=None)
    row.save()
    return row
