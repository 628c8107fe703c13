"""A hearing is not forgotten: a host is sought again, minutes that wait are followed up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from motcua.contact.actions.ask_hearing import ask_hearing
from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.enclosures import Enclosed
from motcua.contact.jobs import find_hosts, follow_up
from motcua.contact.models import Hearing
from motcua.contact.queries import minutes_file, talk
from motcua.contact.states import Status as HearingStatus
from motcua.dossiers.actions.taking import TOLD_FIELDS, plain
from motcua.dossiers.fold import fold
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.models import Event
from motcua.events.queries import of_subject
from motcua.identity.models import Appointment
from tests.builders import a_dossier
from tests.documents.made import pdf

DAY = timedelta(days=1)
SAID = {"summary": "Hai bên đã nêu ý kiến.", "record_number": "GA-1", "outcome": "weigh"}


@pytest.fixture
def dossier(cast, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


def held(cast, dossier, monday, **given) -> Hearing:
    hearing = ask_hearing(dossier_id=dossier.pk, actor=cast.an, at=monday + DAY, request_id=uuid4())
    for verb, at, said in (("set_time", monday + DAY, {"begins_at": monday + 2 * DAY}),
                           ("keep_minutes", monday + 2 * DAY, {**SAID, **given})):  # fmt: skip
        move_hearing(
            hearing=hearing.uid, verb=verb, actor=cast.ly, at=at, request_id=uuid4(), **said
        )
    return Hearing.objects.get()


def kinds_of(hearing: Hearing) -> list[str]:
    return [event.kind for event in of_subject("hearing", hearing.pk)]


def test_a_host_is_found_once_somebody_is_there(cast, dossier, monday):
    posts = Appointment.objects.filter(person_id=cast.ly.person_id)
    until = posts.get().valid_until
    posts.update(valid_until=monday.date())
    ask_hearing(dossier_id=dossier.pk, actor=cast.an, at=monday + DAY, request_id=uuid4())
    assert Hearing.objects.get().host is None
    assert find_hosts(monday + 2 * DAY) == 0
    posts.update(valid_until=until)
    assert find_hosts(monday + 3 * DAY) == 1
    assert find_hosts(monday + 3 * DAY) == 0
    assert Hearing.objects.get().host == cast.ly.person_id
    fresh = Dossier.objects.get(pk=dossier.pk)
    assert fresh.hearing_host == cast.ly.person_id
    state = fold(event.data for event in of_subject("dossier", dossier.pk))
    assert state == {f.attname: plain(getattr(fresh, f.attname)) for f in TOLD_FIELDS}


def test_reminded_once_then_closed_with_who_kept_silent(cast, dossier, monday):
    hearing = held(cast, dossier, monday)
    move_hearing(hearing=hearing.uid, verb="confirm_as_applicant", actor=cast.an,
                 at=monday + 2 * DAY, request_id=uuid4())  # fmt: skip
    assert follow_up(monday + 3 * DAY) == 0
    assert follow_up(monday + 4 * DAY) == 1
    assert follow_up(monday + 4 * DAY) == 0
    assert not Event.objects.filter(kind="dossier_hearing_minutes_wait").exists()
    assert follow_up(monday + 9 * DAY) == 1
    assert Hearing.objects.get().status == HearingStatus.CLOSED
    assert kinds_of(hearing)[-2:] == ["hearing_reminded", "hearing_closed_unconfirmed"]
    last = of_subject("hearing", hearing.pk)[-1]
    assert last.data["silent"] == ["official"]
    (seen,) = talk(cast.an, dossier.code).hearings
    assert list(seen.silent) == ["official"]


def test_an_applicant_who_has_not_confirmed_is_told(cast, dossier, monday):
    held(cast, dossier, monday)
    assert follow_up(monday + 4 * DAY) == 1
    assert Event.objects.filter(kind="dossier_hearing_minutes_wait").count() == 1


def test_signed_minutes_are_for_host_and_applicant(cast, dossier, monday):
    file = Enclosed("Nguyễn Mẫu An ký.pdf", ContentFile(pdf()))
    hearing = held(cast, dossier, monday, minutes=file)
    official = next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)
    for reader, reads in ((cast.an, True), (cast.ly, True), (official, False), (cast.dung, False),
                          (cast.binh, False), (cast.other, False)):  # fmt: skip
        assert (minutes_file(reader, hearing.uid) is not None) is reads, reader.name
    assert minutes_file(cast.an, hearing.uid).name == "bien-ban.pdf"
