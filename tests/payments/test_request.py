import uuid

import pytest
from django.db import IntegrityError, transaction

from motcua.events.models import Event
from motcua.flow.refusal import Refused
from motcua.payments import queries
from motcua.payments.models import Charge
from motcua.payments.reference import reference, references
from motcua.payments.states import Status
from tests.payments.made import ask, told


def test_a_charge_is_asked_and_told(charge) -> None:
    assert references(charge.reference) == [charge.reference] == [reference(charge.pk)]
    event = Event.objects.get(subject="charge", subject_id=charge.pk)
    assert (event.kind, event.n, event.data["amount"]) == ("charge_requested", 0, 20_000)
    (seen,) = queries.of_subject("dossier:1")
    assert (seen.open, seen.amount, seen.reference) == (True, 20_000, charge.reference)


def test_the_same_again_is_the_open_charge(charge) -> None:
    assert ask() == charge
    assert told() == ["charge_requested"]


def test_a_repeated_request_is_one_charge_even_after_it_is_paid(db) -> None:
    number = uuid.uuid4()
    first = ask(request_id=number)
    Charge.objects.filter(pk=first.pk).update(status=Status.CANCELLED)
    assert ask(request_id=number) == first


def test_another_amount_is_refused_while_one_is_open(charge) -> None:
    with pytest.raises(Refused) as no:
        ask(amount=30_000)
    assert no.value.refusal.code == "charge_open"
    assert charge.reference in no.value.refusal.text.vi


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_no_charge_of_nothing(db, amount: int) -> None:
    with pytest.raises(ValueError, match="dong"):
        ask(amount=amount)


@pytest.mark.parametrize(
    "values", [{"amount": 1}, {"reference": "MC1"}, {"subject": "dossier:2"}, {"unit": "H26.13"}]
)
def test_the_database_keeps_what_was_asked(charge, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Charge.objects.filter(pk=charge.pk).update(**values)


def test_the_database_deletes_no_charge(charge) -> None:
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        charge.delete()


def test_the_database_knows_no_paid_charge_without_time_and_receipt(charge) -> None:
    with pytest.raises(IntegrityError, match="charge_paid_has"), transaction.atomic():
        Charge.objects.filter(pk=charge.pk).update(status=Status.PAID)
