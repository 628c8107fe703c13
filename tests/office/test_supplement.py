"""Form 02 from the settling side: line by line, through the centre, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.status import Status
from tests.builders import a_dossier

LINE = {"items.1.what": "Hộ chiếu", "items.1.reason": "Hết hạn", "items.1.basis": "Điều 9"}


@pytest.fixture
def processing(cast):
    return a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5))


@pytest.fixture
def browser(cast, processing, at_work):
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == processing.official_id)
    return at_work(official)


def post(browser, dossier, said):
    marks = {"request_id": uuid4(), "seen": dossier.event_count}
    return browser.post(f"/co-quan/ho-so/{dossier.code}/yeu-cau-bo-sung/", marks | said)


def test_lines_with_gaps_between_are_sent_in_order(browser, processing):
    second = {"items.4.what": "Ảnh", "items.4.reason": "Mờ", "items.4.basis": "Điều 10"}
    assert post(browser, processing, LINE | second).status_code == 302
    assert [item["what"] for item in Slip.objects.get().items] == ["Hộ chiếu", "Ảnh"]
    assert Dossier.objects.get(pk=processing.pk).status == Status.SUPPLEMENT_REQUIRED


def test_nothing_asked_is_refused(browser, processing):
    page = post(browser, processing, {"items.1.what": "  "})
    assert page.status_code == 409
    assert "Hãy liệt kê" in page.text_shown


def test_more_lines_keep_what_is_there(browser, processing):
    page = post(browser, processing, LINE | {"more": "1"})
    assert page.status_code == 200
    assert 'value="Hộ chiếu"' in page.text_shown
    assert 'name="items.4.what"' in page.text_shown
    assert not Slip.objects.exists()


@pytest.mark.parametrize("bad", ["a\0b", "x" * 301])
def test_a_bad_line_is_said_where_it_is(browser, processing, bad):
    page = post(browser, processing, LINE | {"items.1.what": bad})
    assert page.status_code == 409
    assert 'href="#f-items-1-what"' in page.text_shown
    assert "Hết hạn" in page.text_shown


def test_a_second_request_is_refused_with_its_lines_kept(browser, processing, cast):
    assert post(browser, processing, LINE).status_code == 302
    again = Dossier.objects.get(pk=processing.pk)
    page = post(browser, again, LINE | {"items.1.what": "Giấy khác"})
    assert page.status_code == 409
    assert "Giấy khác" in page.text_shown
    assert Slip.objects.count() == 1
