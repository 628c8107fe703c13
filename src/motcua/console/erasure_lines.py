"""Erasures that wait for the second person, as the console shows and answers them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.dossiers.views.coded import codes_of
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ledger.actions.erasing import approve_erasure, turn_down_erasure
from motcua.ledger.queries.erasures import open_erasures


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """One erasure asked for; `held` while a legal hold stands on the dossier."""

    id: int
    dossier: int
    code: str
    basis: str
    proposed_at: datetime
    held: bool
    mine: bool


def erasures_for(actor: Actor) -> list[ErasureLine]:
    """Return the erasures that wait, for whoever may approve one."""
    if not actor.may(P.ERASE):
        return []
    found = open_erasures()
    codes = codes_of([one.dossier for one in found])
    return [
        ErasureLine(one.id, one.dossier, codes.get(one.dossier, ""), one.basis, one.proposed_at,
                    one.held, one.proposed_by == actor.person_id)
        for one in found
    ]  # fmt: skip


def answer_erasure(line: Any, common: dict[str, Any], why_not: str | None) -> None:
    """Approve, or turn down for a reason."""
    given = {"dossier": line.dossier, "actor": common["actor"], "at": common["at"]}
    if why_not is None:
        approve_erasure(**given)
    else:
        turn_down_erasure(reason=why_not, **given)
