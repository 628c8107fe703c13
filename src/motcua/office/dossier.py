"""One dossier as the settling side sees it: masked answers, papers, route, record, what may be done."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from motcua.documents import queries as documents
from motcua.documents.serving import serve
from motcua.dossiers.views.masked_file import MaskedFile, masked_file, masked_paper
from motcua.dossiers.views.record import OpenMove
from motcua.office.access import hidden, official, show
from motcua.office.acts import SLUGS
from motcua.office.facts import (
    answers_shown,
    facts_shown,
    limit_shown,
    route_shown,
    sheet_columns,
    spent_shown,
    timeline_shown,
)
from motcua.ui.jinja import url
from motcua.ui.page import page

Button = tuple[OpenMove, str]


@page(signed_in=True)
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Show a dossier the official may see; another's looks absent."""
    actor = official(request)
    with hidden():
        file = masked_file(actor, code, timezone.now())
    values = {
        "file": file,
        "buttons": buttons(file),
        "answers": answers_shown(file),
        "route": route_shown(file),
        "limit": limit_shown(file),
        "spent": spent_shown(file),
        "sheet": sheet_columns(),
        "timeline": timeline_shown(file),
        **facts_shown(file),
    }
    return show(request, "dossier.html", values)


def buttons(file: MaskedFile) -> list[Button]:
    """Return the acts open or closed now, with their addresses; consultations only where foreseen."""
    return [
        (move, url("office:acting", file.code, SLUGS[move.verb]))
        for move in file.moves
        if move.verb in SLUGS and (move.verb != "consult" or file.unasked)
    ]


@page(signed_in=True)
def paper(request: HttpRequest, code: str, paper_id: int) -> HttpResponseBase:
    """Send the file of a paper under a neutral name."""
    actor = official(request)
    with hidden():
        finding = masked_paper(actor, code, paper_id, timezone.now())
    file = documents.find(finding.file_id, subjects=[finding.subject])
    if file is None:
        raise Http404("no such file")
    return serve(replace(file, name=finding.name), inline=True)


@page(signed_in=True)
def control_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Print the control sheet (form 06)."""
    actor = official(request)
    with hidden():
        file = masked_file(actor, code, timezone.now())
    return show(
        request, "control_sheet.html", {"file": file, "sheet": sheet_columns(), **facts_shown(file)}
    )
