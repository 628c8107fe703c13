"""Signing in and out: one answer for every wrong try, a lock that says how long."""

import pytest

from motcua.identity.models import Person
from motcua.portal.limits import SIGN_IN_BY_LOGIN
from tests.cast import Cast

SECRET = "một câu rất dài và dễ nhớ"


@pytest.fixture
def account(cast: Cast) -> Person:
    person = Person.objects.get(pk=cast.an.person_id)
    person.set_password(SECRET)
    person.save()
    return person


def _try(browser, login: str, password: str, **more: str):
    return browser.post("/dang-nhap/", {"login": login, "password": password, **more})


def test_the_right_password_leads_to_where_one_wanted(browser, account) -> None:
    asked = browser.get("/ho-so-cua-toi/")
    assert asked.url == "/dang-nhap/?next=/ho-so-cua-toi/"
    response = _try(browser, "an", SECRET, next="/ho-so-cua-toi/")
    assert response.url == "/ho-so-cua-toi/"
    assert browser.get(response.url).status_code == 200
    assert browser.post("/dang-xuat/").url == "/"
    assert browser.get("/ho-so-cua-toi/").status_code == 302


@pytest.mark.parametrize(
    "away", ["https://evil.test/", "//evil.test", "javascript:alert(1)", "/\\evil.test"]
)
def test_nobody_is_sent_to_another_site(browser, account, away: str) -> None:
    assert _try(browser, "an", SECRET, next=away).url == "/ho-so-cua-toi/"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("an", "wrong"),
        ("nobody", SECRET),
        ("an\x00", SECRET),
        ("x" * 9999, "y" * 9999),
        ("\u202ean", SECRET),
    ],
)
def test_every_wrong_try_says_the_same(browser, account, login: str, password: str) -> None:
    page = _try(browser, login, password).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert SECRET not in page


def test_five_wrong_tries_lock_the_login_and_say_how_long(browser, account) -> None:
    for _ in range(SIGN_IN_BY_LOGIN.most):
        assert _try(browser, "an", "wrong").status_code == 200
    locked = _try(browser, "an", SECRET)
    assert locked.status_code == 429
    assert "15 phút" in locked.content.decode()
    assert browser.get("/ho-so-cua-toi/").status_code == 302


def test_a_right_try_forgets_the_wrong_ones(browser, account) -> None:
    for _ in range(SIGN_IN_BY_LOGIN.most - 1):
        _try(browser, "an", "wrong")
    assert _try(browser, "an", SECRET).status_code == 302
    assert SIGN_IN_BY_LOGIN.wait("an") == 0


def test_one_address_cannot_try_many_logins(browser, account) -> None:
    for number in range(30):
        _try(browser, f"guess{number}", "wrong")
    assert _try(browser, "an", SECRET).status_code == 429


def test_an_ended_account_cannot_sign_in(browser, account) -> None:
    Person.objects.filter(pk=account.pk).update(is_active=False)
    assert "không đúng" in _try(browser, "an", SECRET).content.decode()
