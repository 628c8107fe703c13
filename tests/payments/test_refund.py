import pytest

from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.payments import queries
from motcua.payments.actions.assign import assign
from motcua.payments.actions.cancel import cancel
from motcua.payments.actions.owe_refund import owe_refund
from motcua.payments.actions.refund import refund
from motcua.payments.states import Status
from tests.payments.made import LATER, ask, told, transfer

PLATFORM = Actor.system()


def _owe(charge) -> Status:
    return Status(
        owe_refund(reference=charge.reference, reason="r", actor=PLATFORM, at=LATER).status
    )


def _refund(charge, actor: Actor) -> Status:
    return Status(refund(reference=charge.reference, voucher="PC1", actor=actor, at=LATER).status)


def test_paid_money_goes_back_once(charge, cashier) -> None:
    transfer(charge.reference)
    assert _owe(charge) == _owe(charge) == Status.REFUND_DUE
    assert _refund(charge, cashier) == _refund(charge, cashier) == Status.REFUNDED
    assert told() == ["charge_requested", "charge_paid", "charge_refund_due", "charge_refunded"]
    assert queries.paid("dossier:1") == 0
    assert queries.receipt(charge.reference) is not None, "the receipt was given all the same"


def test_nothing_goes_back_that_did_not_come(charge, cashier) -> None:
    for act in (lambda: _owe(charge), lambda: _refund(charge, cashier)):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal.code == "wrong_status"


def test_only_a_cashier_gives_money_back(charge) -> None:
    transfer(charge.reference)
    _owe(charge)
    with pytest.raises(Refused) as no:
        _refund(charge, Actor(person_id=1))
    assert no.value.refusal.code == "not_permitted"


def test_a_paid_charge_is_not_cancelled(charge) -> None:
    transfer(charge.reference)
    with pytest.raises(Refused):
        cancel(reference=charge.reference, reason="r", actor=PLATFORM, at=LATER)


def test_a_cancelled_charge_stays_so_and_another_may_be_asked(charge) -> None:
    for _ in range(2):
        cancel(reference=charge.reference, reason="r", actor=PLATFORM, at=LATER)
    assert told() == ["charge_requested", "charge_cancelled"]
    assert ask(amount=30_000) != charge


def test_money_with_a_torn_message_is_given_to_its_charge(charge, cashier) -> None:
    lost = transfer("nop phi MC0000")
    done = assign(payment_id=lost.payment_id, reference=charge.reference, actor=cashier, at=LATER)
    assert done.status == Status.PAID
    assert queries.unsettled() == []
    assert told("payment") == ["payment_unmatched", "payment_assigned"]
    assert transfer("nop phi MC0000").repeated


def test_money_is_given_once_only_whole_and_by_a_cashier(charge, cashier) -> None:
    less, lost = transfer("", 10_000, "FT1"), transfer("", 20_000, "FT2")
    other = ask("dossier:2")

    def code(payment_id: int, actor: Actor = cashier, reference: str = other.reference) -> str:
        with pytest.raises(Refused) as no:
            assign(payment_id=payment_id, reference=reference, actor=actor, at=LATER)
        return no.value.refusal.code

    assert code(less.payment_id) == "charge_does_not_fit"
    assert code(lost.payment_id, Actor(person_id=1)) == "not_permitted"
    assert code(lost.payment_id, reference="MC0") == "charge_unknown"
    assign(payment_id=lost.payment_id, reference=charge.reference, actor=cashier, at=LATER)
    assert code(lost.payment_id) == code(10**9) == "payment_placed"
