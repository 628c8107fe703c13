"""The right to be heard: one click, a third employee, minutes both sides confirm; first heard, then refused."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.contact.actions.ask_hearing import ask_hearing
from motcua.contact.actions.move_hearing import move_hearing
from motcua.contact.models import Hearing
from motcua.contact.states import HEARING
from motcua.contact.states import Status as HearingStatus
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.route import decision_at
from motcua.dossiers.status import Outcome, Status
from motcua.flow.refusal import Refused
from tests.builders import a_dossier

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def dossier(cast, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


def ask(dossier, cast, at):
    return ask_hearing(dossier_id=dossier.pk, actor=cast.an, at=at, request_id=uuid4())


def move(hearing, verb, actor, at, **said):
    return move_hearing(
        hearing=hearing.uid, verb=verb, actor=actor, at=at, request_id=uuid4(), **said
    )


def official_of(cast, dossier):
    return next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)


def refused_code(act, *args, **said):
    with pytest.raises(Refused) as caught:
        act(*args, **said)
    return caught.value.refusal.code


def test_the_host_is_a_third_employee_and_may_not_return_the_result(cast, dossier, monday):
    hearing = ask(dossier, cast, monday + DAY)
    assert hearing.host == cast.ly.person_id  # Bình received it, Cẩm takes money
    dossier.refresh_from_db()
    assert dossier.hearing_open
    Dossier.objects.filter(pk=dossier.pk).update(status=Status.DONE)
    assert refused_code(return_result, dossier_id=dossier.pk, actor=cast.ly, at=monday + 2 * DAY,
                        collected_by="An", request_id=uuid4()) == "parts_excluded"  # fmt: skip


def test_the_whole_way_to_confirmed_minutes(cast, dossier, monday):
    hearing, begins = ask(dossier, cast, monday + DAY), monday + 2 * DAY
    said = {"summary": "Hai bên đã nêu ý kiến.", "record_number": "GA-1", "outcome": "weigh"}
    assert (
        refused_code(move, hearing, "set_time", cast.binh, monday, begins_at=begins)
        == "not_your_hearing"
    )
    move(hearing, "set_time", cast.ly, monday + DAY, begins_at=begins)
    assert (
        refused_code(move, hearing, "keep_minutes", cast.ly, monday + DAY, **said)
        == "hearing_not_begun"
    )
    assert refused_code(move, hearing, "keep_minutes", cast.ly, begins + HOUR) == "record_missing"
    move(hearing, "keep_minutes", cast.ly, begins + HOUR, **said)
    move(hearing, "confirm_as_applicant", cast.an, begins + DAY)
    assert (
        refused_code(move, hearing, "confirm_as_applicant", cast.an, begins + DAY)
        == "confirmed_already"
    )
    done = move(hearing, "confirm_as_official", official_of(cast, dossier), begins + DAY)
    assert done.status == HearingStatus.CLOSED
    assert done.official_alias == dossier.alias


def test_nobody_is_refused_unheard(cast, dossier, monday):
    at = monday + DAY
    official = official_of(cast, dossier)
    for _ in range(decision_at(definition_of(dossier).route) - 1):
        finish_step(dossier_id=dossier.pk, actor=official, at=at, request_id=uuid4())
    propose(dossier_id=dossier.pk, outcome=Outcome.REFUSED, reason="Chưa đủ điều kiện",
            ground="Điều 5", actor=official, at=at, request_id=uuid4())  # fmt: skip
    hearing = ask(dossier, cast, at)
    decide = {"dossier_id": dossier.pk, "actor": cast.dung}
    assert refused_code(approve, **decide, at=at, request_id=uuid4()) == "hearing_open"
    move(hearing, "take_back", cast.an, at)
    assert approve(**decide, at=at, request_id=uuid4()).status == Status.DONE


def test_one_at_a_time_of_ones_own_and_a_double_click_is_one(cast, dossier, monday):
    number = uuid4()
    given = {"dossier_id": dossier.pk, "at": monday + DAY}
    first = ask_hearing(**given, actor=cast.an, request_id=number)
    assert ask_hearing(**given, actor=cast.an, request_id=number) == first
    assert (
        refused_code(ask_hearing, **given, actor=cast.an, request_id=uuid4()) == "hearing_not_now"
    )
    assert refused_code(ask_hearing, **given, actor=cast.other, request_id=uuid4()) == "absent"
    assert Hearing.objects.count() == 1


def test_the_table_reaches_every_status_and_every_status_ends():
    assert HEARING.reachable() == frozenset(HearingStatus)
    for status in HearingStatus:
        assert HEARING.reachable(status) & HEARING.final()
