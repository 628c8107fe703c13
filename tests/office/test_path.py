"""The thinnest whole path: an official's list, a step, a proposal, the head's decision."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Status
from tests.builders import a_dossier


@pytest.fixture
def processing(cast):
    return a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=4))


def official_of(cast, dossier):
    return next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)


def test_from_the_list_to_the_decision(cast, processing, at_work):
    official = official_of(cast, processing)
    browser = at_work(official)
    listed = browser.get("/co-quan/viec/")
    assert processing.code in listed.content.decode()
    base = f"/co-quan/ho-so/{processing.code}/"
    page = browser.get(base).content.decode()
    assert "Đề xuất quyết định" in page
    last = decision_at(definition_of(processing).route) - 1
    while (dossier := Dossier.objects.get(pk=processing.pk)).step < last:
        marks = {"request_id": uuid4(), "seen": dossier.event_count}
        answer = browser.post(base + "hoan-thanh-buoc/", marks)
        assert answer.status_code == 302, answer.content.decode()
    marks = {"request_id": uuid4(), "seen": dossier.event_count, "outcome": "granted"}
    answer = browser.post(base + "de-xuat/", marks)
    assert answer.status_code == 302, answer.content.decode()
    head = at_work(cast.dung)
    assert processing.code in head.get("/co-quan/ky-duyet/").content.decode()
    dossier.refresh_from_db()
    answer = head.post(base + "ky-duyet/", {"request_id": uuid4(), "seen": dossier.event_count})
    assert answer.status_code == 302, answer.content.decode()
    dossier.refresh_from_db()
    assert dossier.status == Status.DONE
