"""A complaint goes to the centre, must be answered, and is a leaf that says only that there was one."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.contact.actions.write_message import write_message
from motcua.contact.jobs import release_due
from motcua.contact.kinds import Kind
from motcua.contact.queries import questions, talk
from motcua.dossiers.status import Status
from motcua.flow.refusal import Refused
from motcua.ledger import queries
from tests.builders import a_dossier
from tests.ledger.conftest import later, open_log, outside  # noqa: F401

WORDS = "Báo đã xong ba ngày mà tôi chưa nhận được kết quả."


def say(dossier, actor, at, kind=Kind.COMPLAIN, text=WORDS, **given):
    return write_message(dossier_id=dossier.pk, kind=kind, text=text, actor=actor, at=at,
                         request_id=uuid4(), **given)  # fmt: skip


@pytest.mark.parametrize("status", [Status.PROCESSING, Status.DONE, Status.RETURNED])
def test_it_waits_at_the_point_until_the_centre_answers(cast, monday, status):
    dossier = a_dossier(cast, status, at=monday)
    at = monday + timedelta(days=1)
    assert Kind.COMPLAIN in talk(cast.an, dossier.code).may_write
    say(dossier, cast.an, at)
    release_due(at + timedelta(days=1))
    [asked] = questions(cast.binh)
    assert asked.message.text == WORDS
    say(dossier, cast.binh, at + timedelta(days=1), Kind.ANSWER, "Trung tâm đã kiểm tra.",
        reply_to=asked.message.uid)  # fmt: skip
    assert questions(cast.binh) == []


def test_nobody_but_the_applicant_complains(cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    for actor in (cast.binh, cast.dung, cast.other):
        with pytest.raises(Refused):
            say(dossier, actor, monday + timedelta(days=1))


def test_the_log_says_that_there_was_one_and_a_stranger_counts_it(open_log, cast):  # noqa: F811
    sequencer = open_log.started()
    dossier = a_dossier(cast, Status.DONE, at=open_log.now)
    later(open_log, days=1)
    say(dossier, cast.an, open_log.now)
    say(dossier, cast.an, open_log.now, Kind.PROGRESS, "Hồ sơ đến đâu rồi?")
    later(open_log, days=1)
    release_due(open_log.now)
    sequencer.round()
    life = queries.life(queries.tag_of_code(dossier.code))
    kinds = [leaf.kind for leaf in life.leaves]
    assert kinds.count("complaint") == 1
    assert kinds.count("contact") == 2
    assert kinds.index("complaint") == kinds.index("contact") + 1 or kinds[-1] == "complaint"
    assert queries.count_of_kind("complaint", f"{open_log.now:%Y-%m}") == 1
    assert WORDS.encode() not in b"".join(
        path.read_bytes() for path in open_log.folder.rglob("*") if path.is_file()
    )
    code, text = open_log.audit()
    assert code == 0, text
    assert "complaint 1" in text
