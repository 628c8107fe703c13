"""Who may do what, from the enum of permissions and the table of roles."""

from motcua.dossiers.states import DOSSIER
from motcua.identity.permissions import P
from motcua.identity.roles import NAMES, ROLES
from motcua.payments.states import CHARGE
from motcua.site.printing.markdown import code, document, listed, table

LEAD = """\
Every permission of the platform, named `area:thing:act` (`motcua.identity.permissions.P`), and the one table of
roles (`motcua.identity.roles.ROLES`). A role is held *at an office* and from a day to a day: a receptionist of one
point is nobody at another. What a permission opens for a dossier also depends on its status: see
[what may happen to a dossier](dossier-states.md). What somebody may not see looks absent to them."""


def page() -> str:
    """Return the page of permissions and roles."""
    return document(
        "Permissions and roles", LEAD, "## Roles", _roles(), "## Permissions", _permissions()
    )


def _roles() -> str:
    return table(
        ("role", "Vietnamese", "English", "permissions"),
        ((code(role), NAMES[role].vi, NAMES[role].en, listed(sorted(held)))
         for role, held in ROLES.items()),
    )  # fmt: skip


def _permissions() -> str:
    return table(
        ("permission", "held by", "moves it opens"),
        ((code(one), listed(_holders(one)), listed(_moves(one))) for one in P),
    )


def _holders(permission: P) -> list[str]:
    if permission is P.SYSTEM:
        return ["the platform's own jobs"]
    return [role for role, held in ROLES.items() if permission in held]


def _moves(permission: P) -> list[str]:
    moves = [move.verb for move in DOSSIER.moves if move.needs == permission]
    return moves + [f"charge: {move.verb}" for move in CHARGE.moves if move.needs == permission]
