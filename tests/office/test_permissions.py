"""Who opens which page of the settling side; another agency's dossier looks like none."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.actions.consult import consult
from motcua.dossiers.knowledge import current_step
from motcua.dossiers.models import Consultation
from motcua.dossiers.status import Status
from tests.builders import CONSTRUCTION, a_dossier

EVERYBODY = ("chi", "giang", "dung", "kien", "son", "sau", "binh", "cam", "ly", "hoa", "an")
WORKERS, HEADS = {"chi", "giang", "son"}, {"dung", "sau"}
PAGES = {
    "/co-quan/viec/": WORKERS,
    "/co-quan/ky-duyet/": HEADS,
    "/co-quan/ho-so/": HEADS,
    "/co-quan/tinh-hinh/": HEADS,
    "/co-quan/can-bo/": HEADS,
    "/co-quan/xung-dot/": WORKERS,
    "/co-quan/y-kien/": {"kien"},
    "/co-quan/y-kien/{asked}/": {"kien"},
    "/co-quan/ho-so/{code}/": {"official", "dung", "kien"},
    "/co-quan/ho-so/{code}/phieu-kiem-soat/": {"official", "dung", "kien"},
    "/co-quan/ho-so/{code}/de-xuat/": {"official"},
    "/co-quan/ho-so/{code}/hoan-thanh-buoc/": {"official"},
    "/co-quan/ho-so/{code}/lay-y-kien/": {"official"},
    "/co-quan/ho-so/{code}/yeu-cau-bo-sung/": {"official"},
    "/co-quan/ho-so/{code}/yeu-cau-nop-tien/": {"official"},
    "/co-quan/ho-so/{code}/ky-duyet/": {"dung"},
    "/co-quan/ho-so/{code}/tra-lai/": {"dung"},
    "/co-quan/ho-so/{code}/hen-lai/": {"dung"},
    "/co-quan/ho-so/{code}/dung/": {"dung"},
    "/co-quan/ho-so/{code}/tiep-tuc/": {"dung"},
    "/co-quan/ho-so/{code}/mo-lai/": {"dung"},
    "/co-quan/ho-so/{code}/phan-cong-lai/": {"dung"},
    "/co-quan/ho-so/{code}/khong-co/": set(),
}


@pytest.fixture
def processing(cast):
    return a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5))


@pytest.fixture
def keys(cast, processing):
    """Return the keys of a dossier that the Department of Construction was asked about."""
    asked = Consultation.objects.create(
        dossier=processing, key="x", agency=cast.construction, question="Có được không?",
        asked_by=processing.official_id, asked_at=timezone.now(),
        due_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
    return {"code": processing.code, "asked": asked.pk}


@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_open_for_whom_they_are(cast, processing, keys, at_work, who):
    actor = getattr(cast, who)
    names = {who, "official"} if actor.person_id == processing.official_id else {who}
    browser = at_work(actor)
    opened = {page for page in PAGES if browser.get(page.format(**keys)).status_code == 200}
    assert opened == {page for page, people in PAGES.items() if names & people}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_first_page_is_ones_own(cast, at_work, who):
    answer = at_work(getattr(cast, who)).get("/co-quan/")
    works_here = who in WORKERS | HEADS | {"kien"}
    assert answer.status_code == (302 if works_here else 404)


def test_a_visitor_is_asked_to_sign_in(keys, client):
    for page in PAGES:
        assert client.get(page.format(**keys)).status_code == 302, page


@pytest.mark.parametrize("page", ["", "de-xuat/", "ky-duyet/", "phieu-kiem-soat/", "tep/1/"])
def test_anothers_dossier_answers_exactly_like_an_absent_one(cast, processing, at_work, page):
    colleagues = [a for a in (cast.chi, cast.giang) if a.person_id != processing.official_id]
    for actor in (*colleagues, cast.son, cast.sau):
        alike(at_work(actor), processing.code, page)


def alike(browser, present, page):
    bodies, absent = [], "H26.41.01-200101-9999"
    for code in (present, absent):
        answer = browser.get(f"/co-quan/ho-so/{code}/{page}")
        assert answer.status_code == 404
        bodies.append(re.sub(re.escape(code), "CODE", answer.text_shown))
        answer = browser.post(f"/co-quan/ho-so/{code}/{page}", {"request_id": uuid4(), "seen": 3})
        assert answer.status_code in {404, 405}
    assert bodies[0] == bodies[1]


def test_a_question_to_another_agency_is_absent(cast, at_work):
    dossier = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5),
                        procedure=CONSTRUCTION)  # fmt: skip
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    asked = next(iter(consult_first(dossier, official)))
    browser = at_work(cast.kien)
    wanted = 200 if asked.agency == cast.construction else 404
    assert browser.get(f"/co-quan/y-kien/{asked.pk}/").status_code == wanted
    assert browser.get("/co-quan/y-kien/999999/").status_code == 404


def consult_first(dossier, official):
    key = current_step(dossier).consults[0].key
    consult(dossier_id=dossier.pk, key=key, question="Có phù hợp không?", actor=official,
            at=timezone.now(), request_id=uuid4())  # fmt: skip
    return Consultation.objects.filter(dossier=dossier)
