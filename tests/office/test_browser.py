"""Every page of the settling side in a real browser: accessible on a phone and at a desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.status import Status
from tests.builders import CONSTRUCTION, _Walk, a_dossier, a_draft
from tests.desk.looking import complaints, needs_chromium, sight

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400), needs_chromium]


def test_axe_finds_nothing_at_an_agency(cast, live_server, settings):
    settings.DEBUG = True  # the static files are served from their folders
    at = timezone.now() - timedelta(hours=9)
    first = a_dossier(cast, Status.PROCESSING, at=at, procedure=CONSTRUCTION)
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == first.official_id)
    asked = Consultation.objects.create(
        dossier=first, key="x", agency=cast.construction, question="Có phù hợp không?",
        asked_by=official.person_id, asked_at=at, due_at=at + timedelta(days=2),
    )  # fmt: skip
    walk = _Walk(cast, a_draft(cast, at=at), at)
    walk.proposed()
    proposed = Dossier.objects.get(pk=walk.dossier.pk)
    one, two = f"/co-quan/ho-so/{first.code}/", f"/co-quan/ho-so/{proposed.code}/"
    acts = ("", "hoan-thanh-buoc/", "de-xuat/", "lay-y-kien/", "yeu-cau-bo-sung/",
            "yeu-cau-nop-tien/", "phieu-kiem-soat/")  # fmt: skip
    lists = ("ky-duyet/", "ho-so/", "tinh-hinh/", "can-bo/")
    decisions = ("", "ky-duyet/", "tra-lai/", "hen-lai/", "dung/")
    sights = [sight(official, "/co-quan/viec/"), *(sight(official, one + act) for act in acts)]
    sights += [sight(cast.dung, f"/co-quan/{page}") for page in lists]
    sights += [sight(cast.dung, two + act) for act in decisions]
    sights += [sight(cast.kien, f"/co-quan/y-kien/{page}") for page in ("", f"{asked.pk}/")]
    assert complaints(live_server.url, sights) == []
