"""The port of payment gateways: how a payer is told to pay. Adapters live in `integrations`."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.flow.refusal import Text
from motcua.payments.queries import ChargeInfo

# The setting `PAYMENT_GATEWAYS` may add to these or replace them.
_ADAPTERS = {
    "vietqr": "motcua.integrations.vietqr.gateway.VietQr",
    "test": "motcua.integrations.testbank.gateway.TestBank",
}


@dataclass(frozen=True, slots=True)
class Instruction:
    """What a payer needs to pay: to read, to scan, or to follow.

    Parameters
    ----------
    lines
        Label and value, in the order to show; the last is the text to write in the transfer.
    qr
        The text of the QR code; empty when there is none.
    link
        A page to pay on; empty when there is none.
    """

    lines: tuple[tuple[Text, str], ...]
    qr: str = ""
    link: str = ""


class Gateway(Protocol):
    """A way money comes other than cash; the bank's reports come through `bank_report`."""

    @property
    def name(self) -> str:
        """The short name that stands on charges it paid."""
        ...

    def instruction(self, charge: ChargeInfo) -> Instruction:
        """Return how to pay an open charge."""
        ...


def gateway() -> Gateway:
    """Return the gateway that the setting `PAYMENT_GATEWAY` names.

    Raises
    ------
    ValueError
        When there is no adapter of that name.
    """
    adapters = _ADAPTERS | getattr(settings, "PAYMENT_GATEWAYS", {})
    name = settings.PAYMENT_GATEWAY
    if name not in adapters:
        raise ValueError(f"PAYMENT_GATEWAY: {name!r} is none of {sorted(adapters)}")
    made: Gateway = import_string(adapters[name])()
    return made
