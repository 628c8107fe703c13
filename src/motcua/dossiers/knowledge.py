"""Gathers the facts of a move: the version, the calendar, the ledger's lines, what is missing."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypedDict

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Channel, CommuneFrom, Definition, Step
from motcua.catalogue.requirements import Requirements, requirements
from motcua.catalogue.rulesets import ruleset
from motcua.dossiers.facts import Facts
from motcua.dossiers.models import Dossier, Paper, Suspension
from motcua.dossiers.route import decision_at
from motcua.flow.refusal import Text
from motcua.formspec.answers import faults
from motcua.formspec.form import Form
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.offices import queries as offices
from motcua.offices.kinds import AgencyKind
from motcua.worktime import suspension as ledger
from motcua.worktime.calendar import Calendar
from motcua.worktime.deadlines import deadline
from motcua.worktime.instants import local_day
from motcua.worktime.rules import ClockRules, rules_by_code
from motcua.worktime.units import TimeLimit, Unit


def definition_of(dossier: Dossier) -> Definition:
    """Return the version the dossier keeps for life."""
    return catalogue.version(dossier.version_id).definition


def calendar_of(dossier: Dossier) -> Calendar:
    """Return the calendar of the settling agency; the centre's before one is known."""
    police = bool(dossier.agency) and offices.agency(dossier.agency).kind is AgencyKind.POLICE
    return offices.calendar("police" if police else "office")


def rules_for(dossier: Dossier) -> ClockRules:
    return rules_by_code(dossier.ruleset)


def facts_of(dossier: Dossier, *, actor: Actor, at: datetime, **given: Any) -> Facts:
    """Return the facts of a move; `given` are those only the action knows."""
    return Facts(
        at=at,
        person_id=actor.person_id,
        office=actor.office,
        definition=definition_of(dossier),
        calendar=calendar_of(dossier),
        rules=rules_for(dossier),
        limit=given.pop("limit", None) or limit_of(dossier),
        for_applicant=actor.may(P.DESK_RECEIVE) or actor.may(P.SYSTEM),
        **given,
    )


def limit_of(dossier: Dossier) -> TimeLimit | None:
    """Return the time limit the dossier's clock was started with."""
    if dossier.limit_value is None:
        return None
    return TimeLimit(dossier.limit_value, Unit(dossier.limit_unit))


def needs_of(dossier: Dossier) -> Requirements:
    """Return case, papers, time limit and fee of the dossier's answers."""
    return requirements(
        definition_of(dossier),
        dossier.answers,
        channel=Channel(dossier.channel),
        ruleset=ruleset(dossier.ruleset),
    )


class Missing(TypedDict):
    """What is not there yet, under the names the facts have for it."""

    form_errors: tuple[tuple[str, Text], ...]
    papers_missing: tuple[Text, ...]


def missing(dossier: Dossier, needs: Requirements, *, today: date) -> Missing:
    """Return which answers are wrong and which papers are not there."""
    form = definition_of(dossier).form
    wrong = faults(form, dossier.answers, today=today, sources=form_sources(today))
    held = set(Paper.objects.filter(dossier=dossier).values_list("key", flat=True))
    absent = [p.names for p in needs.papers if not p.optional and p.key not in held]
    return {
        "form_errors": tuple((key, _label(form, key)) for key in wrong),
        "papers_missing": tuple(absent),
    }


def _label(form: Form, key: str) -> Text:
    field = form.field(key)
    return Text(field.label.vi, field.label.en) if field else Text("Tờ khai", "The form")


@lru_cache(maxsize=8)
def form_sources(today: date) -> dict[str, frozenset[str]]:
    """Return the lists that fields of forms choose from, as they stand on a day."""
    return {"communes": frozenset(commune.code for commune in offices.communes(today))}


def suspensions_of(dossier: Dossier) -> list[Suspension]:
    return list(Suspension.objects.filter(dossier=dossier).order_by("begins", "pk"))


def as_ledger(rows: Iterable[Suspension]) -> tuple[ledger.Suspension, ...]:
    """Return the rows in the words of the legal clock."""
    return tuple(
        ledger.Suspension(
            row.begins,
            row.ends,
            row.form,
            ledger.Effect.RESTARTS if row.restarts else ledger.Effect.EXCLUDES,
        )
        for row in rows
    )


def reckoning_of(dossier: Dossier) -> ledger.Reckoning | None:
    """Return the legal clock with its ledger applied; None before it begins."""
    limit = limit_of(dossier)
    if limit is None or dossier.clock_started_at is None:
        return None
    # Nothing has paused the clock while the due date is still the first one: no query then.
    paused = dossier.due_at != dossier.first_due_at or dossier.clock == "stands"
    rows = as_ledger(suspensions_of(dossier)) if paused else ()
    rules, start = rules_for(dossier), dossier.clock_started_at
    return deadline(calendar_of(dossier), rules, start, limit, rows)


def step_due(dossier: Dossier, step: int) -> datetime | None:
    """Return the deadline of a step: its share of the limit; the last one is the due date."""
    route, reckoning = definition_of(dossier).route, reckoning_of(dossier)
    if reckoning is None or step >= len(route):
        return None
    if step >= decision_at(route):
        return dossier.due_at
    deadlines = reckoning.steps([piece.share for piece in route])
    return deadlines[step] if deadlines else None


def current_step(dossier: Dossier) -> Step | None:
    """Return the step of the route the dossier is at; None after the last one."""
    route = definition_of(dossier).route
    return route[dossier.step] if dossier.step < len(route) else None


def competent(dossier: Dossier, at: datetime) -> tuple[str, str]:
    """Return (agency code, commune code) by the rule of the procedure.

    The commune of the object or of the residence decides, never where the dossier was handed in.
    Only where the law lets any commune settle (certified copies; identity cards), so that the form
    names none, the applicant's choice of a point chooses the commune, too.

    Raises
    ------
    Refused
        When the commune is missing, unknown or has been divided.
    """
    rule, day = definition_of(dossier).competence, local_day(at)
    commune = str(dossier.answers.get(rule.commune_field, "")) if rule.commune_field else ""
    if rule.commune_from is CommuneFrom.RECEPTION and dossier.received_at_point:
        commune = offices.point(dossier.received_at_point).commune.split("-")[0]
    return offices.competent_agency(rule.rule, commune or None, day).code, commune
