"""The end of an application: everything to read again, handed in once, refused with reasons."""

from datetime import datetime
from uuid import uuid4

import pytest

from motcua.dossiers.actions.draft import save
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.models import Event
from tests.builders import MARRIAGE_STATUS, a_draft
from tests.cast import Cast


@pytest.fixture
def draft(cast: Cast, monday: datetime) -> Dossier:
    return a_draft(cast, at=monday, procedure=MARRIAGE_STATUS)


def _page(draft: Dossier, which: str = "kiem-tra") -> str:
    return f"/nop-ho-so/ban-nhap/{draft.uid}/{which}/"


def test_the_answers_and_the_fee_stand_there(an, draft: Dossier) -> None:
    page = an.get(_page(draft)).content.decode()
    assert "Nội dung mẫu" in page
    assert "Không mất phí" in page or " đ" in page
    assert "disabled" not in page.split('name="request_id"')[1]


def test_handed_in_twice_it_is_one_dossier(an, draft: Dossier, cast: Cast) -> None:
    post = {"request_id": str(uuid4()), "point": cast.point}
    first, second = (an.post(_page(draft), post) for _ in range(2))
    draft.refresh_from_db()
    assert first.url == second.url == f"/ho-so/{draft.code}/da-nop/"
    assert Event.objects.filter(kind="dossier_submitted").count() == 1


@pytest.mark.parametrize("point", ["", "nowhere", "\x00", "x" * 500])
def test_a_wrong_point_is_told_at_its_field(an, draft: Dossier, point: str) -> None:
    response = an.post(_page(draft), {"request_id": str(uuid4()), "point": point})
    assert response.status_code == 409
    assert "Hãy chọn điểm tiếp nhận" in response.content.decode()


def test_an_incomplete_one_is_refused_and_says_where(
    an, draft: Dossier, cast: Cast, monday
) -> None:
    answers = {k: v for k, v in draft.answers.items() if k != "applicant_name"}
    save(dossier_id=draft.pk, answers=answers, actor=cast.an, at=monday)
    page = an.get(_page(draft)).content.decode()
    assert "Còn thiếu trước khi nộp được" in page
    assert "?sua=1" in page
    assert (
        an.post(_page(draft), {"request_id": str(uuid4()), "point": cast.point}).status_code == 409
    )
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_mending_shows_what_is_wrong_at_once(an, draft: Dossier, cast: Cast, monday) -> None:
    save(dossier_id=draft.pk, answers={}, actor=cast.an, at=monday)
    page = an.get(_page(draft)).content.decode()
    href = page.split("?sua=1")[0].rsplit('"', 1)[1]
    assert "error-summary" in an.get(f"{href}?sua=1").content.decode()
    assert "error-summary" not in an.get(href).content.decode()


@pytest.mark.parametrize(
    ("post", "said"),
    [
        ({"return_way": ""}, "Hãy chọn cách nhận kết quả"),
        ({"return_way": "dove"}, "Hãy chọn cách nhận kết quả"),
        ({"return_way": "point", "return_point": "nowhere"}, "Hãy chọn điểm trả kết quả"),
    ],
)
def test_a_wrong_place_is_told(an, draft: Dossier, post, said: str) -> None:
    assert said in an.post(_page(draft, "noi-nhan"), post).content.decode()


def test_by_post_needs_no_point(an, draft: Dossier) -> None:
    assert an.post(_page(draft, "noi-nhan"), {"return_way": "post"}).url == _page(draft)
    draft.refresh_from_db()
    assert draft.return_way == "post"


def test_a_broken_request_number_is_no_obstacle(an, draft: Dossier, cast: Cast) -> None:
    assert an.post(_page(draft), {"request_id": "\x00no", "point": cast.point}).status_code == 302
