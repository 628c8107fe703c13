"""Who opens which page of the counter: each address, each person; forbidden looks like absent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.status import Channel, Status
from tests.builders import a_dossier, a_draft

EVERYBODY = ("binh", "cam", "ly", "chi", "dung", "kien", "hoa", "an", "other")
COUNTER = {"binh", "cam", "ly"}
PAGES = {
    "/quay/": COUNTER,
    "/quay/so-theo-doi/": COUNTER,
    "/quay/danh-sach/cho-tiep-nhan/": {"binh"},
    "/quay/danh-sach/dang-nhap/": {"binh"},
    "/quay/danh-sach/cho-nop-tien/": {"cam"},
    "/quay/danh-sach/cho-tra/": {"ly"},
    "/quay/danh-sach/da-tiep-nhan/": COUNTER,
    "/quay/nguoi-nop/": {"binh"},
    "/quay/thu-tuc/": {"binh"},
    "/quay/thu-tuc/1.004873/": {"binh"},
    "/quay/ho-so/{done}/": COUNTER,
    "/quay/ho-so/{done}/giay-tiep-nhan/": COUNTER,
    "/quay/ho-so/{done}/phieu-kiem-soat/": COUNTER,
    "/quay/ho-so/{asked}/phieu/{slip}/": COUNTER,
    "/quay/ho-so/{done}/tra-ket-qua/": {"ly"},
    "/quay/ho-so/{done}/thu-tien/": {"cam"},
    "/quay/ho-so/{done}/rut/": {"binh"},
    "/quay/ho-so/{done}/chuyen/": {"binh"},
    "/quay/ho-so/{done}/giai-quyet-ngay/": {"binh"},
    "/quay/ho-so/{waiting}/kiem-tra/": {"binh"},
    "/quay/ho-so/{waiting}/hoan-thien/": {"binh"},
    "/quay/ho-so/{waiting}/tu-choi/": {"binh"},
    "/quay/ho-so/{draft}/to-khai/": {"binh"},
    "/quay/ho-so/{draft}/giay-to/": {"binh"},
    "/quay/ho-so/{draft}/tiep-nhan/": {"binh"},
}
POSTS = {
    "/quay/tim/": COUNTER,
    "/quay/thu-tuc/1.004873/lap/": {"binh"},
    "/quay/ho-so/{draft}/giay-to/999999/bo/": {"binh"},
}


@pytest.fixture
def keys(cast):
    at = timezone.now() - timedelta(hours=9)
    asked = a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=at)
    return {
        "done": a_dossier(cast, Status.DONE, at=at).code,
        "waiting": a_dossier(cast, Status.REGISTERED, at=at).code,
        "asked": asked.code,
        "slip": asked.slips.get().pk,
        "draft": a_draft(cast, at=at, channel=Channel.COUNTER).uid,
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_open_for_whom_they_are(cast, keys, at_work, who):
    browser = at_work(getattr(cast, who))
    opened = {page for page in PAGES if browser.get(page.format(**keys)).status_code == 200}
    assert opened == {page for page, people in PAGES.items() if who in people}


@pytest.mark.parametrize("who", EVERYBODY)
def test_acts_are_absent_for_everybody_else(cast, keys, at_work, who):
    browser = at_work(getattr(cast, who))
    absent = {page for page in POSTS if browser.post(page.format(**keys)).status_code == 404}
    assert absent == {page for page, people in POSTS.items() if who not in people}


def test_a_visitor_is_asked_to_sign_in(keys, client):
    for page in PAGES:
        answer = client.get(page.format(**keys))
        assert answer.status_code == 302, page
        assert "/dang-nhap/" in answer["Location"]


def test_an_official_without_a_point_finds_nothing(cast, at_work):
    browser = at_work(cast.binh)
    session = browser.session
    session["office"] = ""
    session.save()
    assert browser.get("/quay/").status_code == 404
