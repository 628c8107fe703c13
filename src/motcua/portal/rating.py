"""Rating by the one-time link that came with the result; whoever holds it needs no login."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from motcua.feedback.actions.rate import rate as act_rate
from motcua.feedback.answers import GRADES, MOST_COMMENT, QUESTIONS, Answers, Time
from motcua.feedback.queries import invited
from motcua.flow.refusal import Refusal, Refused, Text
from motcua.ui.fields import Field, Option, Problem, Section, problems
from motcua.ui.language import lang, t, text
from motcua.ui.page import page, render

GRADE_NAMES = {
    5: Text("5 – Rất tốt", "5 – Very good"),
    4: Text("4 – Tốt", "4 – Good"),
    3: Text("3 – Bình thường", "3 – Neither good nor bad"),
    2: Text("2 – Kém", "2 – Bad"),
    1: Text("1 – Rất kém", "1 – Very bad"),
}
TIMES = {
    Time.EARLY: Text("Sớm hơn hẹn", "Earlier"),
    Time.ON_TIME: Text("Đúng hẹn", "On the day"),
    Time.LATE: Text("Trễ hẹn", "Later"),
}
MOST_TOKEN = 100
CHOOSE = Text("Hãy chọn một câu trả lời.", "Choose an answer.")


@page(methods=("GET", "POST"))
def rate(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    found = invited(token, now) if len(token) <= MOST_TOKEN else None
    if found is None:
        raise Http404("no such invitation")
    if request.method != "POST":
        return _page(request, _fields(QueryDict(), {}), found.rated, found.expired)
    try:
        act_rate(token=token, answers=_answers(request.POST), at=now)
    except Refused as refused:
        errors = {one.where: one.text.to(lang()) for one in refused.refusals}
        return _page(request, _fields(request.POST, errors), found.rated, found.expired,
                     [one for key, one in errors.items() if key not in QUESTIONS])  # fmt: skip
    return render(request, "portal/rating/thanks.html", {})


def _answers(post: QueryDict) -> Answers:
    grades = {name: _number(post.get(name)) for name in GRADES}
    time = str(post.get("time", ""))
    if time not in set(Time):
        raise Refused(Refusal("time_missing", CHOOSE, "time"), *_missing(grades))
    return Answers(
        time=Time(time),
        contacts=_number(post.get("contacts")),
        extra_cost={"true": True, "false": False}.get(str(post.get("extra_cost", ""))),
        comment=str(post.get("comment", "")),
        **grades,
    )


def _missing(grades: dict[str, int]) -> list[Refusal]:
    return [Refusal("grade_missing", CHOOSE, name) for name, grade in grades.items() if not grade]


def _number(typed: object) -> int:
    written = str(typed or "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0


def _fields(post: QueryDict, errors: dict[str, str]) -> Section:
    grades = tuple(Option(str(number), text(name)) for number, name in GRADE_NAMES.items())
    times = tuple(Option(key.value, text(name)) for key, name in TIMES.items())
    yes_no = (Option("false", t("Không", "No")), Option("true", t("Có", "Yes")))

    def radios(name: str, options: tuple[Option, ...], *, required: bool = True) -> Field:
        return Field(name, text(QUESTIONS[name]), "radios", options=options, required=required,
                     value=str(post.get(name, "")), error=errors.get(name, ""))  # fmt: skip

    contacts = Field(
        "contacts", text(QUESTIONS["contacts"]), "number", value=str(post.get("contacts", ""))[:10],
        hint=t("Kể cả lần nộp và lần nhận.", "Handing in and fetching included."),
        error=errors.get("contacts", ""), width="tiny", max_length=2,
    )  # fmt: skip
    comment = Field(
        "comment", text(QUESTIONS["comment"]), "textarea", required=False,
        value=str(post.get("comment", "")).replace("\x00", "\ufffd")[:20_000],
        max_length=MOST_COMMENT, error=errors.get("comment", ""),
    )  # fmt: skip
    middle = tuple(radios(name, grades) for name in GRADES)
    return Section("", (
        radios("time", times), contacts, *middle,
        radios("extra_cost", yes_no, required=False), comment,
    ))  # fmt: skip


def _page(
    request: HttpRequest, section: Section, rated: bool, expired: bool,  # noqa: FBT001
    whole: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    found: list[Problem] = problems((section,), tuple(whole or ()))
    values = {"section": section, "rated": rated, "expired": expired, "problems": found}
    response = render(request, "portal/rating/page.html", values)
    # The address is the key, so no other site learns it; "no-referrer" would make browsers post
    # without an origin, which the CSRF check refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
