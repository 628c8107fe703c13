"""The page of one's own dossier: where it stands, when it is due, what happened, what to do now."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.documents.queries import find
from motcua.documents.serving import serve
from motcua.dossiers.views.own_dossier import OpenMove, OwnDossier, open_slip, own_dossier
from motcua.identity.permissions import P
from motcua.payments import queries as payments
from motcua.portal.choices import sources
from motcua.portal.return_fields import return_words
from motcua.portal.words import FORMS, spent_words, timeline
from motcua.ui.due import Due, due
from motcua.ui.language import lang
from motcua.ui.page import page, render
from motcua.ui.questions import answers as answers_to_read
from motcua.worktime.units import describe

# Where the page of each move lies; a verb without one has no button here.
PAGES = {
    "complete": "portal:supplement",
    "supplement": "portal:supplement",
    "withdraw": "portal:withdraw",
    "choose_return": "portal:choose_return",
}


@page(needs=P.OWN_APPLY)
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    seen = dossier_or_404(request, code)
    now = timezone.now()
    values = {
        "d": seen,
        "moves": _buttons(seen),
        "due": due(seen.due_at, now=now, finished_at=seen.settled_at, standing=seen.standing)
        if not (seen.move("withdraw") is None and seen.settled_at is None)
        else None,
        "part_dues": [
            due(part.due_at, now=now, finished_at=part.settled_at, standing=part.standing)
            for part in seen.parts
        ],
        "limit": describe(seen.limit, lang()) if seen.limit else "",
        "describe": describe,
        "gross": spent_words(seen.spent.gross, seen.spent) if seen.spent else "",
        "net": spent_words(seen.spent.net, seen.spent) if seen.spent else "",
        "timeline": timeline(seen.history),
        "forms": FORMS,
        "slip": open_slip(seen),
        "return_words": return_words(seen.return_way, seen.return_code),
        "answers": answers_to_read(
            seen.definition.form, seen.answers, sources=sources(timezone.localdate())
        ),
        "charges": payments.of_subject(f"dossier:{seen.id}"),
    }
    return render(request, "portal/dossier/page.html", values)


@page(needs=P.OWN_APPLY)
def submitted(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the dossier has arrived, and under which code."""
    seen = dossier_or_404(request, code)
    return render(request, "portal/dossier/submitted.html", {"d": seen})


@page(needs=P.OWN_APPLY)
def dossier_file(request: HttpRequest, code: str, file_id: int) -> Any:
    """Show a paper or the result to the applicant."""
    seen = dossier_or_404(request, code)
    file = find(file_id, subjects=[f"dossier:{seen.id}"])
    if file is None:
        raise Http404("no such file")
    return serve(file, inline=True)


def _due(seen: OwnDossier, now: datetime) -> Due | None:
    if seen.withdrawn_or_declined:
        return None
    return due(seen.due_at, now=now, finished_at=seen.settled_at, standing=seen.standing)


def _buttons(seen: OwnDossier) -> list[tuple[OpenMove, str]]:
    """Return the moves with their pages; of two that share a page the open one."""
    found = [(move, PAGES[move.verb]) for move in seen.moves if move.verb in PAGES]
    open_pages = {where for move, where in found if move.closed is None}
    return [one for one in found if one[0].closed is None or one[1] not in open_pages]


def dossier_or_404(request: HttpRequest, code: str) -> OwnDossier:
    """Return the person's own dossier; another's looks absent."""
    seen = own_dossier(request.actor, code, timezone.now())  # type: ignore[attr-defined]
    if seen is None:
        raise Http404("no such dossier")
    return seen
