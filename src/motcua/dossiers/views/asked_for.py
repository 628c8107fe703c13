"""The requests about one dossier that a second person may confirm, as the list of moves shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from motcua.dossiers.facts import Facts
from motcua.dossiers.models import Countersign, Dossier
from motcua.dossiers.views.eyes import knows_settlers
from motcua.dossiers.views.naming import people_names
from motcua.dossiers.views.record import AskedFor
from motcua.dossiers.views.waiting import KINDS, reason_of
from motcua.identity.actor import Actor
from motcua.identity.permissions import P

_ANY = ""
# Verbs that concern an open request, and its kind; `turn_down` concerns any.
CONFIRMED: Mapping[str, str] = {
    "recuse": Countersign.Kind.RECUSAL,
    "approve_by_hand": Countersign.Kind.BY_HAND,
    "assign_by_hand": Countersign.Kind.BY_HAND,
    "confirm_reassign": Countersign.Kind.REASSIGNMENT,
    "confirm_second_supplement": Countersign.Kind.SUPPLEMENT,
    "ask_break_glass": Countersign.Kind.GLASS,
    "approve_break_glass": Countersign.Kind.GLASS,
    "approve_break_glass_untold": Countersign.Kind.GLASS,
    "turn_down": _ANY,
}
# Of two verbs for one kind, which one it is.
_UNTOLD = {"approve_break_glass": False, "approve_break_glass_untold": True}


def requests_of(row: Dossier, actor: Actor) -> list[Countersign]:
    """Return the open requests, for the agency itself and whoever oversees; others see none."""
    if actor.office != row.agency and not actor.may(P.OVERSEE):
        return []
    return list(Countersign.objects.filter(dossier=row, closed_at=None).order_by("asked_at", "pk"))


def waits_for(request: Countersign, verb: str) -> bool:
    """Whether the verb concerns the request as it stands."""
    if verb not in CONFIRMED or CONFIRMED[verb] not in (_ANY, request.kind):
        return False
    if verb in _UNTOLD:
        return _UNTOLD[verb] is bool(request.wanted.get("reference"))
    return verb != "approve_by_hand" or not request.approvers


def told_to(facts: Facts, request: Countersign) -> Facts:
    """Return the facts with what guards may know of the request."""
    return replace(
        facts,
        asked_by=request.asked_by,
        approvers=tuple(request.approvers),
        official=request.wanted.get("official", facts.official),
    )


def shown_to(row: Dossier, actor: Actor, requests: Sequence[Countersign]) -> tuple[AskedFor, ...]:
    """Return the requests as the second person reads them before confirming."""
    return tuple(_shown(row, actor, one) for one in requests)


def _shown(row: Dossier, actor: Actor, request: Countersign) -> AskedFor:
    official = request.wanted.get("official")
    named = people_names([official]) if official and knows_settlers(row, actor) else {}
    lines = request.wanted.get("items", ())
    return AskedFor(
        kind=request.kind,
        names=KINDS[request.kind],
        asked_at=request.asked_at,
        reason=reason_of(request),
        ground=request.ground,
        approvals=len(request.approvers),
        mine=actor.person_id in (request.asked_by, *request.approvers),
        named=named.get(official or 0, ""),
        items=tuple(f"{one['what']}: {one['reason']} ({one['basis']})" for one in lines),
    )
