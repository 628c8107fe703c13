"""A scenario is made: a name, what is asked, and a run that waits for the worker."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.events.recording import record
from motcua.flow.refusal import Refusal, Refused, Text, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.actions.asking import carried, must_hold
from motcua.planning.answers import Known, Plain
from motcua.planning.kinds import ASKED, OPEN, Kind
from motcua.planning.models import Run, Scenario
from motcua.planning.parameters import checked
from motcua.planning.told import SCENARIO, Told

LONGEST_NAME = 120
# A queue nobody would wait for to end: runs go one at a time.
MOST_OPEN = 20


def make_scenario(
    *,
    kind: Kind,
    name: str,
    typed: Mapping[str, str],
    known: Known,
    actor: Actor,
    at: datetime,
    request_id: UUID,
) -> Scenario:
    """Make the scenario and queue its run; its files are made from the data as the run begins.

    Parameters
    ----------
    typed
        The answers as typed, by the names of `parameters`.
    known
        The codes of the registers today.

    Raises
    ------
    Refused
        At the field of each answer that cannot be read; `queue_full`.
    """
    person = must_hold(actor, P.PLAN_WRITE)
    if kind not in ASKED:
        raise refuse("kind_unknown", "Không có loại phương án này.", "No such kind.", "kind")
    name = name.strip()
    parameters = _checked(kind, name, typed, known)

    def work() -> Scenario:
        if Run.objects.filter(standing__in=OPEN).count() >= MOST_OPEN:
            raise refuse("queue_full", "Đã có quá nhiều phương án đang chờ chạy.",
                         "Too many runs are waiting already.")  # fmt: skip
        scenario = Scenario.objects.create(
            kind=kind, name=name, parameters=parameters, made_by=person, office=actor.office,
            made_at=at,
        )  # fmt: skip
        Run.objects.create(scenario=scenario, asked_at=at)
        record(
            Told.SCENARIO_MADE, subject=SCENARIO, subject_id=scenario.pk, n=0, at=at, actor=actor,
            data={"kind": kind.value, "parameters": parameters}, request_id=request_id,
        )  # fmt: skip
        return scenario

    return carried(
        work, kind=Scenario, subject=SCENARIO, request_id=request_id, texts={"name": name}, about=0,
        actor=actor, at=at,
    )  # fmt: skip


def _checked(kind: Kind, name: str, typed: Mapping[str, str], known: Known) -> dict[str, Plain]:
    """Return the parameters; everything that is wrong is refused at once."""
    wrong = []
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        wrong.append(Refusal("name_missing", Text(
            f"Hãy đặt tên, nhiều nhất {LONGEST_NAME} ký tự.",
            f"Give it a name of at most {LONGEST_NAME} characters."), "name"))  # fmt: skip
    try:
        found = checked(kind, typed, known)
    except Refused as refused:
        raise Refused(*wrong, *refused.refusals) from None
    if wrong:
        raise Refused(*wrong)
    return found
