"""The platform queues a scenario of its own: the monthly suggestion, the nightly board."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from motcua.events.recording import record
from motcua.identity.actor import Actor
from motcua.planning.answers import Known
from motcua.planning.kinds import Kind
from motcua.planning.models import Run, Scenario
from motcua.planning.parameters import checked
from motcua.planning.told import SCENARIO, Told


def queue_own(
    *, kind: Kind, name: str, typed: Mapping[str, str], known: Known, at: datetime
) -> Scenario | None:
    """Queue it unless one of the same kind and name is there: workers may ask at the same moment."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('planning_own'))")
        if Scenario.objects.filter(kind=kind, name=name, made_by=None).exists():
            return None
        parameters = checked(kind, typed, known)
        scenario = Scenario.objects.create(kind=kind, name=name, parameters=parameters, made_at=at)
        Run.objects.create(scenario=scenario, asked_at=at)
        record(
            Told.SCENARIO_MADE, subject=SCENARIO, subject_id=scenario.pk, n=0, at=at,
            actor=Actor.system("planning"), data={"kind": kind.value, "parameters": parameters},
        )  # fmt: skip
        return scenario
