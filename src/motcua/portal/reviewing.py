"""The last pages of an application: where the result goes, everything to read again, handing in."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from motcua.catalogue.definition import ResultKind
from motcua.dossiers.actions.complete import complete
from motcua.dossiers.actions.draft import save
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.views.own_draft import OwnDraft, handed_in
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.identity.permissions import P
from motcua.portal.choices import commune_in, reception_places, sources
from motcua.portal.draft_steps import PLACE, REVIEW, draft_or_404, next_href, step_links
from motcua.portal.drafting import SAVED
from motcua.portal.kept_answers import entered, forget_entered, keeps_answers
from motcua.portal.paper_lines import lines_of
from motcua.portal.return_fields import chosen_way, return_fields, return_words
from motcua.ui.fields import Field, Option, Problem, problems
from motcua.ui.language import lang, t, text
from motcua.ui.page import page, render
from motcua.ui.questions import answers as answers_to_read

_POINT_MISSING = Text(
    "Hãy chọn điểm tiếp nhận hồ sơ trong danh sách.", "Choose a reception point from the list."
)


@keeps_answers
@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def draft_place(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = draft_or_404(request, uid)
    if found.sent_back:
        raise Http404("the place of the result is changed on the dossier's own page")
    post, now = entered(request), timezone.now()
    way, point = chosen_way(post) if post is not None else (found.return_way, found.return_point)
    section, wrong = return_fields(_kind(found), way, point, _places(found, now))
    if request.method == "POST" and not wrong:
        save(dossier_id=found.id, answers=found.answers, actor=request.actor, at=now,  # type: ignore[attr-defined]
             return_way=way, return_point=point)  # fmt: skip
        forget_entered(request)
        if "later" in request.POST:
            messages.success(request, text(SAVED))
            return redirect("portal:my_dossiers")
        saved = draft_or_404(request, uid)
        return HttpResponseRedirect(next_href(step_links(saved, PLACE, timezone.localdate())))
    if request.method != "POST":
        section, _ = return_fields(_kind(found), way, point, _places(found, now), tell=False)
    values = {
        "draft": found, "sections": (section,), "problems": problems((section,)),
        "steps": step_links(found, PLACE, timezone.localdate()),
    }  # fmt: skip
    return render(request, "portal/reviewing/place.html", values)


@keeps_answers
@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def draft_review(request: HttpRequest, uid: UUID) -> HttpResponse:
    done = handed_in(request.actor, uid) if request.method == "POST" else ""  # type: ignore[attr-defined]
    try:
        found = draft_or_404(request, uid)
    except Http404:
        if done:  # the same form sent twice: the first one has done it
            return redirect("portal:submitted", code=done)
        raise
    if request.method != "POST":
        return _show(request, found)
    try:
        code = _hand_in(request, found)
    except Refused as refused:
        return _show(request, found, refused.refusals)
    forget_entered(request)
    return redirect("portal:submitted", code=code)


def _hand_in(request: HttpRequest, found: OwnDraft) -> str:
    actor, at = request.actor, timezone.now()  # type: ignore[attr-defined]
    request_id = _request_id(request)
    if found.sent_back:
        done = complete(dossier_id=found.id, actor=actor, at=at, request_id=request_id)
    else:
        point = str(request.POST.get("point", ""))
        if point not in {one.value for one in _places(found, at)}:
            raise Refused(Refusal("point_missing", _POINT_MISSING, "point"))
        done = submit(dossier_id=found.id, actor=actor, at=at, request_id=request_id, point=point)
    return done.code or ""


def _request_id(request: HttpRequest) -> UUID:
    try:
        return UUID(str(request.POST.get("request_id", "")))
    except ValueError:
        return uuid4()


def _show(
    request: HttpRequest, found: OwnDraft, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    steps = step_links(found, REVIEW, today)
    places = () if found.sent_back else tuple(_places(found, now))
    chosen = str(request.POST.get("point", "")) or found.point or _default_point(found, places)
    point = Field(
        "point", t("Điểm tiếp nhận hồ sơ", "Reception point that takes it up"), "select",
        hint=t("Nơi nộp không làm thay đổi cơ quan giải quyết và thời hạn.",
               "It changes neither the settling agency nor the time limit."),
        options=places, value=chosen,
    )  # fmt: skip
    values = {
        "draft": found,
        "steps": steps,
        "unready": [one for one in steps if one.problems and one.key != REVIEW],
        "answers": answers_to_read(found.definition.form, found.answers, sources=sources(today)),
        "section_links": {one.label: one.href for one in steps},
        "lines": lines_of(found),
        "return_words": return_words(found.return_way, found.return_point),
        "point": point,
        "problems": [Problem(one.text.to(lang()), _field_of(one)) for one in refusals],
        "request_id": request.POST.get("request_id") or str(uuid4()),
    }
    return render(request, "portal/reviewing/page.html", values, status=409 if refusals else 200)


def _field_of(refusal: Refusal) -> str:
    return "f-point" if refusal.where == "point" else ""


def _default_point(found: OwnDraft, places: tuple[Option, ...]) -> str:
    return found.return_point or (places[0].value if places else "")


def _places(found: OwnDraft, at: datetime) -> list[Option]:
    return reception_places(commune_in(found.definition, dict(found.answers)), at)


def _kind(found: OwnDraft) -> ResultKind:
    return found.definition.result.kind
