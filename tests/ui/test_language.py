"""Which language a page speaks, and how a visitor changes it."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from motcua.flow.refusal import Text
from motcua.ui.language import chosen_language, lang, t, text

COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.mark.parametrize(
    ("active", "expected"), [("vi", "vi"), ("en", "en"), ("en-gb", "en"), ("fr", "vi")]
)
def test_anything_unknown_is_vietnamese(active: str, expected: str) -> None:
    with translation.override(active):
        assert lang() == expected


def test_a_sentence_is_filled_in_with_the_right_number() -> None:
    days = ("{n} ngày", "{n} days")
    with translation.override("en"):
        assert t(*days, one="{n} day", n=1) == "1 day"
        assert t(*days, one="{n} day", n=2) == "2 days"
    with translation.override("vi"):
        assert t(*days, one="{n} day", n=1) == "1 ngày"


def test_braces_without_values_stay() -> None:
    assert t("a {b}", "c {d}") == "a {b}"


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Text("Chào", "Hello"), "Chào", "Hello"),
        ({"vi": "Chào", "en": "Hello"}, "Chào", "Hello"),
        ({"vi": "Chào"}, "Chào", "Chào"),
        ("H26", "H26", "H26"),
        (None, "", ""),
    ],
)
def test_text_chooses_the_language(value: object, vi: str, en: str) -> None:
    with translation.override("vi"):
        assert text(value) == vi  # type: ignore[arg-type]
    with translation.override("en"):
        assert text(value) == en  # type: ignore[arg-type]


def test_the_choice_is_kept_and_leads_back() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/ui/ngon-ngu/", {"language": "en", "next": "/ui/?face=desk"})
    assert response.headers["Location"] == "/ui/?face=desk"
    assert client.cookies[COOKIE].value == "en"
    assert client.cookies[COOKIE]["httponly"]


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:///evil", ""]
)
def test_nobody_is_led_away(back: str) -> None:
    response = Client().post("/ui/ngon-ngu/", {"language": "vi", "next": back})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("language", ["fr", "", "vi\x00", "../en"])
def test_an_unknown_language_changes_nothing(language: str) -> None:
    client = Client()
    client.post("/ui/ngon-ngu/", {"language": language})
    assert COOKIE not in client.cookies


@pytest.mark.parametrize(("cookie", "expected"), [("en", "en"), ("", "vi"), ("xx", "vi")])
def test_the_cookie_decides(cookie: str, expected: str, rf: object) -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    request = RequestFactory().get("/", headers={"Accept-Language": "en"})
    request.COOKIES[COOKIE] = cookie
    response = chosen_language(lambda _: HttpResponse(lang()))(request)
    assert response.content.decode() == expected  # type: ignore[attr-defined]
    assert response.headers["Content-Language"] == expected
    assert "Cookie" in response.headers["Vary"]
