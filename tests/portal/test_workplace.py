"""An official with several posts says where they work now."""

from motcua.identity.actions.appoint import appoint
from motcua.identity.models import Official
from motcua.identity.roles import Role
from tests.cast import SINCE, Cast


def _second_post(cast: Cast) -> None:
    appoint(person_id=cast.binh.person_id, role=Role.SUPERVISOR, office="city", valid_from=SINCE)


def test_the_choice_is_kept_and_leads_to_the_face(cast: Cast, signed_in) -> None:
    _second_post(cast)
    Official.objects.filter(person_id=cast.binh.person_id).update(must_use_totp=False)
    browser = signed_in(cast.binh)
    page = browser.get("/noi-lam-viec/").content.decode()
    assert "Cán bộ tiếp nhận" in page
    assert browser.post("/noi-lam-viec/", {"office": cast.point}).url == "/quay/"
    assert browser.session["office"] == cast.point
    assert browser.post("/noi-lam-viec/", {"office": "city"}).url == "/dieu-hanh/"


def test_only_an_office_one_works_at_can_be_chosen(cast: Cast, signed_in) -> None:
    browser = signed_in(cast.binh)
    for wrong in (cast.agency, "", "\x00", "x" * 500):
        page = browser.post("/noi-lam-viec/", {"office": wrong}).content.decode()
        assert "Hãy chọn nơi làm việc" in page
    assert "office" not in browser.session


def test_an_applicant_has_no_workplace(an) -> None:
    assert an.get("/noi-lam-viec/").status_code == 404
