"""The talk on the settling side, and on the centre's: no name, a ground, and the look on record."""

from datetime import timedelta
from uuid import uuid4

from motcua.contact.actions.ask_hearing import ask_hearing
from motcua.contact.actions.write_message import write_message
from motcua.contact.jobs import release_due
from motcua.contact.kinds import Kind
from motcua.contact.models import Hearing, Message
from motcua.dossiers.models import AccessRecord
from motcua.dossiers.status import Status
from tests.builders import a_dossier

DAY = timedelta(days=1)


def test_the_official_reads_and_writes(at_work, cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    write_message(dossier_id=dossier.pk, kind=Kind.EXPLAIN, text="Lời giải trình của tôi.",
                  actor=cast.an, at=monday, request_id=uuid4())  # fmt: skip
    browser, address = at_work(official), f"/co-quan/ho-so/{dossier.code}/trao-doi/"
    assert "Lời giải trình" not in browser.get(address).text_shown
    release_due(monday + DAY)
    page = browser.get(address).text_shown
    assert "Lời giải trình" in page
    assert cast.an.name not in page
    assert AccessRecord.objects.filter(dossier=dossier, purpose="settle").exists()
    said = {"kind": "clarify", "text": "Đề nghị làm rõ mục 3.", "ground": ""}
    assert browser.post(address, said).status_code == 409
    assert browser.post(address, said | {"ground": "Điều 19"}).status_code == 302
    assert Message.objects.count() == 2
    assert at_work(cast.kien).get(address).status_code == 404
    assert at_work(cast.sau).get(address).status_code == 404


def test_the_centre_answers_and_hosts(at_work, cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    write_message(dossier_id=dossier.pk, kind=Kind.PROGRESS, text="Hồ sơ đến đâu rồi?",
                  actor=cast.an, at=monday, request_id=uuid4())  # fmt: skip
    ask_hearing(dossier_id=dossier.pk, actor=cast.an, at=monday, request_id=uuid4())
    release_due(monday + DAY)
    asked, hearing = Message.objects.get(), Hearing.objects.get()
    counter = at_work(cast.binh)
    assert dossier.code in counter.get("/quay/trao-doi/").text_shown
    answer = f"/quay/trao-doi/tra-loi/{asked.uid}/"
    assert counter.get(answer).status_code == 200
    assert counter.post(answer, {"text": "Đang thẩm định."}).status_code == 302
    assert counter.get(answer).status_code == 404
    set_time = f"/quay/trao-doi/trinh-bay/{hearing.uid}/hen-gio/"
    assert counter.get(set_time).status_code == 404
    host = at_work(cast.ly)
    assert dossier.code in host.get("/quay/trao-doi/").text_shown
    assert host.get(set_time).status_code == 200
    past = {"day": "10/08/2020", "hour": "09:00"}
    assert host.post(set_time, past).status_code == 409
