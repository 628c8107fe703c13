"""The fee of a dossier, in whole dong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.definition import Channel, Exemption, FeeRule, PayWhen


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid: `amount` VND after the `exemption` (if any) on `full`."""

    amount: int
    full: int
    pay_when: PayWhen
    exemption: Exemption | None = None

    @property
    def is_free(self) -> bool:
        """Tell whether nothing is to be paid."""
        return self.amount == 0


def fee_of(
    rule: FeeRule,
    answers: Mapping[str, Any],
    *,
    channel: Channel = Channel.COUNTER,
    claimed: Collection[str] = (),
) -> Fee:
    """Compute the fee.

    Parameters
    ----------
    claimed
        Keys of exemptions that the desk saw proof of, besides those that the answers claim.

    Notes
    -----
    Of several exemptions the one that is best for the applicant counts.
    """
    full = _full(rule, answers, channel)
    granted = [one for one in rule.exemptions if one.key in claimed or _claims(one, answers)]
    best = max(granted, key=lambda one: one.percent, default=None)
    waived = full * best.percent // 100 if best else 0
    amount = full - waived
    return Fee(amount, full, rule.pay_when if amount else PayWhen.NONE, best)


def _claims(exemption: Exemption, answers: Mapping[str, Any]) -> bool:
    return exemption.when is not None and exemption.when.holds(answers)


def _full(rule: FeeRule, answers: Mapping[str, Any], channel: Channel) -> int:
    first = dict(rule.by_channel).get(channel, rule.amount)
    units = _count(answers, rule.quantity_field)
    one_set = sum(_price(rule, first, start, end) for start, end in _spans(rule, units))
    if rule.cap is not None:
        one_set = min(one_set, rule.cap)
    return one_set * _count(answers, rule.sets_field)


def _spans(rule: FeeRule, units: int) -> list[tuple[int, int]]:
    starts = [1, *(tier.start for tier in rule.tiers)]
    ends = [*(start - 1 for start in starts[1:]), units]
    return [
        (start, min(end, units)) for start, end in zip(starts, ends, strict=True) if start <= units
    ]


def _price(rule: FeeRule, first: int, start: int, end: int) -> int:
    each = next((tier.amount for tier in rule.tiers if tier.start == start), first)
    return each * (end - start + 1)


def _count(answers: Mapping[str, Any], field: str) -> int:
    given = answers.get(field) if field else None
    return max(int(given), 1) if isinstance(given, int | float) else 1
