"""Files go with messages both ways: screened, renamed, released with their message, for its readers."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import segno
from django.core.files.base import ContentFile

from motcua.contact.actions.write_message import write_message
from motcua.contact.enclosures import Enclosed
from motcua.contact.jobs import release_due
from motcua.contact.kinds import MOST_FILES, Kind
from motcua.contact.models import Message, MessageFile
from motcua.contact.queries import message_file, talk
from motcua.documents.models import File
from motcua.dossiers.status import Status
from motcua.events.blocking import WayOfContact
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from tests.builders import a_dossier
from tests.documents.made import pdf, saying

GROUND = "Điều 19 Nghị định 61/2018/NĐ-CP"
LATER = timedelta(days=1)


@pytest.fixture
def dossier(cast, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


@pytest.fixture
def official(cast, dossier):
    return next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)


def enclosed(content: bytes, name: str = "giải trình.pdf") -> Enclosed:
    return Enclosed(name, ContentFile(content))


def write(dossier, actor, at, files, kind=Kind.EXPLAIN, **given):
    return write_message(dossier_id=dossier.pk, kind=kind, text="Kèm tệp.", actor=actor, at=at,
                         files=files, **{"request_id": uuid4(), **given})  # fmt: skip


def qr_of(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text).save(out, kind="png", scale=6, border=4)
    return out.getvalue()


@pytest.mark.parametrize("inward", [True, False])
def test_both_ways_and_with_its_message(cast, dossier, official, monday, inward):
    sender, reader = (cast.an, official) if inward else (official, cast.an)
    kind = Kind.EXPLAIN if inward else Kind.CLARIFY
    files = [enclosed(saying("Ngay 25/08/2026"), f"{sender.name} - bản vẽ.pdf"), enclosed(pdf())]
    sent = write(dossier, sender, monday, files, kind, ground="" if inward else GROUND)
    assert message_file(talk(reader, dossier.code), sent.uid, 1) is None
    release_due(monday + LATER)
    (seen,) = talk(reader, dossier.code).messages
    assert [file.name for file in seen.files] == ["tep-1.pdf", "tep-2.pdf"]
    opened = message_file(talk(reader, dossier.code), sent.uid, 2)
    assert opened.name == "tep-2.pdf"
    assert opened.subject == f"message:{sent.uid}"
    assert message_file(talk(reader, dossier.code), sent.uid, 3) is None


def test_the_other_dossiers_sides_get_nothing(cast, dossier, monday):
    sent = write(dossier, cast.an, monday, [enclosed(pdf())])
    another = a_dossier(cast, Status.PROCESSING, at=monday)
    assert message_file(talk(cast.an, another.code), sent.uid, 1) is None
    with pytest.raises(Refused):
        talk(cast.other, dossier.code)


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (saying("Goi toi 0912 345 678"), ["phone"]),
        (qr_of("https://zalo.me/0912345678"), ["code", "link", "phone"]),
        (qr_of("bất kỳ"), ["code"]),
    ],
    ids=["number in a pdf", "link in a qr", "any qr"],
)
def test_what_leads_around_is_blocked_on_record_and_not_kept(cast, dossier, monday, content, kinds):
    before = File.objects.count()
    with pytest.raises(WayOfContact) as caught:
        write(dossier, cast.an, monday, [enclosed(pdf()), enclosed(content)])
    assert caught.value.refusal.where == "files"
    assert (Message.objects.count(), MessageFile.objects.count()) == (0, 0)
    assert File.objects.count() == before
    event = Event.objects.get(kind="text_blocked")
    assert set(event.data["kinds"]) <= set(kinds)
    assert event.data["where"] == "files"


def test_some_kinds_take_no_files_and_none_takes_too_many(cast, dossier, monday):
    with pytest.raises(Refused) as caught:
        write(dossier, cast.an, monday, [enclosed(pdf())], Kind.PROGRESS)
    assert caught.value.refusal.code == "files_not_here"
    with pytest.raises(Refused) as caught:
        write(dossier, cast.an, monday, [enclosed(pdf())] * (MOST_FILES + 1))
    assert caught.value.refusal.code == "files_too_many"


def test_a_double_click_stores_its_files_once(cast, dossier, monday):
    number = uuid4()
    for _ in range(2):
        write(dossier, cast.an, monday, [enclosed(pdf())], request_id=number)
    assert MessageFile.objects.count() == 1


def test_the_log_binds_the_files_too(cast, dossier, monday):
    for files in ([], [enclosed(pdf())]):
        write(dossier, cast.an, monday, files)
    release_due(monday + LATER)
    said = Event.objects.filter(kind="dossier_message_from_applicant")
    assert len({event.data["told"]["content"] if "told" in event.data else event.data["content"]
                for event in said}) == 2  # fmt: skip


@pytest.mark.parametrize("text", ["Tôi là NGUYỄN MẪU AN, xin giải trình.", "nguyen_mau_an xin nêu ý kiến",
                                  "Căn cước 001200000001"])  # fmt: skip
def test_neither_side_is_named_in_words(cast, dossier, monday, text):
    with pytest.raises(WayOfContact) as caught:
        write_message(dossier_id=dossier.pk, kind=Kind.EXPLAIN, text=text, actor=cast.an,
                      at=monday, request_id=uuid4())  # fmt: skip
    assert caught.value.refusal.code == "names_somebody"
    assert Event.objects.get(kind="text_blocked").data["kinds"] == ["identity"]


def test_an_official_does_not_sign_with_their_name(cast, dossier, official, monday):
    with pytest.raises(WayOfContact):
        write_message(dossier_id=dossier.pk, kind=Kind.INFORM, text=f"Chào, {official.name}.",
                      ground=GROUND, actor=official, at=monday, request_id=uuid4())  # fmt: skip
