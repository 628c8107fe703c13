"""One procedure: what it is, and what *my* case needs, pays and waits."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Channel, Definition
from motcua.catalogue.fees import fee_of
from motcua.catalogue.requirements import Requirements, requirements
from motcua.catalogue.vocabulary import APPLICANTS, COMPETENCE_RULES, DEPARTMENTS, FEE_UNITS, FIELDS
from motcua.flow.refusal import Refused, Text
from motcua.formspec.answers import validate
from motcua.formspec.form import FieldType, Form
from motcua.formspec.post import clean
from motcua.offices import queries as offices
from motcua.portal.choices import sources
from motcua.ui.fields import Section
from motcua.ui.language import lang
from motcua.ui.page import page, render
from motcua.ui.questions import posted, questions
from motcua.worktime.arithmetic import add
from motcua.worktime.errors import WorktimeError
from motcua.worktime.reception import effective_reception
from motcua.worktime.units import TimeLimit, describe

# What somebody says of themselves does not belong into an address.
PRIVATE = frozenset({FieldType.ID_NUMBER, FieldType.PHONE, FieldType.EMAIL, FieldType.TAX_CODE})


@dataclass(frozen=True, slots=True)
class MyCase:
    """The questions that decide a case, and what the answers so far lead to."""

    sections: tuple[Section, ...]
    answers: dict[str, Any]
    needs: Requirements
    online_fee: int
    due: datetime | None


@page()
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    definition = definition_in_force(code)
    now = timezone.now()
    return render(
        request,
        "portal/procedure/page.html",
        {
            "p": definition,
            "mine": my_case(definition, request, now),
            "field_name": FIELDS[definition.field],
            "applicants": [APPLICANTS[key] for key in definition.applicants],
            "agency": agency_words(definition.competence.rule),
            "fee_units": FEE_UNITS,
            "describe": describe,
        },
        block="my_case",
    )


def definition_in_force(code: str) -> Definition:
    """Return the procedure as it stands today, or answer 404."""
    try:
        return catalogue.version_on(code, timezone.localdate()).definition
    except Refused as refused:
        raise Http404(refused.refusal.code) from refused


def deciding(definition: Definition) -> Form:
    """Return the part of the form whose answers decide case, papers and fee."""
    keys = _deciding_keys(definition)
    while True:
        fields = [f for f in definition.form.fields if f.key in keys and f.show_when]
        further = {key for f in fields if f.show_when for key in f.show_when.fields} - keys
        if not further:
            break
        keys |= further
    open_ones = {
        f.key for f in definition.form.fields if f.personal is None and f.type not in PRIVATE
    }
    sections = (
        replace(s, fields=tuple(f for f in s.fields if f.key in keys & open_ones))
        for s in definition.form.sections
    )
    return Form(tuple(section for section in sections if section.fields))


def my_case(definition: Definition, request: HttpRequest, now: datetime) -> MyCase:
    """Read the answers in the address and work out what they lead to."""
    form, today = deciding(definition), timezone.localdate(now)
    answers, raw = clean(form, posted(request.GET))
    wrong = validate(form, answers, lang(), today=today)
    errors = {key: words for key, words in wrong.items() if key in answers}
    sections = questions(
        form, data=answers, raw=raw, errors=errors, sources=sources(today), own=False
    )
    needs = requirements(definition, answers)
    online = fee_of(needs.case.fee, answers, channel=Channel.ONLINE)
    return MyCase(
        tuple(section for section in sections if section.fields),
        {key: value for key, value in answers.items() if key not in errors},
        needs,
        online.amount,
        _due(needs.limit, now),
    )


def agency_words(rule: str) -> Text:
    """Return the name of the kind of agency a competence rule leads to."""
    area, _, key = rule.partition(":")
    return DEPARTMENTS[key] if key else COMPETENCE_RULES[area]


def _deciding_keys(definition: Definition) -> set[str]:
    conditions = [case.when for case in definition.cases]
    conditions += [paper.required_when for case in definition.cases for paper in case.papers]
    conditions += [one.when for case in definition.cases for one in case.fee.exemptions]
    counted = {
        key for case in definition.cases for key in (case.fee.quantity_field, case.fee.sets_field)
    }
    return {key for when in conditions if when for key in when.fields} | (counted - {""})


def _due(limit: TimeLimit, now: datetime) -> datetime | None:
    calendar = offices.calendar("office")
    try:
        return add(calendar, effective_reception(calendar, now), limit)
    except WorktimeError:
        return None
