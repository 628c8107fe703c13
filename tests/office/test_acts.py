"""Each act of the settling side through its page: refused with everything kept, then done once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.reassign import reassign
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Consultation, Countersign, Dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Status
from motcua.identity.actor import Actor
from tests.builders import CONSTRUCTION, a_dossier


@pytest.fixture
def earlier():
    return timezone.now() - timedelta(hours=9)


@pytest.fixture
def processing(cast, earlier):
    return a_dossier(cast, Status.PROCESSING, at=earlier)


def official_of(cast, dossier):
    return next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)


def post(browser, dossier, act, **said):
    now = Dossier.objects.get(pk=dossier.pk).event_count
    marks = {"request_id": uuid4(), "seen": now}
    return browser.post(f"/co-quan/ho-so/{dossier.code}/{act}/", marks | said)


def status_of(dossier):
    return Dossier.objects.get(pk=dossier.pk).status


def day_after(dossier, days=5):
    day = timezone.localtime(dossier.due_at + timedelta(days=days))
    return {"new_due.day": day.day, "new_due.month": day.month, "new_due.year": day.year}


def test_a_refusal_is_proposed_with_reason_and_ground_only(cast, processing, at_work):
    browser = at_work(official_of(cast, processing))
    page = post(browser, processing, "de-xuat", outcome="refused", reason="Không đủ điều kiện")
    assert page.status_code == 409
    assert "Hãy nêu căn cứ pháp lý" in page.text_shown
    assert "Không đủ điều kiện" in page.text_shown
    answer = post(browser, processing, "de-xuat", outcome="refused", reason="Không đủ điều kiện",
                  ground="Điều 5")  # fmt: skip
    assert answer.status_code == 302
    head = at_work(cast.dung)
    asked = head.get(f"/co-quan/ho-so/{processing.code}/ky-duyet/").text_shown
    assert "Từ chối giải quyết" in asked
    assert "Không đủ điều kiện" in asked
    assert post(head, processing, "ky-duyet").status_code == 302
    assert processing.slips.get().form == "03"


def test_the_head_sends_a_proposal_back(cast, processing, at_work):
    browser, head = at_work(official_of(cast, processing)), at_work(cast.dung)
    assert post(browser, processing, "de-xuat", outcome="granted").status_code == 302
    assert "Hãy nhập: Lý do" in post(head, processing, "tra-lai").text_shown
    assert post(head, processing, "tra-lai", reason="Xem lại điều 3").status_code == 302
    page = browser.get(f"/co-quan/ho-so/{processing.code}/").text_shown
    assert "Xem lại điều 3" in page
    assert Dossier.objects.get(pk=processing.pk).proposal == ""


def test_money_is_asked_for_through_the_centre(cast, processing, at_work):
    browser = at_work(official_of(cast, processing))
    for wrong in ("0", "-5", "một triệu", "٥٠", "1e9"):
        page = post(browser, processing, "yeu-cau-nop-tien", amount=wrong, reason="Lệ phí",
                    ground="Điều 22")  # fmt: skip
        assert page.status_code == 409, wrong
        assert "Số tiền phải lớn hơn 0" in page.text_shown
    answer = post(browser, processing, "yeu-cau-nop-tien", amount="1.250.000", reason="Lệ phí",
                  ground="Điều 22")  # fmt: skip
    assert answer.status_code == 302
    processing.refresh_from_db()
    assert (processing.status, processing.fee_due) == (Status.WAITING_PAYMENT, 1_250_000)


def test_the_date_moves_once_and_later_only(cast, processing, at_work):
    head = at_work(cast.dung)
    page = post(head, processing, "hen-lai", reason="Chờ xác minh", **day_after(processing, -30))
    assert "phải sau ngày hẹn cũ" in page.text_shown
    impossible = {"new_due.day": 31, "new_due.month": 2, "new_due.year": 2027}
    page = post(head, processing, "hen-lai", reason="Chờ xác minh", **impossible)
    assert "không có trong lịch" in page.text_shown
    assert 'value="31"' in page.text_shown
    when = day_after(processing)
    assert post(head, processing, "hen-lai", reason="Chờ xác minh", **when).status_code == 302
    page = post(head, processing, "hen-lai", reason="Chờ nữa", **day_after(processing, 9))
    assert "Chỉ được hẹn lại một lần" in page.text_shown


def test_stop_resume_reassign_and_correct(cast, processing, earlier, at_work):
    head = at_work(cast.dung)
    assert post(head, processing, "dung", reason="Theo lệnh", ground="Điều 5").status_code == 302
    assert status_of(processing) == Status.STOPPED
    assert post(head, processing, "tiep-tuc", reason="Hết lý do dừng").status_code == 302
    before = Dossier.objects.get(pk=processing.pk).official_id
    assert post(head, processing, "phan-cong-lai", reason="Nghỉ ốm").status_code == 302
    assert Dossier.objects.get(pk=processing.pk).official_id == before
    assert Countersign.objects.get(dossier=processing).kind == Countersign.Kind.REASSIGNMENT
    done = a_dossier(cast, Status.DONE, at=earlier)
    assert post(head, done, "mo-lai", reason="Sai ngày sinh").status_code == 302
    assert status_of(done) == Status.PROCESSING


def test_two_officials_one_dossier(cast, processing, at_work):
    """The head takes the dossier away while the official writes: refused, and the words are kept."""
    browser = at_work(official_of(cast, processing))
    where = f"/co-quan/ho-so/{processing.code}/tra-lai/"
    head, other_head = at_work(cast.dung), at_work(cast.dung)
    assert post(browser, processing, "de-xuat", outcome="granted").status_code == 302
    seen = Dossier.objects.get(pk=processing.pk).event_count
    assert post(other_head, processing, "tra-lai", reason="Thiếu chữ ký").status_code == 302
    stale = {"request_id": uuid4(), "seen": seen, "reason": "Ý kiến dài của tôi"}
    page = head.post(where, stale)
    assert page.status_code == 409
    assert "đã thay đổi từ khi bạn mở trang này" in page.text_shown
    assert "Ý kiến dài của tôi" in page.text_shown


def test_work_taken_away_looks_absent_then(cast, processing, at_work):
    browser = at_work(official_of(cast, processing))
    reassign(dossier_id=processing.pk, reason="absent", actor=Actor.system(), at=timezone.now(),
             request_id=uuid4())  # fmt: skip
    assert post(browser, processing, "de-xuat", outcome="granted").status_code == 404


def test_a_double_click_is_one_act(cast, processing, at_work):
    browser = at_work(official_of(cast, processing))
    form = {"request_id": uuid4(), "seen": processing.event_count, "outcome": "granted"}
    where = f"/co-quan/ho-so/{processing.code}/de-xuat/"
    assert [browser.post(where, form).status_code for _ in range(2)] == [302, 302]
    assert Dossier.objects.get(pk=processing.pk).event_count == processing.event_count + 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": "a\0b", "ground": "Điều 5"}, "ký tự không dùng được"),
        ({"reason": "x" * 2001, "ground": "Điều 5"}, "tối đa 2000"),
        ({"reason": "Lý do", "ground": "y" * 301}, "tối đa 300"),
        ({"reason": "a\u202eb", "ground": "Điều 5"}, "ký tự không dùng được"),
        ({"reason": " \n ", "ground": "Điều 5"}, "Hãy nhập: Lý do"),
    ],
)
def test_hostile_words_are_refused_and_nothing_else_is_lost(cast, processing, at_work, said, words):
    page = post(at_work(cast.dung), processing, "dung", **said)
    assert page.status_code == 409
    assert words in page.text_shown
    assert said["ground"] in page.text_shown
    assert status_of(processing) == Status.PROCESSING


@pytest.mark.parametrize("marks", [{}, {"request_id": "x", "seen": "y"}, {"seen": "9" * 40}])
def test_a_form_without_its_marks_is_stale(cast, processing, at_work, marks):
    where = f"/co-quan/ho-so/{processing.code}/dung/"
    page = at_work(cast.dung).post(where, marks | {"reason": "Lý do", "ground": "Điều 5"})
    assert page.status_code == 409
    assert status_of(processing) == Status.PROCESSING


def test_an_agency_is_consulted_and_answers(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier, procedure=CONSTRUCTION)
    browser = at_work(official_of(cast, dossier))
    form = browser.get(f"/co-quan/ho-so/{dossier.code}/lay-y-kien/").text_shown
    key = form.split('name="key"')[1].split('value="')[1].split('"')[0]
    page = post(browser, dossier, "lay-y-kien", key="khac", question="?")
    assert "Hãy chọn: Lấy ý kiến về" in page.text_shown
    answer = post(browser, dossier, "lay-y-kien", key=key, question="Có phù hợp không?")
    assert answer.status_code == 302
    asked = Consultation.objects.get(dossier=dossier)
    Consultation.objects.filter(pk=asked.pk).update(agency=cast.construction)
    kien = at_work(cast.kien)
    assert dossier.code in kien.get("/co-quan/y-kien/").text_shown
    where, said = f"/co-quan/y-kien/{asked.pk}/", {"request_id": uuid4(), "text": "Phù hợp"}
    assert "Hãy chọn: Ý kiến" in kien.post(where, said).text_shown
    assert kien.post(where, said | {"position": "agrees"}).status_code == 302
    assert "Phù hợp" in browser.get(f"/co-quan/ho-so/{dossier.code}/").text_shown
    again = kien.post(where, {"request_id": uuid4(), "text": "Nữa", "position": "objects"})
    assert again.status_code == 409


def test_steps_are_finished_one_by_one(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier, procedure=CONSTRUCTION)
    browser = at_work(official_of(cast, dossier))
    steps = decision_at(definition_of(dossier).route) - 1
    for _ in range(steps):
        assert post(browser, dossier, "hoan-thanh-buoc", note="Đã xong").status_code == 302
    page = post(browser, dossier, "hoan-thanh-buoc")
    assert "hãy đề xuất quyết định" in page.text_shown
