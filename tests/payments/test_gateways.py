from datetime import timedelta

import pytest

from motcua.integrations.testbank.gateway import TestBank as Bank
from motcua.integrations.testbank.gateway import report, signed
from motcua.integrations.vietqr.gateway import VietQr
from motcua.payments import queries
from motcua.payments.bank_report import handle
from motcua.payments.gateways import gateway
from motcua.payments.queries import info
from tests.payments.made import AT


@pytest.mark.parametrize(("name", "adapter"), [("vietqr", VietQr), ("test", Bank)])
def test_the_setting_chooses(settings, name: str, adapter: type) -> None:
    settings.PAYMENT_GATEWAY = name
    assert isinstance(gateway(), adapter)
    assert gateway().name == name


def test_an_unknown_name_says_which_there_are(settings) -> None:
    settings.PAYMENT_GATEWAY = "paypal"
    with pytest.raises(ValueError, match=r"'paypal' is none of \['test', 'vietqr'\]"):
        gateway()


def test_the_payer_is_told_everything(charge, settings) -> None:
    settings.PAYMENT_GATEWAY = "vietqr"
    instruction = gateway().instruction(info(charge))
    values = [value for _, value in instruction.lines]
    assert values == ["970403", "0011012345678", "TRUNG TAM MAU", "20.000 đ", charge.reference]
    assert charge.reference in instruction.qr
    assert "540520000" in instruction.qr


def test_the_test_bank_pays(charge) -> None:
    body = report(info(charge), transaction="T1", paid_at=AT - timedelta(seconds=1))
    assert handle(body=body, at=AT, **signed(body, AT)).paid
    assert queries.paid("dossier:1") == charge.amount
