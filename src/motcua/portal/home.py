"""The front page: search, life events, fields, follow a dossier, the nearest point, promises."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.catalogue import queries as catalogue
from motcua.portal.choices import communes
from motcua.ui.language import lang
from motcua.ui.page import page, render


@page()
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/home/page.html",
        {
            "life_events": catalogue.life_events(),
            "fields": catalogue.fields(lang()),
            "communes": communes(timezone.localdate()),
        },
    )
