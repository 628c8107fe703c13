"""A plan is taken back, proposed or published: its files go, that it was there and why stays."""

from datetime import datetime
from uuid import UUID

from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.actions.asking import carried, must_hold, stated
from motcua.planning.models import Publication
from motcua.planning.told import PUBLICATION, Told


def withdraw(
    *, publication: UUID, reason: str, actor: Actor, at: datetime, request_id: UUID
) -> Publication:
    """Take it back; the public list says when and why.

    Raises
    ------
    Refused
        Without a reason; when it was withdrawn before.
    """
    person = must_hold(actor, P.PLAN_PUBLISH)
    reason = stated(reason)

    def work() -> Publication:
        one = Publication.objects.select_for_update().filter(uid=publication).first()
        if one is None or one.withdrawn_at is not None:
            raise refuse("not_published", "Không có gì để rút.", "There is nothing to withdraw.")
        one.withdrawn_by, one.withdrawn_at, one.withdrawn_because = person, at, reason
        number = one.event_count
        one.event_count += 1
        one.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because", "event_count"])
        record(
            Told.WITHDRAWN, subject=PUBLICATION, subject_id=one.pk, n=number, at=at, actor=actor,
            data={"run": one.run_id, "reason": reason}, request_id=request_id,
        )  # fmt: skip
        return one

    return carried(
        work, kind=Publication, subject=PUBLICATION, request_id=request_id, texts={"reason": reason},
        about=0, actor=actor, at=at,
    )  # fmt: skip
