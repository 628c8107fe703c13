"""The list of moves says what a confirmation would confirm, to whoever may confirm it."""

from uuid import uuid4

import pytest

from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.ask_by_hand import ask_by_hand
from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.status import Status
from tests.builders import a_dossier


@pytest.fixture
def dossier(cast, now, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


def moves(asker, dossier):
    return {one["verb"]: one for one in asker.get(f"/dossiers/{dossier.code}/moves").json()}


def official(cast, dossier):
    return next(a for a in (cast.chi, cast.giang) if a.person_id == dossier.official_id)


def test_without_a_request_nothing_is_asked(ask, cast, dossier):
    found = moves(ask(cast.dung), dossier)["recuse"]
    assert (found["closed"]["code"], found["asked"]) == ("nothing_asked", [])


def test_an_open_request_is_said_and_opens_the_move(ask, cast, dossier, now):
    ask_recusal(dossier_id=dossier.pk, reason="kin", actor=official(cast, dossier), at=now,
                request_id=uuid4())  # fmt: skip
    found = moves(ask(cast.dung), dossier)
    assert found["recuse"]["closed"] is None
    (asked,) = found["recuse"]["asked"]
    assert (asked["kind"], asked["reason"]["vi"]) == ("recusal", "Người thân của người nộp")
    assert found["turn_down"]["asked"] == [asked]
    assert found["confirm_reassign"]["closed"]["code"] == "nothing_asked"
    answer = ask(cast.dung).move(dossier.code, "recuse")
    assert answer.status_code == 200


def test_ones_own_request_is_closed_and_says_why(ask, cast, dossier, now):
    ask_by_hand(dossier_id=dossier.pk, official=official(cast, dossier).person_id, reason="Vụ lớn",
                ground="Điều 19", actor=cast.dung, at=now, request_id=uuid4())  # fmt: skip
    found = moves(ask(cast.dung), dossier)["approve_by_hand"]
    assert found["closed"]["code"] == "second_person"
    (asked,) = found["asked"]
    assert (asked["mine"], asked["named"]) == (True, official(cast, dossier).name)


def test_which_of_two_verbs_it_is(ask, cast, dossier, now):
    ask_break_glass(dossier_id=dossier.pk, reason="court", ground="Điều 5", reference="1/TA",
                    delay_days=3, actor=cast.dung, at=now, request_id=uuid4())  # fmt: skip
    found = moves(ask(cast.hoa), dossier)
    assert found["approve_break_glass"]["closed"]["code"] == "nothing_asked"
    assert found["approve_break_glass_untold"]["closed"] is None
    assert found["ask_break_glass"]["closed"]["code"] == "asked_already"
    assert found["approve_break_glass_untold"]["asked"][0]["named"] == ""
