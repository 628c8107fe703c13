"""The talk on the applicant's side: write, be blocked with a reason, ask to be heard."""

import re

from motcua.contact.models import Hearing, Message
from motcua.dossiers.status import Status
from motcua.events.models import Event
from tests.builders import a_dossier


def test_write_blocked_kept_sent(an, cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    address = f"/ho-so/{dossier.code}/trao-doi/"
    assert address in an.get(f"/ho-so/{dossier.code}/").content.decode()
    assert an.get(address).status_code == 200
    said = "Hãy gọi tôi: không chín một hai ba bốn năm sáu bảy tám"
    blocked = an.post(address, {"kind": "explain", "text": said})
    page = blocked.content.decode()
    assert blocked.status_code == 409
    assert "số điện thoại" in page
    assert "Hãy gọi tôi" in page
    assert not Message.objects.exists()
    assert Event.objects.filter(kind="text_blocked").count() == 1
    assert an.post(address, {"kind": "explain", "text": "Tôi xin giải trình."}).status_code == 302
    assert "Sẽ chuyển vào giờ này" in an.get(address).content.decode()


def test_one_click_asks_to_be_heard(an, cast, monday, signed_in):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    address = f"/ho-so/{dossier.code}/trao-doi/"
    page = an.get(address).content.decode()
    (target,) = re.findall(r'action="([^"]+trinh-bay/)"', page)
    assert an.post(target, {}).status_code == 302
    hearing = Hearing.objects.get()
    assert hearing.host == cast.ly.person_id
    assert cast.ly.name not in an.get(address).content.decode()
    assert an.post(f"{target}{hearing.uid}/rut/", {}).status_code == 302
    stranger = signed_in(cast.other)
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{target}{hearing.uid}/rut/", {}).status_code == 404
