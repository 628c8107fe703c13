"""A new scenario: what is asked, with sensible defaults or with the answers of an earlier one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from motcua.console.asking import by_field, day_of, parts_of, problem_list, request_id
from motcua.console.sections import actor_of, page_of, show
from motcua.flow.refusal import Refused
from motcua.identity.permissions import P
from motcua.planning import queries
from motcua.planning.actions.make_scenario import LONGEST_NAME, make_scenario
from motcua.planning.answers import Choice, Code, Day, Known, Parameter
from motcua.planning.kinds import ASKED, KIND_NAMES, Kind
from motcua.planning.parameters import PARAMETERS
from motcua.planning.registers import known_on
from motcua.ui.fields import Field, Option, Section
from motcua.ui.language import t, text

USUAL_DAYS = 30
# The questions of a what-if, and those hardly anybody changes.
WHAT_IF = ("standing", "close_1", "close_2", "close_3", "open_1", "open_2", "mobile_1", "mobile_2",
           "online", "gone_online", "growth", "close_point", "close_to", "move_from", "move_to",
           "move_people", "mobile_a", "mobile_b", "mobile_share", "mobile_people", "field_online",
           "field_share")  # fmt: skip
SELDOM = ("seconds", "days", "seed", "language", "patience", "away")


@page_of("planning", methods=("GET", "POST"))
def new_plan(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in {one.value for one in ASKED} or not actor_of(request).may(P.PLAN_WRITE):
        raise Http404("no such kind of scenario for this person")
    wanted = Kind(kind)
    if request.method == "GET":
        return _page(request, wanted, _begun(request, wanted))
    try:
        made = make_scenario(
            kind=wanted,
            name=request.POST.get("name", ""),
            typed=_typed(request.POST, wanted),
            known=known_on(timezone.localdate()),
            actor=actor_of(request),
            at=timezone.now(),
            request_id=request_id(request),
        )
    except Refused as refused:
        return _page(request, wanted, request.POST, refused)
    return redirect("console:plan", made.uid)


def _typed(post: QueryDict, kind: Kind) -> dict[str, str]:
    """Return the answers; a day of three parts as one."""
    typed = {}
    for one in PARAMETERS[kind]:
        if isinstance(one.reader, Day):
            day = day_of(post, one.name)
            typed[one.name] = day.isoformat() if day else ""
        else:
            typed[one.name] = post.get(one.name, "")[:60]
    return typed


def _begun(request: HttpRequest, kind: Kind) -> QueryDict:
    """Return what the form begins with: the answers of `?from=`, else the defaults."""
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    values: dict[str, Any] = {one.name: one.default for one in PARAMETERS[kind]}
    values |= {"first": (yesterday - timedelta(days=USUAL_DAYS - 1)).isoformat(),
               "last": yesterday.isoformat(), "name": ""}  # fmt: skip
    earlier = _earlier(request, today)
    if earlier is not None and earlier.line.kind is kind:
        values |= {name: str(value) for name, value in earlier.parameters.items()}
        values["name"] = t("{name} (phương án khác)", "{name} (another way)",
                           name=earlier.line.name)[:LONGEST_NAME]  # fmt: skip
    made = QueryDict(mutable=True)
    for name, value in values.items():
        made[name] = str(value)
    for name in ("first", "last"):
        day = date.fromisoformat(str(made[name]))
        made[f"{name}.day"], made[f"{name}.month"], made[f"{name}.year"] = (
            str(day.day), str(day.month), str(day.year),
        )  # fmt: skip
    return made


def _earlier(request: HttpRequest, today: date) -> queries.ScenarioSeen | None:
    try:
        uid = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    return queries.scenario(actor_of(request), uid, today)


def _page(
    request: HttpRequest, kind: Kind, values: QueryDict, refused: Refused | None = None
) -> HttpResponse:
    errors = by_field(refused) if refused else {}
    name = Field("name", t("Tên phương án", "Name of the scenario"), value=values.get("name", ""),
                 max_length=LONGEST_NAME, error=errors.get("name", ""))  # fmt: skip
    known = known_on(timezone.localdate())
    fields = {
        one.name: replace(_field(one, values, known), error=errors.get(one.name, ""))
        for one in PARAMETERS[kind]
    }
    return show(
        request,
        "planning/new",
        {
            "kind_names": KIND_NAMES[kind],
            "sections": _sections(name, fields),
            "problems": problem_list([name, *fields.values()],
                                     refused.refusals if refused else ()),
            "request_id": request_id(request),
        },
        status=409 if refused else 200,
    )  # fmt: skip


def _sections(name: Field, fields: Mapping[str, Field]) -> list[Section]:
    asked = [one for key, one in fields.items() if key not in {*WHAT_IF, *SELDOM}]
    what_if = [fields[key] for key in WHAT_IF if key in fields]
    seldom = [fields[key] for key in SELDOM if key in fields]
    return [
        Section(t("Câu hỏi", "The question"), (name, *asked)),
        *([Section(t("Nếu như", "What if"), tuple(what_if),
                   t("Để trống những gì giữ nguyên.", "Leave empty what stays as it is."))]
          if what_if else []),
        Section(t("Cách tính", "How it is computed"), tuple(seldom)),
    ]  # fmt: skip


def _field(one: Parameter, values: QueryDict, known: Known) -> Field:
    hint = text(one.hint) if one.hint else ""
    label = text(one.label) + (f" ({text(one.unit)})" if one.unit else "")
    value = values.get(one.name, "")
    if isinstance(one.reader, Day):
        return Field(one.name, label, "date", hint, parts=parts_of(values, one.name))
    if isinstance(one.reader, Choice):
        return Field(one.name, label, "select", hint, value=value,
                     options=_options(one.reader.options))  # fmt: skip
    if isinstance(one.reader, Code):
        options = _options(one.reader.options(known), by_name=True)
        return Field(one.name, label, "select", hint, required=False, value=value, options=options)
    return Field(one.name, label, "number", hint, value=value, width="short")


def _options(names: Mapping[str, Any], *, by_name: bool = False) -> tuple[Option, ...]:
    shown = [Option(key, text(label)) for key, label in names.items()]
    return tuple(sorted(shown, key=lambda one: one.label) if by_name else shown)
