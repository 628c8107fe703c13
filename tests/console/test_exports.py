"""Lists as files: asked for by one, approved by another, made once for the asker; every look kept."""

import csv
import io
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from motcua.approvals.models import Request
from motcua.dossiers.models import AccessRecord, Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.views.looks import who_looked
from motcua.events.models import Event
from motcua.identity.roles import Role
from tests.builders import a_dossier

EXPORTS, WAITING = "/dieu-hanh/tep-danh-sach/", "/dieu-hanh/cho-xac-nhan/"
ASKED = {"show": "late", "field": "", "agency": "", "reason": "Họp giao ban tháng 8"}


@pytest.fixture
def late(cast, now):
    dossier = a_dossier(cast, Status.PROCESSING, at=now - timedelta(days=1, hours=9))
    Dossier.objects.filter(pk=dossier.pk).update(
        due_at=now.replace(hour=15, minute=0), alias="=1+2"
    )
    return dossier


@pytest.fixture
def auditor(cast, enter):
    return enter(cast.hoa)


@pytest.fixture
def second(official, enter):
    return enter(official(Role.SUPERVISOR))


def approved(auditor, second, **changed):
    auditor.post(EXPORTS, ASKED | changed)
    row = Request.objects.get(state="waiting")
    second.post(WAITING, {"request": f"request-{row.pk}", "answer": "confirm",
                          "request_id": uuid4()})  # fmt: skip
    return row.pk


def make(browser, number):
    return browser.post(f"{EXPORTS}{number}/", {"request_id": uuid4()})


def test_the_file_is_made_once_for_the_asker_after_another_approved(
    auditor, second, late, cast, now
):
    number = approved(auditor, second)
    assert make(second, number).status_code == 409
    answer = make(auditor, number)
    assert answer["Content-Disposition"] == (
        f'attachment; filename="danh-sach-{number}-2026-08-11.csv"'
    )
    data = b"".join(answer.streaming_content)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [late.code]
    assert rows[1][6] == "'=1+2"
    assert rows[1][-1] == "120"
    used = Event.objects.get(kind="request_used")
    assert (used.data["rows"], used.data["sha256"]) == (1, sha256(data).hexdigest())
    assert make(auditor, number).status_code == 409


def test_without_approval_there_is_no_file(auditor, late):
    auditor.post(EXPORTS, ASKED)
    number = Request.objects.get().pk
    assert make(auditor, number).status_code == 409
    assert auditor.get(f"{EXPORTS}{number}/").status_code == 405
    assert not AccessRecord.objects.filter(purpose="export").exists()


def test_a_day_later_it_is_too_late(auditor, second, late, now, monkeypatch):
    number = approved(auditor, second)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(hours=25))
    assert make(auditor, number).status_code == 409


def test_each_dossier_in_it_keeps_the_look_and_its_applicant_sees_it(auditor, second, late, cast):
    answer = make(auditor, approved(auditor, second))
    b"".join(answer.streaming_content)
    kept = AccessRecord.objects.get(dossier=late, purpose="export")
    assert kept.person_id == cast.hoa.person_id
    seen = who_looked(cast.an, late.pk)
    assert "rời hệ thống" in seen[0].purpose.vi or "Tải danh sách" in seen[0].purpose.vi


def test_the_file_holds_what_was_approved_and_nothing_wider(auditor, second, late, cast):
    number = approved(auditor, second, agency=cast.police)
    answer = auditor.post(f"{EXPORTS}{number}/", {"show": "late", "agency": "", "field": "",
                                                  "request_id": uuid4()})  # fmt: skip
    assert late.code not in b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"reason": "gọi 0912345678"}, {"show": "all"}])
def test_what_is_wrong_is_said_and_nothing_is_asked(auditor, late, wrong):
    answer = auditor.post(EXPORTS, ASKED | wrong)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert not Request.objects.exists()


def test_the_asker_cannot_approve_and_reads_why_not(auditor, second, late):
    auditor.post(EXPORTS, ASKED)
    row = Request.objects.get()
    page = auditor.get(WAITING).content.decode()
    assert "phải do người khác duyệt" in page
    answer = auditor.post(WAITING, {"request": f"request-{row.pk}", "answer": "confirm"})
    assert answer.status_code == 409
    second.post(WAITING, {"request": f"request-{row.pk}", "answer": "turn_down",
                          "reason": "Đã có số liệu tổng hợp"})  # fmt: skip
    assert "Đã có số liệu tổng hợp" in auditor.get(EXPORTS).content.decode()


def test_the_board_leads_to_the_request_with_its_filters(auditor, late, cast):
    page = auditor.get("/dieu-hanh/qua-han/", {"agency": cast.agency}).content.decode()
    assert f"{EXPORTS}?agency={cast.agency}" in page
    form = auditor.get(EXPORTS, {"agency": cast.agency, "show": "soon"}).content.decode()
    assert f'value="{cast.agency}" selected' in form
