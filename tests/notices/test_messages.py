"""What events owe arrives by a real mail server: once, in the person's language, or visibly not."""

from datetime import timedelta

import pytest

from motcua.dossiers.status import Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role
from motcua.notices import jobs
from motcua.notices.actions.send_again import send_again
from motcua.notices.models import Notice
from motcua.notices.queries import of_dossier, undelivered
from tests.builders import a_dossier


def deliver_all(at) -> None:
    while jobs.owe(at):
        pass
    while jobs.send(at):
        pass


def test_a_life_is_told_to_the_applicant_in_vietnamese(cast, monday, postbox):
    dossier = a_dossier(cast, Status.RETURNED, at=monday)
    deliver_all(monday + timedelta(days=1))
    subjects = [letter["Subject"].strip() for letter in postbox.letters]
    assert subjects == [
        f"Đã nhận hồ sơ trực tuyến {dossier.code}",
        f"Đã tiếp nhận hồ sơ {dossier.code}",
        f"Hồ sơ {dossier.code} đã có kết quả",
        f"Đã trả kết quả hồ sơ {dossier.code}",
    ]
    body = postbox.letters[1].get_content()
    assert f"{dossier.due_at.astimezone(monday.tzinfo):%d/%m/%Y}" in body
    assert "{" not in body
    assert postbox.letters[0]["To"] == "an@example.test"
    assert "Chi" not in body
    assert "/danh-gia/" in postbox.letters[-1].get_content()
    assert not any("/danh-gia/" in letter.get_content() for letter in postbox.letters[:-1])
    assert set(of_dossier(dossier.pk).values_list("state", flat=True)) == {"sent"}


def test_the_persons_language_counts(cast, monday, postbox):
    Person.objects.filter(pk=cast.an.person_id).update(language="en")
    dossier = a_dossier(cast, Status.REGISTERED, at=monday)
    deliver_all(monday)
    assert postbox.letters[0]["Subject"].strip() == f"Dossier {dossier.code} has arrived"


def test_nothing_goes_twice(cast, monday, postbox):
    a_dossier(cast, Status.REGISTERED, at=monday)
    for _ in range(3):
        deliver_all(monday + timedelta(hours=1))
    assert len(postbox.letters) == 1


def test_a_refusing_server_is_asked_again_later_and_then_given_up(cast, monday, postbox):
    a_dossier(cast, Status.REGISTERED, at=monday)
    postbox.refusing = "451 busy"
    at = monday + timedelta(hours=1)
    jobs.owe(at)
    jobs.send(at)
    waiting = Notice.objects.get()
    assert (waiting.state, waiting.attempts) == ("pending", 1)
    assert waiting.next_at > at
    for _ in range(20):
        at += timedelta(days=1)
        jobs.send(at)
    stuck = undelivered().get()
    assert (stuck.state, stuck.problem) == ("failed", "SMTPDataError")
    assert "example.test" not in stuck.problem

    postbox.refusing = ""
    overseer = Actor.with_roles(frozenset({Role.SUPERVISOR}), person_id=cast.hoa.person_id)
    send_again(notice_id=stuck.pk, actor=overseer, at=at)
    jobs.send(at)
    assert len(postbox.letters) == 1
    with pytest.raises(Refused) as gone:
        send_again(notice_id=stuck.pk, actor=overseer, at=at)
    assert gone.value.refusal.code == "not_undelivered"


def test_a_program_that_died_while_sending_leaves_it_to_a_person(cast, monday, postbox):
    a_dossier(cast, Status.REGISTERED, at=monday)
    jobs.owe(monday)
    Notice.objects.update(state=Notice.State.SENDING, next_at=monday)
    jobs.send(monday + timedelta(minutes=5))
    assert Notice.objects.get().state == "sending"
    jobs.send(monday + timedelta(minutes=11))
    assert Notice.objects.get().state == "uncertain"
    assert postbox.letters == []


def test_the_public_may_not_send_again(cast, monday):
    with pytest.raises(Refused):
        send_again(notice_id=1, actor=cast.an, at=monday)


def test_somebody_without_an_address_is_owed_nothing(cast, monday, postbox):
    Person.objects.filter(pk=cast.an.person_id).update(email="")
    a_dossier(cast, Status.REGISTERED, at=monday)
    deliver_all(monday + timedelta(hours=1))
    assert not Notice.objects.exists()
