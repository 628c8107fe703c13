"""Who looks: the roles of the platform, systems outside, and everybody else."""

from collections.abc import Iterable
from enum import StrEnum


class Viewer(StrEnum):
    """What somebody is to the dossier at hand.

    The values of people's roles are those of `motcua.identity.roles.Role`, so that a role says which
    viewer it makes. A role counts only where the person has to do with the dossier: the applicant of
    another dossier, or the official of another agency, is the public.
    """

    APPLICANT = "applicant"
    RECEPTIONIST = "receptionist"
    CASHIER = "cashier"
    RESULT_CLERK = "result_clerk"
    SPECIALIST = "specialist"
    HEAD = "head"
    CONSULTED = "consulted"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    PLANNER = "planner"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    EDITOR = "catalogue_editor"
    PUBLISHER = "catalogue_publisher"
    INTEGRATION = "integration"
    PUBLIC = "public"


Eyes = frozenset[Viewer]
"""Everything somebody is to a dossier at once; the best sight of them counts."""

NOBODY: Eyes = frozenset({Viewer.PUBLIC})


def viewers_in(roles: Iterable[str]) -> Eyes:
    """Return the viewers that roles make; the public where there is no role.

    Raises
    ------
    ValueError
        For a role the policy does not know: add a viewer, and say in `rules` what it may see.
    """
    return frozenset(Viewer(str(role)) for role in roles) or NOBODY
