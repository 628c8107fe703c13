"""Filling in an application, a section a page: saved at every step, resumed at any time."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from motcua.dossiers.actions.draft import discard as discard_draft
from motcua.dossiers.actions.draft import save
from motcua.dossiers.views.own_draft import OwnDraft
from motcua.flow.refusal import Text
from motcua.formspec.answers import validate
from motcua.formspec.form import Section
from motcua.identity.permissions import P
from motcua.portal.choices import sources
from motcua.portal.draft_steps import (
    draft_or_404,
    next_href,
    read_section,
    shown_sections,
    step_links,
    storable,
)
from motcua.portal.kept_answers import entered, forget_entered, keeps_answers
from motcua.ui.fields import problems
from motcua.ui.language import lang, t, text
from motcua.ui.page import page, render
from motcua.ui.questions import Raw, posted, questions

SAVED = Text("Đã lưu nháp. Bạn có thể tiếp tục bất cứ lúc nào.",
             "The draft is saved. You can go on at any time.")  # fmt: skip


@page(needs=P.OWN_APPLY)
def draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Lead to the first page that still needs something."""
    found = draft_or_404(request, uid)
    links = step_links(found, "", timezone.localdate())
    return HttpResponseRedirect(next(one.href for one in links if one.state == "next"))


@keeps_answers
@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def draft_section(request: HttpRequest, uid: UUID, section: str) -> HttpResponse:
    found = draft_or_404(request, uid)
    asked = _section(found, section)
    post = entered(request)
    if post is None:
        return _show(request, found, asked, dict(found.answers), None)
    answers, raw = read_section(found.definition.form, asked, found.answers, posted(post))
    if request.method != "POST" or "reload" in request.POST:
        return _show(request, found, asked, answers, raw, kept=request.method != "POST")
    save(dossier_id=found.id, answers=storable(answers), actor=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    forget_entered(request)
    if "later" in request.POST:
        messages.success(request, text(SAVED))
        return redirect("portal:my_dossiers")
    if _errors(found, asked, answers, timezone.localdate()):
        return _show(request, found, asked, answers, raw, wrong=True)
    saved = draft_or_404(request, uid)
    return HttpResponseRedirect(next_href(step_links(saved, asked.key, timezone.localdate())))


@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once, then throw the draft away."""
    found = draft_or_404(request, uid)
    if found.sent_back:
        raise Http404("only a draft is thrown away")
    if request.method == "POST":
        discard_draft(dossier_id=found.id, actor=request.actor)  # type: ignore[attr-defined]
        messages.success(request, t("Đã xóa bản nháp.", "The draft is deleted."))
        return redirect("portal:my_dossiers")
    return render(request, "portal/drafting/discard.html", {"draft": found})


def _section(found: OwnDraft, key: str) -> Section:
    asked = next((one for one in found.definition.form.sections if one.key == key), None)
    if asked is None:
        raise Http404("no such section")
    return asked


def _errors(
    found: OwnDraft, asked: Section, answers: dict[str, Any], today: date
) -> dict[str, str]:
    lists = {name: {one.value for one in options} for name, options in sources(today).items()}
    wrong = validate(found.definition.form, answers, lang(), today=today, sources=lists)
    own = {field.key for field in asked.fields}
    return {key: words for key, words in wrong.items() if key in own}


def _show(
    request: HttpRequest,
    found: OwnDraft,
    asked: Section,
    answers: dict[str, Any],
    raw: Raw | None,
    *,
    wrong: bool = False,
    kept: bool = False,
) -> HttpResponse:
    today = timezone.localdate()
    # From the review page one comes to mend: what is wrong is said at once.
    telling = wrong or "sua" in request.GET
    errors = _errors(found, asked, answers, today) if telling else {}
    sections = questions(
        found.definition.form, data=answers, raw=raw, errors=errors, sources=sources(today)
    )
    mine = tuple(one for one in sections if one.key == asked.key)
    known = {one.key for one in shown_sections(found)}
    links = step_links(found, asked.key, today) if asked.key in known else []
    return render(
        request,
        "portal/drafting/page.html",
        {"draft": found, "sections": mine, "problems": problems(mine), "steps": links, "kept": kept,
         "title": asked.title},
        block="answers",
    )  # fmt: skip
