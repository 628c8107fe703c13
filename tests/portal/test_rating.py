"""Rating by the one-time link: nothing chosen beforehand, no login, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from motcua.feedback.actions.issue_token import issue_token
from motcua.feedback.models import Rating
from motcua.identity.actor import Actor

GOOD = {"time": "on_time", "contacts": "2", "attitude": "5", "information": "4", "explanation": "4",
        "overall": "5", "extra_cost": "false", "comment": "Cảm ơn"}  # fmt: skip


@pytest.fixture
def link(db: Any) -> str:
    token = issue_token(subject="dossier:17", actor=Actor.system(), at=timezone.now())
    return f"/danh-gia/{token}/"


def test_it_is_rated_once_without_signing_in(browser, link: str) -> None:
    page = browser.get(link).content.decode()
    assert " checked" not in page
    assert "Cảm ơn bạn đã đánh giá" in browser.post(link, GOOD).content.decode()
    assert Rating.objects.get().overall == 5
    assert "đã được đánh giá" in browser.get(link).content.decode()
    assert "đã được đánh giá" in browser.post(link, GOOD).content.decode()
    assert Rating.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"time": ""}, {"time": "never"}, {"overall": ""}, {"overall": "9"}, {"contacts": "0"}, {"contacts": "x"},
     {"attitude": "\x00"}, {"comment": "x" * 2001}],
)  # fmt: skip
def test_a_wrong_answer_is_told_and_the_rest_kept(
    browser, link: str, wrong: dict[str, str]
) -> None:
    page = browser.post(link, GOOD | wrong).content.decode()
    assert "error-summary" in page
    assert " checked" in page
    assert not Rating.objects.exists()


def test_a_comment_with_nul_is_kept_without_it(browser, link: str) -> None:
    browser.post(link, GOOD | {"comment": "Tốt\x00lắm"})
    assert Rating.objects.get().comment == "Tốtlắm"


def test_an_expired_link_says_so(browser, db: Any) -> None:
    old = timezone.now() - timedelta(days=31)
    token = issue_token(subject="dossier:18", actor=Actor.system(), at=old)
    assert "hết hạn" in browser.get(f"/danh-gia/{token}/").content.decode()


@pytest.mark.parametrize("token", ["made-up", "%00", "x" * 4000])
def test_a_made_up_link_is_not_there(browser, db: Any, token: str) -> None:
    assert browser.get(f"/danh-gia/{token}/").status_code == 404
