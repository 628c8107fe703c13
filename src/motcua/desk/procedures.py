"""Which procedure: searched in the catalogue, looked at for this person's case, begun."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.catalogue.requirements import requirements
from motcua.desk.access import at_counter, show
from motcua.desk.identify import TOKEN, person_of, visitor_of
from motcua.dossiers.actions.draft import start
from motcua.dossiers.actions.name_submitter import name_submitter
from motcua.dossiers.status import Channel
from motcua.dossiers.views.applicants import Applicant
from motcua.flow.refusal import refuse
from motcua.identity.permissions import P
from motcua.ui.jinja import url
from motcua.ui.language import lang
from motcua.ui.page import page
from motcua.worktime.units import describe

MOST = 40


@page(needs=P.DESK_RECEIVE)
def procedures(request: HttpRequest) -> HttpResponse:
    """Search the catalogue; each hit says what it needs and can be begun at once."""
    at_counter(request, P.DESK_RECEIVE)
    visitor, words = visitor_of(request), request.GET.get("q", "")[:100].replace("\0", " ")
    found = catalogue.search(words, lang=lang())[:MOST] if words.strip() else []
    values = {
        "q": words,
        "found": found,
        "applicant": person_of(request, visitor.applicant) if visitor else None,
        "submitter": person_of(request, visitor.submitter) if visitor else None,
        "token": request.GET.get(TOKEN, "") if visitor else "",
    }
    return show(request, "procedures.html", values, here="identify")


@page(needs=P.DESK_RECEIVE)
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a procedure needs, before or without beginning it (guidance, art. 15)."""
    at_counter(request, P.DESK_RECEIVE)
    definition = _definition(code)
    visitor = visitor_of(request)
    cases = [(case, describe(case.limit, lang())) for case in definition.cases]
    values = {
        "p": definition,
        "cases": cases,
        "needs": requirements(definition, {}),
        "applicant": person_of(request, visitor.applicant) if visitor else None,
        "token": request.GET.get(TOKEN, "") if visitor else "",
    }
    return show(request, "procedure.html", values, here="identify")


@page(needs=P.DESK_RECEIVE, methods=("POST",))
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft of the procedure for the person at the counter."""
    actor, visitor = at_counter(request, P.DESK_RECEIVE), visitor_of(request)
    person = person_of(request, visitor.applicant) if visitor else None
    if visitor is None or person is None:
        raise refuse("visitor_unknown", "Hãy xác định người nộp hồ sơ trước.",
                     "Identify the applicant first.", "applicant")  # fmt: skip
    definition, now = _definition(code), timezone.now()
    with transaction.atomic():
        draft = start(
            procedure=code, applicant_id=person.id, actor=actor, at=now, channel=Channel.COUNTER,
            point=actor.office, answers=known_answers(definition, person),
        )  # fmt: skip
        if visitor.submitter:
            name_submitter(dossier_id=draft.pk, person_id=visitor.submitter, actor=actor, at=now)
    return HttpResponseRedirect(url("desk:form", str(draft.uid)))


def known_answers(definition: Definition, person: Applicant) -> dict[str, Any]:
    """Return the answers the register of people already gives."""
    return {
        field.key: value
        for field in definition.form.fields
        if field.prefill and (value := getattr(person, field.prefill, ""))
    }


def _definition(code: str) -> Definition:
    known = {found.code for found in catalogue.search()}
    if code not in known:
        raise Http404(code)
    return catalogue.version_on(code, timezone.localdate()).definition
