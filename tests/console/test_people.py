"""Officials: found, registered, appointed and adjusted by two; the second factor reset."""

from datetime import date
from uuid import uuid4

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.approvals.actions.approve import approve
from motcua.approvals.models import Request
from motcua.events.models import Event
from motcua.identity.models import Appointment, Official, Person
from motcua.identity.queries import posts
from motcua.identity.roles import Role

PEOPLE = "/dieu-hanh/can-bo/"
NEW = {
    "full_name": "Mẫu Tân Binh", "login": "mau.tan-binh", "role": "specialist",
    "valid_from.day": "10", "valid_from.month": "8", "valid_from.year": "2026",
    "skills": ["land", "nonsense"], "email": "", "phone": "", "reason": "Thêm người",
}  # fmt: skip


@pytest.fixture
def admin(official, enter, now):
    return enter(official(Role.ADMINISTRATOR))


@pytest.fixture
def path(cast):
    return f"{PEOPLE}{cast.chi.person_id}/"


def test_people_are_found_by_name_posted_never_in_the_address(admin, cast):
    page = admin.post(PEOPLE, {"name": "chi chuyên"}).content.decode()
    assert cast.chi.name in page
    assert cast.dung.name not in page
    page = admin.get(
        PEOPLE, {"name": "Chi", "office": cast.agency, "role": "head"}
    ).content.decode()
    assert cast.dung.name in page
    assert cast.chi.name not in page


def test_no_citizen_is_listed(admin, cast):
    assert cast.an.name not in admin.post(PEOPLE, {"name": "An"}).content.decode()
    assert admin.get(f"{PEOPLE}{cast.an.person_id}/").status_code == 404
    assert admin.get(f"{PEOPLE}{2**70}/").status_code == 404


def approve_all(official, now, login="mau.second"):
    """Let another administrator approve whatever waits, and return how many there were."""
    second = official(Role.ADMINISTRATOR, login=login)
    rows = list(Request.objects.filter(state="waiting"))
    for row in rows:
        approve(number=row.pk, actor=second, at=now, request_id=uuid4())
    return len(rows)


