"""Interlinked procedures: one receipt for the applicant, one dossier and clock per agency."""

from datetime import datetime

from motcua.dossiers.actions.taking import snapshot, tell
from motcua.dossiers.codes import next_code
from motcua.dossiers.knowledge import calendar_of, definition_of, rules_for
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.told import Told
from motcua.identity.actor import Actor
from motcua.offices import queries as offices
from motcua.worktime.deadlines import deadline
from motcua.worktime.instants import local_day


def open_parts(dossier: Dossier, *, after: str, actor: Actor, at: datetime) -> list[Dossier]:
    """Open the parts that begin after a step: "" at reception, "main" once the parent is settled.

    A part is accepted at once, since the parent's papers are complete; its agency follows from its
    own rule and its limit from the link.
    """
    main = dossier.parent or dossier
    links = [link for link in definition_of(main).interlinked if link.after == after]
    return [_open(main, link.key, actor=actor, at=at) for link in links]


def _open(main: Dossier, key: str, *, actor: Actor, at: datetime) -> Dossier:
    link = next(link for link in definition_of(main).interlinked if link.key == key)
    agency = offices.competent_agency(link.agency, main.commune or None, local_day(at))
    part = Dossier(
        code=next_code(agency.unit_code, local_day(at)),
        version_id=main.version_id,
        procedure=link.procedure,
        field=main.field,
        case=main.case,
        ruleset=main.ruleset,
        applicant_id=main.applicant_id,
        submitter_id=main.submitter_id,
        channel=main.channel,
        received_at_point=main.received_at_point,
        answers=main.answers,
        commune=main.commune,
        agency=agency.code,
        status=Status.ACCEPTED,
        created_at=at,
        saved_at=at,
        registered_at=at,
        accepted_at=at,
        received_by=main.received_by,
        clock="runs",
        return_way=main.return_way,
        return_point=main.return_point,
        parent=main,
        part=key,
    )
    counted = deadline(calendar_of(part), rules_for(part), at, link.limit)
    part.clock_started_at = counted.start
    part.limit_value, part.limit_unit = link.limit.value, str(link.limit.unit)
    part.first_due_at = part.due_at = counted.due
    tell(part, Told.PART_OPENED, before={}, actor=actor, at=at, told={"main": main.code})
    return part


def count_parts(main: Dossier) -> int:
    """Return how many parts the main dossier waits for, those not opened yet included."""
    links = {link.key for link in definition_of(main).interlinked}
    settled = Dossier.objects.filter(parent=main, status=Status.DONE).values_list("part", flat=True)
    return len(links - set(settled))


def part_settled(part: Dossier, *, main_id: int, actor: Actor, at: datetime) -> None:
    """Tell the main dossier that a part is settled, and open what waited for it."""
    main = Dossier.objects.select_for_update(of=("self",)).get(pk=main_id)
    before = snapshot(main)
    main.open_parts = count_parts(main)
    tell(main, Told.PART_SETTLED, before=before, actor=actor, at=at, told={"part": part.part})
    open_parts(main, after=part.part, actor=actor, at=at)
