"""A second person publishes a proposed plan: from now on anybody may read and recompute it."""

from datetime import datetime
from uuid import UUID

from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.actions.asking import carried, must_hold
from motcua.planning.models import Publication
from motcua.planning.told import PUBLICATION, Told


def publish(*, publication: UUID, actor: Actor, at: datetime, request_id: UUID) -> Publication:
    """Publish it.

    Raises
    ------
    Refused
        `second_person` for whoever proposed it or made the scenario; when it was withdrawn.
    """
    person = must_hold(actor, P.PLAN_PUBLISH)

    def work() -> Publication:
        rows = Publication.objects.select_for_update(of=("self",)).select_related("run__scenario")
        one = rows.filter(uid=publication).first()
        if one is None or one.withdrawn_at is not None or one.published_at is not None:
            raise refuse("not_proposed", "Không có đề nghị công bố nào đang chờ.",
                         "No proposal waits.")  # fmt: skip
        if person in (one.proposed_by, one.run.scenario.made_by):
            raise refuse("second_person", "Người công bố phải khác người lập và người đề nghị.",
                         "Who publishes must not be who made or proposed it.")  # fmt: skip
        one.published_by, one.published_at, number = person, at, one.event_count
        one.event_count += 1
        one.save(update_fields=["published_by", "published_at", "event_count"])
        record(
            Told.PUBLISHED, subject=PUBLICATION, subject_id=one.pk, n=number, at=at, actor=actor,
            data={"run": one.run_id, "fingerprint": one.run.scenario.fingerprint},
            request_id=request_id,
        )  # fmt: skip
        return one

    return carried(
        work, kind=Publication, subject=PUBLICATION, request_id=request_id, texts={}, about=0,
        actor=actor, at=at,
    )  # fmt: skip
