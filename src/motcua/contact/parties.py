"""Which side of a dossier an actor stands on; nobody stands on two."""

from motcua.contact.kinds import Party
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.permissions import P


def side_of(dossier: Dossier, actor: Actor) -> Party | None:
    """Return the actor's side of the dossier; None for everybody else.

    The applicant and who handed it in; the official it is assigned to, and the agency's head, who
    reads; the centre's staff at the point where it was received.
    """
    if actor.person_id is None:
        return None
    if not actor.office:
        own = actor.person_id in (dossier.applicant_id, dossier.submitter_id)
        return Party.APPLICANT if own and actor.may(P.OWN_MESSAGE) else None
    if actor.may(P.OFFICE_WORK) and dossier.official_id == actor.person_id:
        return Party.OFFICIAL
    if actor.may(P.OFFICE_DECIDE) and dossier.agency == actor.office:
        return Party.OFFICIAL
    if actor.may(P.DESK_ANSWER) and dossier.received_at_point == actor.office:
        return Party.CENTRE
    return None


def must_be(side: Party, dossier: Dossier, actor: Actor) -> int:
    """Return the person's number when they may write for a side.

    Raises
    ------
    Refused
        `absent` for everybody else: whether there is such a dossier stays unsaid.
    """
    writes = side is not Party.OFFICIAL or dossier.official_id == actor.person_id
    if actor.person_id is None or side_of(dossier, actor) is not side or not writes:
        raise Refused(ABSENT)
    return actor.person_id
