"""Officials: found, registered, appointed, adjusted; the second factor reset."""

from datetime import date

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.identity.models import Appointment, Official, Person
from motcua.identity.queries import posts
from motcua.identity.roles import Role

PEOPLE = "/dieu-hanh/can-bo/"
NEW = {
    "full_name": "Mẫu Tân Binh", "login": "mau.tan-binh", "role": "specialist",
    "valid_from.day": "10", "valid_from.month": "8", "valid_from.year": "2026",
    "skills": ["land", "nonsense"], "email": "", "phone": "",
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


def test_an_official_is_registered_with_a_post(admin, cast):
    answer = admin.post(PEOPLE + "them/", {**NEW, "office": cast.agency})
    person = Person.objects.get(login="mau.tan-binh")
    assert answer.url == f"{PEOPLE}{person.pk}/"
    assert [(p.role, p.office) for p in posts(person.pk, date(2026, 8, 11))] == [
        (Role.SPECIALIST, cast.agency)
    ]
    assert person.official.skills == ["land"]
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"login": "Có Dấu"}, "chữ thường không dấu"),
        ({"login": "chi"}, "đã có người dùng"),
        ({"full_name": " "}, "Hãy nhập họ và tên"),
        ({"role": "applicant"}, "Hãy chọn vai trò"),
        ({"office": "nowhere"}, "Hãy chọn nơi làm việc"),
        ({"valid_from.day": "31", "valid_from.month": "2"}, "Hãy nhập ngày"),
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


def test_a_further_post_keeps_skills_and_capacity(admin, cast, path):
    Official.objects.filter(person_id=cast.chi.person_id).update(skills=["land"], capacity=700)
    answer = admin.post(
        path, {**NEW, "do": "appoint", "role": "consulted", "office": cast.construction}
    )
    assert answer.status_code == 302
    assert Appointment.objects.filter(person_id=cast.chi.person_id, role="consulted").exists()
    official = Official.objects.get(person_id=cast.chi.person_id)
    assert (official.skills, official.capacity) == (["land"], 700)
    again = admin.post(
        path, {**NEW, "do": "appoint", "role": "consulted", "office": cast.construction}
    )
    assert again.status_code == 409


def test_a_post_ends_and_its_history_stays(admin, cast, path):
    held = Appointment.objects.get(person_id=cast.chi.person_id)
    day = {"last_day.day": "11", "last_day.month": "8", "last_day.year": "2026"}
    admin.post(path, {"do": "end", "appointment": held.pk, **day})
    assert Appointment.objects.get(pk=held.pk).valid_until == date(2026, 8, 11)
    assert posts(cast.chi.person_id, date(2026, 8, 12)) == []
    early = {"last_day.day": "1", "last_day.month": "1", "last_day.year": "2001"}
    assert admin.post(path, {"do": "end", "appointment": held.pk, **early}).status_code == 409
    other = Appointment.objects.get(person_id=cast.dung.person_id)
    assert admin.post(path, {"do": "end", "appointment": other.pk, **day}).status_code == 409
    assert Appointment.objects.get(pk=other.pk).valid_until is None


def test_capacity_has_bounds(admin, cast, path):
    admin.post(path, {"do": "adjust", "skills": ["land"], "capacity": "500"})
    assert Official.objects.get(person_id=cast.chi.person_id).capacity == 500
    for wrong in ("2001", "-1", "x", "", "9" * 30):
        assert admin.post(path, {"do": "adjust", "capacity": wrong}).status_code == 409
    assert Official.objects.get(person_id=cast.chi.person_id).capacity == 500


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
