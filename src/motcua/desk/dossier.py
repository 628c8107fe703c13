"""One dossier at the counter: who, what, where it stands, what may be done, what can be printed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from motcua.desk.access import at_counter, hidden, show
from motcua.desk.acts import OTHERS, slug_of
from motcua.desk.course import facts
from motcua.dossiers.views.counter_dossier import CounterDossier, counter_dossier
from motcua.dossiers.views.record import OpenMove
from motcua.identity.permissions import P
from motcua.ui.jinja import url
from motcua.ui.page import page

# Done by the citizen at home; at the counter the draft and the check-list stand for them.
NOT_HERE = frozenset({"submit"})


@page(signed_in=True)
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """Show a dossier by its code; a draft leads to its form."""
    actor = at_counter(request)
    with hidden():
        found = counter_dossier(actor, key, timezone.now())
    if not found.code:
        return HttpResponseRedirect(url("desk:form", found.key))
    values = {
        "found": found,
        "buttons": buttons(found),
        "notes": actor.may(P.DESK_NOTE),
        "cash": actor.may(P.DESK_CASH),
        **facts(found),
    }
    return show(request, "dossier.html", values)


def buttons(found: CounterDossier) -> list[tuple[OpenMove, str]]:
    """Return the acts open or closed now, with the address of each."""
    return [(move, _address(found, move.verb)) for move in found.moves if move.verb not in NOT_HERE]


def _address(found: CounterDossier, verb: str) -> str:
    if verb in OTHERS:
        return url(f"desk:{OTHERS[verb]}", found.key)
    return url("desk:acting", found.key, slug_of(verb))
