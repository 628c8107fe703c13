"""Days away and lent roles: recorded by whoever looks after the office, for its people only."""

from datetime import date, timedelta

import pytest

from motcua.identity.models import Absence, Delegation
from motcua.identity.queries import posts, workers
from motcua.identity.roles import Role

AWAY, LEND = "/dieu-hanh/vang-mat/", "/dieu-hanh/uy-quyen/"


def days(first: date, last: date) -> dict[str, str]:
    return {
        f"{name}.{part}": str(getattr(day, part))
        for name, day in (("first_day", first), ("last_day", last))
        for part in ("day", "month", "year")
    }


TODAY = date(2026, 8, 11)
THREE = days(TODAY, TODAY + timedelta(days=2))


@pytest.fixture
def head(enter, cast, now):
    return enter(cast.dung)


def test_days_away_are_recorded_and_assignment_passes_over(head, cast):
    answer = head.post(AWAY, {"person": cast.chi.person_id, "reason": "leave", **THREE})
    assert answer.status_code == 302
    assert cast.chi.name in head.get(AWAY).content.decode()
    present = workers(cast.agency, Role.SPECIALIST, TODAY)
    assert [one.person_id for one in present] == [cast.giang.person_id]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"person": ""}, "Hãy chọn cán bộ"),
        ({"reason": "x"}, "Hãy chọn lý do"),
        ({"first_day.day": "32"}, "Hãy nhập ngày đầu"),
        ({"last_day.year": "2025"}, "Ngày cuối trước ngày đầu"),
    ],
)
def test_what_is_wrong_stands_at_its_field(head, cast, wrong, words):
    posted = {"person": cast.chi.person_id, "reason": "leave", **THREE, **wrong}
    answer = head.post(AWAY, posted)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert not Absence.objects.exists()


def test_people_of_other_offices_are_not_ones_to_send_away(head, cast):
    for who in (cast.son, cast.an, cast.hoa):
        posted = {"person": who.person_id, "reason": "leave", **THREE}
        assert head.post(AWAY, posted).status_code == 409
    assert not Absence.objects.exists()


def test_overlapping_days_are_refused(head, cast):
    posted = {"person": cast.chi.person_id, "reason": "leave", **THREE}
    head.post(AWAY, posted)
    assert head.post(AWAY, posted).status_code == 409


def test_somebody_is_back_earlier(head, cast):
    row = Absence.objects.create(
        person_id=cast.chi.person_id, reason="leave",
        first_day=TODAY - timedelta(days=3), last_day=TODAY + timedelta(days=3),
    )  # fmt: skip
    head.post(AWAY, {"take_back": row.pk})
    assert Absence.objects.get().last_day == TODAY - timedelta(days=1)
    coming = Absence.objects.create(
        person_id=cast.chi.person_id, reason="leave", first_day=TODAY, last_day=TODAY
    )
    head.post(AWAY, {"take_back": coming.pk})
    assert not Absence.objects.filter(pk=coming.pk).exists()
    foreign = Absence.objects.create(
        person_id=cast.son.person_id, reason="leave", first_day=TODAY, last_day=TODAY
    )
    assert head.post(AWAY, {"take_back": foreign.pk}).status_code == 409
    assert Absence.objects.filter(pk=foreign.pk).exists()


def test_a_head_lends_the_role_for_some_days(head, cast, enter):
    lent = {"role": "head", "receiver": cast.chi.person_id, "basis": "Văn bản mẫu 01", **THREE}
    assert head.post(LEND, lent).status_code == 302
    assert any(
        p.role is Role.HEAD and p.giver == cast.dung.person_id
        for p in posts(cast.chi.person_id, TODAY)
    )
    # What is lent is not lent on, though the receiver sees the page on these days.
    again = enter(cast.chi).post(LEND, {**lent, "receiver": cast.giang.person_id})
    assert again.status_code == 409
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"role": "auditor"}, "Hãy chọn vai trò"),
        ({"receiver": "0"}, "Hãy chọn người nhận"),
        ({"basis": "  "}, "Hãy ghi văn bản ủy quyền"),
        ({"first_day.year": "2025"}, "từ hôm nay"),
        ({"last_day.day": "1"}, "Ngày cuối trước ngày đầu"),
    ],
)
def test_a_wrong_delegation_lends_nothing(head, cast, wrong, words):
    lent = {
        "role": "head",
        "receiver": cast.chi.person_id,
        "basis": "Văn bản mẫu",
        **THREE,
        **wrong,
    }
    answer = head.post(LEND, lent)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert not Delegation.objects.exists()


def test_not_to_oneself_nor_to_strangers(head, cast):
    for who in (cast.dung, cast.son, cast.an):
        lent = {"role": "head", "receiver": who.person_id, "basis": "Văn bản", **THREE}
        assert head.post(LEND, lent).status_code == 409
    assert not Delegation.objects.exists()
