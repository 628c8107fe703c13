"""Messages: those that did not arrive, sending again, figures, and the messages of one dossier."""

from collections.abc import Mapping
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.console.asking import paging, window, words
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.queries import tracked
from motcua.flow.refusal import Text
from motcua.notices import queries
from motcua.notices.actions.send_again import send_again
from motcua.notices.overview import figures_since, message_lines
from motcua.ui.fields import Field
from motcua.ui.language import t
from motcua.ui.navigation import Column

FIGURES_OF = timedelta(days=30)
STATE_NAMES: Mapping[str, Text] = {
    "pending": Text("Chờ gửi", "Waiting"),
    "sending": Text("Đang gửi", "Being sent"),
    "sent": Text("Đã gửi", "Sent"),
    "failed": Text("Không gửi được", "Failed"),
    "uncertain": Text("Không rõ đã gửi chưa", "Uncertain"),
}
STATE_TONES = {"sent": "good", "failed": "bad", "uncertain": "warn"}
WAY_NAMES: Mapping[str, Text] = {
    "email": Text("Thư điện tử", "E-mail"),
    "sms": Text("Tin nhắn", "Text message"),
}


@page_of("notices", methods=("GET", "POST"))
def notices(request: HttpRequest) -> HttpResponse:
    """List what is stuck; a post asks for the messages of a dossier by its code."""
    if request.method == "POST":
        return _to_dossier(request)
    return _page(request)


@page_of("notices", methods=("POST",))
def again(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Put a message back into the queue; a person decides it, since it may arrive twice."""
    if notice_id >= 1 << 63:
        raise Http404("no such message")
    send_again(notice_id=notice_id, actor=actor_of(request), at=timezone.now())
    return redirect("console:notices")


@page_of("notices")
def of_dossier(request: HttpRequest, code: str) -> HttpResponse:
    found = tracked(code)
    if found is None:
        raise Http404("no such dossier")
    lines = message_lines(queries.of_dossier(found.pk))
    return show(request, "notices/dossier", {"code": found.code, "lines": lines, **_names()})


def _to_dossier(request: HttpRequest) -> HttpResponse:
    code = words(request.POST, "code", 36)
    found = tracked(code) if code else None
    if found is None:
        error = t("Không có hồ sơ mang mã này.", "No dossier has this code.")
        return _page(request, code, error, status=409)
    return redirect("console:notices_of", found.code)


def _page(request: HttpRequest, code: str = "", error: str = "", status: int = 200) -> HttpResponse:
    stuck = queries.undelivered()
    paged = paging(request, stuck.count())
    return show(
        request,
        "notices/page",
        {
            "lines": message_lines(stuck[window(paged)]),
            "paging": paged,
            "figures": figures_since(timezone.now() - FIGURES_OF),
            "days": FIGURES_OF.days,
            "field": Field("code", t("Mã hồ sơ", "Code of the dossier"), value=code, error=error,
                           max_length=35, width="half"),
            **_names(),
        },
        status=status,
    )  # fmt: skip


def _names() -> dict[str, object]:
    columns = [
        Column("subject", t("Thông báo", "Message")),
        Column("state", t("Tình trạng", "State")),
        Column("owed", t("Phát sinh lúc", "Owed since")),
        Column("attempts", t("Số lần thử", "Attempts"), numeric=True),
        Column("again", t("Gửi lại", "Send again"), hidden_label=True),
    ]
    return {
        "columns": columns,
        "state_names": STATE_NAMES,
        "state_tones": STATE_TONES,
        "way_names": WAY_NAMES,
    }
