"""Making an account, and setting a new password by the link that was sent."""

import re

import pytest
from django.core import mail

from motcua.identity.models import Person
from tests.cast import WARD, Cast

GOOD = {
    "kind": "citizen", "full_name": "Lê Mẫu Mới", "id_number": "001 200 000 009",
    "email": "moi@example.test", "phone": "0900 000 009", "commune": WARD,
    "password": "một câu rất dài và dễ nhớ", "password_again": "một câu rất dài và dễ nhớ",
}  # fmt: skip


def test_a_citizen_registers_and_is_signed_in(city, browser) -> None:
    assert browser.post("/dang-ky/", GOOD | {"next": "/ho-so-cua-toi/"}).url == "/ho-so-cua-toi/"
    person = Person.objects.get(login="001200000009")
    assert (person.full_name, person.phone, person.kind) == ("Lê Mẫu Mới", "0900000009", "citizen")
    assert browser.get("/ho-so-cua-toi/").status_code == 200


def test_a_business_registers_with_its_tax_code(city, browser) -> None:
    browser.post("/dang-ky/", GOOD | {"kind": "business", "tax_code": "0100000009"})
    assert Person.objects.get(login="0100000009").kind == "business"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"full_name": ""}, "Họ và tên"),
        ({"full_name": "A\x00B"}, "Họ và tên"),
        ({"full_name": "x" * 201}, "Họ và tên"),
        ({"id_number": "123"}, "định danh"),
        ({"email": "không phải thư"}, "Thư điện tử"),
        ({"phone": "12"}, "điện thoại"),
        ({"commune": "99999"}, "Xã, phường"),
        ({"password": "ngắn", "password_again": "ngắn"}, "ít nhất 10 ký tự"),
        ({"password": "1234567890", "password_again": "1234567890"}, "quá phổ biến"),
        ({"password_again": "khác hẳn câu trước"}, "Hai mật khẩu không giống nhau"),
    ],
)
def test_each_refusal_says_what_and_keeps_the_rest(city, browser, wrong, said: str) -> None:
    page = browser.post("/dang-ky/", GOOD | wrong).content.decode()
    assert "error-summary" in page
    assert said in page
    assert "moi@example.test" in page or "email" in wrong
    assert GOOD["password"] not in page
    assert not Person.objects.filter(login="001200000009").exists()


def test_a_number_that_is_known_gives_nobody_the_account(cast: Cast, browser) -> None:
    page = browser.post("/dang-ky/", GOOD | {"id_number": "001200000001"}).content.decode()
    assert "Không lập được tài khoản với số này" in page
    assert browser.get("/ho-so-cua-toi/").status_code == 302


def test_the_reset_link_works_once(cast: Cast, browser) -> None:
    page = browser.post("/quen-mat-khau/", {"login": "an"}).content.decode()
    assert "Hãy xem hộp thư" in page
    path = re.search(r"https?://[^/]+(/dat-lai-mat-khau/\S+)", mail.outbox[0].body)[1]
    assert mail.outbox[0].to == ["an@example.test"]
    weak = browser.post(path, {"password": "123"}).content.decode()
    assert "quá ngắn" in weak
    assert "Đã đổi mật khẩu" in browser.post(path, {"password": GOOD["password"]}).content.decode()
    assert "hết hạn" in browser.get(path).content.decode()
    assert (
        browser.post("/dang-nhap/", {"login": "an", "password": GOOD["password"]}).status_code
        == 302
    )


@pytest.mark.parametrize("login", ["nobody", "", "\x00", "x" * 999])
def test_an_unknown_login_gets_the_same_answer_and_no_mail(cast: Cast, browser, login: str) -> None:
    assert "Hãy xem hộp thư" in browser.post("/quen-mat-khau/", {"login": login}).content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "link", ["MQ/abc", "x/y", "LTE/abc", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk/a-b"]
)
def test_a_made_up_link_opens_nothing(cast: Cast, browser, link: str) -> None:
    assert "hết hạn" in browser.get(f"/dat-lai-mat-khau/{link}/").content.decode()
