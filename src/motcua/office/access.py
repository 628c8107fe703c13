"""Who may open a page of the settling side, and the frame every page of it has."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.views.naming import office_names
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ui.jinja import url
from motcua.ui.language import t
from motcua.ui.navigation import Link
from motcua.ui.page import render
from motcua.ui.staff import absent_is_404, at_work

OFFICE = (P.OFFICE_WORK, P.OFFICE_DECIDE, P.OFFICE_CONSULT)
# A dossier of another agency is answered exactly as one that does not exist.
hidden = partial(absent_is_404, ABSENT.code)


def official(request: HttpRequest, *any_of: P) -> Actor:
    """Return the official who asks; without an agency or any of the permissions the page is absent."""
    return at_work(request, any_of or OFFICE)


def show(
    request: HttpRequest,
    template: str,
    values: Mapping[str, Any],
    *,
    here: str = "",
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the office with its navigation; `here` names the current item."""
    actor = official(request)
    frame = {"nav": navigation(actor, here), "office": office_names(actor.office), "me": actor}
    return render(request, f"office/{template}", {**frame, **values}, block=block, status=status)


def navigation(actor: Actor, here: str) -> list[Link]:
    """Return the items the permissions open."""
    items = (
        (P.OFFICE_WORK, "work", t("Việc của tôi", "My work")),
        (P.OFFICE_DECIDE, "to_decide", t("Chờ ký duyệt", "To decide")),
        (P.SECOND_PERSON, "waiting", t("Chờ người thứ hai", "Second person")),
        (P.OFFICE_WORK, "conflicts", t("Xung đột lợi ích", "Conflicts of interest")),
        (P.OFFICE_CONSULT, "questions", t("Lấy ý kiến", "Consultations")),
        (P.OFFICE_DECIDE, "agency", t("Hồ sơ của cơ quan", "The agency's dossiers")),
        (P.OFFICE_DECIDE, "board", t("Tình hình giải quyết", "How we stand")),
        (P.OFFICE_ASSIGN, "staff", t("Cán bộ, vắng mặt", "Staff and absences")),
    )
    return [
        Link(label, url(f"office:{name}"), current=name == here)
        for needs, name, label in items
        if actor.may(needs)
    ]


def home_of(actor: Actor) -> str:
    """Return the first page of the face for this official."""
    return navigation(actor, "")[0].href
