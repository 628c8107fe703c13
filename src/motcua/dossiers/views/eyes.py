"""What somebody is to a dossier, in the words of the policy of disclosure."""

from motcua.disclosure.policy import may_see
from motcua.disclosure.things import Thing
from motcua.disclosure.viewers import NOBODY, Eyes, Viewer, viewers_in
from motcua.dossiers.models import Dossier
from motcua.identity.actor import Actor

APPLICANT: Eyes = frozenset({Viewer.APPLICANT})
INSPECTOR: Eyes = frozenset({Viewer.AUDITOR})


def eyes_of(actor: Actor) -> Eyes:
    """Return what somebody is at the office they work for now: for lists of what is theirs."""
    return viewers_in(actor.roles)


def eyes_on(row: Dossier, actor: Actor) -> Eyes:
    """Return what somebody is to this dossier; a role counts only where they have to do with it."""
    if actor.person_id is None:
        return NOBODY
    if not actor.office:
        own = actor.person_id in (row.applicant_id, row.submitter_id)
        return APPLICANT if own else NOBODY
    return frozenset(one for one in eyes_of(actor) if _concerned(one, row, actor)) or NOBODY


def _concerned(viewer: Viewer, row: Dossier, actor: Actor) -> bool:
    if viewer is Viewer.SPECIALIST:
        return row.official_id == actor.person_id
    if viewer is Viewer.HEAD:
        return row.agency == actor.office
    if viewer is Viewer.CONSULTED:
        return row.consultations.filter(agency=actor.office).exists()
    return viewer is not Viewer.APPLICANT


def knows_settlers(row: Dossier, actor: Actor) -> bool:
    """Tell whether names of the settling agency's people are shown: in their own office only."""
    return row.agency == actor.office and may_see(eyes_of(actor), Thing.DOSSIER, "official")
