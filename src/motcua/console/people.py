"""Officials: the list and a new one (`official` shows one)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from motcua.approvals.actions.accounts import register
from motcua.approvals.actions.ask import ask
from motcua.approvals.kinds import Kind
from motcua.approvals.rostering import appointment
from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import (
    by_field,
    chosen,
    date_field,
    day_of,
    paging,
    problem_list,
    request_id,
    window,
    words,
)
from motcua.console.places import workplace_name, workplace_options, workplaces
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused, refuse
from motcua.identity.roles import NAMES, STAFF, Role
from motcua.identity.staff import staff, staff_lines
from motcua.ui.fields import Field, Option
from motcua.ui.language import t, text
from motcua.ui.navigation import Column

CAPACITY = 1000


@page_of("people", methods=("GET", "POST"))
def people(request: HttpRequest) -> HttpResponse:
    """List officials; a search by name is posted, so that no name stands in an address."""
    today = timezone.localdate()
    office = chosen(request.GET, "office", workplaces(today))
    role = chosen(request.GET, "role", STAFF)
    name = words(request.POST, "name") if request.method == "POST" else ""
    found = staff(today, words=name, office=office, role=role)
    paged = paging(request, found.count())
    return show(
        request,
        "people/page",
        {
            "lines": staff_lines(found[window(paged)], today),
            "paging": paged,
            "name": name,
            "filters": [
                Field("office", t("Nơi làm việc", "Workplace"), "select", value=office,
                      options=workplace_options(today)),
                Field("role", t("Vai trò", "Role"), "select", value=role, options=role_options()),
            ],
            "columns": [
                Column("name", t("Cán bộ", "Official")),
                Column("posts", t("Vai trò, nơi làm việc", "Role, workplace")),
                Column("state", t("Tình trạng", "State")),
            ],
            "role_names": NAMES,
            "office_name": workplace_name,
        },
        block="list",
    )  # fmt: skip


@page_of("people", methods=("GET", "POST"))
def new_official(request: HttpRequest) -> HttpResponse:
    """Register an official and ask for the first post, which another person approves."""
    if request.method == "GET":
        return _new_form(request, QueryDict())
    try:
        with transaction.atomic():
            person_id = _register(request)
    except Refused as refused:
        return _new_form(request, request.POST, by_field(refused), refused)
    return redirect("console:official", person_id)


def _register(request: HttpRequest) -> int:
    post, today = request.POST, timezone.localdate()
    begins, role, office = day_of(post, "valid_from"), role_of(post), office_of(post, today)
    if begins is None:
        raise refuse("day_missing", "Hãy nhập ngày bắt đầu.", "Enter the first day.", "valid_from")
    person_id = register(
        login=words(post, "login"),
        full_name=words(post, "full_name"),
        email=words(post, "email"),
        phone=words(post, "phone"),
        actor=actor_of(request),
        at=timezone.now(),
    )
    skills = [field for field in post.getlist("skills") if field in FIELDS]
    wanted = appointment(person_id=person_id, role=role, office=office, valid_from=begins,
                         skills=skills, capacity=CAPACITY)  # fmt: skip
    ask_for_change(request, person_id, wanted)
    return person_id


def ask_for_change(
    request: HttpRequest, person_id: int, wanted: Mapping[str, Any], form: str = ""
) -> None:
    """Ask for a change of the roster with the reason of the post; at once where it is ticked."""
    post = request.POST
    kind = Kind.ROSTER_AT_ONCE if post.get(f"{form}at_once") == "true" else Kind.ROSTER
    ask(kind=kind, reason=words(post, f"{form}reason", 2000), wanted=wanted, about=person_id,
        actor=actor_of(request), at=timezone.now(), request_id=request_id(request))  # fmt: skip


def _new_form(
    request: HttpRequest,
    post: QueryDict,
    errors: dict[str, str] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    fields = with_errors(_new_fields(post), errors or {})
    return show(
        request,
        "people/new",
        {
            "fields": fields,
            "problems": problem_list(fields, refused.refusals if refused else ()),
            "request_id": request_id(request),
        },
        status=409 if refused else 200,
    )


def _new_fields(post: QueryDict) -> list[Field]:
    login_hint = t("3 đến 64 chữ thường không dấu, chữ số, dấu chấm, gạch ngang.",
                   "3 to 64 small letters without accents, digits, dots, hyphens.")  # fmt: skip
    return [
        Field("full_name", t("Họ, chữ đệm và tên", "Full name"), value=post.get("full_name", "")),
        Field("login", t("Tên đăng nhập", "Login"), hint=login_hint, value=post.get("login", "")),
        Field("email", t("Thư điện tử", "E-mail"), "email", required=False,
              value=post.get("email", ""), width="half"),
        Field("phone", t("Số điện thoại", "Telephone"), "tel", required=False,
              value=post.get("phone", ""), width="half"),
        *post_fields(post),
        skills_field(post.getlist("skills") if post else list(FIELDS)),
        *asking_fields(post),
    ]  # fmt: skip


def post_fields(post: QueryDict) -> list[Field]:
    """Return the questions about a post: role, office, first and last day."""
    return [
        Field("role", t("Vai trò", "Role"), "select", value=post.get("role", ""),
              options=role_options()),
        Field("office", t("Nơi làm việc", "Workplace"), "select", value=post.get("office", ""),
              options=workplace_options(timezone.localdate())),
        date_field(post, "valid_from", t("Từ ngày", "From")),
    ]  # fmt: skip


def asking_fields(
    post: QueryDict, errors: Mapping[str, str] | None = None, form: str = ""
) -> list[Field]:
    """Return the questions of every request for a change: why, and whether it cannot wait.

    Parameters
    ----------
    form
        Tells the forms of one page apart.
    """
    at_once = t("Khẩn cấp: có hiệu lực ngay, cần hai người duyệt, số lần được công khai",
                "Emergency: in force at once; two have to approve, and the number is public")  # fmt: skip
    reason, hurry = f"{form}reason", f"{form}at_once"
    return [
        Field(reason, t("Lý do", "Reason"), "textarea", rows=2, max_length=2000,
              value=post.get(reason, "")[:2000], error=(errors or {}).get("reason", "")),
        Field(hurry, at_once, "checkbox", required=False, value=post.get(hurry, "")),
    ]  # fmt: skip


def skills_field(values: list[str]) -> Field:
    return Field("skills", t("Lĩnh vực giải quyết", "Fields the person settles"), "checkboxes",
                 required=False, values=tuple(values),
                 options=tuple(Option(key, text(name)) for key, name in FIELDS.items()))  # fmt: skip


def role_options() -> tuple[Option, ...]:
    return tuple(Option(role.value, text(name)) for role, name in NAMES.items() if role in STAFF)


def role_of(post: QueryDict) -> Role:
    """Return the posted role; refused where it is none of staff."""
    role = chosen(post, "role", STAFF)
    if not role:
        raise refuse("role_missing", "Hãy chọn vai trò.", "Choose a role.", "role")
    return Role(role)


def office_of(post: QueryDict, on: date) -> str:
    """Return the posted office; refused where there is none such on the day."""
    code = chosen(post, "office", workplaces(on))
    if not code:
        raise refuse("office_missing", "Hãy chọn nơi làm việc.", "Choose a workplace.", "office")
    return code


def with_errors(fields: list[Field], errors: dict[str, str]) -> list[Field]:
    return [replace(one, error=errors.get(one.name, "")) for one in fields]
