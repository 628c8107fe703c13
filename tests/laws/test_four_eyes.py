"""Four eyes: everything the law of the house names takes two, and no confirmation lacks its guard."""

from motcua.approvals.kinds import RULES, Kind
from motcua.dossiers.actions.confirming import CONFIRM
from motcua.dossiers.guards import four_eyes
from motcua.dossiers.models import Countersign
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.views.asked_for import CONFIRMED
from motcua.dossiers.views.waiting import KINDS
from motcua.identity.permissions import P
from motcua.identity.roles import ROLES

SECOND = {P.SECOND_PERSON, P.GLASS_CONFIRM}
# Each thing that takes two → where the second person is asked for.
TWO = {
    "refusal": "approve",
    "second supplement": "confirm_second_supplement",
    "reassignment": "confirm_reassign",
    "recusal": "recuse",
    "manual assignment": "assign_by_hand",
    "emergency": "approve_break_glass",
    "roster change": Kind.ROSTER,
    "roster change at once": Kind.ROSTER_AT_ONCE,
    "export": Kind.EXPORT,
}


def test_everything_that_takes_two_has_its_place():
    verbs = {move.verb for move in DOSSIER.moves}
    assert {place for place in TWO.values() if place not in verbs} == set(Kind)


def test_every_confirmation_is_guarded_against_the_asker():
    for move in DOSSIER.moves:
        if move.needs in SECOND and move.verb != "turn_down":
            assert four_eyes.second_person in move.guards, move.verb
            assert four_eyes.request_open in move.guards, move.verb


def test_whoever_asks_has_somebody_to_approve():
    for kind, rule in RULES.items():
        assert rule.approvals >= 1
        assert any(rule.approves in held for held in ROLES.values()), kind
    assert RULES[Kind.ROSTER_AT_ONCE].approvals == 2


def test_every_kind_of_request_about_a_dossier_is_shown_and_confirmed():
    kinds = set(Countersign.Kind.values)
    assert {str(kind) for kind in CONFIRM} == kinds
    assert {str(kind) for kind in KINDS} == kinds
    assert {str(kind) for kind in CONFIRMED.values() if kind} == kinds
    confirming = {m.verb for m in DOSSIER.moves if m.needs in SECOND}
    assert confirming <= CONFIRMED.keys()
