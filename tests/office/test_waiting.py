"""The list for the second person: confirm, turn down, and nobody confirms their own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.models import Countersign, Dossier
from motcua.dossiers.status import Status
from tests.builders import a_dossier
from tests.office.test_acts import official_of, post

PAGE = "/co-quan/cho-xac-nhan/"


@pytest.fixture
def earlier():
    return timezone.now() - timedelta(hours=9)


@pytest.fixture
def asked(cast, earlier) -> Countersign:
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier)
    ask_recusal(dossier_id=dossier.pk, reason="kin", actor=official_of(cast, dossier),
                at=timezone.now(), request_id=uuid4())  # fmt: skip
    return Countersign.objects.get()


def answer(browser, asked, which, **more):
    return browser.post(PAGE, {"request": asked.pk, "answer": which, "request_id": uuid4(), **more})


def test_the_head_reads_the_reason_and_confirms(cast, asked, at_work):
    browser, before = at_work(cast.dung), asked.dossier.official_id
    page = browser.get(PAGE)
    assert page.status_code == 200
    assert "Người thân của người nộp" in page.text_shown
    assert answer(browser, asked, "confirm").status_code == 302
    assert Dossier.objects.get(pk=asked.dossier_id).official_id != before


def test_turning_down_takes_a_reason(cast, asked, at_work):
    browser = at_work(cast.dung)
    assert answer(browser, asked, "turn_down").status_code == 409
    assert answer(browser, asked, "turn_down", reason="Không có căn cứ").status_code == 302
    asked.refresh_from_db()
    assert asked.outcome == "turned_down"


def test_other_agencies_and_officials_do_not_see_it(cast, asked, at_work):
    assert at_work(official_of(cast, asked.dossier)).get(PAGE).status_code == 404
    assert asked.dossier.code not in at_work(cast.sau).get(PAGE).text_shown
    assert answer(at_work(cast.sau), asked, "confirm").status_code == 404


def test_who_asked_may_not_confirm(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier)
    head = at_work(cast.dung)
    assert post(head, dossier, "phan-cong-lai", reason="Quá tải").status_code == 302
    assert "phải do người khác xác nhận" in head.get(PAGE).text_shown
    request = Countersign.objects.get()
    assert answer(head, request, "confirm").status_code == 409
    assert Dossier.objects.get(pk=dossier.pk).official_id == dossier.official_id


def test_the_official_reveals_a_field_by_form(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier)
    browser = at_work(official_of(cast, dossier))
    where = f"/co-quan/ho-so/{dossier.code}/xem-dinh-danh/"
    assert browser.get(where).status_code == 200
    assert (
        post(browser, dossier, "xem-dinh-danh", field="nothing", reason="compare").status_code
        == 409
    )
