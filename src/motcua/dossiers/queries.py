"""Everything that reads dossiers, always for an actor. Forbidden looks like absent."""

from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import ENDED, Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


def visible(actor: Actor) -> QuerySet[Dossier]:
    """Return the dossiers an actor may see: the one place that decides it.

    The applicant and whoever handed it in; a counter those it deals with and, by exact code, any
    (see `visible_dossier`); an official those assigned; a head those of the agency; a consulted
    agency those it was asked about; overseers and inspectors all but drafts.
    """
    seen = Q(pk__in=[])
    if actor.person_id is None:
        return Dossier.objects.filter(seen)
    if actor.may(P.OWN_APPLY) and not actor.office:
        seen |= Q(applicant_id=actor.person_id) | Q(submitter_id=actor.person_id)
    if actor.may(P.DESK_RECEIVE) or actor.may(P.DESK_RETURN) or actor.may(P.DESK_CASH):
        seen |= Q(received_at_point=actor.office) | Q(return_point=actor.office)
    handed_in = ~Q(status__in=[Status.DRAFT, Status.REGISTERED, Status.NOT_ACCEPTED])
    if actor.may(P.OFFICE_WORK):
        seen |= Q(official_id=actor.person_id) & handed_in
    if actor.may(P.OFFICE_DECIDE):
        seen |= Q(agency=actor.office) & handed_in
    if actor.may(P.OFFICE_CONSULT):
        seen |= Q(consultations__agency=actor.office)
    if actor.may(P.OVERSEE) or actor.may(P.AUDIT):
        seen |= ~Q(status=Status.DRAFT)
    return (
        Dossier.objects.filter(seen).distinct()
        if actor.may(P.OFFICE_CONSULT)
        else (Dossier.objects.filter(seen))
    )


def visible_dossier(actor: Actor, code: str) -> Dossier:
    """Return a dossier by its code, if the actor may see it.

    A counter may open any dossier by its exact code: any point hands in and hands out for all.

    Raises
    ------
    Refused
        `absent`, whether it does not exist or is not for the actor.
    """
    dossier = (
        Dossier.objects.filter(code=code.strip().upper()).first() if _plausible(code) else None
    )
    counters = (P.DESK_RECEIVE, P.DESK_RETURN, P.DESK_CASH)
    if dossier is None:
        raise Refused(ABSENT)
    if any(actor.may(p) for p in counters) or visible(actor).filter(pk=dossier.pk).exists():
        return dossier
    raise Refused(ABSENT)


def own_draft(actor: Actor, uid: UUID) -> Dossier:
    """Return a draft, or a dossier sent back for completion, by its private number."""
    dossier = visible(actor).filter(uid=uid).first()
    if dossier is None:
        raise Refused(ABSENT)
    return dossier


def tracked(code: str) -> Dossier | None:
    """Return a dossier for the public tracking page; the page shows code and completion only."""
    return (
        Dossier.objects.filter(code=code.strip().upper()).only("code", "status").first()
        if _plausible(code)
        else None
    )


def waiting_for_acceptance(point: str) -> QuerySet[Dossier]:
    """Return what was handed in online for a point, oldest first."""
    return Dossier.objects.filter(received_at_point=point, status=Status.REGISTERED).order_by(
        "registered_at"
    )


def ready_to_return(point: str) -> QuerySet[Dossier]:
    """Return settled dossiers whose result is collected at a point."""
    return Dossier.objects.filter(
        return_point=point, status=Status.DONE, parent__isnull=True
    ).order_by("settled_at")


def work_of(actor: Actor) -> QuerySet[Dossier]:
    """Return an official's open work, the most urgent first."""
    return Dossier.objects.filter(official_id=actor.person_id, status=Status.PROCESSING).order_by(
        "-priority", "due_at", "pk"
    )


def to_decide(actor: Actor) -> QuerySet[Dossier]:
    """Return what waits for the decision of an agency's head, the most urgent first."""
    return (
        Dossier.objects.filter(agency=actor.office, status=Status.PROCESSING)
        .exclude(proposal="")
        .exclude(proposed_by=actor.person_id)
        .order_by("due_at", "pk")
    )


def open_ones() -> QuerySet[Dossier]:
    return Dossier.objects.exclude(status__in=[*ENDED, Status.DRAFT])


def _plausible(code: str) -> bool:
    return 0 < len(code.strip()) <= 35 and code.isprintable()
