"""Every page of the counter in a real browser: accessible on a phone and at a desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.status import Channel, Status
from tests.builders import CERTIFIED_COPY, INTERLINKED, a_dossier, a_draft
from tests.desk.looking import complaints, needs_chromium, sight

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400), needs_chromium]


def test_axe_finds_nothing_at_the_counter(cast, live_server, settings):
    settings.DEBUG = True  # the static files are served from their folders
    at = timezone.now() - timedelta(hours=9)
    done, asked = (a_dossier(cast, s, at=at) for s in (Status.DONE, Status.SUPPLEMENT_REQUIRED))
    waiting = a_dossier(cast, Status.REGISTERED, at=at)
    copy, linked = (
        a_dossier(cast, Status.ACCEPTED, at=at, channel=Channel.COUNTER, procedure=procedure)
        for procedure in (CERTIFIED_COPY, INTERLINKED)
    )
    draft = a_draft(cast, at=at, channel=Channel.COUNTER, with_papers=False)
    one = "/quay/ho-so/"
    binh = [
        "/quay/", "/quay/nguoi-nop/", "/quay/thu-tuc/?q=khai+sinh", "/quay/thu-tuc/1.001193/",
        "/quay/danh-sach/cho-tiep-nhan/", "/quay/so-theo-doi/", f"{one}{draft.uid}/to-khai/",
        f"{one}{draft.uid}/giay-to/", f"{one}{draft.uid}/tiep-nhan/",
        f"{one}{draft.uid}/hoan-thien/", f"{one}{draft.uid}/tu-choi/",
        f"{one}{waiting.code}/kiem-tra/", f"{one}{waiting.code}/", f"{one}{asked.code}/",
        f"{one}{asked.code}/phieu/{asked.slips.get().pk}/", f"{one}{asked.code}/giay-to/",
        f"{one}{copy.code}/giay-tiep-nhan/", f"{one}{linked.code}/giay-tiep-nhan/",
        f"{one}{done.code}/phieu-kiem-soat/",
    ]  # fmt: skip
    sights = [sight(cast.binh, path) for path in binh]
    sights += [sight(cast.cam, path) for path in ("/quay/", f"{one}{copy.code}/thu-tien/")]
    sights += [sight(cast.ly, f"{one}{done.code}/{page}") for page in ("", "tra-ket-qua/")]
    assert complaints(live_server.url, sights) == []
