"""The front page, searching, and the pages everybody may read."""

import pytest
from django.test import Client

from tests.builders import BIRTH

PUBLIC = ["/", "/thu-tuc/", "/diem-tiep-nhan/", "/tra-cuu/", "/tro-giup/", "/tiep-can/",
          "/gioi-thieu/", "/dang-nhap/", "/dang-ky/", "/quen-mat-khau/", f"/thu-tuc/{BIRTH}/"]  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_reads_it_in_both_languages(city, browser, path: str) -> None:
    vietnamese = browser.get(path)
    assert vietnamese.status_code == 200
    assert '<html lang="vi"' in vietnamese.content.decode()
    browser.post("/ui/ngon-ngu/", {"language": "en", "next": path})
    english = browser.get(path).content.decode()
    assert '<html lang="en"' in english
    assert "Trung tâm Phục vụ" not in english


@pytest.mark.parametrize(
    "words", ["khai sinh", "KHAI SINH", "đăng ký khai sinh", "dang ky khai sinh", "birth"]
)
def test_words_find_it_with_and_without_accents(city, browser, words: str) -> None:
    assert f"/thu-tuc/{BIRTH}/" in browser.get("/thu-tuc/", {"q": words}).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "a\x00b",
        "' OR 1=1 --",
        ":*&|!()",
        "x" * 5000,
        "\ud7ff\uffff",
        "<script>x</script>",
        "%",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(city, browser, words: str) -> None:
    response = browser.get("/thu-tuc/", {"q": words})
    assert response.status_code == 200
    assert "<script>x" not in response.content.decode()


def test_filters_narrow_and_unknown_ones_are_ignored(city, browser) -> None:
    narrowed = browser.get(
        "/thu-tuc/", {"su-kien": "birth", "linh-vuc": "residence"}
    ).content.decode()
    assert "1.004222" in narrowed
    assert f"/thu-tuc/{BIRTH}/" not in narrowed
    everything = browser.get("/thu-tuc/", {"su-kien": "'", "page": "-3"}).content.decode()
    assert "/thu-tuc/" in everything


def test_nothing_found_says_what_to_do(city, browser) -> None:
    assert "Thử ít từ hơn" in browser.get("/thu-tuc/", {"q": "zzzqqqx"}).content.decode()


@pytest.mark.parametrize(
    "path",
    ["/thu-tuc/9.999999/", "/thu-tuc/abc/", "/thu-tuc/1.001193%00/", "/diem-tiep-nhan/x%00/"],
)
def test_what_is_not_there_is_404(city, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_front_page_asks_the_database_little(
    city, browser, django_assert_max_num_queries
) -> None:
    browser.get("/")
    with django_assert_max_num_queries(4):
        browser.get("/")
    with django_assert_max_num_queries(5):
        browser.get("/thu-tuc/", {"q": "khai sinh"})
