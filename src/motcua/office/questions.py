"""What other agencies ask this one: the questions by their due time, and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.dossiers.actions.answer import answer
from motcua.dossiers.views import opinions
from motcua.dossiers.views.opinions import Question, QuestionLine
from motcua.flow.refusal import Refused, Text
from motcua.identity.permissions import P
from motcua.office.access import hidden, official, show
from motcua.office.facts import answers_shown, facts_shown
from motcua.ui.due import Due, due
from motcua.ui.fields import Field, Option
from motcua.ui.filling import Filled, empty, fill
from motcua.ui.jinja import url
from motcua.ui.language import t, text
from motcua.ui.navigation import Column, Paging
from motcua.ui.page import page
from motcua.ui.requests import marks, request_id

SIZE = 25
POSITIONS = {
    "agrees": Text("Đồng ý", "Agrees"),
    "objects": Text("Không đồng ý", "Objects"),
}


@page(needs=P.OFFICE_CONSULT)
def questions(request: HttpRequest) -> HttpResponse:
    """List the open questions, the most urgent first, and the latest answers."""
    actor, typed = official(request), request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 7 else 1
    found = opinions.open_questions(actor, number=number, size=SIZE)
    values = {
        "lines": [(line, _badge(line)) for line in found.lines],
        "total": found.total,
        "paging": Paging(found.number, found.total, SIZE, request.GET.urlencode()),
        "answered": opinions.answered_questions(actor),
        "positions": POSITIONS,
        "columns": [
            Column("code", t("Mã hồ sơ", "Code")),
            Column("procedure", t("Thủ tục", "Procedure")),
            Column("about", t("Nội dung", "About")),
            Column("asking", t("Cơ quan hỏi", "Asked by")),
            Column("due", t("Hạn trả lời", "Answer due")),
        ],
    }
    return show(request, "questions.html", values, here="questions")


def _badge(line: QuestionLine) -> Due | None:
    return due(line.opinion.due_at, now=timezone.now())


@page(needs=P.OFFICE_CONSULT, methods=("GET", "POST"))
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Show one question with the masked dossier, and take the answer."""
    actor = official(request)
    with hidden():
        asked = opinions.question(actor, number, timezone.now())
    if request.method != "POST":
        return _page(request, asked, empty(_fields()))
    filled = fill(_fields(), request.POST)
    if filled.wrong:
        return _page(request, asked, filled, status=409)
    try:
        answer(
            dossier_id=asked.dossier_id, consultation_id=number, actor=actor, at=timezone.now(),
            position=filled.values["position"], text=filled.values["text"],
            request_id=request_id(request),
        )  # fmt: skip
    except Refused as refused:
        shown = filled.refused(refused, {"reason": "text"})
        with hidden():
            asked = opinions.question(actor, number, timezone.now())
        return _page(request, asked, shown, status=409)
    messages.success(
        request,
        t("{code}: Đã trả lời ý kiến.", "{code}: The answer has been sent.", code=asked.file.code),
    )
    return HttpResponseRedirect(url("office:questions"))


def _fields() -> tuple[Field, ...]:
    options = tuple(Option(key, text(names)) for key, names in POSITIONS.items())
    return (
        Field("position", t("Ý kiến", "Opinion"), "radios", options=options),
        Field("text", t("Nội dung trả lời", "Answer"), "textarea", max_length=4000, rows=6),
    )


def _page(request: HttpRequest, asked: Question, filled: Filled, status: int = 200) -> HttpResponse:
    values = {
        "asked": asked,
        "file": asked.file,
        "filled": filled,
        "answers": answers_shown(asked.file),
        "opinion_due": due(
            asked.opinion.due_at, now=timezone.now(), finished_at=asked.opinion.answered_at
        ),
        "positions": POSITIONS,
        "hidden": marks(request, asked.file.event_count),
        **facts_shown(asked.file),
    }
    return show(request, "question.html", values, here="questions", status=status)