def test_an_official_is_registered_and_the_post_waits_for_a_second_person(
    admin, cast, official, now
):
    answer = admin.post(PEOPLE + "them/", {**NEW, "office": cast.agency})
    person = Person.objects.get(login="mau.tan-binh")
    assert answer.url == f"{PEOPLE}{person.pk}/"
    assert posts(person.pk, date(2026, 8, 11)) == []
    assert not person.has_usable_password()
    assert "24 giờ sau khi được duyệt" in admin.get(answer.url).content.decode()
    assert approve_all(official, now) == 1
    assert [(p.role, p.office) for p in posts(person.pk, date(2026, 8, 11))] == [
        (Role.SPECIALIST, cast.agency)
    ]
    assert Official.objects.get(person=person).skills == ["land"]
    assert "Có hiệu lực từ 18:00" in admin.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"login": "Có Dấu"}, "chữ thường không dấu"),
        ({"login": "chi"}, "đã có người dùng"),
        ({"full_name": " "}, "Hãy nhập họ và tên"),
        ({"role": "applicant"}, "Hãy chọn vai trò"),
        ({"office": "nowhere"}, "Hãy chọn nơi làm việc"),
        ({"valid_from.day": "31", "valid_from.month": "2"}, "Hãy nhập ngày"),
        ({"reason": " "}, "Hãy nêu lý do"),
        ({"phone": "12"}, "10 hoặc 11 chữ số"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(admin, cast, wrong, words):
    posted = {**NEW, "office": cast.agency, **wrong}
    page = admin.post(PEOPLE + "them/", posted).content.decode()
    assert words in page
    assert 'role="alert"' in page
    if "full_name" not in wrong:
        assert "Mẫu Tân Binh" in page
    assert not Person.objects.filter(login="mau.tan-binh").exists()


def test_a_further_post_keeps_skills_and_capacity(admin, cast, path, official, now):
    Official.objects.filter(person_id=cast.chi.person_id).update(skills=["land"], capacity=700)
    post = {**NEW, "do": "appoint", "role": "consulted", "office": cast.construction,
            "appoint-reason": "Thêm việc"}  # fmt: skip
    assert admin.post(path, post).status_code == 302
    assert not Appointment.objects.filter(person_id=cast.chi.person_id, role="consulted").exists()
    approve_all(official, now)
    assert Appointment.objects.filter(person_id=cast.chi.person_id, role="consulted").exists()
    kept = Official.objects.get(person_id=cast.chi.person_id)
    assert (kept.skills, kept.capacity) == (["land"], 700)
    assert admin.post(path, post).status_code == 409


def test_a_post_ends_with_a_day_that_lies_behind_the_notice(admin, cast, path, official, now):
    held = Appointment.objects.get(person_id=cast.chi.person_id)
    end = {"do": "end", "appointment": held.pk, "end-reason": "Chuyển công tác"}
    day = {"last_day.day": "11", "last_day.month": "8", "last_day.year": "2026"}
    admin.post(path, end | day)
    assert Appointment.objects.get(pk=held.pk).valid_until is None
    approve_all(official, now)
    # Today was asked for; in force after 24 hours at the earliest, so the last day is tomorrow.
    assert Appointment.objects.get(pk=held.pk).valid_until == date(2026, 8, 12)
    assert posts(cast.chi.person_id, date(2026, 8, 13)) == []
    early = {"last_day.day": "1", "last_day.month": "1", "last_day.year": "2001"}
    assert admin.post(path, end | early).status_code == 409
    other = Appointment.objects.get(person_id=cast.dung.person_id)
    assert admin.post(path, {**end, **day, "appointment": other.pk}).status_code == 409


def test_capacity_has_bounds_and_counts_a_day_after_approval(admin, cast, path, official, now):
    asked = {"do": "adjust", "skills": ["land"], "capacity": "500", "adjust-reason": "Nghỉ con nhỏ"}
    admin.post(path, asked)
    assert Official.objects.get(person_id=cast.chi.person_id).capacity == 1000
    approve_all(official, now)
    changed = Official.objects.get(person_id=cast.chi.person_id)
    assert (changed.capacity, changed.former_capacity, changed.changed_at) == (500, 1000, now)
    for wrong in ("2001", "-1", "x", "", "9" * 30):
        assert admin.post(path, {**asked, "capacity": wrong}).status_code == 409
    assert Official.objects.get(person_id=cast.chi.person_id).capacity == 500
    assert Request.objects.count() == 1


def test_nobody_asks_for_a_change_of_their_own_post(admin, cast):
    me = Person.objects.get(login="mau.administrator")
    post = {**NEW, "do": "appoint", "role": "auditor", "office": "centre-office",
            "appoint-reason": "Cần"}  # fmt: skip
    answer = admin.post(f"{PEOPLE}{me.pk}/", post)
    assert answer.status_code == 409
    assert "Không thể tự đề nghị" in answer.content.decode()


def test_a_lost_second_factor_is_reset_but_never_ones_own(admin, cast, path, now):
    TOTPDevice.objects.create(user_id=cast.chi.person_id, name="totp", confirmed=True)
    admin.post(path, {"do": "reset"})
    assert not TOTPDevice.objects.filter(user_id=cast.chi.person_id).exists()
    me = Person.objects.get(login="mau.administrator")
    TOTPDevice.objects.create(user=me, name="totp", confirmed=True)
    assert admin.post(f"{PEOPLE}{me.pk}/", {"do": "reset"}).status_code == 409
    assert TOTPDevice.objects.filter(user=me).exists()


def test_the_link_for_a_password_is_shown_once_and_works(admin, cast, path, client):
    answer = admin.post(path, {"do": "link"})
    assert answer["Cache-Control"] == "no-store"
    link = answer.content.decode().split('<code class="code">')[1].split("<")[0]
    assert client.get(link).status_code == 200
    assert "dat-lai-mat-khau" not in admin.get(path).content.decode()


def test_an_unknown_act_is_refused(admin, path):
    assert admin.post(path, {"do": "delete"}).status_code == 409


def test_nobody_hands_out_both_the_link_and_the_code(admin, cast, path, official, enter):
    Official.objects.filter(person_id=cast.chi.person_id).update(must_use_totp=True)
    assert admin.post(path, {"do": "link"}).status_code == 200
    refused = admin.post(path, {"do": "code"})
    assert refused.status_code == 409
    assert "phải do hai quản trị viên cấp" in refused.content.decode()
    second = enter(official(Role.ADMINISTRATOR, login="mau.second"))
    shown = second.post(path, {"do": "code"}).content.decode()
    code = shown.split('<code class="code">')[1].split("<")[0].replace(" ", "")
    assert len(code) == 8
    assert second.post(path, {"do": "link"}).status_code == 409
    told = Event.objects.filter(subject="person", subject_id=cast.chi.person_id).order_by("n")
    assert [one.kind for one in told] == ["person_link_handed", "person_code_handed"]
    assert code not in str([one.data for one in told])


def test_who_resets_the_second_factor_does_not_hand_out_the_code(admin, cast, path):
    TOTPDevice.objects.create(user_id=cast.chi.person_id, name="totp", confirmed=True)
    admin.post(path, {"do": "reset"})
    assert admin.post(path, {"do": "code"}).status_code == 409
    me = Person.objects.get(login="mau.administrator")
    assert admin.post(f"{PEOPLE}{me.pk}/", {"do": "code"}).status_code == 409
