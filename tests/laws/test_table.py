"""What the transition table must fulfil whatever it says."""

import re

import pytest

from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import COMPLETION, STATUS_NAMES, Status
from motcua.dossiers.told import Told
from motcua.flow.table import Clock
from motcua.identity.permissions import P
from motcua.identity.roles import NAMES, ROLES, Role
from motcua.notices.rules import RULES, Message


def test_every_status_is_reached():
    assert DOSSIER.reachable() == frozenset(Status)


def test_every_status_can_end():
    final = DOSSIER.final()
    assert final == {Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.RETURNED}
    for status in Status:
        assert DOSSIER.reachable(status) & final, status


def test_final_statuses_are_closed():
    for move in DOSSIER.moves:
        assert not (move.source & DOSSIER.final()), move.verb


def test_the_clock_stands_while_the_citizen_is_awaited():
    awaited = {Status.SUPPLEMENT_REQUIRED, Status.WAITING_PAYMENT}
    for move in DOSSIER.moves:
        if move.target in awaited:
            # Before acceptance it has not begun; afterwards it stands.
            assert move.clock is (
                Clock.OFF if Status.REGISTERED in move.source else Clock.STANDS
            ), move.verb
        if move.source <= awaited and move.target is Status.PROCESSING:
            assert move.clock is Clock.RUNS, move.verb


def test_consultation_does_not_stop_the_clock():
    assert DOSSIER.move("consult").clock is None
    assert DOSSIER.move("answer").clock is None


def test_no_role_alone_can_receive_and_decide():
    for role, held in ROLES.items():
        assert not {P.DESK_RECEIVE, P.OFFICE_DECIDE} <= held, role
        assert not {P.OFFICE_WORK, P.OFFICE_DECIDE} <= held, role
        assert not {P.OFFICE_WORK, P.DESK_RETURN} <= held, role


@pytest.mark.parametrize("move", DOSSIER.moves, ids=lambda m: m.verb)
def test_each_row_is_complete(move):
    assert re.search(r"art\. ?\d|Circular|national status|^none: ", move.basis), move.basis
    assert move.label.vi
    assert move.label.en
    assert move.tells in set(Told)
    assert move.needs in set(P)


def test_every_event_owes_a_message_or_is_called_silent():
    assert set(RULES) == set(Told)
    for told, rule in RULES.items():
        if isinstance(rule, Message):
            names = {
                "code": "C",
                "procedure": "P",
                "due": "D",
                "point": "Q",
                "link": "L",
                "rate": "R",
            }
            for text in (rule.subject, rule.body):
                assert text.vi.format(**names) != text.en.format(**names), told
        else:
            assert rule.why, told


def test_every_permission_is_held_by_somebody():
    held = frozenset().union(*ROLES.values())
    assert set(P) - held == {P.SYSTEM}
    assert set(NAMES) == set(Role) == set(ROLES)


def test_names_are_complete():
    assert set(STATUS_NAMES) == set(Status) == set(COMPLETION)
