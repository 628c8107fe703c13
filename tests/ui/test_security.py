"""Headers that keep a page to itself."""

from django.http import HttpResponse
from django.test import RequestFactory

from motcua.ui.security import HEADERS, security_headers


def test_every_answer_gets_them() -> None:
    response = security_headers(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_a_view_may_set_its_own() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})
    response = security_headers(lambda request: own)(RequestFactory().get("/"))
    assert response.headers["Content-Security-Policy"] == "default-src 'self'"
