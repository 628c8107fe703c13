"""Finding a procedure by words, with or without accents, by life event and by field of law."""

from django.http import HttpRequest, HttpResponse

from motcua.catalogue import queries as catalogue
from motcua.catalogue.vocabulary import FIELDS
from motcua.ui.fields import Field, Option
from motcua.ui.language import lang, t, text
from motcua.ui.navigation import Paging
from motcua.ui.page import page, render

SIZE = 30
LONGEST = 200


@page()
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:LONGEST].replace("\x00", "").strip()
    events, fields = catalogue.life_events(), catalogue.fields(lang())
    event = _known(request.GET.get("su-kien", ""), events)
    field = _known(request.GET.get("linh-vuc", ""), fields)
    found = catalogue.search(words, life_event=event, field=field, lang=lang())
    paging = Paging(_number(request, len(found)), len(found), SIZE, request.GET.urlencode())
    first = (paging.number - 1) * SIZE
    return render(
        request,
        "portal/search/page.html",
        {
            "words": words,
            "found": found[first : first + SIZE],
            "field_names": FIELDS,
            "paging": paging,
            "filters": (
                _select("su-kien", t("Sự kiện cuộc sống", "Life event"), events, event),
                _select("linh-vuc", t("Lĩnh vực", "Field"), fields, field),
            ),
            "filtered": bool(event or field),
            "events": events,
        },
        block="results",
    )


def _known(key: str, groups: list[catalogue.Group]) -> str | None:
    return key if any(group.key == key for group in groups) else None


def _select(name: str, label: str, groups: list[catalogue.Group], chosen: str | None) -> Field:
    options = tuple(Option(one.key, f"{text(one.names)} ({one.count})") for one in groups)
    return Field(
        name, label, "select", required=True, options=options, value=chosen or "", width="full"
    )


def _number(request: HttpRequest, total: int) -> int:
    wanted = request.GET.get("page", "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
    return max(1, min(number, -(-total // SIZE)))
