"""The product's addresses and some that leak on purpose: proof that the walk finds what it seeks."""

import base64
import gzip
import json
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import include, path

from motcua.identity.models import Person
from motcua.ui.page import page

DISGUISES = ("plain", "quoted", "escaped", "entity", "base64", "folded", "header", "cookie",
             "streamed", "gzipped", "failure")  # fmt: skip


@page()
def leaky(request: HttpRequest, how: str) -> HttpResponse | StreamingHttpResponse:
    """Show the name of the first applicant it finds, disguised."""
    person = Person.objects.filter(login="zuqloginan").first()
    name = person.full_name if person else ""
    if how == "failure":
        raise RuntimeError(name)
    if how == "streamed":
        return StreamingHttpResponse([name[:9].encode(), name[9:].encode()])
    bodies = {
        "plain": name.encode(),
        "quoted": quote(name).encode(),
        "escaped": json.dumps({"name": name}).encode(),
        "entity": "".join(f"&#{ord(sign)};" for sign in name).encode(),
        "base64": base64.b64encode(b"x" + name.encode()),
        "folded": name.upper().encode(),
        "gzipped": gzip.compress(name.encode()),
    }
    answer = HttpResponse(bodies.get(how, b""))
    if how == "header":
        answer["Content-Disposition"] = f'attachment; filename="{quote(name)}.pdf"'
    if how == "cookie":
        answer.set_cookie("last", quote(name))
    return answer


urlpatterns = [path("ro-ri/<str:how>/", leaky), path("", include("motcua.site.urls"))]
handler500 = "motcua.ui.errors.server_error"
