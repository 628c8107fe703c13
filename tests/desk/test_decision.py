"""Reception: accepted after a check, sent back with form 02, declined; nothing typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.choose_return import choose_return
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.status import Channel, Status
from tests.builders import a_dossier, a_draft, completion_asked


@pytest.fixture
def earlier():
    return timezone.now() - timedelta(hours=6)


@pytest.fixture
def waiting(cast, earlier):
    return a_dossier(cast, Status.REGISTERED, at=earlier)


def marks(dossier):
    return {"request_id": uuid4(), "seen": Dossier.objects.get(pk=dossier.pk).event_count}


def goods(dossier):
    return {"good": [paper.key for paper in dossier.papers.all()]}


def test_what_came_online_is_accepted_once_every_paper_was_checked(cast, waiting, at_work):
    browser, where = at_work(cast.binh), f"/quay/ho-so/{waiting.code}/kiem-tra/"
    refused = browser.post(where, marks(waiting))
    assert refused.status_code == 409
    assert "Chưa đánh dấu đạt" in refused.text_shown
    assert browser.post(where, marks(waiting) | goods(waiting)).status_code == 302
    waiting.refresh_from_db()
    assert waiting.status == Status.ACCEPTED


def test_a_double_click_accepts_once(cast, waiting, at_work):
    browser, where = at_work(cast.binh), f"/quay/ho-so/{waiting.code}/kiem-tra/"
    form = marks(waiting) | goods(waiting)
    assert [browser.post(where, form).status_code for _ in range(2)] == [302, 302]


def test_doubtful_papers_become_lines_of_form_02(cast, waiting, at_work):
    browser = at_work(cast.binh)
    page = browser.post(f"/quay/ho-so/{waiting.code}/kiem-tra/", marks(waiting) | {"ask": "1"})
    assert "items.1.what" in page.text_shown
    lines = {"items.1.what": "Tờ khai", "items.1.reason": "Ảnh mờ", "items.1.basis": "Điều 5"}
    answer = browser.post(f"/quay/ho-so/{waiting.code}/hoan-thien/", marks(waiting) | lines)
    assert answer.status_code == 302
    slip = Slip.objects.get(dossier=waiting)
    assert slip.items == [{"what": "Tờ khai", "reason": "Ảnh mờ", "basis": "Điều 5"}]


def test_an_unfinished_line_keeps_what_was_typed(cast, waiting, at_work):
    browser = at_work(cast.binh)
    lines = {"items.1.what": "Tờ khai", "items.3.what": "Ảnh 3x4", "items.3.reason": "Thiếu"}
    page = browser.post(f"/quay/ho-so/{waiting.code}/hoan-thien/", marks(waiting) | lines)
    assert page.status_code == 409
    assert 'value="Ảnh 3x4"' in page.text_shown
    assert not Slip.objects.exists()


def test_a_stale_form_is_refused_with_everything_kept(cast, waiting, at_work):
    browser, form = at_work(cast.binh), marks(waiting)
    choose_return(dossier_id=waiting.pk, way="online", point="", actor=cast.an,
                  at=timezone.now(), request_id=uuid4())  # fmt: skip
    said = {"reason": "Sai thẩm quyền", "ground": "Điều 17"}
    where = f"/quay/ho-so/{waiting.code}/tu-choi/"
    page = browser.post(where, form | said)
    assert page.status_code == 409
    assert "đã thay đổi" in page.text_shown
    assert "Sai thẩm quyền" in page.text_shown
    assert browser.post(where, marks(waiting) | said).status_code == 302
    assert Dossier.objects.get(pk=waiting.pk).status == Status.NOT_ACCEPTED


def test_an_incomplete_draft_is_not_received_but_can_be_sent_back(cast, earlier, at_work):
    draft = a_draft(cast, at=earlier, channel=Channel.COUNTER, with_papers=False)
    browser, where = at_work(cast.binh), f"/quay/ho-so/{draft.uid}/"
    page = browser.post(where + "tiep-nhan/", marks(draft))
    assert page.status_code == 409
    assert "Còn thiếu giấy tờ" in page.text_shown
    suggested = browser.get(where + "hoan-thien/").text_shown
    assert "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân" in suggested
    lines = {"items.1.what": "Tờ khai", "items.1.reason": "Chưa nộp", "items.1.basis": "Điều 5"}
    answer = browser.post(where + "hoan-thien/", marks(draft) | lines)
    draft.refresh_from_db()
    assert answer["Location"] == f"/quay/ho-so/{draft.code}/"


def test_a_completed_dossier_is_handed_in_at_the_counter(cast, earlier, at_work):
    asked = completion_asked(cast, at=earlier)
    browser, where = at_work(cast.binh), f"/quay/ho-so/{asked.code}/"
    papers = browser.get(where + "giay-to/").text_shown
    assert "how.supplement-1" in papers
    assert browser.post(where + "giay-to/", {"how.supplement-1": "seen"}).status_code == 302
    answers = [browser.post(where + "tiep-nhan/", marks(asked)).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Dossier.objects.get(pk=asked.pk).status == Status.REGISTERED


def test_the_applicant_withdraws_at_the_counter(cast, waiting, at_work):
    browser, where = at_work(cast.binh), f"/quay/ho-so/{waiting.code}/rut/"
    assert "Hãy nhập" in browser.post(where, marks(waiting)).text_shown
    assert browser.post(where, marks(waiting) | {"reason": "Đổi ý"}).status_code == 302
    assert Dossier.objects.get(pk=waiting.pk).status == Status.WITHDRAWN
