"""One version of a procedure to read, its form as applicants see it, and trying it out."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.catalogue.definition import Definition
from motcua.catalogue.queries import Proposal
from motcua.catalogue.requirements import requirements
from motcua.catalogue.vocabulary import APPLICANTS, FEE_UNITS, FIELDS, LIFE_EVENTS, ROLES
from motcua.console.catalogue import versions_of
from motcua.console.sections import page_of, show
from motcua.formspec.answers import validate
from motcua.formspec.post import clean
from motcua.offices import queries as offices
from motcua.ui.fields import Option
from motcua.ui.formats import money, percent
from motcua.ui.language import lang, t, text
from motcua.ui.questions import posted, questions
from motcua.worktime.units import TimeLimit, describe


@page_of("catalogue")
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a version in words: cases, papers, limits, fees, route."""
    found = _version(code, number)
    definition = found.definition
    return show(
        request,
        "catalogue/version",
        {
            "version": found,
            "p": definition,
            "field_name": FIELDS[definition.field],
            "life_events": [text(LIFE_EVENTS[one]) for one in definition.life_events],
            "applicants": [text(APPLICANTS[one]) for one in definition.applicants],
            "roles": ROLES,
            "units": FEE_UNITS,
            "route": [(text(s.names), s.share, percent(s.share)) for s in definition.route],
            "limit": limit_words,
            "today": timezone.localdate(),
        },
    )


@page_of("catalogue", methods=("GET", "POST"))
def try_out(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form as applicants see it; answers (posted, kept nowhere) give the requirements."""
    found = _version(code, number)
    form, today = found.definition.form, timezone.localdate()
    sent = request.method == "POST"
    answers, raw = clean(form, posted(request.POST)) if sent else ({}, None)
    wrong = validate(form, answers, lang(), today=today) if "reload" not in request.POST else {}
    return show(
        request,
        "catalogue/try_out",
        {
            "version": found,
            "p": found.definition,
            "sections": questions(
                form, data=answers, raw=raw, errors=wrong if sent else {},
                sources={"communes": _communes(today)}, own=False,
            ),
            "needs": requirements(found.definition, answers),
            "wrong": len(wrong) if sent else 0,
            "sent": sent,
            "limit": limit_words,
            "fee": _fee_words(found.definition, answers),
        },
        block="try",
    )  # fmt: skip


def limit_words(limit: TimeLimit) -> str:
    return describe(limit, lang())


def _fee_words(definition: Definition, answers: dict[str, Any]) -> str:
    fee = requirements(definition, answers).fee
    if not fee.full:
        return t("Không mất phí", "Free of charge")
    if fee.exemption:
        return t("{sum} (đã giảm từ {full})", "{sum} (reduced from {full})",
                 sum=money(fee.amount), full=money(fee.full))  # fmt: skip
    return money(fee.amount)


def _version(code: str, number: int) -> Proposal:
    found = next((one for one in versions_of(code) if one.number == number), None)
    if found is None:
        raise Http404("no such version")
    return found


def _communes(on: date) -> list[Option]:
    named = [(one.names.to(lang()), one.code) for one in offices.communes(on)]
    return [Option(code, name) for name, code in sorted(named)]
