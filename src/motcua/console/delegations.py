"""Delegation: somebody lends a role they hold here to a colleague for some days."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from motcua.approvals.actions.lending import lend
from motcua.console.asking import by_field, chosen, date_field, day_of, problem_list, words
from motcua.console.places import workplace_name
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused, refuse
from motcua.identity.queries import posts
from motcua.identity.roles import NAMES, Role
from motcua.identity.staff import colleagues, delegations
from motcua.ui.fields import Field, Option
from motcua.ui.language import t, text


@page_of("delegations", methods=("GET", "POST"))
def delegation(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, QueryDict())
    try:
        _delegate(request)
    except Refused as refused:
        return _page(request, request.POST, refused)
    return redirect("console:delegations")


def _delegate(request: HttpRequest) -> None:
    post, actor, today = request.POST, actor_of(request), timezone.localdate()
    first, last = day_of(post, "first_day"), day_of(post, "last_day")
    if first is None or first < today:
        raise refuse("day_missing", "Hãy nhập ngày đầu, từ hôm nay.",
                     "Enter the first day, today or later.", "first_day")  # fmt: skip
    if last is None:
        raise refuse("day_missing", "Hãy nhập ngày cuối.", "Enter the last day.", "last_day")
    role = chosen(post, "role", {one.value for one in _own_roles(request, today)})
    if not role:
        raise refuse("role_missing", "Hãy chọn vai trò.", "Choose a role.", "role")
    receiver = chosen(post, "receiver", {number for number, _ in _receivers(request, today)})
    if not receiver:
        raise refuse("receiver_missing", "Hãy chọn người nhận.", "Choose the receiver.", "receiver")
    lend(
        receiver=int(receiver),
        role=Role(role),
        first_day=first,
        last_day=last,
        basis=words(post, "basis"),
        actor=actor,
        at=timezone.now(),
    )


def _own_roles(request: HttpRequest, today: date) -> list[Role]:
    """Return the roles held here in one's own right; what was lent cannot be lent on."""
    actor = actor_of(request)
    held = posts(actor.person_id or 0, today)
    return [one.role for one in held if one.office == actor.office and one.giver is None]


def _receivers(request: HttpRequest, today: date) -> list[tuple[str, str]]:
    actor = actor_of(request)
    found = colleagues([actor.office], today)
    return [(str(number), name) for number, name, _ in found if number != actor.person_id]


def _page(request: HttpRequest, post: QueryDict, refused: Refused | None = None) -> HttpResponse:
    today, errors = timezone.localdate(), by_field(refused) if refused else {}
    fields = [replace(one, error=errors.get(one.name, "")) for one in _fields(request, post, today)]
    actor = actor_of(request)
    return show(
        request,
        "delegations/page",
        {
            "fields": fields,
            "problems": problem_list(fields, refused.refusals if refused else ()),
            "lent": delegations([actor.office], today),
            "role_names": NAMES,
            "today": today,
            "office": workplace_name(actor.office),
        },
        status=409 if refused else 200,
    )


def _fields(request: HttpRequest, post: QueryDict, today: date) -> list[Field]:
    roles = tuple(Option(one.value, text(NAMES[one])) for one in _own_roles(request, today))
    people = tuple(Option(number, name) for number, name in _receivers(request, today))
    return [
        Field("role", t("Vai trò của tôi", "My role"), "radios", options=roles,
              value=post.get("role", roles[0].value if len(roles) == 1 else "")),
        Field("receiver", t("Giao cho", "Lent to"), "select", options=people,
              value=post.get("receiver", "")),
        date_field(post, "first_day", t("Ngày đầu", "First day")),
        date_field(post, "last_day", t("Ngày cuối (kể cả)", "Last day (included)")),
        Field("basis", t("Văn bản ủy quyền", "Written delegation"), value=post.get("basis", ""),
              hint=t("Số, ngày của văn bản", "Its number and date"), max_length=200),
    ]  # fmt: skip
