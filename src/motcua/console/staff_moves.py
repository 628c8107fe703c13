"""The monthly suggestion to move staff: each line is accepted or declined, with a reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from motcua.console.asking import chosen, request_id
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused, refuse
from motcua.identity.permissions import P
from motcua.planning.actions.decide_move import decide_move
from motcua.planning.kinds import STANDING_NAMES, Verdict
from motcua.planning.moves import suggestions
from motcua.ui.fields import Problem
from motcua.ui.language import text


@page_of("planning", methods=("GET", "POST"))
def staff_moves(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request)
    number = request.POST.get("move", "")
    try:
        _decide(request, number)
    except Refused as refused:
        return _page(request, refused, number)
    return redirect("console:staff_moves")


def _decide(request: HttpRequest, number: str) -> None:
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise refuse("absent", "Không có đề xuất này.", "No such suggestion.")
    verdict = chosen(request.POST, "verdict", [Verdict.ACCEPTED, Verdict.DECLINED])
    decide_move(
        move=int(number), verdict=Verdict(verdict or Verdict.OPEN),
        reason=request.POST.get("reason", ""), actor=actor_of(request), at=timezone.now(),
        request_id=request_id(request),
    )  # fmt: skip


def _page(request: HttpRequest, refused: Refused | None = None, wrong: str = "") -> HttpResponse:
    actor = actor_of(request)
    known = {str(one.id) for s in suggestions(actor) for one in s.lines}
    field = f"f-reason-{wrong}" if wrong in known else ""
    problems = [Problem(text(one.text), field) for one in refused.refusals] if refused else []
    return show(
        request,
        "planning/moves",
        {
            "suggestions": suggestions(actor),
            "standing_names": STANDING_NAMES,
            "decides": actor.may(P.MOVES_DECIDE),
            "problems": problems,
            "wrong": wrong,
            "typed": request.POST.get("reason", ""),
            "request_id": request_id(request),
        },
        status=409 if refused else 200,
    )
