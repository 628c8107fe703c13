"""No move without its leaf: every event of a dossier has a rule, and every life can be published."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import Status
from motcua.dossiers.told import Told
from motcua.events.recording import CONSUMERS
from motcua.ledger.life import Life
from motcua.ledger.publish import FORMS, PUBLISHED, SILENT, Facts, leaves_of
from motcua.ledger.writing import CONSUMER
from motcua.tlog.leaf import EVENTS
from tests.ledger.conftest import VERIFY, outside  # noqa: F401

TODAY = date(2026, 8, 10)


def test_every_kind_of_event_has_one_rule():
    rules = {*PUBLISHED, *SILENT}
    assert {str(kind) for kind in Told} == rules
    assert PUBLISHED.keys() & SILENT.keys() == set()


def test_every_move_is_published_or_says_why_not():
    for move in DOSSIER.moves:
        kind = str(move.tells)
        assert kind in PUBLISHED or len(SILENT[kind]) > 10, move.verb


def test_what_changes_the_public_clock_is_never_silent():
    public = {Status.ACCEPTED, Status.DONE, Status.RETURNED, Status.STOPPED, Status.WITHDRAWN,
              Status.WAITING_PAYMENT}  # fmt: skip
    for move in DOSSIER.moves:
        if move.target in public:
            assert str(move.tells) in PUBLISHED, move.verb


def test_rules_name_types_of_the_leaf_schema_and_forms_that_exist():
    assert set(PUBLISHED.values()) <= EVENTS.keys()
    assert {kind for kind, leaf in PUBLISHED.items() if leaf == "paused"} == FORMS.keys()


def test_the_ledger_hears_every_event():
    assert CONSUMER in CONSUMERS


def walk(choices, draw_from):
    """Yield the kinds told on a random walk through the transition table."""
    status = DOSSIER.initial
    for choice in choices:
        moves = [m for m in DOSSIER.moves if status in m.source]
        if not moves:
            return
        move = moves[choice % len(moves)]
        if move.target is not None:
            status = move.target
        yield str(move.tells)


@given(st.lists(st.integers(0, 10**6), max_size=60), st.integers(0, 3))
def test_any_walk_through_the_table_is_a_life_the_verifier_accepts(outside, choices, late):  # noqa: F811
    life, state = Life(), None
    happened = date(2026, 8, 10 - late)
    for kind in walk(choices, None):
        facts = Facts(
            day=TODAY, happened=happened, due=date(2026, 9, 1), first_due=date(2026, 9, 1)
        )
        for leaf, _own in leaves_of(kind, facts, life):
            assert life.allows(leaf)
            life = life.after(leaf)
            if leaf == "received":
                assert state is None
                state = VERIFY.OPEN
            else:
                state = VERIFY.step(leaf, state)  # raises where the order of life is broken
