"""Filling in: saved at every step, conditional questions, nothing entered is ever lost."""

from datetime import datetime

import pytest

from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.models import Person
from tests.builders import BIRTH, MARRIAGE_STATUS, a_dossier, a_draft
from tests.cast import Cast
from tests.portal.forms import as_post


def _page(draft: Dossier, section: int = 0) -> str:
    key = definition_of(draft).form.sections[section].key
    return f"/nop-ho-so/ban-nhap/{draft.uid}/to-khai/{key}/"


@pytest.fixture
def birth(cast: Cast, monday: datetime) -> Dossier:
    return a_draft(cast, at=monday, procedure=BIRTH, with_papers=False)


def test_what_the_centre_knows_is_filled_in(an, cast: Cast) -> None:
    an.post(f"/nop-ho-so/{MARRIAGE_STATUS}/")
    draft = Dossier.objects.get(applicant_id=cast.an.person_id)
    assert draft.answers["applicant_name"] == "Nguyễn Mẫu An"
    assert draft.answers["applicant_id"] == "001200000001"


def test_the_answers_of_my_case_come_along(an, cast: Cast) -> None:
    page = an.get(f"/nop-ho-so/{BIRTH}/", {"birth_kind": "home"}).content.decode()
    assert 'name="birth_kind" value="home"' in page
    an.post(f"/nop-ho-so/{BIRTH}/", {"birth_kind": "home"})
    assert Dossier.objects.get().answers["birth_kind"] == "home"


def test_an_earlier_draft_is_offered(an, birth: Dossier) -> None:
    assert str(birth.uid) in an.get(f"/nop-ho-so/{BIRTH}/").content.decode()


def test_an_answer_brings_the_next_question_without_saving(an, birth: Dossier) -> None:
    saved = dict(birth.answers)
    response = an.post(_page(birth), as_post({"birth_kind": "abandoned"}) | {"reload": "1"})
    assert response.status_code == 200
    part = an.post(
        _page(birth), {"birth_kind": "home", "reload": "1"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert part.lstrip().startswith('<div id="answers">')
    birth.refresh_from_db()
    assert birth.answers == saved


def test_a_wrong_answer_stays_and_is_explained(an, birth: Dossier) -> None:
    post = as_post(birth.answers) | {"child_birth_date.day": "31", "child_birth_date.month": "2"}
    response = an.post(_page(birth, 1), post)
    page = response.content.decode()
    assert response.status_code == 200
    assert "error-summary" in page
    assert 'value="31"' in page


@pytest.mark.parametrize(
    "text", ["A\x00B", "\u202eAn", "x" * 30_000, "\ufffe", "<img src=x onerror=alert(1)>"]
)
def test_hostile_text_is_refused_or_kept_as_text(an, birth: Dossier, text: str) -> None:
    response = an.post(_page(birth, 1), as_post(birth.answers) | {"child_name": text})
    assert response.status_code in (200, 302)
    assert "<img src=x" not in response.content.decode()
    assert an.get(_page(birth, 1)).status_code == 200
    assert an.get(f"/nop-ho-so/ban-nhap/{birth.uid}/kiem-tra/").status_code == 200


def test_invalid_utf_8_breaks_nothing(an, birth: Dossier) -> None:
    response = an.post(
        _page(birth, 1),
        b"child_name=%ff%fe%ed%a0%80",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200


def test_save_for_later_keeps_half_a_page(an, birth: Dossier) -> None:
    response = an.post(_page(birth, 1), {"child_name": "Nguyễn Mẫu Bé", "later": "1"})
    assert response.url == "/ho-so-cua-toi/"
    assert "Đã lưu nháp" in an.get(response.url).content.decode()
    birth.refresh_from_db()
    assert birth.answers["child_name"] == "Nguyễn Mẫu Bé"


def test_an_ended_session_loses_nothing(an, birth: Dossier, cast: Cast) -> None:
    an.session.flush()
    response = an.post(_page(birth, 1), {"child_name": "Nguyễn Mẫu Bé", "home_town": "Hà Nội"})
    assert response.url == f"/dang-nhap/?next={_page(birth, 1)}"
    assert "vẫn được giữ" in an.get(response.url).content.decode()
    person = Person.objects.get(pk=cast.an.person_id)
    person.set_password("một câu rất dài")
    person.save()
    back = an.post(
        "/dang-nhap/", {"login": "an", "password": "một câu rất dài", "next": _page(birth, 1)}
    )
    page = an.get(back.url).content.decode()
    assert 'value="Nguyễn Mẫu Bé"' in page
    an.post(back.url, {"child_name": "Nguyễn Mẫu Bé", "later": "1"})
    assert "kept_post" not in an.session


def test_what_was_kept_is_shown_on_its_own_page_only(
    an, birth: Dossier, cast: Cast, signed_in
) -> None:
    other = signed_in(cast.other)
    other.session.flush()
    other.post(_page(birth, 1), {"child_name": "Nguyễn Mẫu Bé"})
    assert "Nguyễn Mẫu Bé" not in other.get("/dang-nhap/").content.decode()


def test_another_persons_draft_looks_absent(birth: Dossier, cast: Cast, signed_in) -> None:
    for browser in (signed_in(cast.other), signed_in(cast.binh, cast.point)):
        for path in ("", "giay-to/", "noi-nhan/", "kiem-tra/", "xoa/", "tep/1/"):
            assert browser.get(f"/nop-ho-so/ban-nhap/{birth.uid}/{path}").status_code == 404
        assert browser.post(_page(birth, 1), {"child_name": "X"}).status_code == 404


def test_what_has_been_handed_in_is_no_draft_any_more(an, cast: Cast, monday: datetime) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    assert an.get(f"/nop-ho-so/ban-nhap/{dossier.uid}/").status_code == 404
    assert an.post(_page(dossier), {}).status_code == 404


def test_a_draft_is_thrown_away_after_asking(an, birth: Dossier) -> None:
    path = f"/nop-ho-so/ban-nhap/{birth.uid}/xoa/"
    assert "Không khôi phục được" in an.get(path).content.decode()
    assert an.post(path).url == "/ho-so-cua-toi/"
    assert not Dossier.objects.exists()


def test_an_official_at_work_does_not_apply(cast: Cast, signed_in) -> None:
    response = signed_in(cast.binh, cast.point).post(f"/nop-ho-so/{BIRTH}/")
    assert response.status_code == 409
    assert not Dossier.objects.exists()


def test_few_questions_to_the_database(an, birth: Dossier, django_assert_max_num_queries) -> None:
    an.get(_page(birth))
    with django_assert_max_num_queries(6):
        an.get(_page(birth))
