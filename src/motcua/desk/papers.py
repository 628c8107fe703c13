"""The check-list: each paper seen, scanned or uploaded, found in a database, or missing."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from motcua.desk.access import at_counter, hidden, show
from motcua.desk.course import course
from motcua.desk.form import editable
from motcua.documents.actions.store import store
from motcua.documents.kinds import SUFFIXES
from motcua.documents.serving import serve
from motcua.dossiers.actions.draft import add_paper, remove_paper
from motcua.dossiers.views.counter_dossier import CounterDossier, PaperLine, file_of
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.ui.fields import Problem
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.page import page

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

SEEN, DATABASE, SCANNED = "seen", "database", "scanned"
Wrong = dict[str, list[str]]


@page(needs=P.DESK_RECEIVE, methods=("GET", "POST"))
def papers(request: HttpRequest, key: str) -> HttpResponse:
    """Show the check-list and take what was ticked and scanned."""
    found = editable(request, key)
    if request.method != "POST":
        return _page(request, found, {})
    wrong = {
        line.key: problems for line in found.lines if (problems := _take(request, found, line))
    }
    if wrong:
        return _page(request, editable(request, key), wrong, status=409)
    if "stay" in request.POST:
        messages.success(request, t("Đã lưu giấy tờ.", "The papers are saved."))
        return HttpResponseRedirect(url("desk:papers", found.key))
    return HttpResponseRedirect(url("desk:decision", found.key))


def _take(request: HttpRequest, found: CounterDossier, line: PaperLine) -> list[str]:
    """Add what was handed in for a line; return what is wrong with it."""
    problems = []
    for upload in request.FILES.getlist(f"file.{line.key}"):
        try:
            _scan(request, found, line, upload)
        except Refused as refused:
            problems += [text(refusal.text) for refusal in refused.refusals]
    ticked = request.POST.getlist(f"how.{line.key}")
    held = {paper.source for paper in line.held}
    for source in (SEEN, DATABASE):
        if source in ticked and source not in held:
            _add(request, found, line, None, source)
    return problems


def _scan(
    request: HttpRequest, found: CounterDossier, line: PaperLine, upload: "UploadedFile[Any]"
) -> None:
    stored = store(
        file=upload, name=upload.name or "", owner_id=found.applicant.id,
        subject=f"dossier:{found.id}", actor=at_counter(request), at=timezone.now(),
        where=f"papers.{line.key}",
    )  # fmt: skip
    if all(paper.file_id != stored.pk for paper in line.held):
        _add(request, found, line, stored.pk, SCANNED)


def _add(
    request: HttpRequest, found: CounterDossier, line: PaperLine, file_id: int | None, source: str
) -> None:
    add_paper(
        dossier_id=found.id, key=line.key, file_id=file_id, source=source,
        actor=at_counter(request), at=timezone.now(),
    )  # fmt: skip


@page(needs=P.DESK_RECEIVE, methods=("POST",))
def remove(request: HttpRequest, key: str, paper_id: int) -> HttpResponse:
    """Take a paper out of a draft again."""
    found = editable(request, key)
    remove_paper(dossier_id=found.id, paper_id=paper_id, actor=at_counter(request))
    return HttpResponseRedirect(url("desk:papers", found.key))


@page(signed_in=True)
def paper_file(request: HttpRequest, key: str, paper_id: int) -> HttpResponseBase:
    """Show the file of a paper to the counter that receives it."""
    actor = at_counter(request, P.DESK_RECEIVE)
    with hidden():
        file = file_of(actor, key, paper_id, timezone.now())
    return serve(file, inline=True)


def _page(
    request: HttpRequest, found: CounterDossier, wrong: Wrong, status: int = 200
) -> HttpResponse:
    values = {
        "found": found,
        "wrong": wrong,
        "problems": [Problem(one, f"f-file-{key}") for key, them in wrong.items() for one in them],
        "accept": SUFFIXES,
        "course": course(found, "papers"),
    }
    return show(request, "papers.html", values, here="identify", status=status)
