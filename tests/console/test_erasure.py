"""Erasure in the console: two people, never under a hold, a hold lifted by another."""

import pytest

from motcua.dossiers.status import Status
from motcua.events.models import Event
from motcua.identity.roles import Role
from motcua.ledger.models import Erasure, Hold
from tests.builders import a_dossier

PAGE, WAITING = "/dieu-hanh/xoa-va-giu/", "/dieu-hanh/cho-xac-nhan/"
ERASE = {"do": "erase", "basis": "Điều 16 Nghị định 13/2023/NĐ-CP"}


@pytest.fixture
def dossier(cast, now, monday):
    return a_dossier(cast, Status.RETURNED, at=monday)


@pytest.fixture
def hoa(cast, enter):
    return enter(cast.hoa)


@pytest.fixture
def second(official, enter):
    return enter(official(Role.SUPERVISOR))


def answer(browser, which="confirm", **more):
    row = Erasure.objects.get(done_at=None)
    return browser.post(WAITING, {"request": f"erasure-{row.pk}", "answer": which, **more})


def test_asked_by_one_and_turned_down_by_another(hoa, second, dossier):
    assert hoa.post(PAGE, ERASE | {"code": dossier.code}).status_code == 302
    assert hoa.post(PAGE, ERASE | {"code": dossier.code}).status_code == 409
    assert answer(hoa).status_code == 409
    assert dossier.code in second.get(WAITING).content.decode()
    assert answer(second, "turn_down").status_code == 409
    assert answer(second, "turn_down", reason="Chưa đủ căn cứ").status_code == 302
    assert not Erasure.objects.exists()
    told = Event.objects.filter(subject="erasure", subject_id=dossier.pk).order_by("n")
    assert [one.kind for one in told] == ["erasure_proposed", "erasure_turned_down"]


def test_nothing_is_erased_under_a_hold_and_another_lifts_it(hoa, second, dossier, official, enter):
    hold = {"do": "hold", "held_code": dossier.code, "reference": "Tòa án 1/2026"}
    assert hoa.post(PAGE, hold).status_code == 302
    second.post(PAGE, ERASE | {"code": dossier.code})
    refused = answer(hoa)
    assert refused.status_code == 409
    assert "đang bị giữ" in refused.content.decode()
    row = Hold.objects.get()
    assert hoa.post(PAGE, {"do": "lift", "hold": row.pk}).status_code == 409
    assert second.post(PAGE, {"do": "lift", "hold": row.pk}).status_code == 409
    other = enter(official(Role.AUDITOR, login="mau.thanh-tra-2"))
    assert other.post(PAGE, {"do": "lift", "hold": row.pk}).status_code == 302
    assert Hold.objects.get().lifted_at is not None


@pytest.mark.parametrize(
    "wrong",
    [{"code": "H26.99-260810-9999"}, {"basis": " "}, {"basis": "gọi 0912345678"}, {"do": "burn"},
     {"do": "lift", "hold": "9" * 40}],
)  # fmt: skip
def test_what_is_wrong_is_refused(hoa, dossier, wrong):
    page = hoa.post(PAGE, ERASE | {"code": dossier.code} | wrong)
    assert page.status_code == 409
    assert 'role="alert"' in page.content.decode()
    assert not Erasure.objects.exists()


def test_a_way_of_contact_in_the_basis_is_on_record(hoa, dossier):
    hoa.post(PAGE, ERASE | {"code": dossier.code, "basis": "gọi 0912345678"})
    kept = Event.objects.get(kind="text_blocked", subject="erasure_text")
    assert kept.data["where"] == "basis"
