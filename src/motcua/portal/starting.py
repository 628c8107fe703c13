"""Before applying: what will be needed, drafts begun earlier, and the button that begins one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.catalogue.definition import Channel, Definition
from motcua.catalogue.requirements import requirements
from motcua.dossiers.actions.draft import start as start_draft
from motcua.dossiers.views.own import own_drafts_of
from motcua.flow.refusal import refuse
from motcua.formspec.post import clean
from motcua.identity import queries as people
from motcua.identity.permissions import P
from motcua.portal.kept_answers import forget_entered, keeps_answers
from motcua.portal.procedure import deciding, definition_in_force
from motcua.ui.page import page, render
from motcua.ui.questions import posted


@keeps_answers
@page(needs=P.OWN_APPLY, methods=("GET", "POST"))
def start(request: HttpRequest, code: str) -> HttpResponse:
    definition = definition_in_force(code)
    if request.actor.office:  # type: ignore[attr-defined]
        raise refuse(
            "at_work",
            "Bạn đang làm việc với tư cách cán bộ. Hãy đăng xuất và dùng tài khoản cá nhân để nộp "
            "hồ sơ của mình.",
            "You are at work as an official. Sign out and use your own account to apply.",
        )
    if request.method == "POST":
        return _begin(request, definition)
    form = deciding(definition)
    answers, _ = clean(form, posted(request.GET))
    values = {
        "p": definition,
        "needs": requirements(definition, answers, channel=Channel.ONLINE),
        "drafts": own_drafts_of(request.actor, code),  # type: ignore[attr-defined]
        "chosen": [
            (key, one) for key, one in request.GET.items() if key.split(".")[0] in form.keys
        ],
        "online": Channel.ONLINE in definition.channels,
    }
    return render(request, "portal/starting/page.html", values)


def _begin(request: HttpRequest, definition: Definition) -> HttpResponse:
    chosen, _ = clean(deciding(definition), posted(request.POST))
    actor = request.actor  # type: ignore[attr-defined]
    draft = start_draft(
        procedure=definition.code,
        applicant_id=actor.person_id,
        actor=actor,
        at=timezone.now(),
        answers=_known(definition, actor.person_id) | chosen,
    )
    forget_entered(request)
    return redirect("portal:draft", uid=draft.uid)


def _known(definition: Definition, person_id: int) -> dict[str, Any]:
    """Return what the centre knows of the person already, so that nobody types it again."""
    person = people.person(person_id)
    known: dict[str, Any] = {}
    for field in definition.form.fields:
        value = getattr(person, field.prefill, None) if field.prefill else None
        if value:
            known[field.key] = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return known
