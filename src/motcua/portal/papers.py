"""Uploading the papers of the check-list: limits said before, refusals explained, the rest kept."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from motcua.documents.actions.store import store
from motcua.documents.kinds import SUFFIXES
from motcua.documents.queries import find
from motcua.documents.serving import serve
from motcua.dossiers.actions.draft import add_paper, remove_paper
from motcua.dossiers.views.own_draft import OwnDraft
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.permissions import P
from motcua.portal.draft_steps import PAPERS, draft_or_404, next_href, step_links
from motcua.portal.drafting import SAVED
from motcua.portal.kept_answers import keeps_answers
from motcua.portal.paper_lines import Line, lines_of
from motcua.ui.fields import Field, Problem
from motcua.ui.language import lang, t, text
from motcua.ui.page import page, render

MOST_FILES = 10
# The types as people know them; the browser is given the media types beside the suffixes.


@keeps_answers
@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def draft_papers(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = draft_or_404(request, uid)
    if request.method != "POST":
        return _show(request, found, {})
    refusals = take_files(request, found)
    if refusals:
        return _show(request, draft_or_404(request, uid), refusals)
    if "later" in request.POST:
        messages.success(request, text(SAVED))
        return redirect("portal:my_dossiers")
    if "more" in request.POST:
        return redirect("portal:draft_papers", uid=uid)
    found = draft_or_404(request, uid)
    if found.missing_papers():
        return _show(request, found, _still_missing(found))
    return HttpResponseRedirect(next_href(step_links(found, PAPERS, timezone.localdate())))


@page(needs=P.OWN_APPLY, methods=("POST",))
def remove(request: HttpRequest, uid: UUID, paper: int) -> HttpResponse:
    """Take a paper out of a draft."""
    found = draft_or_404(request, uid)
    if paper not in {one.id for one in found.papers}:
        raise Http404("no such paper")
    remove_paper(dossier_id=found.id, paper_id=paper, actor=request.actor)  # type: ignore[attr-defined]
    return redirect(f"{reverse('portal:draft_papers', kwargs={'uid': uid})}")


@page(needs=P.OWN_APPLY)
def draft_file(request: HttpRequest, uid: UUID, file_id: int) -> Any:
    """Show a paper to the person who put it in."""
    found = draft_or_404(request, uid)
    file = find(file_id, subjects=[f"dossier:{found.id}"])
    if file is None:
        raise Http404("no such file")
    return serve(file, inline=True)


def take_files(request: HttpRequest, found: OwnDraft) -> dict[str, list[Refusal]]:
    """Store every posted file at its line; return the refusals by line."""
    refusals: dict[str, list[Refusal]] = {}
    for line in lines_of(found):
        for file in request.FILES.getlist(field_name(line.key)):
            try:
                _take(request, found, line, file)
            except Refused as refused:
                refusals.setdefault(line.key, []).extend(refused.refusals)
    return refusals


def field_name(key: str) -> str:
    return f"paper.{key}"


def _take(request: HttpRequest, found: OwnDraft, line: Line, file: "UploadedFile[Any]") -> None:
    actor, at = request.actor, timezone.now()  # type: ignore[attr-defined]
    with transaction.atomic():
        current = draft_or_404(request, found.uid)
        if sum(one.key == line.key for one in current.papers) >= MOST_FILES:
            raise Refused(Refusal("files_too_many", Text(
                f"Mỗi giấy tờ nhận nhiều nhất {MOST_FILES} tệp. Hãy gộp các trang thành một tệp PDF.",
                f"At most {MOST_FILES} files for one paper. Join the pages into one PDF.",
            ), field_name(line.key)))  # fmt: skip
        kept = store(
            file=file, name=file.name or "", owner_id=found.applicant_id,
            subject=f"dossier:{found.id}", actor=actor, at=at, where=field_name(line.key),
        )  # fmt: skip
        if not any(one.key == line.key and one.file_id == kept.pk for one in current.papers):
            add_paper(dossier_id=found.id, key=line.key, file_id=kept.pk, source="uploaded",
                      actor=actor, at=at)  # fmt: skip


def _still_missing(found: OwnDraft) -> dict[str, list[Refusal]]:
    named = {paper.key: paper.names for paper in found.needs.papers}
    return {
        key: [Refusal("paper_missing", Text(
            f"Hãy chọn tệp cho “{named[key].vi}”.", f"Choose a file for “{named[key].en}”."))]
        for key in found.missing_papers()
    }  # fmt: skip


def _show(
    request: HttpRequest, found: OwnDraft, refusals: dict[str, list[Refusal]]
) -> HttpResponse:
    lines = [(line, _field(line, found, refusals.get(line.key, []))) for line in lines_of(found)]
    wrong = [
        Problem(one.text.to(lang()), field.id)
        for line, field in lines
        for one in refusals.get(line.key, [])
    ]
    values = {
        "draft": found, "lines": lines, "problems": wrong,
        "steps": step_links(found, PAPERS, timezone.localdate()),
    }  # fmt: skip
    return render(request, "portal/papers/page.html", values)


def _field(line: Line, found: OwnDraft, refusals: list[Refusal]) -> Field:
    held = any(one.key == line.key for one in found.papers)
    label = t("Thêm tệp", "Add a file") if held else t("Chọn tệp", "Choose a file")
    base = Field(
        field_name(line.key), label, "file", accept=SUFFIXES, multiple=True, required=True,
        max_bytes=settings.UPLOAD_LIMIT_BYTES,
    )  # fmt: skip
    return replace(base, error=" ".join(one.text.to(lang()) for one in refusals))
