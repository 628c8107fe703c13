"""What an official can settle and how much: asked by every assignment from now on."""

from collections.abc import Collection

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Official, Person

MOST = 2000


@transaction.atomic
def adjust_official(*, person_id: int, skills: Collection[str], capacity: int) -> Official:
    """Set the fields of law and the capacity in thousandths of a full-time post.

    Raises
    ------
    Refused
        For somebody who is no official, or a capacity out of bounds.
    """
    if not Person.objects.filter(pk=person_id, kind=Person.Kind.OFFICIAL).exists():
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    if not 0 <= capacity <= MOST:
        raise refuse(
            "capacity_wrong",
            f"Định mức từ 0 đến {MOST} phần nghìn của một vị trí.",
            f"The capacity lies between 0 and {MOST} thousandths of a post.",
            "capacity",
        )
    official, _ = Official.objects.update_or_create(
        person_id=person_id, defaults={"skills": sorted(set(skills)), "capacity": capacity}
    )
    return official
