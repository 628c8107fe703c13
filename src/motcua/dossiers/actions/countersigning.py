"""Four eyes: what one person asks for, another confirms; nothing happens before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Countersign, Dossier
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.permissions import P

Kind = Countersign.Kind


def waiting(dossier: Dossier, kind: Kind) -> Countersign | None:
    """Return the open request of a kind, locked."""
    rows = Countersign.objects.select_for_update().filter(
        dossier=dossier, kind=kind, closed_at=None
    )
    return rows.first()


def ask(
    dossier: Dossier,
    kind: Kind,
    *,
    actor: Actor,
    at: datetime,
    reason: str,
    ground: str = "",
    wanted: Mapping[str, Any] | None = None,
) -> Countersign:
    """Open a request; the one before of the same kind is replaced, its approvals are void."""
    Countersign.objects.filter(dossier=dossier, kind=kind, closed_at=None).update(
        closed_at=at, outcome="replaced"
    )
    return Countersign.objects.create(
        dossier=dossier,
        kind=kind,
        asked_by=known(actor),
        asked_at=at,
        reason=reason,
        ground=ground,
        wanted=dict(wanted or {}),
    )


def known(actor: Actor) -> int:
    """Return the person who acts; the platform itself neither asks nor confirms."""
    if actor.person_id is None:
        raise Refused(ABSENT)
    return actor.person_id


def close(request: Countersign, *, actor: Actor, at: datetime, outcome: str = "done") -> None:
    """Close a request with the last approver."""
    if outcome == "done":
        request.approvers = [*request.approvers, actor.person_id]
    request.closed_at, request.outcome = at, outcome
    request.save(update_fields=["approvers", "closed_at", "outcome"])


def facts_of_request(request: Countersign | None) -> dict[str, Any]:
    """Return what guards may know of a request, as facts."""
    if request is None:
        return {}
    return {
        "asked_by": request.asked_by,
        "approvers": tuple(request.approvers),
        "reason": request.reason,
        "ground": request.ground,
    }


def stands_near(dossier: Dossier, actor: Actor) -> None:
    """Let only the agency itself, or whoever oversees, confirm; others see nothing.

    Raises
    ------
    Refused
        `absent` for everybody else.
    """
    if actor.office != dossier.agency and not actor.may(P.OVERSEE):
        raise Refused(ABSENT)
