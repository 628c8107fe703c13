"""From the front page to the code: search, procedure, draft, papers, place, review, submit, track."""

import re

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from tests.builders import MARRIAGE_STATUS, a_dossier, answers_for
from tests.cast import Cast
from tests.portal.forms import a_photo, as_post, hidden


def test_a_citizen_walks_from_the_front_page_to_the_code(an, cast: Cast) -> None:
    assert an.get("/").status_code == 200
    found = an.get("/thu-tuc/", {"q": "tinh trang hon nhan"}).content.decode()
    assert f"/thu-tuc/{MARRIAGE_STATUS}/" in found
    shown = an.get(f"/thu-tuc/{MARRIAGE_STATUS}/").content.decode()
    assert f"/nop-ho-so/{MARRIAGE_STATUS}/" in shown

    assert an.get(f"/nop-ho-so/{MARRIAGE_STATUS}/").status_code == 200
    response = an.post(f"/nop-ho-so/{MARRIAGE_STATUS}/")
    response = an.get(response.url)
    answers = answers_for(MARRIAGE_STATUS)
    while "/to-khai/" in response.url:
        response = an.post(response.url, as_post(answers))
        assert response.status_code == 302, response.content.decode()
    assert response.url.endswith("/giay-to/")

    draft = Dossier.objects.get(status=Status.DRAFT)
    page = an.get(response.url).content.decode()
    lines = re.findall(r'name="(paper\.[^"]+)"', page)
    response = an.post(response.url, {line: a_photo() for line in lines})
    assert response.url.endswith("/noi-nhan/"), response.content.decode()
    response = an.post(response.url, {"return_way": "point", "return_point": cast.point})
    assert response.url.endswith("/kiem-tra/")
    page = an.get(response.url).content.decode()
    request_id = hidden(page, "request_id")
    response = an.post(response.url, {"request_id": request_id, "point": cast.point})

    draft.refresh_from_db()
    assert draft.status == Status.REGISTERED
    assert response.url == f"/ho-so/{draft.code}/da-nop/"
    assert draft.code in an.get(response.url).content.decode()
    assert an.get(f"/ho-so/{draft.code}/").status_code == 200
    assert draft.code in an.get("/ho-so-cua-toi/").content.decode()
    again = an.post(
        f"/nop-ho-so/ban-nhap/{draft.uid}/kiem-tra/",
        {"request_id": request_id, "point": cast.point},
    )
    assert again.url == f"/ho-so/{draft.code}/da-nop/"


def test_the_public_sees_code_and_degree_of_completion(browser, an, cast, monday) -> None:
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    page = browser.get(f"/tra-cuu/{dossier.code}/").content.decode()
    assert dossier.code in page
    assert "50" in page
    for secret in (cast.an.name, "Đang xử lý", "Xác nhận", str(dossier.uid)):
        assert secret not in page
