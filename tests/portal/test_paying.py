"""Paying by bank transfer: one charge, one credit, a receipt; the dossier goes on."""

from datetime import datetime
from typing import Any

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.payments import queries as payments
from tests.builders import a_dossier
from tests.cast import Cast
from tests.portal.forms import hidden


@pytest.fixture
def waiting(cast: Cast, monday: datetime) -> Dossier:
    return a_dossier(cast, Status.WAITING_PAYMENT, at=monday)


def _page(dossier: Dossier) -> str:
    return f"/ho-so/{dossier.code}/nop-tien/"


def _pretend(an, dossier: Dossier) -> str:
    reference = hidden(an.get(_page(dossier)).content.decode(), "reference")
    an.post(f"{_page(dossier)}ngan-hang-thu/", {"reference": reference})
    return reference


def test_paid_by_the_test_bank_the_dossier_goes_on(an, waiting: Dossier) -> None:
    left = waiting.fee_due - waiting.fee_paid
    assert "Nộp tiền" in an.get(f"/ho-so/{waiting.code}/").content.decode()
    assert "qr-ink" in an.get(_page(waiting)).content.decode()
    reference = _pretend(an, waiting)
    an.post(f"{_page(waiting)}ngan-hang-thu/", {"reference": reference})
    waiting.refresh_from_db()
    assert (waiting.status, waiting.fee_paid) == (Status.PROCESSING, left)
    charge = payments.by_reference(reference)
    receipt = an.get(f"/ho-so/{waiting.code}/bien-lai/{reference}/").content.decode()
    assert charge.receipt_number in receipt
    assert "không còn khoản nào" in an.get(_page(waiting)).content.decode()


@pytest.mark.parametrize("reference", ["", "MC000000000000", "\x00"])
def test_only_an_open_charge_of_this_dossier_is_paid(an, waiting: Dossier, reference: str) -> None:
    an.post(f"{_page(waiting)}ngan-hang-thu/", {"reference": reference})
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING_PAYMENT


def test_with_a_real_bank_nobody_pretends(an, waiting: Dossier, settings: Any) -> None:
    settings.PAYMENT_GATEWAY = "vietqr"
    assert an.post(f"{_page(waiting)}ngan-hang-thu/").status_code == 404


def test_another_persons_receipt_looks_absent(
    an, waiting: Dossier, cast: Cast, monday, signed_in
) -> None:
    reference = _pretend(an, waiting)
    second = a_dossier(cast, Status.PROCESSING, at=monday)
    assert an.get(f"/ho-so/{second.code}/bien-lai/{reference}/").status_code == 404
    assert (
        signed_in(cast.other).get(f"/ho-so/{waiting.code}/bien-lai/{reference}/").status_code == 404
    )
    assert an.get(f"/ho-so/{waiting.code}/bien-lai/%00/").status_code == 404
