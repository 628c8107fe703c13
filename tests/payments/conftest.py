"""A bank with a secret, a cashier, and one open charge."""

import pytest

from motcua.identity.actor import Actor
from motcua.identity.roles import Role
from motcua.payments.models import Charge
from tests.payments.made import ask


@pytest.fixture(autouse=True)
def bank(settings) -> dict[str, str]:
    settings.PAYMENT_GATEWAY = "test"
    settings.BANK = {"bin": "970403", "account": "0011012345678", "name": "TRUNG TAM MAU",
                     "webhook_secret": "only-for-tests-" + "s" * 32}  # fmt: skip
    return settings.BANK


@pytest.fixture
def cashier() -> Actor:
    return Actor.with_roles(frozenset({Role.CASHIER}), person_id=7, office="H26.1")


@pytest.fixture
def charge(db) -> Charge:
    return ask()
