"""What happens outside the platform is written down at the counter; minutes come as a signed file."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.contact.actions.ask_hearing import ask_hearing
from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.models import Hearing, Note
from motcua.dossiers.status import Status
from motcua.events.models import Event
from tests.builders import a_dossier
from tests.documents.made import pdf

GOOD = {"way": "phone", "direction": "in", "day.day": "10", "day.month": "8", "day.year": "2026",
        "hour": "09:30", "summary": "Hỏi giờ làm việc."}  # fmt: skip


@pytest.fixture
def dossier(cast, monday, monkeypatch):
    made = a_dossier(cast, Status.PROCESSING, at=monday - timedelta(days=3))
    monkeypatch.setattr("django.utils.timezone.now", lambda: monday + timedelta(hours=2))
    return made


def test_a_call_is_noted_and_read_by_all_sides(at_work, cast, dossier):
    address = f"/quay/ho-so/{dossier.code}/ghi-lien-he/"
    browser = at_work(cast.binh)
    assert address in browser.get(f"/quay/ho-so/{dossier.code}/").text_shown
    assert browser.get(address).status_code == 200
    assert browser.post(address, GOOD).status_code == 302
    assert "Hỏi giờ làm việc." in browser.get(address).text_shown
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    page = at_work(official).get(f"/co-quan/ho-so/{dossier.code}/trao-doi/").text_shown
    assert "Hỏi giờ làm việc." in page
    assert cast.binh.name not in page
    assert Note.objects.get().outgoing is False


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hour": "sáng"}, "09:30"),
        ({"hour": "23:00"}, "chưa đến"),
        ({"summary": ""}, "Hãy"),
        ({"way": "carrier pigeon"}, "Hãy"),
        ({"summary": "Gọi lại số 0912 345 678"}, "số điện thoại"),
        ({"summary": "Ông Nguyễn Mẫu An hỏi"}, "một bên"),
    ],
)
def test_a_wrong_note_says_what_and_keeps_what_was_typed(at_work, cast, dossier, change, said):
    answer = at_work(cast.binh).post(f"/quay/ho-so/{dossier.code}/ghi-lien-he/", GOOD | change)
    assert answer.status_code == 409
    assert said in answer.text_shown
    assert not Note.objects.exists()


def test_a_form_sent_twice_is_one_note(at_work, cast, dossier):
    browser, twice = at_work(cast.binh), GOOD | {"request_id": str(uuid4())}
    for _ in range(2):
        assert browser.post(f"/quay/ho-so/{dossier.code}/ghi-lien-he/", twice).status_code == 302
    assert Note.objects.count() == 1


def test_only_who_may_note_and_only_at_a_counter(at_work, cast, dossier):
    for who in (cast.cam, cast.chi, cast.kien):
        found = at_work(who).get(f"/quay/ho-so/{dossier.code}/ghi-lien-he/")
        assert found.status_code in (403, 404)


def test_minutes_are_kept_with_the_signed_file(at_work, cast, dossier, monday):
    hearing = ask_hearing(dossier_id=dossier.pk, actor=cast.an, at=monday, request_id=uuid4())
    move_hearing(hearing=hearing.uid, verb="set_time", actor=cast.ly, at=monday,
                 request_id=uuid4(), begins_at=monday + timedelta(hours=1))  # fmt: skip
    browser, address = at_work(cast.ly), f"/quay/trao-doi/trinh-bay/{hearing.uid}/"
    said = {"record_number": "GA-1", "summary": "Đã trình bày.", "outcome": "weigh"}
    bad = SimpleUploadedFile("bien-ban.pdf", b"MZ\x90\x00" + b"x" * 90)
    refused = browser.post(f"{address}bien-ban/", said | {"minutes": bad})
    assert refused.status_code == 409
    assert "không được nhận" in refused.text_shown
    good = SimpleUploadedFile("Nguyễn Mẫu An.pdf", pdf())
    assert browser.post(f"{address}bien-ban/", said | {"minutes": good}).status_code == 302
    assert "Chưa xác nhận" in browser.get("/quay/trao-doi/").text_shown
    opened = browser.get(f"{address}tep-bien-ban/")
    assert opened["Content-Type"] == "application/pdf"
    assert "An" not in opened["Content-Disposition"]
    assert b"".join(opened.streaming_content).startswith(b"%PDF")
    assert at_work(cast.binh).get(f"{address}tep-bien-ban/").status_code == 404
    assert Hearing.objects.get().minutes is not None
    assert Event.objects.filter(kind="dossier_hearing_held").count() == 1
