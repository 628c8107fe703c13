"""The gallery at `/ui/`: every component in each state, for designers, writers and the
accessibility tests.
"""

from django.http import HttpRequest, HttpResponse

from motcua.ui.page import page, render
from motcua.ui.samples import samples

FACES = ("portal", "desk", "office", "console")


@page()
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components in the dress of one face (`?face=desk`)."""
    face = request.GET.get("face", "portal")
    chosen = face if face in FACES else "portal"
    return render(
        request, "ui/gallery.html", {"face": chosen, "faces": FACES, **samples()}, block="main"
    )
