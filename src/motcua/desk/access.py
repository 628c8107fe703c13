"""Who may open a page of the counter, and the frame every page of it has."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.views.counter_lists import NEEDED, CounterList
from motcua.dossiers.views.naming import office_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.navigation import Link
from motcua.ui.page import render
from motcua.ui.staff import absent_is_404, at_work

COUNTER = (P.DESK_RECEIVE, P.DESK_CASH, P.DESK_RETURN)
LIST_NAMES: Mapping[CounterList, Text] = {
    CounterList.WAITING: Text("Chờ tiếp nhận", "Waiting for acceptance"),
    CounterList.DRAFTS: Text("Đang nhập tại quầy", "Being entered"),
    CounterList.TO_PAY: Text("Chờ nộp tiền", "To be paid"),
    CounterList.READY: Text("Chờ trả kết quả", "Results to hand over"),
    CounterList.RECEIVED: Text("Đã tiếp nhận hôm nay", "Received today"),
}
# What is not the counter's is answered exactly as what does not exist.
hidden = partial(absent_is_404, ABSENT.code)


def at_counter(request: HttpRequest, *any_of: P) -> Actor:
    """Return the official who asks; without a point or any of the permissions the page is absent."""
    return at_work(request, any_of or COUNTER)


def show(
    request: HttpRequest,
    template: str,
    values: Mapping[str, Any],
    *,
    here: str = "",
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the counter with its navigation; `here` names the current item."""
    actor = at_counter(request)
    frame = {"nav": navigation(actor, here), "point": office_names(actor.office), "me": actor}
    return render(request, f"desk/{template}", {**frame, **values}, block=block, status=status)


def navigation(actor: Actor, here: str) -> list[Link]:
    """Return the items the permissions open."""
    links = [Link(t("Hôm nay", "Today"), url("desk:board"), current=here == "board")]
    if actor.may(P.DESK_REGISTER_PERSON):
        label = t("Lập hồ sơ mới", "New dossier")
        links.append(Link(label, url("desk:identify"), current=here == "identify"))
    links += [
        Link(text(LIST_NAMES[which]), url("desk:list", which.value), current=here == which.value)
        for which in (CounterList.WAITING, CounterList.TO_PAY, CounterList.READY)
        if NEEDED[which] & actor.held
    ]
    if actor.may(P.DESK_ANSWER) or actor.may(P.DESK_HOST):
        label = t("Trao đổi, trình bày", "Messages, hearings")
        links.append(Link(label, url("desk:talks"), current=here == "talks"))
    links.append(Link(t("Sổ theo dõi", "Ledger book"), url("desk:book"), current=here == "book"))
    return links
