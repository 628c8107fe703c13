import pytest

from motcua.flow.refusal import Refused
from motcua.identity.actor import Actor
from motcua.identity.roles import Role
from motcua.payments import queries
from motcua.payments.actions.take_cash import take_cash
from motcua.payments.models import Charge, Payment
from motcua.payments.states import Status
from tests.payments.made import LATER, told, transfer


def pay(charge: Charge, actor: Actor, amount: int = 20_000, reference: str = "") -> Charge:
    return take_cash(reference=reference or charge.reference, amount=amount, actor=actor, at=LATER)


def test_cash_gives_a_receipt(charge, cashier) -> None:
    paid = pay(charge, cashier)
    receipt = queries.receipt(charge.reference)
    assert paid.status == Status.PAID
    assert receipt is not None
    assert (receipt.number, receipt.amount, receipt.method) == (
        "H26.12-260302-00001",
        20_000,
        "cash",
    )
    assert (receipt.unit, receipt.paid_at, receipt.purpose) == ("H26.12", LATER, "fee")
    assert receipt.in_words == "Hai mươi nghìn đồng"
    (total,) = queries.day_totals("H26.12", LATER.date())
    assert (total.method, total.charges, total.amount) == ("cash", 1, 20_000)


def test_a_double_click_is_one_payment(charge, cashier) -> None:
    assert pay(charge, cashier).receipt_number == pay(charge, cashier).receipt_number
    assert Payment.objects.count() == 1
    assert told() == ["charge_requested", "charge_paid"]


def _refused(charge: Charge, actor: Actor, code: str, **how) -> None:
    before = Charge.objects.filter(pk=charge.pk).values().get()
    with pytest.raises(Refused) as no:
        pay(charge, actor, **how)
    assert no.value.refusal.code == code
    assert Charge.objects.filter(pk=charge.pk).values().get() == before


def test_only_a_cashier_takes_cash(charge) -> None:
    others = frozenset(Role) - {Role.CASHIER}
    _refused(charge, Actor.with_roles(others, person_id=8), "not_permitted")


@pytest.mark.parametrize("amount", [0, -20_000, 19_000, 200_000])
def test_the_exact_amount_is_taken(charge, cashier, amount: int) -> None:
    _refused(charge, cashier, "amount_wrong", amount=amount)


def test_what_a_transfer_paid_is_not_taken_again(charge, cashier) -> None:
    transfer(charge.reference)
    _refused(charge, cashier, "charge_paid")


@pytest.mark.parametrize("reference", ["MC000000000000", "x" * 500, "'; DROP TABLE"])
def test_an_unknown_reference_is_refused(charge, cashier, reference: str) -> None:
    _refused(charge, cashier, "charge_unknown", reference=reference)
