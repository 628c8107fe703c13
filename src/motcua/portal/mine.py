"""The person's own dossiers: what awaits them, drafts, what runs, what has ended."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.dossiers.views.own import Group, OwnLine, own_lines
from motcua.flow.refusal import Text
from motcua.identity.permissions import P
from motcua.ui.due import Due, due
from motcua.ui.navigation import Paging
from motcua.ui.page import page, render

SIZE = 20
HEADINGS = {
    Group.AWAITS_YOU: Text("Đang chờ bạn", "Waiting for you"),
    Group.DRAFT: Text("Bản nháp", "Drafts"),
    Group.RUNNING: Text("Đang giải quyết", "Being settled"),
    Group.ENDED: Text("Đã kết thúc", "Ended"),
}


@page(needs=P.OWN_APPLY)
def my_dossiers(request: HttpRequest) -> HttpResponse:
    lines = own_lines(request.actor)  # type: ignore[attr-defined]
    paging = _paging(request, sum(one.group is Group.ENDED for one in lines))
    groups = [
        (HEADINGS[group], group.value, [(one, _due(one)) for one in _shown(lines, group, paging)])
        for group in Group
    ]
    return render(
        request,
        "portal/mine/page.html",
        {"groups": [one for one in groups if one[2]], "paging": paging, "any": bool(lines)},
    )


def _shown(lines: list[OwnLine], group: Group, paging: Paging) -> list[OwnLine]:
    wanted = [one for one in lines if one.group is group]
    if group is not Group.ENDED:
        return wanted
    first = (paging.number - 1) * SIZE
    return wanted[first : first + SIZE]


def _paging(request: HttpRequest, total: int) -> Paging:
    wanted = request.GET.get("page", "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
    return Paging(max(1, min(number, -(-total // SIZE))), total, SIZE, request.GET.urlencode())


def _due(line: OwnLine) -> Due | None:
    if line.group is Group.ENDED and line.finished_at is None:
        return None
    return due(
        line.due_at, now=timezone.now(), finished_at=line.finished_at, standing=line.standing
    )
