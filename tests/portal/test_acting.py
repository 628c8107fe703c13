"""Withdrawing, answering form 02, choosing where the result goes."""

from datetime import datetime
from uuid import uuid4

import pytest

from motcua.dossiers.actions.propose import propose
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Outcome, Status
from motcua.events.models import Event
from tests.builders import a_dossier, completion_asked
from tests.cast import Cast
from tests.portal.forms import a_photo, hidden


@pytest.fixture
def running(cast: Cast, monday: datetime) -> Dossier:
    return a_dossier(cast, Status.PROCESSING, at=monday)


def test_withdrawing_asks_why_and_is_done_once(an, running: Dossier) -> None:
    path = f"/ho-so/{running.code}/rut/"
    page = an.get(path).content.decode()
    post = {
        "request_id": hidden(page, "request_id"),
        "seen": hidden(page, "seen"),
        "reason": "Đổi ý",
    }
    assert an.post(path, post).url == f"/ho-so/{running.code}/"
    assert an.post(path, post).url == f"/ho-so/{running.code}/"
    running.refresh_from_db()
    assert running.status == Status.WITHDRAWN
    assert Event.objects.filter(kind="dossier_withdrawn").count() == 1
    assert an.get(path).status_code == 404


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "Hãy nêu lý do"),
        ("   ", "Hãy nêu lý do"),
        ("x" * 1001, "rút còn"),
        ("a\x00b", "ký tự không đọc được"),
    ],
)
def test_a_wrong_reason_is_told_and_kept(an, running: Dossier, reason: str, said: str) -> None:
    post = {"request_id": str(uuid4()), "seen": running.event_count, "reason": reason}
    page = an.post(f"/ho-so/{running.code}/rut/", post).content.decode()
    assert said in page
    assert reason.strip().replace("\x00", "\N{REPLACEMENT CHARACTER}") in page
    assert hidden(page, "request_id") == post["request_id"]


def test_a_stale_form_is_refused_and_nothing_entered_lost(
    an, running: Dossier, cast: Cast, monday
) -> None:
    post = {"request_id": str(uuid4()), "seen": running.event_count - 1, "reason": "Đổi ý"}
    response = an.post(f"/ho-so/{running.code}/rut/", post)
    assert response.status_code == 409
    page = response.content.decode()
    assert "đã thay đổi từ khi bạn mở trang này" in page
    assert "Đổi ý" in page
    running.refresh_from_db()
    assert running.status == Status.PROCESSING


def test_an_ended_session_keeps_the_reason(an, running: Dossier) -> None:
    an.session.flush()
    path = f"/ho-so/{running.code}/rut/"
    assert an.post(path, {"reason": "Đổi ý"}).url == f"/dang-nhap/?next={path}"
    assert "reason" in an.session["kept_post"]["post"]


def test_the_place_of_the_result_changes(an, running: Dossier, cast: Cast) -> None:
    path = f"/ho-so/{running.code}/noi-nhan/"
    assert an.get(path).status_code == 200
    assert "Hãy chọn cách" in an.post(path, {"return_way": "x"}).content.decode()
    post = {"request_id": str(uuid4()), "return_way": "post", "return_point": ""}
    assert an.post(path, post).url == f"/ho-so/{running.code}/"
    assert an.post(path, post).status_code == 302
    running.refresh_from_db()
    assert (running.return_way, running.return_point) == ("post", "")


def test_nothing_is_asked_where_nothing_was_asked_for(an, running: Dossier) -> None:
    assert an.get(f"/ho-so/{running.code}/bo-sung/").status_code == 404


@pytest.mark.parametrize("accepted", [True, False])
def test_form_02_is_answered(an, cast: Cast, monday: datetime, accepted: bool) -> None:
    dossier = (
        a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=monday)
        if accepted
        else completion_asked(cast, at=monday)
    )
    page = an.get(f"/ho-so/{dossier.code}/bo-sung/").content.decode()
    assert "Giấy tờ mẫu" in page
    papers = f"/nop-ho-so/ban-nhap/{dossier.uid}/giay-to/"
    assert "paper.supplement-1" in an.get(papers).content.decode()
    review = an.post(papers, {"paper.supplement-1": a_photo()})
    assert review.url.endswith("/kiem-tra/")
    page = an.get(review.url).content.decode()
    done = an.post(review.url, {"request_id": hidden(page, "request_id")})
    assert done.url == f"/ho-so/{dossier.code}/da-nop/"
    dossier.refresh_from_db()
    assert dossier.status == (Status.PROCESSING if accepted else Status.REGISTERED)
    assert "anh chup.jpg" in an.get(f"/ho-so/{dossier.code}/").content.decode()


def test_the_table_closes_what_has_moved_on(
    an, running: Dossier, cast: Cast, monday: datetime
) -> None:
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == running.official_id)
    page = an.get(f"/ho-so/{running.code}/rut/").content.decode()
    propose(
        dossier_id=running.pk,
        outcome=Outcome.GRANTED,
        actor=official,
        at=monday,
        request_id=uuid4(),
    )
    post = {
        "request_id": hidden(page, "request_id"),
        "seen": hidden(page, "seen"),
        "reason": "Đổi ý",
    }
    assert an.post(f"/ho-so/{running.code}/rut/", post).status_code == 409
