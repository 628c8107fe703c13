"""Printed forms: the fields of the law, English beneath for who reads it, no official's name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.extend import extend
from motcua.dossiers.status import Channel, Status
from motcua.identity.models import Person
from tests.builders import INTERLINKED, a_dossier


@pytest.fixture
def earlier():
    return timezone.now() - timedelta(hours=9)


def test_the_receipt_says_what_the_law_asks(cast, earlier, at_work, settings):
    settings.PUBLIC_URL = "https://dvc.example"
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier)
    page = at_work(cast.binh).get(f"/quay/ho-so/{dossier.code}/giay-tiep-nhan/").text_shown
    for words in ("Nguyễn Mẫu An", "001200000001", "an@example.test", dossier.code, "3 ngày làm việc",
                  "Bình Tiếp Nhận", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 'class="qr"',
                  f"https://dvc.example/tra-cuu/{dossier.code}/"):  # fmt: skip
        assert words in page, words
    assert 'lang="en"' not in page.split("<article")[1]


def test_who_reads_english_gets_both_languages(cast, earlier, at_work):
    Person.objects.filter(pk=cast.an.person_id).update(language="en")
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier)
    page = at_work(cast.binh).get(f"/quay/ho-so/{dossier.code}/giay-tiep-nhan/").text_shown
    assert "Receipt of a dossier and date of the result" in page
    assert "3 working days" in page
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page


def test_one_receipt_names_the_interlinked_agencies(cast, earlier, at_work):
    dossier = a_dossier(
        cast, Status.ACCEPTED, at=earlier, procedure=INTERLINKED, channel=Channel.COUNTER
    )
    page = at_work(cast.binh).get(f"/quay/ho-so/{dossier.code}/giay-tiep-nhan/").text_shown
    assert page.count("Liên thông:") == dossier.parts.count()


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Status.SUPPLEMENT_REQUIRED, "Phiếu yêu cầu bổ sung"),
        (Status.NOT_ACCEPTED, "Phiếu từ chối"),
        (Status.STOPPED, "Thông báo dừng"),
        (Status.WAITING_PAYMENT, "Thông báo thực hiện nghĩa vụ tài chính"),
    ],
)
def test_every_form_is_printed(cast, earlier, at_work, status, title):
    dossier = a_dossier(cast, status, at=earlier)
    slip = dossier.slips.get()
    page = at_work(cast.binh).get(f"/quay/ho-so/{dossier.code}/phieu/{slip.pk}/").text_shown
    sheet = page.split("<article")[1].split("</article>")[0]
    assert title in sheet
    assert "Chi Chuyên Viên" not in sheet
    assert "Giang Chuyên Viên" not in sheet
    reason = slip.items[0]["reason"] if slip.items else slip.reason
    assert reason in sheet


def test_the_apology_names_both_dates(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.PROCESSING, at=earlier)
    extend(dossier_id=dossier.pk, new_due=dossier.due_at + timedelta(days=3), reason="Chờ xác minh",
           actor=cast.dung, at=timezone.now(), request_id=uuid4())  # fmt: skip
    slip = dossier.slips.get()
    page = at_work(cast.binh).get(f"/quay/ho-so/{dossier.code}/phieu/{slip.pk}/").text_shown
    for words in ("Hẹn trả lần đầu", "Hẹn trả mới", "xin lỗi", "Chờ xác minh"):
        assert words in page


def test_a_form_of_another_dossier_is_absent(cast, earlier, at_work):
    first, second = (a_dossier(cast, Status.STOPPED, at=earlier) for _ in range(2))
    where = f"/quay/ho-so/{first.code}/phieu/{second.slips.get().pk}/"
    assert at_work(cast.binh).get(where).status_code == 404


def test_the_control_sheet_hides_who_settled(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.DONE, at=earlier)
    page = at_work(cast.binh).get(f"/quay/ho-so/{dossier.code}/phieu-kiem-soat/").text_shown
    assert "Bình Tiếp Nhận" in page
    for name in ("Chi Chuyên Viên", "Giang Chuyên Viên", "Dũng Lãnh Đạo"):
        assert name not in page


def test_the_ledger_book_of_a_day(cast, earlier, at_work):
    dossier = a_dossier(cast, Status.ACCEPTED, at=timezone.now() - timedelta(minutes=130))
    browser = at_work(cast.binh)
    today = timezone.localdate().isoformat()
    assert dossier.code in browser.get("/quay/so-theo-doi/", {"ngay": today}).text_shown
    assert dossier.code not in browser.get("/quay/so-theo-doi/?ngay=2026-01-05").text_shown
    assert browser.get("/quay/so-theo-doi/?ngay=hom-qua").status_code == 200
