"""A finished run is proposed for publication; nothing is public yet."""

from datetime import datetime
from uuid import UUID

from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.planning.actions.asking import carried, must_hold
from motcua.planning.kinds import PUBLISHABLE, Kind, Standing
from motcua.planning.models import Publication, Run
from motcua.planning.told import PUBLICATION, Told

LONGEST_TITLE = 120
LONGEST_SUMMARY = 4000


def propose_publication(
    *, scenario: UUID, title: str, summary: str, actor: Actor, at: datetime, request_id: UUID
) -> Publication:
    """Propose it under a title.

    Raises
    ------
    Refused
        When the run has not ended well, is proposed or published already, or is for the console alone.
    """
    person = must_hold(actor, P.PLAN_WRITE)
    title, summary = title.strip(), summary.strip()
    if not 0 < len(title) <= LONGEST_TITLE or not title.isprintable():
        raise refuse("title_missing", f"Hãy đặt tiêu đề, nhiều nhất {LONGEST_TITLE} ký tự.",
                     f"Give it a title of at most {LONGEST_TITLE} characters.", "title")  # fmt: skip
    if len(summary) > LONGEST_SUMMARY:
        raise refuse("summary_long", f"Nhiều nhất {LONGEST_SUMMARY} ký tự.",
                     f"At most {LONGEST_SUMMARY} characters.", "summary")  # fmt: skip

    def work() -> Publication:
        run = Run.objects.select_for_update().filter(scenario__uid=scenario).first()
        if (
            run is None
            or run.standing != Standing.DONE
            or Kind(run.scenario.kind) not in PUBLISHABLE
        ):
            raise refuse("run_not_done", "Phương án chưa chạy xong.", "The run is not done.")
        if run.publications.filter(withdrawn_at=None).exists():
            raise refuse("proposed_already", "Phương án đã được đề nghị công bố.",
                         "It was proposed already.")  # fmt: skip
        made = Publication.objects.create(
            run=run, title=title, summary=summary, proposed_by=person, proposed_at=at, event_count=1
        )
        record(
            Told.PROPOSED, subject=PUBLICATION, subject_id=made.pk, n=0, at=at, actor=actor,
            data={"run": run.pk}, request_id=request_id,
        )  # fmt: skip
        return made

    return carried(
        work, kind=Publication, subject=PUBLICATION, request_id=request_id,
        texts={"title": title, "summary": summary}, about=0, actor=actor, at=at,
    )  # fmt: skip
