"""Using the messages of the centre to find each other: attachments, names in words, timing, order."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import segno
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.contact.actions.write_message import write_message
from motcua.contact.enclosures import Enclosed
from motcua.contact.jobs import release_due
from motcua.contact.kinds import Kind
from motcua.contact.models import Message, MessageFile
from motcua.contact.queries import talk
from motcua.contact.slots import shuffled_key
from motcua.documents.models import File
from motcua.dossiers.status import Status
from motcua.events.blocking import WayOfContact
from motcua.events.models import Event
from tests.builders import a_dossier
from tests.documents.made import pdf, saying

GROUND = "Điều 19 Nghị định 61/2018/NĐ-CP"


def send(dossier, who, at, *files, text="Xin giải trình.", kind=Kind.EXPLAIN, ground=""):
    enclosed = [Enclosed(name, ContentFile(content)) for name, content in files]
    return write_message(dossier_id=dossier.pk, kind=kind, text=text, actor=who, at=at,
                         ground=ground, files=enclosed, request_id=uuid4())  # fmt: skip


def code_of(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text).save(out, kind="png", scale=6)
    return out.getvalue()


@pytest.mark.parametrize("who", ["applicant", "official"])
def test_a_number_in_the_pdf_of_a_message(cast, dossier, settling, now, who):
    """A number in the text of an attached PDF stops the whole message, either way; it is on record."""
    sender = cast.an if who == "applicant" else settling
    kind = Kind.EXPLAIN if who == "applicant" else Kind.INFORM
    with pytest.raises(WayOfContact):
        send(dossier, sender, now, ("to.pdf", saying("Goi 0912.345.678")), kind=kind, ground=GROUND)
    assert not Message.objects.exists()
    assert not File.objects.filter(subject__startswith="message:").exists()
    assert Event.objects.get(kind="text_blocked").data["kinds"] == ["phone"]


@pytest.mark.parametrize("said", ["https://zalo.me/0912345678", "0912345678", "Xin chào"])
def test_a_number_in_a_code_of_a_message(cast, dossier, now, said):
    """Any QR code in an attachment is refused, whatever it says: it may lead anywhere."""
    with pytest.raises(WayOfContact):
        send(dossier, cast.an, now, ("anh.png", code_of(said)))
    assert not Message.objects.exists()


def test_a_name_in_the_file_name_of_a_message(enter, cast, dossier, settling, now):
    """The other side gets attachments under names the server makes: on the page and in headers."""
    browser, address = enter(cast.an), f"/ho-so/{dossier.code}/trao-doi/"
    file = SimpleUploadedFile("Nguyễn Mẫu An 0912345678.pdf", pdf())
    browser.post(address, {"kind": "explain", "text": "Kèm tệp.", "files": file})
    release_due(now + timedelta(days=1))
    reader = enter(settling)
    page = reader.get(f"/co-quan{address}").content.decode()
    row = MessageFile.objects.select_related("message").get()
    answer = reader.get(f"/co-quan{address}{row.message.uid}/tep/1/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "tep-1.pdf" in answer["Content-Disposition"]
    for said in (page, str(answer.headers)):
        assert "Mẫu An" not in said
        assert "0912345678" not in said


def test_a_file_of_a_message_before_its_slot(enter, cast, dossier, settling, now):
    """Before the slot neither the message nor its file is there, even for who knows the address."""
    sent = send(dossier, cast.an, now, ("a.pdf", pdf()))
    address = f"/co-quan/ho-so/{dossier.code}/trao-doi/{sent.uid}/tep/1/"
    assert enter(settling).get(address).status_code == 404


def test_ones_own_name_in_a_message(cast, dossier, settling, now):
    """Neither side tells its full name in words, with or without accents."""
    for who, text, kind in (
        (cast.an, "Tôi là Nguyen Mau An.", Kind.EXPLAIN),
        (settling, f"Người thụ lý: {settling.name}.", Kind.INFORM),
    ):
        with pytest.raises(WayOfContact):
            send(dossier, who, now, text=text, kind=kind, ground=GROUND)


def test_timing_of_messages(cast, dossier, settling, monday, now):
    """What was written in different minutes of a slot comes together, with the slot's time only."""
    begin = monday.replace(hour=11, minute=31)
    for minute in (0, 17, 148):
        send(dossier, settling, begin + timedelta(minutes=minute), text=f"Đang thẩm định ({minute}).",
             kind=Kind.INFORM, ground=GROUND)  # fmt: skip
    slot = monday.replace(hour=14, minute=0)
    assert release_due(slot - timedelta(seconds=1)) == 0
    assert talk(cast.an, dossier.code).messages == ()
    assert release_due(slot + timedelta(seconds=9)) == 3
    assert {seen.when for seen in talk(cast.an, dossier.code).messages} == {slot}
    told = Event.objects.filter(kind="dossier_message_to_applicant")
    assert {event.at for event in told} == {slot}


def test_order_of_messages(cast, dossier, settling, monday, now):
    """Within a slot the order, on the page and in the record, is that of hashes, not of writing."""
    others = [a_dossier(cast, Status.PROCESSING, at=monday) for _ in range(3)]
    begin = monday.replace(hour=11, minute=31)
    for minute, row in enumerate([dossier, *others] * 2):
        official = next(a for a in (cast.chi, cast.giang) if a.person_id == row.official_id)
        send(row, official, begin + timedelta(minutes=minute), text="Đang thẩm định.",
             kind=Kind.INFORM, ground=GROUND)  # fmt: skip
    release_due(monday.replace(hour=14, minute=1))
    told = Event.objects.filter(kind="dossier_message_to_applicant").order_by("pk")
    number_of = {row.pk: str(row.uid) for row in Message.objects.all()}
    released = [number_of[event.data["message"]] for event in told]
    assert released == sorted(released, key=shuffled_key)
    shown = [str(seen.uid) for seen in talk(cast.an, dossier.code).messages]
    assert shown == sorted(shown, key=shuffled_key)
