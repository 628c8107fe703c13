"""The gallery shows every component, in both languages, and breaks no law of a page."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import Client
from django.utils import translation

from motcua.ui.gallery import FACES, gallery
from tests.ui.html_laws import offences


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("face", FACES)
def test_no_law_is_broken(get: Callable[..., HttpRequest], face: str, language: str) -> None:
    with translation.override(language):
        html = gallery(get(f"/ui/?face={face}")).content.decode()
    assert offences(html) == []
    assert f'<html lang="{language}" class="face-{face}">' in html


def test_english_page_holds_no_vietnamese_but_the_name_of_the_language(
    get: Callable[..., HttpRequest],
) -> None:
    with translation.override("en"):
        html = gallery(get("/ui/")).content.decode()
    for word in ("Nộp", "Hồ sơ", "Đăng nhập", "Trạng thái", "Lỗi:"):
        assert word not in html
    assert "Tiếng Việt" in html


def test_every_component_is_shown_somewhere() -> None:
    env = engines["pages"].env
    sources = [
        env.loader.get_source(env, name)[0] for name in env.list_templates(filter_func=_is_ui)
    ]
    shown = "".join(sources)
    unused = [
        name
        for name in env.globals["ui"].names()
        if f"ui.{name}(" not in shown and f"{{{{ {name}(" not in shown
    ]
    assert unused == ["act", "reload_button"]  # pages with a form of their own use these


def _is_ui(name: str) -> bool:
    return name.startswith("ui/")


def test_an_unknown_face_gets_the_portal(get: Callable[..., HttpRequest]) -> None:
    assert 'class="face-portal"' in gallery(get('/ui/?face="><script>')).content.decode()


def test_htmx_gets_the_block_alone(get: Callable[..., HttpRequest]) -> None:
    response = gallery(get("/ui/", **{"HX-Request": "true"}))
    html = response.content.decode()
    assert "<html" not in html
    assert "page-title" in html
    assert "HX-Request" in response.headers["Vary"]


def test_the_page_comes_with_its_headers() -> None:
    response = Client().get("/ui/")
    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_post_is_refused() -> None:
    response = Client().post("/ui/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
