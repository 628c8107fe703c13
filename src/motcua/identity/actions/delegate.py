"""A head lends a role to somebody for some days, on a written basis."""

from datetime import date

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.models import Delegation
from motcua.identity.queries import posts
from motcua.identity.roles import Role


@transaction.atomic
def delegate(
    *,
    giver: int,
    receiver: int,
    role: Role,
    office: str,
    first_day: date,
    last_day: date,
    basis: str,
) -> Delegation:
    """Delegate a role one holds oneself; what is delegated cannot be delegated on.

    Raises
    ------
    Refused
        When the giver does not hold the role there, gives it to themselves, or states no basis.
    """
    if giver == receiver:
        raise refuse(
            "to_oneself",
            "Không thể ủy quyền cho chính mình.",
            "Delegate to somebody else.",
            "receiver",
        )
    if last_day < first_day:
        raise refuse(
            "days_reversed",
            "Ngày cuối trước ngày đầu.",
            "The last day is before the first.",
            "last_day",
        )
    if not basis.strip():
        raise refuse(
            "basis_missing", "Hãy ghi văn bản ủy quyền.", "Name the written delegation.", "basis"
        )
    own = [p for p in posts(giver, first_day) if p.giver is None]
    if not any(p.role == role and p.office == office for p in own):
        raise refuse(
            "not_held",
            "Người ủy quyền không giữ vai trò này.",
            "The giver does not hold this role.",
            "role",
        )
    return Delegation.objects.create(
        giver_id=giver,
        receiver_id=receiver,
        role=role,
        office=office,
        first_day=first_day,
        last_day=last_day,
        basis=basis.strip(),
    )
