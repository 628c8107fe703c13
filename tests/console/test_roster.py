"""Changes of the roster on pages: approved by another, in force from; inspectors read no names."""

from uuid import uuid4

import pytest

from motcua.approvals.models import Request
from motcua.identity.actions.declare_conflict import declare_conflict
from motcua.identity.models import Official
from motcua.identity.roles import Role

ROSTER, WAITING = "/dieu-hanh/danh-sach-can-bo/", "/dieu-hanh/cho-xac-nhan/"


@pytest.fixture
def admin(official, enter, now):
    return enter(official(Role.ADMINISTRATOR))


@pytest.fixture
def second(official, enter, now):
    return enter(official(Role.ADMINISTRATOR, login="mau.second"))


@pytest.fixture
def asked(admin, cast):
    """Ask for half the capacity of Chi and return the request."""

    def ask(**more):
        admin.post(f"/dieu-hanh/can-bo/{cast.chi.person_id}/", {
            "do": "adjust", "skills": ["land"], "capacity": "500", "adjust-reason": "Nghỉ con nhỏ",
            "request_id": uuid4(), **more,
        })  # fmt: skip
        return Request.objects.get()

    return ask


def answer(browser, row, which="confirm", **more):
    return browser.post(WAITING, {"request": f"request-{row.pk}", "answer": which,
                                  "request_id": uuid4(), **more})  # fmt: skip


def test_another_reads_what_will_be_done_and_approves(asked, second, admin, cast):
    row = asked()
    page = second.get(WAITING).content.decode()
    for words in ("Chi Chuyên Viên", "định mức 500‰", "Nghỉ con nhỏ", "24 giờ sau khi được duyệt"):
        assert words in page
    assert answer(second, row).status_code == 302
    assert Official.objects.get(person_id=cast.chi.person_id).capacity == 500
    assert "Có hiệu lực từ 18:00, 12/08/2026" in admin.get(ROSTER).content.decode()


def test_the_asker_may_take_it_back_and_nothing_else(asked, admin, cast):
    row = asked()
    assert "Rút đề nghị" in admin.get(WAITING).content.decode()
    assert answer(admin, row).status_code == 409
    assert answer(admin, row, "turn_down").status_code == 302
    row.refresh_from_db()
    assert row.state == "taken_back"
    assert Official.objects.get(person_id=cast.chi.person_id).capacity == 1000


def test_an_emergency_stands_out_until_two_have_approved(asked, second, official, enter, cast):
    row = asked(**{"adjust-at_once": "true"})
    assert "Khẩn cấp" in second.get(WAITING).content.decode()
    answer(second, row)
    assert answer(second, row).status_code == 409
    assert "1 trên 2 người" in second.get(WAITING).content.decode()
    third = enter(official(Role.SUPERVISOR))
    assert answer(third, row).status_code == 302
    assert Official.objects.get(person_id=cast.chi.person_id).changed_at is None


def test_inspectors_read_pseudonyms_and_overseers_the_number_of_conflicts(
    asked, enter, cast, official, now
):
    asked()
    declare_conflict(official_id=cast.chi.person_id, id_number="001200000001", at=now)
    page = enter(cast.hoa).get(ROSTER).content.decode()
    assert "Chi Chuyên Viên" not in page
    assert "định mức 500‰" in page
    assert "Số khai báo" in page
    names = enter(official(Role.SUPERVISOR)).get(ROSTER).content.decode()
    assert "Chi Chuyên Viên" in names
    assert "001200000001" not in names


def test_a_request_somebody_else_answers_meanwhile_is_gone(asked, second, official, enter):
    row = asked()
    third = enter(official(Role.SUPERVISOR))
    answer(third, row, "turn_down", reason="Đang thiếu người")
    assert answer(second, row).status_code == 404
    assert answer(second, row, request="request-999").status_code == 404
