import pytest

from motcua.payments.states import CHARGE, NAMES, Status

pytestmark = pytest.mark.pure


def test_every_status_is_reached_and_named() -> None:
    assert CHARGE.reachable() == frozenset(Status) == frozenset(NAMES)


def test_only_money_given_back_is_final_beside_a_cancelled_charge_nobody_paid() -> None:
    assert CHARGE.final() == {Status.REFUNDED}
    assert [m.verb for m in CHARGE.moves if Status.CANCELLED in m.source] == ["confirm_late"]


def test_the_rows_are_these() -> None:
    """Written out by hand, so that a change of the table is seen twice."""
    rows = {(m.verb, s.name, m.target.name) for m in CHARGE.moves for s in m.source if m.target}
    assert rows == {
        ("confirm", "REQUESTED", "PAID"),
        ("take_cash", "REQUESTED", "PAID"),
        ("cancel", "REQUESTED", "CANCELLED"),
        ("confirm_late", "CANCELLED", "REFUND_DUE"),
        ("owe_refund", "PAID", "REFUND_DUE"),
        ("refund", "REFUND_DUE", "REFUNDED"),
    }
    assert all(move.basis for move in CHARGE.moves)
