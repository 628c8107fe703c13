"""A page is held to what it declares."""

from collections.abc import Callable

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.decorators.cache import never_cache

from motcua.identity.permissions import P
from motcua.ui.page import Declaration, declaration_of, page
from tests.ui.conftest import Somebody

Get = Callable[..., HttpRequest]


@page(needs=P.OFFICE_WORK, methods=("GET", "POST"))
def work(request: HttpRequest, code: str = "") -> HttpResponse:
    return HttpResponse(f"work {code}")


@page(signed_in=True)
def mine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mine")


def test_the_declaration_stays_on_the_view() -> None:
    expected = Declaration(P.OFFICE_WORK, ("GET", "POST"), reads=True, signed_in=True)
    assert declaration_of(work) == expected
    assert declaration_of(never_cache(work)) == expected
    assert declaration_of(lambda request: None) is None


def test_who_holds_the_permission_comes_in(get: Get) -> None:
    response = work(get("/", Somebody(held=frozenset({P.OFFICE_WORK}))), code="7")
    assert response.content == b"work 7"  # type: ignore[attr-defined]


def test_forbidden_looks_like_absent(get: Get) -> None:
    with pytest.raises(Http404):
        work(get("/", Somebody()))


@pytest.mark.parametrize("actor", [Somebody(person_id=None), None])
@pytest.mark.parametrize("view", [work, mine])
def test_a_stranger_is_asked_to_sign_in_and_led_back(
    get: Get, view: Callable[..., HttpResponse], actor: Somebody
) -> None:
    response = view(get("/a/?b=1", actor))
    assert response.status_code == 302
    assert response.headers["Location"] == "/dang-nhap/?next=/a/%3Fb%3D1"


def test_htmx_is_told_to_leave_the_page(get: Get) -> None:
    response = mine(get("/a/", Somebody(person_id=None), **{"HX-Request": "true"}))
    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/dang-nhap/?next=/a/"


def test_a_lost_post_does_not_come_back_as_a_get(get: Get) -> None:
    request = RequestFactory().post("/a/")
    request.actor = Somebody(person_id=None)  # type: ignore[attr-defined]
    assert work(request).headers["Location"] == "/dang-nhap/?next=/"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"])
def test_other_methods_are_refused_before_anything_else(method: str) -> None:
    response = mine(RequestFactory().generic(method, "/"))
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.django_db
def test_reading_a_page_cannot_write() -> None:
    from django.db import connection

    from motcua.ui.readonly import WroteWhileReadingError

    @page()
    def careless(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_content_type")
        return HttpResponse()

    with pytest.raises(WroteWhileReadingError):
        careless(RequestFactory().get("/"))
