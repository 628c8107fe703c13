"""Messages go through the centre: typed, screened, released at a slot, by role and alias only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from motcua.contact.actions.write_message import write_message
from motcua.contact.jobs import release_due
from motcua.contact.kinds import Kind
from motcua.contact.models import Message
from motcua.contact.queries import questions, talk
from motcua.dossiers.status import Status
from motcua.events.blocking import WayOfContact
from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.ledger.publish import contact_of
from tests.builders import a_dossier

GROUND = "Điều 19 Nghị định 61/2018/NĐ-CP"
LATER = timedelta(days=1)


@pytest.fixture
def dossier(cast, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


@pytest.fixture
def official(cast, dossier):
    return next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)


def write(dossier, actor, at, kind=Kind.EXPLAIN, text="Tôi xin giải trình như sau.", **given):
    return write_message(dossier_id=dossier.pk, kind=kind, text=text, actor=actor, at=at,
                         **{"request_id": uuid4(), **given})  # fmt: skip


def test_the_other_side_sees_it_at_the_slot_and_nothing_finer(cast, dossier, official, monday):
    at = monday + timedelta(hours=5, minutes=7)
    write(dossier, official, at, Kind.CLARIFY, "Đề nghị làm rõ mục 3.", ground=GROUND)
    assert talk(cast.an, dossier.code).messages == ()
    assert release_due(at) == 0
    slot = monday.replace(hour=16, minute=30)
    assert release_due(slot + timedelta(seconds=30)) == 1
    (seen,) = talk(cast.an, dossier.code).messages
    assert seen.when == slot
    told = Event.objects.get(kind="dossier_message_to_applicant")
    assert told.at == slot
    assert contact_of(told.data) == {"c": "message", "i": "out", "z": 1}


def test_nobody_is_named(cast, dossier, official, monday):
    write(dossier, official, monday, Kind.CLARIFY, "Đề nghị làm rõ mục 3.", ground=GROUND)
    write(dossier, cast.an, monday)
    release_due(monday + LATER)
    for reader, other in ((cast.an, official), (official, cast.an)):
        for seen in talk(reader, dossier.code).messages:
            assert other.name not in repr(seen)
    senders = {m.sender.vi for m in talk(official, dossier.code).messages}
    assert f"Chuyên viên {dossier.alias}" in senders
    assert "Người nộp hồ sơ" in senders


def test_nothing_but_the_release_moves_the_dossier_on(cast, dossier, official, monday):
    before = dossier.event_count
    write(dossier, official, monday, Kind.INFORM, "Hồ sơ đang được thẩm định.", ground=GROUND)
    dossier.refresh_from_db()
    assert dossier.event_count == before


@pytest.mark.parametrize(
    ("kind", "who", "given", "code"),
    [
        (Kind.CLARIFY, "official", {}, "ground_missing"),
        (Kind.CLARIFY, "an", {"ground": GROUND}, "absent"),
        (Kind.EXPLAIN, "official", {}, "absent"),
        (Kind.EXPLAIN, "other", {}, "absent"),
        (Kind.EXPLAIN, "dung", {}, "absent"),
        (Kind.ANSWER, "binh", {}, "answers_nothing"),
        (Kind.EXPLAIN, "an", {"text": " "}, "text_missing"),
        (Kind.EXPLAIN, "an", {"text": "x" * 4001}, "text_long"),
    ],
)
def test_a_form_is_for_its_side_and_complete(
    cast, dossier, official, monday, kind, who, given, code
):
    actor = official if who == "official" else getattr(cast, who)
    with pytest.raises(Refused) as caught:
        write(dossier, actor, monday, kind, **given)
    assert caught.value.refusal.code == code


@pytest.mark.parametrize("text", ["Gọi tôi số 0912 345 678", "không chín một hai ba bốn năm sáu bảy tám",
                                  "kết bạn zalo nhé", "xem example.com.vn"])  # fmt: skip
def test_a_way_around_the_centre_is_blocked_and_on_record(cast, dossier, monday, text):
    with pytest.raises(WayOfContact) as caught:
        write(dossier, cast.an, monday, text=text)
    assert caught.value.refusal.where == "text"
    assert not Message.objects.exists()
    event = Event.objects.get(kind="text_blocked")
    assert (event.subject, event.subject_id) == ("dossier_text", dossier.pk)
    assert text not in str(event.data)
    assert "0912" not in str(event.data)


def test_a_double_click_is_one_message(cast, dossier, monday):
    number = uuid4()
    first = write(dossier, cast.an, monday, request_id=number)
    assert write(dossier, cast.an, monday, request_id=number) == first
    assert Message.objects.count() == 1


def test_the_centre_answers_a_question_about_progress(cast, dossier, official, monday):
    write(dossier, cast.an, monday, Kind.PROGRESS, "Hồ sơ của tôi đến đâu rồi?")
    assert questions(cast.binh) == []
    release_due(monday + LATER)
    (asked,) = questions(cast.binh)
    assert asked.code == dossier.code
    assert talk(official, dossier.code).messages == ()
    write(
        dossier,
        cast.binh,
        monday + LATER,
        Kind.ANSWER,
        "Đang thẩm định.",
        reply_to=asked.message.uid,
    )
    assert questions(cast.binh) == []
    release_due(monday + 3 * LATER)
    assert [m.kind for m in talk(cast.an, dossier.code).messages] == [Kind.PROGRESS, Kind.ANSWER]


def test_what_was_said_stays(cast, dossier, monday):
    row = write(dossier, cast.an, monday)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Message.objects.filter(pk=row.pk).update(text="khác")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Message.objects.filter(pk=row.pk).delete()
