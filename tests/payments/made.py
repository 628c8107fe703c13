"""Charges and transfers made on the spot."""

from datetime import UTC, datetime, timedelta

from motcua.events.models import Event
from motcua.identity.actor import Actor
from motcua.payments.actions.confirm import Confirmation, confirm
from motcua.payments.actions.request import request
from motcua.payments.models import Charge

AT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def ask(subject: str = "dossier:1", amount: int = 20_000, at: datetime = AT, **how) -> Charge:
    return request(
        subject=subject, purpose="fee", amount=amount, unit="H26.12", actor=Actor.system(), at=at,
        **how,
    )  # fmt: skip


def transfer(memo: str, amount: int = 20_000, number: str = "FT1") -> Confirmation:
    return confirm(
        gateway="test", gateway_reference=number, amount=amount, memo=memo, paid_at=AT,
        actor=Actor.system("bank"), at=LATER,
    )  # fmt: skip


def told(subject: str = "charge") -> list[str]:
    return list(Event.objects.filter(subject=subject).order_by("id").values_list("kind", flat=True))
