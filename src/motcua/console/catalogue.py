"""The catalogue: all procedures, one with its versions and its open proposal, publishing it."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.catalogue import queries
from motcua.catalogue.actions.publish import publish
from motcua.catalogue.actions.turn_down import turn_down
from motcua.catalogue.difference import Change
from motcua.catalogue.queries import Proposal
from motcua.catalogue.vocabulary import FIELDS
from motcua.console.asking import (
    chosen,
    field_filter,
    paging,
    problem_list,
    request_id,
    window,
    words,
)
from motcua.console.sections import actor_of, page_of, show
from motcua.dossiers.views.naming import people_names
from motcua.flow.refusal import Refusal, Refused, refuse
from motcua.identity.permissions import P
from motcua.ui.fields import Field
from motcua.ui.language import lang, t, text
from motcua.ui.navigation import Column

LONGEST_VALUE = 300


@page_of("catalogue")
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the procedures in force, with the proposals that wait on top."""
    name, field = words(request.GET, "q"), chosen(request.GET, "field", FIELDS)
    found = queries.search(name, field=field or None, lang=lang())
    paged = paging(request, len(found))
    return show(
        request,
        "catalogue/page",
        {
            "q": name,
            "found": found[window(paged)],
            "paging": paged,
            "filters": [
                Field("q", t("Tên hoặc mã thủ tục", "Name or code"), "search", value=name),
                field_filter(field),
            ],
            "proposals": queries.proposals(),
            "field_names": FIELDS,
            "may_edit": actor_of(request).may(P.CATALOGUE_EDIT),
            "columns": [
                Column("code", t("Mã", "Code")),
                Column("names", t("Thủ tục", "Procedure")),
                Column("field", t("Lĩnh vực", "Field")),
            ],
        },
        block="list",
    )


@page_of("catalogue", methods=("GET", "POST"))
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Show the versions of a procedure; decide on its proposal."""
    versions = versions_of(code)
    if request.method == "GET":
        return _page(request, code, versions)
    try:
        _decide(request, code)
    except Refused as refused:
        return _page(request, code, versions_of(code), refused)
    return (
        redirect("console:procedure", code)
        if queries.history(code)
        else redirect("console:catalogue")
    )


def versions_of(code: str) -> list[Proposal]:
    """Return all versions, oldest first; 404 for a code nobody has proposed."""
    found = queries.history(code)
    if not found:
        raise Http404("no such procedure")
    return found


def _decide(request: HttpRequest, code: str) -> None:
    post, actor, now = request.POST, actor_of(request), timezone.now()
    if post.get("do") == "publish":
        publish(code=code, actor=actor, at=now, fingerprint=post.get("fingerprint", ""),
                request_id=request_id(request))  # fmt: skip
    elif post.get("do") == "turn_down":
        turn_down(code=code, reason=words(post, "reason", 500), actor=actor, at=now,
                  request_id=request_id(request))  # fmt: skip
    else:
        raise refuse("unknown_act", "Thao tác không rõ.", "It is not clear what to do.")


def _page(
    request: HttpRequest, code: str, versions: list[Proposal], refused: Refused | None = None
) -> HttpResponse:
    newest = versions[-1]
    waits = newest.published_at is None
    reason = _reason_field(request, refused)
    return show(
        request,
        "catalogue/procedure",
        {
            "code": code,
            "newest": newest,
            "versions": list(reversed(versions)),
            "proposal": newest if waits else None,
            "changes": [change_words(one) for one in queries.changes(code)] if waits else [],
            "people": people_names(_people(versions)),
            "field_name": FIELDS[newest.definition.field],
            "today": timezone.localdate(),
            "reason": reason,
            "problems": problem_list([reason], _other(refused)),
            "may_edit": actor_of(request).may(P.CATALOGUE_EDIT),
            "may_publish": actor_of(request).may(P.CATALOGUE_PUBLISH)
            and newest.proposed_by != actor_of(request).person_id,
            "request_id": request_id(request),
        },
        status=409 if refused else 200,
    )


def _reason_field(request: HttpRequest, refused: Refused | None) -> Field:
    error = next((text(r.text) for r in _all(refused) if r.where == "reason"), "")
    return Field("reason", t("Lý do trả lại", "Why it is turned down"), "textarea", rows=3,
                 value=request.POST.get("reason", ""), error=error, max_length=500)  # fmt: skip


def _all(refused: Refused | None) -> tuple[Refusal, ...]:
    return refused.refusals if refused else ()


def _other(refused: Refused | None) -> list[Refusal]:
    return [one for one in _all(refused) if one.where != "reason"]


def _people(versions: list[Proposal]) -> list[int | None]:
    return [one.proposed_by for one in versions] + [one.published_by for one in versions]


def change_words(change: Change) -> Mapping[str, str]:
    """Return a change as the page shows it: where, what was, what is."""
    return {
        "where": change.where,
        "kind": change.kind,
        "before": _written(change.before),
        "after": _written(change.after),
    }


def _written(value: Any) -> str:
    if value is None:
        return ""
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= LONGEST_VALUE else shown[:LONGEST_VALUE] + "…"
