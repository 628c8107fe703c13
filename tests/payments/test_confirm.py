import pytest
from django.db import IntegrityError, transaction

from motcua.identity.actor import Actor
from motcua.payments import queries
from motcua.payments.actions.cancel import cancel
from motcua.payments.models import Charge, Payment
from motcua.payments.states import Status
from tests.payments.made import AT, LATER, ask, told, transfer

O = Payment.Outcome  # noqa: E741


def test_the_right_amount_settles_the_charge(charge) -> None:
    done = transfer(f"nop phi {charge.reference.lower()}")
    charge.refresh_from_db()
    assert (done.outcome, done.paid, done.charge) == (O.MATCHED, True, charge)
    assert (charge.status, charge.paid_at, charge.method) == (Status.PAID, AT, "test")
    assert charge.receipt_number == "H26.12-260302-00001"
    assert told() == ["charge_requested", "charge_paid"]
    assert queries.paid("dossier:1") == 20_000
    assert queries.unsettled() == []


def test_a_report_that_comes_twice_is_one_payment(charge) -> None:
    first, again = transfer(charge.reference), transfer(charge.reference)
    assert (again.outcome, again.payment_id, again.repeated) == (O.MATCHED, first.payment_id, True)
    assert told() == ["charge_requested", "charge_paid"]
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("amount", [19_999, 20_001, 1])
def test_a_wrong_amount_settles_nothing_and_is_kept(charge, amount: int) -> None:
    done = transfer(charge.reference, amount)
    charge.refresh_from_db()
    assert (done.outcome, done.charge, charge.status) == (O.WRONG_AMOUNT, charge, Status.REQUESTED)
    assert told("payment") == ["payment_unmatched"]
    (kept,) = queries.unsettled()
    assert (kept.amount, kept.charge, kept.outcome) == (amount, charge.reference, "wrong_amount")


def test_paid_twice_is_a_duplicate(charge) -> None:
    transfer(charge.reference)
    done = transfer(charge.reference, number="FT2")
    assert done.outcome == O.DUPLICATE
    assert queries.paid("dossier:1") == 20_000
    assert [kept.gateway_reference for kept in queries.unsettled()] == ["FT2"]


@pytest.mark.parametrize("memo", ["", "nop phi", "MC000000000000", "MC999999999999", "💰" * 100])
def test_a_message_that_names_no_charge_is_unknown(charge, memo: str) -> None:
    done = transfer(memo)
    assert (done.outcome, done.charge) == (O.UNKNOWN, None)


def test_money_for_a_cancelled_charge_is_to_go_back(charge) -> None:
    cancel(reference=charge.reference, reason="withdrawn", actor=Actor.system(), at=LATER)
    done = transfer(charge.reference)
    charge.refresh_from_db()
    assert (done.outcome, charge.status) == (O.LATE, Status.REFUND_DUE)
    assert told() == ["charge_requested", "charge_cancelled", "charge_paid_late"]
    assert queries.paid("dossier:1") == 0
    assert queries.receipt(charge.reference) is None


def test_of_two_references_the_open_charge_of_the_amount_counts(charge) -> None:
    other = ask("dossier:2", 50_000)
    assert transfer(f"{charge.reference} {other.reference}", 50_000).charge == other


def test_receipts_are_numbered_per_unit_and_day(db) -> None:
    charges = [ask(f"dossier:{n}") for n in range(3)]
    for n, charge in enumerate(charges):
        transfer(charge.reference, number=f"FT{n}")
    numbers = Charge.objects.order_by("pk").values_list("receipt_number", flat=True)
    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003"]


def test_the_database_rewrites_no_payment(charge) -> None:
    done = transfer(charge.reference)
    with pytest.raises(IntegrityError, match="only placed, once"), transaction.atomic():
        Payment.objects.filter(pk=done.payment_id).update(amount=1)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Charge.objects.filter(pk=charge.pk).update(receipt_number="X")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Payment.objects.filter(pk=done.payment_id).delete()
