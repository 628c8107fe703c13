"""Drafts: begun at home or at a counter, saved as often as one likes, told to nobody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.catalogue import queries as catalogue
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.status import Channel, Status
from motcua.flow.refusal import Refused, refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.worktime.instants import local_day
from motcua.worktime.rules import rules_on


@transaction.atomic
def start(
    *,
    procedure: str,
    applicant_id: int,
    actor: Actor,
    at: datetime,
    channel: Channel = Channel.ONLINE,
    point: str = "",
    answers: Mapping[str, Any] | None = None,
) -> Dossier:
    """Begin a dossier of a procedure as it stands today.

    Raises
    ------
    Refused
        `unknown_procedure`, or `not_permitted` for somebody who neither applies nor receives.
    """
    if not (actor.may(P.OWN_APPLY) or actor.may(P.DESK_RECEIVE)):
        raise refuse("not_permitted", "Bạn không được lập hồ sơ.", "You may not begin a dossier.")
    day = local_day(at)
    version = catalogue.version_on(procedure, day)
    if version is None:
        raise refuse(
            "unknown_procedure",
            f"Không có thủ tục {procedure} đang có hiệu lực. Hãy tìm lại trong danh mục.",
            f"No procedure {procedure} is in force. Search the catalogue again.",
            "procedure",
        )
    return Dossier.objects.create(
        version_id=version.id,
        procedure=version.definition.code,
        field=version.definition.field,
        ruleset=rules_on(day).code,
        applicant_id=applicant_id,
        submitter_id=actor.person_id,
        channel=channel,
        received_at_point=point,
        return_point=point,
        answers=dict(answers or {}),
        created_at=at,
        saved_at=at,
    )


@transaction.atomic
def save(
    *,
    dossier_id: int,
    answers: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    return_way: str = "",
    return_point: str = "",
) -> Dossier:
    """Keep the answers of a draft, or of a dossier sent back for completion; wrong ones too."""
    dossier = _mine(dossier_id, actor)
    dossier.answers, dossier.saved_at = dict(answers), at
    dossier.return_way = return_way or dossier.return_way
    dossier.return_point = return_point or dossier.return_point
    if dossier.status != Status.DRAFT:
        # Where the result goes is told by `choose_return` once the dossier has been handed in.
        dossier.save(update_fields=["answers", "saved_at"])
        return dossier
    dossier.save(update_fields=["answers", "saved_at", "return_way", "return_point"])
    return dossier


@transaction.atomic
def add_paper(
    *, dossier_id: int, key: str, file_id: int | None, source: str, actor: Actor, at: datetime
) -> Paper:
    """Add a paper to a draft or to a dossier sent back for completion."""
    dossier = _mine(dossier_id, actor)
    return Paper.objects.create(
        dossier=dossier, key=key, file_id=file_id, source=source, added_at=at
    )


@transaction.atomic
def remove_paper(*, dossier_id: int, paper_id: int, actor: Actor) -> None:
    """Take a paper out of a draft; what has been handed in stays."""
    dossier = _mine(dossier_id, actor)
    if dossier.status == Status.DRAFT:
        Paper.objects.filter(dossier=dossier, pk=paper_id).delete()


@transaction.atomic
def discard(*, dossier_id: int, actor: Actor) -> None:
    """Throw a draft away."""
    dossier = _mine(dossier_id, actor)
    if dossier.status == Status.DRAFT:
        dossier.papers.all().delete()
        dossier.delete()


def _mine(dossier_id: int, actor: Actor) -> Dossier:
    dossier = Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier_id).first()
    editable = {Status.DRAFT, Status.SUPPLEMENT_REQUIRED}
    if dossier is None or Status(dossier.status) not in editable:
        raise Refused(ABSENT)
    mine = actor.person_id is not None and actor.person_id in (
        dossier.applicant_id,
        dossier.submitter_id,
    )
    if not (mine or actor.may(P.DESK_RECEIVE)):
        raise Refused(ABSENT)
    return dossier
