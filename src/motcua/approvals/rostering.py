"""Changes of the roster: what may be asked for, when it counts, and making it.

A change is plain values of JSON, so that the second person reads exactly what will be done.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from motcua.flow.refusal import refuse
from motcua.identity.actions.adjust_official import adjust_official, check_abilities
from motcua.identity.actions.appoint import appoint, end_appointment
from motcua.identity.notice import NOTICE
from motcua.identity.roles import STAFF, Role
from motcua.identity.staff import PostHeld, StaffMember, staff_member
from motcua.worktime.instants import local_day, midnight

Wanted = Mapping[str, Any]


class Change(StrEnum):
    APPOINT = "appoint"
    ADJUST = "adjust"
    END = "end"


def appointment(
    *, person_id: int, role: Role, office: str, valid_from: date, skills: Collection[str] = (),
    capacity: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the change that gives somebody a role at an office.

    Parameters
    ----------
    skills, capacity
        Of an official without any yet; without a capacity they stay as they are by then.
    """
    member = _member(person_id)
    if role not in STAFF:
        raise refuse("role_not_staff", "Vai trò này không phải của cán bộ.", "Not a staff role.",
                     "role")  # fmt: skip
    if any((p.role, p.office, p.valid_until) == (role, office, None) for p in member.posts):
        raise refuse("appointed_already", "Người này đã giữ vai trò đó.",
                     "This post is held already.", "role")  # fmt: skip
    able: dict[str, Any] = {}
    if capacity is not None:
        check_abilities(capacity)
        able = {"skills": sorted(set(skills)), "capacity": capacity}
    return {"change": Change.APPOINT.value, "person": person_id, "role": role.value,
            "office": office, "valid_from": valid_from.isoformat(), **able}  # fmt: skip


def adjustment(*, person_id: int, skills: Collection[str], capacity: int) -> dict[str, Any]:
    """Return the change of what somebody settles and how much."""
    member = _member(person_id)
    check_abilities(capacity)
    if (frozenset(skills), capacity) == (member.skills, member.capacity):
        raise refuse("nothing_changed", "Chưa có gì thay đổi so với hiện tại.",
                     "Nothing differs from what stands now.")  # fmt: skip
    return {"change": Change.ADJUST.value, "person": person_id, "skills": sorted(set(skills)),
            "capacity": capacity, "office": _office(member)}  # fmt: skip


def ending(*, person_id: int, appointment_id: int, last_day: date) -> dict[str, Any]:
    """Return the change that ends a post with a day."""
    post = _post(person_id, appointment_id)
    if last_day < post.valid_from:
        raise refuse("last_day_wrong", "Ngày cuối phải từ ngày bắt đầu vai trò trở đi.",
                     "The last day cannot lie before the first day of the post.",
                     "last_day")  # fmt: skip
    return {"change": Change.END.value, "person": person_id, "appointment": appointment_id,
            "role": post.role.value, "office": post.office, "last_day": last_day.isoformat()}  # fmt: skip


def in_force_from(wanted: Wanted, at: datetime, *, at_once: bool = False) -> datetime:
    """Return from when an approved change counts for assignment: 24 hours after, or later."""
    if Change(wanted["change"]) is Change.END:
        return midnight(_last_day(wanted, at, at_once=at_once) + timedelta(days=1))
    earliest = at if at_once else at + NOTICE
    if Change(wanted["change"]) is Change.APPOINT:
        return max(earliest, midnight(date.fromisoformat(wanted["valid_from"])))
    return earliest


def make_change(wanted: Wanted, *, at: datetime, at_once: bool = False) -> None:
    """Make an approved change.

    Raises
    ------
    Refused
        What the change refuses by now, e.g. `appointed_already`.
    """
    _MAKE[Change(wanted["change"])](wanted, at, at_once)


def _appoint(wanted: Wanted, at: datetime, at_once: bool) -> None:  # noqa: FBT001
    member = _member(wanted["person"])
    appoint(
        person_id=wanted["person"],
        role=Role(wanted["role"]),
        office=wanted["office"],
        valid_from=date.fromisoformat(wanted["valid_from"]),
        skills=wanted.get("skills", member.skills),
        capacity=wanted.get("capacity", member.capacity),
        at=at,
        at_once=at_once,
    )


def _adjust(wanted: Wanted, at: datetime, at_once: bool) -> None:  # noqa: FBT001
    adjust_official(person_id=wanted["person"], skills=wanted["skills"],
                    capacity=wanted["capacity"], at=at, at_once=at_once)  # fmt: skip


def _end(wanted: Wanted, at: datetime, at_once: bool) -> None:  # noqa: FBT001
    post = _post(wanted["person"], wanted["appointment"])
    last = _last_day(wanted, at, at_once=at_once)
    end_appointment(appointment_id=post.id, last_day=max(last, post.valid_from))


_MAKE: Mapping[Change, Callable[[Wanted, datetime, bool], None]] = {
    Change.APPOINT: _appoint,
    Change.ADJUST: _adjust,
    Change.END: _end,
}


def _last_day(wanted: Wanted, at: datetime, *, at_once: bool) -> date:
    """The day asked for, but none that takes somebody out of the draws within 24 hours."""
    asked = date.fromisoformat(wanted["last_day"])
    return asked if at_once else max(asked, local_day(at + NOTICE))


def _member(person_id: int) -> StaffMember:
    found = staff_member(person_id)
    if found is None:
        raise refuse("absent", "Không tìm thấy cán bộ.", "No such official.")
    return found


def _office(member: StaffMember) -> str:
    """The office of the newest post: where a change of abilities is counted."""
    return next((post.office for post in member.posts if post.valid_until is None), "")


def _post(person_id: int, appointment_id: int) -> PostHeld:
    held = (one for one in _member(person_id).posts if one.id == appointment_id)
    found = next(held, None)
    if found is None:
        raise refuse("absent", "Không tìm thấy vai trò này.", "No such post.")
    return found
