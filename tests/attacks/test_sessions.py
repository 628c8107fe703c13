"""Sessions, redirects and one-time tokens."""

from datetime import timedelta

import pytest

from motcua.feedback.actions.issue_token import issue_token
from motcua.feedback.models import Rating
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.portal.limits import SIGN_IN_BY_LOGIN

SECRET = "một câu rất dài và dễ nhớ"
GOOD = {"time": "on_time", "contacts": "2", "attitude": "5", "information": "4",
        "explanation": "4", "overall": "5", "extra_cost": "false", "comment": ""}  # fmt: skip


@pytest.fixture
def account(cast):
    person = Person.objects.get(pk=cast.an.person_id)
    person.set_password(SECRET)
    person.save()
    return person


def test_session_fixation(enter, account):
    """A session planted before signing in is another one afterwards."""
    client = enter()
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post("/dang-nhap/", {"login": "an", "password": SECRET})
    assert client.cookies["sessionid"].value != before


@pytest.mark.parametrize("away", ["https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)",
                                  "https:evil.test", "http://testserver@evil.test/"])  # fmt: skip
def test_open_redirects(enter, account, away):
    """After signing in nobody is led to another site."""
    answer = enter().post("/dang-nhap/", {"login": "an", "password": SECRET, "next": away})
    assert answer.status_code == 302
    assert "evil" not in answer.url
    assert not answer.url.startswith("javascript")


def test_trying_passwords(enter, account):
    """After a few wrong tries even the right password does not open the login."""
    client = enter()
    for _ in range(SIGN_IN_BY_LOGIN.most):
        client.post("/dang-nhap/", {"login": "an", "password": "sai"})
    assert client.post("/dang-nhap/", {"login": "an", "password": SECRET}).status_code != 302


def test_a_session_after_signing_out(enter, account):
    """The cookie of a session that was ended opens nothing."""
    client = enter()
    client.post("/dang-nhap/", {"login": "an", "password": SECRET})
    old = client.cookies["sessionid"].value
    client.post("/dang-xuat/")
    client.cookies["sessionid"] = old
    assert client.get("/ho-so-cua-toi/").status_code == 302


def test_an_official_whose_post_ended(enter, cast, dossier, settling):
    """A session of an official without a post opens no dossier."""
    client = enter(settling)
    assert client.get(f"/co-quan/ho-so/{dossier.code}/").status_code == 200
    Person.objects.get(pk=settling.person_id).appointments.update(valid_until="2026-08-01")
    assert client.get(f"/co-quan/ho-so/{dossier.code}/").status_code == 404


def test_a_rating_token_twice(enter, db, now):
    """One token is one rating, however often it is sent."""
    token = issue_token(subject="dossier:17", actor=Actor.system(), at=now)
    for _ in range(3):
        enter().post(f"/danh-gia/{token}/", GOOD)
    assert Rating.objects.count() == 1


def test_a_rating_token_replaced_expired_or_guessed(enter, db, now):
    """An expired or made-up token rates nothing."""
    old = issue_token(subject="dossier:18", actor=Actor.system(), at=now - timedelta(days=31))
    for token in (old, "a" * 43, "0", old[:-1]):
        enter().post(f"/danh-gia/{token}/", GOOD)
    assert Rating.objects.count() == 0


def test_a_password_reset_token_guessed(enter, account):
    """A made-up link to set a password sets none."""
    client = enter()
    for path in ("MQ/set-password", "x/y", f"{account.pk}/{'0' * 39}"):
        client.post(f"/dat-lai-mat-khau/{path}/", {"password": "x" * 12, "again": "x" * 12})
    account.refresh_from_db()
    assert account.check_password(SECRET)


def test_a_page_in_a_frame(enter, db):
    """No page may be framed by another site."""
    headers = enter().get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
