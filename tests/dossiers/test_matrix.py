"""Every verb × status × role through the real actions: exactly the expected ones open.

What is expected is written down here by hand from the decrees, not taken from the table, so that
a wrong row fails.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from motcua.dossiers.actions.accept_by_time import accept_by_time
from motcua.dossiers.actions.answer import answer
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.approve_break_glass import approve_break_glass
from motcua.dossiers.actions.approve_by_hand import approve_by_hand
from motcua.dossiers.actions.ask_break_glass import ask_break_glass
from motcua.dossiers.actions.ask_by_hand import ask_by_hand
from motcua.dossiers.actions.ask_completion import ask_completion
from motcua.dossiers.actions.ask_payment import ask_payment
from motcua.dossiers.actions.ask_reassign import ask_reassign
from motcua.dossiers.actions.ask_recusal import ask_recusal
from motcua.dossiers.actions.ask_second_supplement import ask_second_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.choose_return import choose_return
from motcua.dossiers.actions.complete import complete
from motcua.dossiers.actions.confirm_reassign import confirm_reassign
from motcua.dossiers.actions.confirm_second_supplement import confirm_second_supplement
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.decline import decline
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.finish_step import finish_step
from motcua.dossiers.actions.lapse import lapse
from motcua.dossiers.actions.propose import propose
from motcua.dossiers.actions.reassign import reassign
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.recuse import recuse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.reveal import reveal
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.settle_on_the_spot import settle_on_the_spot
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.turn_down import turn_down
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import Outcome, Status
from motcua.flow.refusal import Refused
from motcua.identity.actor import VISITOR, Actor
from motcua.identity.roles import Role
from tests.builders import CONSTRUCTION, ITEMS, a_dossier, hidden_field

S = Status
WHY = {"reason": "Lý do mẫu", "ground": "Điều 1"}
# verb: (action, what else it is given)
ACTIONS = {
    "submit": (submit, {}),
    "receive": (receive, {}),
    "accept": (receive, {}),
    "accept_by_time": (accept_by_time, {}),
    "ask_completion": (ask_completion, {"items": ITEMS}),
    "complete": (complete, {}),
    "decline": (decline, WHY),
    "settle_on_the_spot": (settle_on_the_spot, {}),
    "transfer": (transfer, {}),
    "assign": (assign, {}),  # opens for what nobody holds (test_drawn.py)
    "reassign": (reassign, {"reason": "Vắng mặt"}),
    "confirm_reassign": (confirm_reassign, {}),
    "reveal": (reveal, {"field": None, "reason": "compare"}),
    "ask_break_glass": (ask_break_glass, {"reason": "safety", "ground": "Điều 1"}),
    "approve_break_glass": (approve_break_glass, {}),
    "ask_reassign": (ask_reassign, {"reason": "Vắng mặt"}),
    "ask_recusal": (ask_recusal, {"reason": "kin"}),
    "recuse": (recuse, {}),
    "ask_by_hand": (ask_by_hand, {"official": None, **WHY}),
    "approve_by_hand": (approve_by_hand, {}),
    "turn_down": (turn_down, {"kind": "recusal", "reason": "Không đủ căn cứ"}),
    "ask_second_supplement": (ask_second_supplement, {"items": ITEMS, **WHY}),
    "confirm_second_supplement": (confirm_second_supplement, {}),
    "finish_step": (finish_step, {}),
    "ask_supplement": (ask_supplement, {"items": ITEMS}),
    "supplement": (complete, {}),
    "lapse": (lapse, {}),
    "ask_payment": (ask_payment, {"amount": 1000, **WHY}),
    "consult": (consult, {"key": "x", "question": "?"}),
    "propose": (propose, {"outcome": Outcome.GRANTED}),
    "send_back": (send_back, {"reason": "Xem lại"}),
    "approve": (approve, {}),
    "extend": (extend, {"reason": "Chậm", "new_due": None}),
    "stop": (stop, WHY),
    "resume": (resume, {"reason": "Tiếp tục"}),
    "withdraw": (withdraw, {"reason": "Không cần nữa"}),
    "choose_return": (choose_return, {"way": "post", "point": ""}),
    "return_result": (return_result, {"collected_by": "An"}),
    "correct": (correct, {"reason": "Sai sót"}),
}
LIVING = (S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUIRED, S.WAITING_PAYMENT,
          S.STOPPED, S.DONE)  # fmt: skip
# (verb, status) → who may, of the people below: an ordinary procedure with one
# step before the decision, nothing proposed.
OPEN = {
    ("submit", S.DRAFT): "an",
    ("accept", S.REGISTERED): "binh",
    ("ask_completion", S.DRAFT): "binh",
    ("ask_completion", S.REGISTERED): "binh",
    ("decline", S.DRAFT): "binh",
    ("decline", S.REGISTERED): "binh",
    ("transfer", S.ACCEPTED): "binh system",
    ("reassign", S.PROCESSING): "system",
    **{
        ("reveal", s): "official"
        for s in (S.PROCESSING, S.SUPPLEMENT_REQUIRED, S.WAITING_PAYMENT)
    },
    **{("ask_break_glass", s): "dung hoa" for s in LIVING},
    # asking for four eyes; confirming opens once something is asked (test_four_eyes.py)
    ("ask_reassign", S.PROCESSING): "dung",
    ("ask_recusal", S.PROCESSING): "official",
    ("ask_by_hand", S.PROCESSING): "dung",
    ("ask_supplement", S.PROCESSING): "official",
    ("supplement", S.SUPPLEMENT_REQUIRED): "an binh",
    ("ask_payment", S.PROCESSING): "official",
    ("propose", S.PROCESSING): "official",
    ("extend", S.PROCESSING): "dung",
    ("extend", S.WAITING_PAYMENT): "dung",
    ("stop", S.ACCEPTED): "dung",
    ("stop", S.PROCESSING): "dung",
    ("stop", S.WAITING_PAYMENT): "dung",
    ("resume", S.STOPPED): "dung",
    ("return_result", S.DONE): "ly",
    ("correct", S.DONE): "dung",
    **{
        ("withdraw", s): "an binh"
        for s in (S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUIRED,
                  S.WAITING_PAYMENT, S.STOPPED)
    },
    **{
        ("choose_return", s): "an binh"
        for s in (S.REGISTERED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUIRED,
                  S.WAITING_PAYMENT, S.DONE)
    },
}  # fmt: skip
# `complete` serves two verbs; asked for under the name of the other it is the same request.
SAME_REQUEST = {("complete", S.SUPPLEMENT_REQUIRED): "an binh", ("receive", S.REGISTERED): "binh"}


def people(cast, dossier: Dossier) -> dict[str, Actor]:
    official = cast.giang if dossier.official_id == cast.giang.person_id else cast.chi
    colleague = cast.chi if official is cast.giang else cast.giang
    return {
        "visitor": VISITOR, "an": cast.an, "other": cast.other, "binh": cast.binh, "cam": cast.cam,
        "ly": cast.ly, "official": official, "colleague": colleague, "dung": cast.dung,
        "kien": cast.kien, "hoa": cast.hoa, "system": Actor.system(),
    }  # fmt: skip


@pytest.mark.parametrize("status", list(S))
def test_only_the_expected_people_may(cast, monday, status):
    dossier = a_dossier(cast, status, at=monday)
    at = monday + timedelta(hours=8)
    opened = {
        (verb, status, name)
        for verb in ACTIONS
        for name, actor in people(cast, dossier).items()
        if _goes(verb, dossier, actor, at)
    }
    expected = {
        (verb, status, name)
        for (verb, source), names in (OPEN | SAME_REQUEST).items()
        if source == status
        for name in names.split()
    }
    assert opened == expected


def test_deciding_opens_once_it_is_proposed(cast, monday):
    dossier, at = a_dossier(cast, S.PROCESSING, at=monday), monday + timedelta(hours=6)
    official = people(cast, dossier)["official"]
    propose(
        dossier_id=dossier.pk, actor=official, at=at, request_id=uuid4(), outcome=Outcome.GRANTED
    )
    deciding = {
        (verb, name)
        for verb in ("approve", "send_back", "propose", "ask_supplement", "reassign")
        for name, actor in people(cast, dossier).items()
        if _goes(verb, dossier, actor, at)
    }
    assert deciding == {("approve", "dung"), ("send_back", "dung")}


def test_a_route_of_more_steps_is_walked_before_it_is_proposed(cast, monday):
    dossier = a_dossier(cast, S.PROCESSING, at=monday, procedure=CONSTRUCTION)
    official, at = people(cast, dossier)["official"], monday + timedelta(hours=6)
    assert not _goes("propose", dossier, official, at)
    finish_step(dossier_id=dossier.pk, actor=official, at=at, request_id=uuid4())
    assert not _goes("finish_step", dossier, official, at)


def test_nobody_decides_what_they_proposed(cast, monday):
    dossier, at = a_dossier(cast, S.PROCESSING, at=monday), monday + timedelta(hours=6)
    official = people(cast, dossier)["official"]
    propose(
        dossier_id=dossier.pk, actor=official, at=at, request_id=uuid4(), outcome=Outcome.GRANTED
    )
    both = Actor.with_roles(
        frozenset({Role.SPECIALIST, Role.HEAD}),
        person_id=official.person_id,
        office=official.office,
    )
    assert not _goes("approve", dossier, both, at)


def test_the_matrix_knows_every_verb():
    known = {*ACTIONS, "answer", "confirm_payment", "assign_by_hand", "approve_break_glass_untold"}
    assert {move.verb for move in DOSSIER.moves} == known
    assert answer is not None  # has its own tests: it needs a question first


def _goes(verb: str, dossier: Dossier, actor: Actor, at) -> bool:
    action, given = ACTIONS[verb]
    given = dict(given)
    if verb == "ask_by_hand":
        given["official"] = dossier.official_id
    if verb == "reveal":
        given["field"] = hidden_field(dossier)
    if verb == "extend":
        given["new_due"] = at + timedelta(days=60)
    try:
        with transaction.atomic():
            action(dossier_id=dossier.pk, actor=actor, at=at, request_id=uuid4(), **given)
            raise _TakeBackError
    except _TakeBackError:
        return True
    except Refused:
        return False


class _TakeBackError(Exception):
    """Undoes a move that went, so that the next one starts from the same status."""
