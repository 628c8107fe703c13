"""Officials: nobody until the second factor has been shown."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.identity.actions.hand_out import hand_code
from motcua.identity.models import Handed, Official, Person
from tests.cast import Cast

SECRET = "một câu rất dài và dễ nhớ"


@pytest.fixture
def chi(cast: Cast) -> Person:
    person = Person.objects.get(pk=cast.chi.person_id)
    person.set_password(SECRET)
    person.save()
    Official.objects.filter(person=person).update(must_use_totp=True)
    return person


def _code(person: Person) -> str:
    device = TOTPDevice.objects.get(user=person)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()
    return f"{totp.token():06}"


def _password(browser) -> str:
    return browser.post("/dang-nhap/", {"login": "chi", "password": SECRET}).url


def _admitted(browser, chi: Person) -> str:
    """Sign in and show the code of an administrator; return it."""
    given = hand_code(person_id=chi.pk, handed_by=None, at=timezone.now())
    _password(browser)
    assert browser.post("/xac-thuc/", {"code": given}).url == "/xac-thuc/"
    return given


def test_a_password_alone_sets_nothing_up(browser, chi) -> None:
    _password(browser)
    page = browser.get("/xac-thuc/").content.decode()
    assert "qr-ink" not in page
    assert "quản trị viên" in page
    browser.post("/xac-thuc/", {"token": _code(chi)})
    assert not TOTPDevice.objects.get(user=chi).confirmed
    for wrong in ("", "ABCD EFGH", "\x00", "1" * 5000):
        page = browser.post("/xac-thuc/", {"code": wrong}).content.decode()
        assert "Mã không đúng" in page
        assert "qr-ink" not in page


def test_a_code_works_once_and_for_a_day(browser, client, chi) -> None:
    given = _admitted(browser, chi)
    _password(client)
    assert "Mã không đúng" in client.post("/xac-thuc/", {"code": given}).content.decode()
    old = hand_code(person_id=chi.pk, handed_by=None, at=timezone.now() - timedelta(hours=25))
    assert "Mã không đúng" in client.post("/xac-thuc/", {"code": old}).content.decode()
    written = hand_code(person_id=chi.pk, handed_by=None, at=timezone.now())
    spoken = f" {written[:4].lower()}-{written[4:].lower()} "
    assert client.post("/xac-thuc/", {"code": spoken}).status_code == 302


def test_the_code_is_kept_as_a_hash_and_opens_for_nobody_else(browser, chi, cast) -> None:
    given = hand_code(person_id=cast.dung.person_id, handed_by=None, at=timezone.now())
    assert given not in str(Handed.objects.values())
    _password(browser)
    assert "Mã không đúng" in browser.post("/xac-thuc/", {"code": given}).content.decode()


def test_the_first_time_it_is_set_up_by_qr_code(browser, chi, cast: Cast) -> None:
    _admitted(browser, chi)
    assert "qr-ink" in browser.get("/xac-thuc/").content.decode()
    assert browser.post("/xac-thuc/", {"token": _code(chi)}).url == "/co-quan/"
    assert browser.session["office"] == cast.agency
    assert TOTPDevice.objects.get(user=chi).confirmed


def test_until_then_the_session_is_a_visitor(browser, chi) -> None:
    _password(browser)
    assert browser.get("/noi-lam-viec/").status_code == 404
    response = browser.get("/ho-so-cua-toi/")
    assert response.status_code == 302
    assert not response.wsgi_request.actor.known
    assert response.wsgi_request.actor.held == frozenset()


def test_from_then_on_a_code_is_asked_and_no_new_device_taken(browser, chi) -> None:
    _admitted(browser, chi)
    browser.post("/xac-thuc/", {"token": _code(chi)})
    browser.post("/dang-xuat/")
    _password(browser)
    page = browser.get("/xac-thuc/").content.decode()
    assert "qr-ink" not in page
    assert TOTPDevice.objects.filter(user=chi).count() == 1


@pytest.mark.parametrize("token", ["", "000000", "abc", "\x00", "1" * 5000, "١٢٣٤٥٦"])
def test_a_wrong_code_lets_nobody_in(browser, chi, token: str) -> None:
    _admitted(browser, chi)
    page = browser.post("/xac-thuc/", {"token": token}).content.decode()
    assert "Mã không đúng" in page
    assert browser.get("/ho-so-cua-toi/").status_code == 302


def test_many_wrong_codes_lock(browser, chi) -> None:
    _admitted(browser, chi)
    for _ in range(10):
        browser.post("/xac-thuc/", {"token": "000000"})
    assert browser.post("/xac-thuc/", {"token": _code(chi)}).status_code == 429


def test_the_page_is_for_nobody_else(browser, an) -> None:
    assert browser.get("/xac-thuc/").url == "/dang-nhap/"
    assert an.get("/xac-thuc/").url == "/dang-nhap/"
