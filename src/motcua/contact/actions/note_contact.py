"""Writing down a contact outside the platform: a call, a visit, a letter."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from motcua.contact.actions.carrying import carried, tell_dossier
from motcua.contact.kinds import Way, size_class
from motcua.contact.models import Note
from motcua.contact.naming import unnamed
from motcua.contact.told import NOTE, Told
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.taking import lock
from motcua.dossiers.told import Told as DossierTold
from motcua.events.recording import record
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


def note_contact(
    *,
    dossier_id: int,
    way: Way,
    summary: str,
    happened_at: datetime,
    actor: Actor,
    at: datetime,
    request_id: UUID,
    outgoing: bool = False,
) -> Note:
    """Keep a note of a contact the centre had; anybody at a counter of the centre may.

    Raises
    ------
    Refused
        Without a summary, or when it is said to happen later.
    """
    if not actor.may(P.DESK_NOTE) or actor.person_id is None or not actor.office:
        raise Refused(ABSENT)
    if not summary.strip():
        raise refuse("summary_missing", "Hãy ghi tóm tắt.", "Sum it up.", "summary")
    if happened_at > at:
        raise refuse("later_than_now", "Thời điểm này chưa đến.", "That is still to come.",
                     "happened_at")  # fmt: skip

    def work() -> Note:
        return _note(dossier_id, way, summary, happened_at, outgoing, actor, at, request_id)

    return carried(
        work, kind=Note, subject=NOTE, request_id=request_id, texts={"summary": summary},
        dossier_id=dossier_id, actor=actor, at=at,
    )  # fmt: skip


def _note(
    dossier_id: int, way: Way, summary: str, happened_at: datetime, outgoing: bool,  # noqa: FBT001
    actor: Actor, at: datetime, request_id: UUID,
) -> Note:  # fmt: skip
    dossier = lock(dossier_id)
    unnamed({"summary": summary}, dossier)
    note = Note.objects.create(
        dossier=dossier, way=way, outgoing=outgoing, happened_at=happened_at, summary=summary,
        noted_by=actor.person_id or 0, office=actor.office, noted_at=at,
    )  # fmt: skip
    record(
        Told.NOTED, subject=NOTE, subject_id=note.pk, n=0, at=at, actor=actor,
        data={"dossier": dossier.pk, "way": way.value}, request_id=request_id,
    )  # fmt: skip
    tell_dossier(
        dossier, DossierTold.CONTACT_NOTED, actor=actor, at=at,
        told={
            "note": note.pk, "way": way.value,
            "content": sha256(summary.encode()).hexdigest(),
            # The log's format knows messages, calls and hearings: what is outside counts as a call.
            "contact": {"c": "call", "i": "out" if outgoing else "in",
                        "z": size_class(len(summary))},
        },
    )  # fmt: skip
    return note
