"""Pages for what did not work say what to do and need nothing that may be broken."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from motcua.flow.refusal import Refusal, Refused, Text
from motcua.ui import errors
from tests.ui.html_laws import offences

FEE = Refusal("fee_open", Text("Phí <chưa> nộp.", "The fee is <not> paid."), "payment")
PAGES = [
    (errors.bad_request, 400),
    (errors.forbidden, 403),
    (errors.not_found, 404),
    (errors.server_error, 500),
    (errors.stale_form, 403),
]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("view", "status"), PAGES)
def test_each_page_stands_on_its_own(
    view: Callable[[HttpRequest], HttpResponse], status: int, language: str
) -> None:
    with translation.override(language):
        response = view(RequestFactory().get("/"))  # no actor, no session, no messages
    assert response.status_code == status
    assert offences(response.content.decode()) == []


def test_a_refusal_is_a_page_with_code_and_sentence(get: Callable[..., HttpRequest]) -> None:
    response = errors.refused_response(get(), Refused(FEE))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Phí &lt;chưa&gt; nộp." in html
    assert "fee_open" in html
    assert offences(html) == []


def test_htmx_gets_the_refusal_into_the_main_part(get: Callable[..., HttpRequest]) -> None:
    response = errors.refused_response(get(**{"HX-Request": "true"}), FEE)
    assert response.headers["HX-Retarget"] == "#main"
    assert "<html" not in response.content.decode()


def test_the_middleware_answers_refusals_and_nothing_else(get: Callable[..., HttpRequest]) -> None:
    middleware = errors.RefusedMiddleware(lambda request: HttpResponse())
    answered = middleware.process_exception(get(), Refused(FEE))
    assert answered is not None
    assert answered.status_code == 409
    assert middleware.process_exception(get(), ValueError()) is None


def test_an_unknown_address_gets_the_page() -> None:
    response = Client().get("/nowhere/")
    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.content.decode()
