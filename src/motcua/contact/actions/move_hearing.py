"""What may happen to a hearing once it was asked for: each a row of its table."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from motcua.contact.actions.carrying import carried, tell_dossier
from motcua.contact.enclosures import Enclosed, keep_minutes_file
from motcua.contact.kinds import size_class
from motcua.contact.models import Hearing
from motcua.contact.rules import Facts
from motcua.contact.states import BEFORE, Status
from motcua.contact.states import HEARING as TABLE
from motcua.contact.told import HEARING
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.assignment import alias_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.told import Told
from motcua.events.recording import record
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.offices import queries as offices
from motcua.worktime.opening import is_open

# The dossier's event of a move; the others are told by the hearing alone.
_TOLD = {
    "set_time": Told.HEARING_SET,
    "keep_minutes": Told.HEARING_HELD,
    "miss": Told.HEARING_ENDED,
    "take_back": Told.HEARING_ENDED,
}


def move_hearing(
    *,
    hearing: UUID,
    verb: str,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    begins_at: datetime | None = None,
    summary: str = "",
    record_number: str = "",
    outcome: str = "",
    remark: str = "",
    minutes: Enclosed | None = None,
) -> Hearing:
    """Take a move of `motcua.contact.states.HEARING`.

    Parameters
    ----------
    minutes
        The signed minutes as a file; it names people, so the settling side does not get it.

    Raises
    ------
    Refused
        `absent` without such a hearing; what permission, status and guards say.
    WayOfContact
        When the summary or a remark leads around the centre.
    """
    dossier_id = Hearing.objects.filter(uid=hearing).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise Refused(ABSENT)
    said = {"begins_at": begins_at, "summary": summary, "record_number": record_number,
            "outcome": outcome, "remark": remark}  # fmt: skip

    def work() -> Hearing:
        dossier = lock(dossier_id)
        row = Hearing.objects.select_for_update().get(uid=hearing)
        return _take(dossier, row, verb, actor, at, request_id, said, minutes)

    return carried(
        work, kind=Hearing, subject=HEARING, request_id=request_id, dossier_id=dossier_id,
        texts={"summary": summary, "remark": remark}, actor=actor, at=at,
    )  # fmt: skip


def _take(
    dossier: Dossier, row: Hearing, verb: str, actor: Actor, at: datetime, request_id: UUID,
    said: dict[str, Any], minutes: Enclosed | None,
) -> Hearing:  # fmt: skip
    facts = _facts(dossier, row, actor, at, said)
    move = TABLE.take(row, verb, actor.held, facts)
    if minutes and verb == "keep_minutes":
        row.minutes = keep_minutes_file(row, minutes, dossier.applicant_id, actor=actor, at=at)
    if row.applicant_confirmed_at and row.official_confirmed_at and row.status == Status.HELD:
        TABLE.take(row, "close", Actor.system("hearing").held, facts)
    row.event_count += 1
    row.save()
    record(
        str(move.tells), subject=HEARING, subject_id=row.pk, n=row.event_count - 1, at=at,
        actor=actor, data={"dossier": dossier.pk, "verb": verb}, request_id=request_id,
    )  # fmt: skip
    if verb in _TOLD:
        tell_dossier(dossier, _TOLD[verb], actor=actor, at=at, told=_told(row, verb),
                     hearing_open=Status(row.status) in BEFORE)  # fmt: skip
    return row


def _told(row: Hearing, verb: str) -> dict[str, Any]:
    if verb != "keep_minutes":
        return {"hearing": row.pk}
    said = sha256(row.summary.encode())
    if row.minutes:
        said.update(bytes.fromhex(row.minutes.sha256))
    return {
        "hearing": row.pk,
        "content": said.hexdigest(),
        "contact": {"c": "hearing", "i": "out", "z": size_class(len(row.summary))},
    }


def _facts(
    dossier: Dossier, row: Hearing, actor: Actor, at: datetime, said: dict[str, Any]
) -> Facts:
    official = actor.person_id is not None and dossier.official_id == actor.person_id
    begins = said["begins_at"]
    return Facts(
        at=at,
        person_id=actor.person_id,
        is_applicant=actor.person_id in (dossier.applicant_id, dossier.submitter_id)
        and not actor.office,
        is_official=official,
        alias=alias_of(dossier, dossier.official_id) if dossier.official_id else "",
        place=row.place,
        in_hours=begins is None or is_open(offices.calendar("office"), begins),
        **said,
    )
