"""What an official can settle and how much: asked by every assignment from now on."""

from collections.abc import Collection
from datetime import UTC, datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Official, Person
from motcua.identity.notice import is_pending

MOST = 2000


@transaction.atomic
def adjust_official(
    *,
    person_id: int,
    skills: Collection[str],
    capacity: int,
    at: datetime | None = None,
    at_once: bool = False,
) -> Official:
    """Set the fields of law and the capacity in thousandths of a full-time post.

    Nobody does this alone: `motcua.approvals` has it asked for and approved.

    Raises
    ------
    Refused
        For somebody who is no official, or a capacity out of bounds.
    """
    if not Person.objects.filter(pk=person_id, kind=Person.Kind.OFFICIAL).exists():
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    check_abilities(capacity)
    return set_abilities(person_id, skills, capacity, at, at_once=at_once)


def check_abilities(capacity: int) -> None:
    """Refuse a capacity out of bounds."""
    if not 0 <= capacity <= MOST:
        raise refuse(
            "capacity_wrong",
            f"Định mức từ 0 đến {MOST} phần nghìn của một vị trí.",
            f"The capacity lies between 0 and {MOST} thousandths of a post.",
            "capacity",
        )


def set_abilities(
    person_id: int,
    skills: Collection[str],
    capacity: int,
    at: datetime | None,
    *,
    at_once: bool = False,
) -> Official:
    """Keep the new abilities, and those that count until the change is 24 hours old.

    A second change within that time does not make the first one count earlier. What nobody could
    do before, of an official just registered, needs no notice: the post itself needs it.
    """
    official, made = Official.objects.select_for_update().get_or_create(
        person_id=person_id, defaults={"skills": sorted(set(skills)), "capacity": capacity}
    )
    wanted = (sorted(set(skills)), capacity)
    now = at or datetime.now(UTC)
    same = wanted == (official.skills, official.capacity)
    if made or (same and not at_once):
        return official
    if official.changed_at is None or not is_pending(official.changed_at, now):
        official.former_skills, official.former_capacity = official.skills, official.capacity
    blank = (official.skills, official.capacity, official.changed_at) == ([], 0, None)
    official.skills, official.capacity = wanted
    official.changed_at = None if at_once or blank else now
    official.save()
    return official
