"""Procedures: the list, one of them, and what a case needs. Open to everybody."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from motcua.api.problems import Problem
from motcua.api.words import MOST_LINE, Bilingual, both, printable
from motcua.catalogue import queries
from motcua.catalogue.definition import Channel, Definition, Paper
from motcua.catalogue.requirements import requirements
from motcua.catalogue.vocabulary import FIELDS
from motcua.formspec.answers import faults
from motcua.formspec.schema import form_schema
from motcua.offices import queries as offices
from motcua.ui.readonly import only_reads
from motcua.worktime.units import TimeLimit

router = Router(tags=["procedures"])
MOST_ANSWERS = 400
Code = Annotated[
    str, Field(pattern=r"^[0-9]\.[0-9]{6}$", description="National code", examples=["1.001193"])
]


class ProcedureLine(Schema):
    code: str
    field: str
    names: Bilingual
    life_events: list[str]


class ProcedureList(Schema):
    total: int
    items: list[ProcedureLine]


class LimitOut(Schema):
    """A time limit; 0 working days means within the working day."""

    value: int
    unit: str


class PaperOut(Schema):
    key: str
    names: Bilingual
    original: int
    copies: int
    shown_only: bool
    optional: bool


class CaseOut(Schema):
    key: str
    names: Bilingual
    limit: LimitOut


class StepOut(Schema):
    key: str
    names: Bilingual
    share: float


class ProcedureOut(Schema):
    """A procedure as it stands today; `form` is a JSON Schema (2020-12) of the answers."""

    code: str
    version: int
    field: str
    field_names: Bilingual
    names: Bilingual
    summary: Bilingual
    level: str
    competence: str
    legal_basis: list[str]
    channels: list[str]
    online_level: str
    on_the_spot: bool
    valid_from: date
    result: Bilingual
    cases: list[CaseOut]
    route: list[StepOut]
    form: dict[str, Any]


class AnswersIn(Schema):
    answers: Annotated[dict[str, Any], Field(max_length=MOST_ANSWERS)] = {}
    channel: Literal["online", "post", "counter"] = "online"


class Wrong(Schema):
    field: str
    message: Bilingual


class RequirementsOut(Schema):
    """What the case needs; `wrong` says what is not right with the answers so far."""

    case: str
    case_names: Bilingual
    limit: LimitOut
    fee: int
    full_fee: int
    exemption: Bilingual | None
    papers: list[PaperOut]
    not_asked: list[PaperOut]
    wrong: list[Wrong]


@router.get("", response={200: ProcedureList, 422: Problem}, operation_id="list_procedures")
def list_procedures(
    request: HttpRequest,  # noqa: ARG001
    q: Annotated[
        str,
        Query(max_length=MOST_LINE, description="Words, with or without accents"),
        AfterValidator(printable),
    ] = "",
    field: Annotated[
        str, Query(max_length=MOST_LINE, description="Field of law"), AfterValidator(printable)
    ] = "",
    life_event: Annotated[
        str, Query(max_length=MOST_LINE, description="Life event"), AfterValidator(printable)
    ] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> dict[str, Any]:
    """Find procedures by words, field of law or life event; the best match first."""
    with only_reads():
        found = queries.search(q, field=field or None, life_event=life_event or None)
    lines = [
        {"code": one.code, "field": one.field, "names": both(one.names),
         "life_events": list(one.life_events)}
        for one in found[offset : offset + limit]
    ]  # fmt: skip
    return {"total": len(found), "items": lines}


@router.get(
    "/{code}", response={200: ProcedureOut, 404: Problem, 422: Problem},
    operation_id="get_procedure",
)  # fmt: skip
def get_procedure(request: HttpRequest, code: Code) -> dict[str, Any]:  # noqa: ARG001
    """Return the version of a procedure that is in force today."""
    with only_reads():
        found = queries.version_on(code, timezone.localdate())
    return _procedure(found.definition, found.number)


@router.post(
    "/{code}/requirements", response={200: RequirementsOut, 400: Problem, 404: Problem, 422: Problem},
    operation_id="work_out_requirements",
)  # fmt: skip
def work_out_requirements(request: HttpRequest, code: Code, body: AnswersIn) -> dict[str, Any]:  # noqa: ARG001
    """Work out case, papers, time limit and fee from answers. They are posted, and kept nowhere."""
    today = timezone.localdate()
    with only_reads():
        found = queries.version_on(code, today)
        communes = frozenset(one.code for one in offices.communes(today))
    definition = found.definition
    wrong = faults(definition.form, body.answers, today=today, sources={"communes": communes})
    # Only sound answers decide anything.
    sound = {key: value for key, value in body.answers.items() if key not in wrong}
    needs = requirements(definition, sound, channel=Channel(body.channel), ruleset=found.ruleset)
    return {
        "case": needs.case.key,
        "case_names": both(needs.case.names),
        "limit": limit_out(needs.limit),
        "fee": needs.fee.amount,
        "full_fee": needs.fee.full,
        "exemption": both(needs.fee.exemption.names) if needs.fee.exemption else None,
        "papers": [_paper(one) for one in needs.papers],
        "not_asked": [_paper(one) for one in needs.not_asked],
        "wrong": [{"field": key, "message": both(words)} for key, words in wrong.items()],
    }


def limit_out(limit: TimeLimit) -> dict[str, Any]:
    return {"value": limit.value, "unit": limit.unit.value}


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "key": paper.key,
        "names": both(paper.names),
        "original": paper.original,
        "copies": paper.copy,
        "shown_only": paper.shown_only,
        "optional": paper.optional,
    }


def _procedure(definition: Definition, number: int) -> dict[str, Any]:
    return {
        "code": definition.code,
        "version": number,
        "field": definition.field,
        "field_names": both(FIELDS[definition.field]),
        "names": both(definition.names),
        "summary": both(definition.summary),
        "level": definition.level.value,
        "competence": definition.competence.rule,
        "legal_basis": list(definition.legal_basis),
        "channels": [channel.value for channel in definition.channels],
        "online_level": definition.online_level.value,
        "on_the_spot": definition.on_the_spot,
        "valid_from": definition.valid_from,
        "result": both(definition.result.names),
        "cases": [
            {"key": one.key, "names": both(one.names), "limit": limit_out(one.limit)}
            for one in definition.cases
        ],
        "route": [
            {"key": one.key, "names": both(one.names), "share": one.share}
            for one in definition.route
        ],
        "form": form_schema(definition.form),
    }
