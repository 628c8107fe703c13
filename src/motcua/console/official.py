"""One official: posts with their days, skills and capacity, second factor, a link for a password."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from motcua.approvals.actions.accounts import hand_code, hand_link, reset_factor
from motcua.approvals.queries import roster_changes
from motcua.approvals.rostering import adjustment, appointment, ending
from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import by_field, date_field, day_of, problem_list, request_id
from motcua.console.people import (
    ask_for_change,
    asking_fields,
    office_of,
    post_fields,
    role_of,
    skills_field,
    with_errors,
)
from motcua.console.places import workplace_name
from motcua.console.roster import change_words, counts_from
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused, refuse
from motcua.identity.roles import NAMES
from motcua.identity.staff import StaffMember, staff_member
from motcua.ui.fields import Field
from motcua.ui.language import t


@page_of("people", methods=("GET", "POST"))
def official(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show an official; each form of the page posts with its own `do`."""
    member = _member(person_id)
    if request.method == "GET":
        return _page(request, member)
    doing = request.POST.get("do", "")
    try:
        if doing == "link":
            return _page(request, member, link=_password_link(request, person_id))
        if doing == "code":
            return _page(request, member, code=_code(request, person_id))
        _do(request, doing, member)
    except Refused as refused:
        return _page(request, member, doing=doing, refused=refused)
    return redirect("console:official", person_id)


def _do(request: HttpRequest, doing: str, member: StaffMember) -> None:
    if doing in _CHANGES:
        ask_for_change(
            request, member.person_id, _CHANGES[doing](request.POST, member), f"{doing}-"
        )
    elif doing == "reset":
        reset_factor(person_id=member.person_id, actor=actor_of(request), at=timezone.now())
    else:
        raise refuse("unknown_act", "Thao tác không rõ.", "It is not clear what to do.")


def _appoint(post: QueryDict, member: StaffMember) -> dict[str, Any]:
    begins = day_of(post, "valid_from")
    if begins is None:
        raise refuse("day_missing", "Hãy nhập ngày bắt đầu.", "Enter the first day.", "valid_from")
    return appointment(
        person_id=member.person_id,
        role=role_of(post),
        office=office_of(post, timezone.localdate()),
        valid_from=begins,
    )


def _adjust(post: QueryDict, member: StaffMember) -> dict[str, Any]:
    skills = [one for one in post.getlist("skills") if one in FIELDS]
    capacity = _whole(post.get("capacity", ""))
    return adjustment(person_id=member.person_id, skills=skills, capacity=capacity)


def _end(post: QueryDict, member: StaffMember) -> dict[str, Any]:
    last = day_of(post, "last_day")
    if last is None:
        raise refuse("day_missing", "Hãy nhập ngày cuối.", "Enter the last day.", "last_day")
    number = _whole(post.get("appointment", ""))
    return ending(person_id=member.person_id, appointment_id=number, last_day=last)


_CHANGES: Mapping[str, Callable[[QueryDict, StaffMember], dict[str, Any]]] = {
    "appoint": _appoint,
    "adjust": _adjust,
    "end": _end,
}


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else -1


def _password_link(request: HttpRequest, person_id: int) -> str:
    uid, token = hand_link(person_id=person_id, actor=actor_of(request), at=timezone.now())
    return request.build_absolute_uri(reverse("portal:reset", args=[uid, token]))


def _code(request: HttpRequest, person_id: int) -> str:
    code = hand_code(person_id=person_id, actor=actor_of(request), at=timezone.now())
    return f"{code[:4]} {code[4:]}"


def _page(
    request: HttpRequest,
    member: StaffMember,
    *,
    doing: str = "",
    refused: Refused | None = None,
    link: str = "",
    code: str = "",
) -> HttpResponse:
    today, errors = timezone.localdate(), by_field(refused) if refused else {}
    typed = {one: request.POST if doing == one else QueryDict() for one in _CHANGES}
    new_post = with_errors(post_fields(typed["appoint"]), errors if doing == "appoint" else {})
    last_day = date_field(typed["end"], "last_day", t("Ngày cuối", "Last day"))
    last_day = replace(last_day, error=errors.get("last_day", ""))
    capacity = _capacity_field(request, member, doing, errors)
    asking = {
        one: asking_fields(typed[one], errors if doing == one else {}, f"{one}-")
        for one in _CHANGES
    }
    shown = {"appoint": new_post, "end": [last_day], "adjust": [capacity]}.get(doing, [])
    shown = shown + asking.get(doing, [])
    response = show(
        request,
        "people/official",
        {
            "member": member,
            "today": today,
            "new_post": new_post,
            "last_day": last_day,
            "open_posts": [one for one in member.posts if not one.ended(today)],
            "skills": skills_field(_skills(request, member, doing)),
            "capacity": capacity,
            "problems": problem_list(shown, refused.refusals if refused else ()),
            "asking": asking,
            "doing": doing,
            "request_ids": _request_ids(request, doing),
            "changes": roster_changes(actor_of(request), timezone.now(), about=member.person_id),
            "change_words": change_words,
            "counts_from": counts_from,
            "role_names": NAMES,
            "office_name": workplace_name,
            "link": link,
            "code": code,
            "own": member.person_id == actor_of(request).person_id,
        },
        status=409 if refused else 200,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _request_ids(request: HttpRequest, doing: str) -> dict[str, UUID]:
    """Return a number for each form; the one that was refused keeps its own."""
    return {one: request_id(request) if one == doing else uuid4() for one in _CHANGES}


def _capacity_field(
    request: HttpRequest, member: StaffMember, doing: str, errors: dict[str, str]
) -> Field:
    typed = request.POST.get("capacity", "") if doing == "adjust" else str(member.capacity)
    return Field(
        "capacity", t("Định mức (phần nghìn)", "Capacity (thousandths)"), "number", value=typed,
        hint=t("1000 là một vị trí toàn thời gian; 0 là không nhận việc mới.",
               "1000 is a full-time post; 0 takes no new work."),
        width="short", error=errors.get("capacity", ""),
    )  # fmt: skip


def _skills(request: HttpRequest, member: StaffMember, doing: str) -> list[str]:
    return request.POST.getlist("skills") if doing == "adjust" else sorted(member.skills)


def _member(person_id: int) -> StaffMember:
    found = staff_member(person_id) if person_id < 1 << 63 else None
    if found is None:
        raise Http404("no such official")
    return found
