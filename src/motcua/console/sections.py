"""The sections of the console and who sees which; a section without permission looks absent."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ui.language import text
from motcua.ui.navigation import Link
from motcua.ui.page import page, render

Args = ParamSpec("Args")
View = Callable[Concatenate[HttpRequest, Args], HttpResponseBase]
CATALOGUE = (P.CATALOGUE_EDIT, P.CATALOGUE_PUBLISH)
PLANNING = (P.PLAN_WRITE, P.PLAN_PUBLISH)
APPROVERS = (P.ROSTER_APPROVE, P.EXPORT_APPROVE, P.ERASE)
ROSTER = (P.PEOPLE_MANAGE, P.ROSTER_APPROVE, P.AUDIT)


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation: its first page and the permissions of which one is enough."""

    name: str
    address: str
    label: Text
    needs: tuple[P, ...]


SECTIONS = (
    Section("figures", "console:overview", Text("Tổng quan", "Overview"), (P.OVERSEE,)),
    Section("board", "console:board", Text("Hồ sơ quá hạn", "Overdue"), (P.OVERSEE,)),
    Section("people", "console:people", Text("Cán bộ", "People"), (P.PEOPLE_MANAGE,)),
    Section("roster", "console:roster", Text("Thay đổi cán bộ", "Roster"), ROSTER),
    Section("waiting", "console:waiting", Text("Chờ người thứ hai", "Second person"), APPROVERS),
    Section("absences", "console:absences", Text("Vắng mặt", "Absences"), (P.ABSENCE_RECORD,)),
    Section(
        "delegations", "console:delegations", Text("Ủy quyền", "Delegation"), (P.ABSENCE_RECORD,)
    ),
    Section(
        "catalogue", "console:catalogue", Text("Danh mục thủ tục", "Catalogue"), CATALOGUE
    ),
    Section("planning", "console:plans", Text("Quy hoạch", "Planning"), PLANNING),
    Section(
        "bottlenecks", "console:bottlenecks", Text("Điểm nghẽn", "Bottlenecks"),
        (P.OVERSEE, *PLANNING),
    ),
    Section("exports", "console:exports", Text("Tệp danh sách", "Files"), (P.EXPORT_ASK,)),
    Section("glass", "console:glass", Text("Mở khẩn cấp", "Emergency"), (P.BREAK_GLASS,)),
    Section("erasure", "console:erasure", Text("Xóa, giữ", "Erasure"), (P.ERASE,)),
    Section("notices", "console:notices", Text("Thông báo", "Messages"), (P.NOTICES_OVERSEE,)),
    Section("inspectorate", "console:inspectorate", Text("Thanh tra", "Inspectorate"), (P.AUDIT,)),
    Section("audit", "console:audit", Text("Giám sát", "Audit"), (P.AUDIT,)),
)  # fmt: skip


def seen_by(actor: Actor) -> list[Section]:
    """Return the sections somebody may open."""
    return [one for one in SECTIONS if any(actor.may(p) for p in one.needs)]


def page_of(
    name: str, *, methods: tuple[str, ...] = ("GET",)
) -> Callable[[View[Args]], View[Args]]:
    """Declare a page of a section; any of the section's permissions opens it."""
    section = next(one for one in SECTIONS if one.name == name)
    only = section.needs[0] if len(section.needs) == 1 else None

    def declare(view: View[Args]) -> View[Args]:
        @page(needs=only, methods=methods, signed_in=True)
        @wraps(view)
        def opened(
            request: HttpRequest, /, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponseBase:
            if not any(request.actor.may(p) for p in section.needs):  # type: ignore[attr-defined]
                raise Http404("this section is not there for this person")
            request.section = name  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return opened

    return declare


def actor_of(request: HttpRequest) -> Actor:
    """Return who is looking; a page of the console is never opened by a visitor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with a page in the console's frame."""
    here = getattr(request, "section", "")
    nav = [
        Link(text(one.label), reverse(one.address), current=one.name == here)
        for one in seen_by(actor_of(request))
    ]
    return render(
        request, f"console/{template}.html", {"nav": nav, **context}, block=block, status=status
    )
