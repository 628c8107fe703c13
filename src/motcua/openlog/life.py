"""The public life of one dossier."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from motcua.ledger import queries
from motcua.openlog.frame import show
from motcua.openlog.tags import read
from motcua.openlog.words import PHASES, form_name, kind_name
from motcua.ui.page import page


@page()
def life(request: HttpRequest, tag: str) -> HttpResponse:
    """Show what the log tells of a dossier, event by event."""
    found = queries.life(read(tag, 16))
    if found is None:
        raise Http404("no dossier with this tag")
    today = timezone.localdate()
    story = found.story
    values = {
        "life": found,
        "tag": tag,
        "story": story,
        "phase": PHASES[story.phase],
        "gross": story.gross_days(today),
        "paused": story.paused_days(today),
        "pauses": [(form_name(form), first, last) for form, first, last in story.pauses],
        "events": [
            {"idx": e.idx, "kind": kind_name(e.kind), "n": e.fields["n"], "day": e.fields["day"]}
            for e in found.leaves
        ],
    }
    return show(request, "life.html", values)
