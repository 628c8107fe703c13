"""Emergencies in the console: nothing before two, everything for half an hour, nothing after."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from motcua.documents.actions.store import store
from motcua.dossiers.models import AccessRecord, Dossier, Glass, Paper
from motcua.dossiers.status import Status
from motcua.identity.models import Person
from motcua.identity.roles import Role
from tests.builders import a_dossier, hidden_field
from tests.documents.made import pdf

PAGE, WAITING = "/dieu-hanh/mo-khan-cap/", "/dieu-hanh/cho-xac-nhan/"


@pytest.fixture
def dossier(cast, now):
    Person.objects.filter(pk=cast.an.person_id).update(phone="0900000001")
    return a_dossier(cast, Status.PROCESSING, at=now - timedelta(days=1, hours=9))


@pytest.fixture
def hoa(cast, enter):
    return enter(cast.hoa)


@pytest.fixture
def other(official, enter):
    return enter(official(Role.AUDITOR, login="mau.thanh-tra-2"))


@pytest.fixture
def asked(hoa, dossier):
    post = {"code": dossier.code, "reason": "inspection", "ground": "Điều 5 văn bản mẫu",
            "reference": "", "delay_days": "", "request_id": uuid4()}  # fmt: skip
    assert hoa.post(PAGE, post).status_code == 302
    return dossier.countersigns.get(kind="glass")


def confirm(browser, row, answer="confirm", **more):
    return browser.post(WAITING, {"request": f"dossier-{row.pk}", "answer": answer,
                                  "request_id": uuid4(), **more})  # fmt: skip


def paper_of(dossier, cast, now):
    file = store(file=ContentFile(pdf()), name="an.pdf", owner_id=cast.an.person_id,
                 subject=f"dossier:{dossier.pk}", actor=cast.an, at=now)  # fmt: skip
    paper = Paper.objects.filter(dossier=dossier).first()
    Paper.objects.filter(pk=paper.pk).update(file=file, source="uploaded")
    return paper.pk


def test_nothing_is_there_before_another_inspector_confirms(hoa, other, asked, dossier):
    assert hoa.get(f"{PAGE}{dossier.code}/").status_code == 404
    assert confirm(hoa, asked).status_code == 409
    assert "phải do người khác duyệt" in hoa.get(WAITING).content.decode()
    assert confirm(other, asked).status_code == 302
    assert hoa.get(f"{PAGE}{dossier.code}/").status_code == 200
    assert other.get(f"{PAGE}{dossier.code}/").status_code == 404


def test_it_is_whole_for_half_an_hour_papers_too(
    hoa, other, asked, dossier, cast, now, monkeypatch
):
    paper = paper_of(dossier, cast, now)
    confirm(other, asked)
    answer = hoa.get(f"{PAGE}{dossier.code}/")
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    for told in (cast.an.name, "001200000001", "0900000001"):
        assert told in page
    assert str(dossier.answers[hidden_field(dossier)]) in page
    address = f"{PAGE}{dossier.code}/tep/{paper}/"
    file = hoa.get(address)
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert "an.pdf" not in file["Content-Disposition"]
    assert {row.purpose for row in AccessRecord.objects.filter(person_id=cast.hoa.person_id)} == {
        "emergency"
    }
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=31))
    assert hoa.get(f"{PAGE}{dossier.code}/").status_code == 404
    assert hoa.get(address).status_code == 404
    assert "Đã đóng" in hoa.get(PAGE).content.decode()


def test_the_api_is_whole_for_as_long(hoa, other, asked, dossier, now, monkeypatch):
    field, where = hidden_field(dossier), f"/api/v1/dossiers/{dossier.code}"
    assert field not in hoa.get(where).json()["answers"]
    confirm(other, asked)
    seen = hoa.get(where).json()
    assert (seen["masked"], seen["answers"][field]) == (False, dossier.answers[field])
    assert field not in other.get(where).json()["answers"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=31))
    assert hoa.get(where).json()["masked"]


def test_a_supervisor_sees_every_request_and_turns_down(official, enter, hoa, asked):
    supervisor = enter(official(Role.SUPERVISOR))
    assert confirm(supervisor, asked, "turn_down").status_code == 409
    assert confirm(supervisor, asked, "turn_down", reason="Chưa đủ căn cứ").status_code == 302
    assert "Không được xác nhận" in hoa.get(PAGE).content.decode()
    assert not Glass.objects.exists()


def test_an_inspector_confirms_emergencies_and_nothing_else(hoa, other, asked, dossier):
    Dossier.objects.get(pk=dossier.pk).countersigns.create(
        kind="recusal", asked_by=1, asked_at=asked.asked_at, reason="kin"
    )
    page = other.get(WAITING).content.decode()
    assert "Mở khẩn cấp – " in page
    assert "Từ chối thụ lý" not in page
    assert "Lý do nếu không duyệt" not in page


@pytest.mark.parametrize(
    "wrong",
    [{"code": "H26.99-260810-9999"}, {"reason": "curiosity"}, {"ground": " "},
     {"reference": "1/TA", "delay_days": "5", "reason": "safety"}, {"delay_days": "999"}],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_asked(hoa, dossier, wrong):
    post = {"code": dossier.code, "reason": "inspection", "ground": "Điều 5", "reference": "",
            "delay_days": "", "request_id": uuid4()}  # fmt: skip
    answer = hoa.post(PAGE, post | wrong)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert not dossier.countersigns.exists()
