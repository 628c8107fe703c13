"""Who looked at my dossier: when, in which role, from where, why; never a name."""

from django.http import HttpRequest, HttpResponse

from motcua.dossiers.views.looks import who_looked
from motcua.dossiers.views.revealed import reveals_of
from motcua.identity.permissions import P
from motcua.portal.dossier import dossier_or_404
from motcua.ui.language import t
from motcua.ui.navigation import Column
from motcua.ui.page import page, render


@page(needs=P.OWN_APPLY)
def looked_at(request: HttpRequest, code: str) -> HttpResponse:
    """List the looks at one's own dossier and the identity fields that were revealed."""
    seen = dossier_or_404(request, code)
    values = {
        "d": seen,
        "looks": who_looked(request.actor, seen.id),  # type: ignore[attr-defined]
        "reveals": reveals_of(seen.id),
        "columns": [
            Column("at", t("Lúc", "When")),
            Column("role", t("Vai trò, đơn vị", "Role, unit")),
            Column("why", t("Để làm gì", "Why")),
        ],
    }
    return render(request, "portal/who_looked/page.html", values)
