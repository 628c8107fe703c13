"""Who acts: a person with the permissions held at one office, perhaps on another's behalf."""

from dataclasses import dataclass
from typing import Self

from motcua.identity.permissions import P
from motcua.identity.roles import ROLES, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One party to an action.

    Parameters
    ----------
    person_id
        None for a visitor and for the platform itself.
    name
        For the person's own screen; never leaves it.
    roles, held
        The roles at `office` and the permissions they hold.
    office
        Code of the office or agency acted for; empty for applicants.
    on_behalf_of
        The person represented (authorised submission, delegation).
    """

    person_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    held: frozenset[P] = frozenset()
    office: str = ""
    on_behalf_of: int | None = None
    language: str = "vi"

    def may(self, permission: P) -> bool:
        return permission in self.held

    @property
    def known(self) -> bool:
        return self.person_id is not None

    @classmethod
    def with_roles(cls, roles: frozenset[Role], **who: object) -> Self:
        """Return an actor who holds what the roles hold."""
        held = frozenset().union(*(ROLES[role] for role in roles))
        return cls(roles=roles, held=held, **who)  # type: ignore[arg-type]

    @classmethod
    def system(cls, name: str = "system") -> Self:
        """Return the platform's own clock and jobs."""
        return cls(name=name, held=frozenset({P.SYSTEM, P.DESK_TRANSFER, P.OFFICE_ASSIGN}))


VISITOR = Actor()
