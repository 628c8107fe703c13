"""The procedures that come with the software, with their cases."""

from itertools import groupby

from motcua.catalogue.definition import Case, Definition, FeeRule
from motcua.catalogue.shipped import definitions
from motcua.catalogue.vocabulary import FEE_UNITS, FIELDS
from motcua.site.printing.markdown import code, document, table
from motcua.worktime.units import describe

LEAD = """\
{count} procedures in {fields} fields of law come with the software, as text files under
`src/motcua/catalogue/definitions/`. {verified} are verified against the published text; the others say
in their file what must be checked before use. Papers, time limit and fee hang on the *case* of the applicant. A
city changes them by [publishing a version](../how-to/publish-a-procedure.md).

Fees are in dong (đ). A fee may have tiers, a cap, amounts by channel and exemptions: the files say all of it."""


def page() -> str:
    """Return the page of the shipped catalogue."""
    shipped = sorted(
        definitions().values(), key=lambda one: (list(FIELDS).index(one.field), one.code)
    )
    groups = [(field, list(group)) for field, group in groupby(shipped, key=lambda one: one.field)]
    lead = LEAD.format(
        count=len(shipped), fields=len(groups), verified=sum(one.verified for one in shipped)
    )
    parts = [part for field, group in groups for part in (_heading(field), _table(group))]
    return document("Procedures that come with the software", lead, *parts)


def _heading(field: str) -> str:
    return f"## {FIELDS[field].vi} · {FIELDS[field].en}"


def _table(group: list[Definition]) -> str:
    heads = ("code", "procedure", "case", "time limit", "fee", "verified")
    return table(heads, (row for one in group for row in _rows(one)))


def _rows(one: Definition) -> list[tuple[str, ...]]:
    names = f"{one.names.vi} / {one.names.en}"
    return [
        (
            code(one.code) if first else "",
            names if first else "",
            f"{case.names.vi} / {case.names.en}",
            describe(case.limit, "en"),
            _fee(case.fee),
            ("yes" if one.verified else "no") if first else "",
        )
        for first, case in _marked(one.cases)
    ]


def _marked(cases: tuple[Case, ...]) -> list[tuple[bool, Case]]:
    return [(number == 0, case) for number, case in enumerate(cases)]


def _fee(fee: FeeRule) -> str:
    amounts = [fee.amount, *(tier.amount for tier in fee.tiers), *(a for _, a in fee.by_channel)]
    if not any(amounts):
        return "none"
    low, high = min(amounts), max(amounts)
    span = _dong(low) if low == high else f"{_dong(low)} to {_dong(high)}"
    return f"{span} đ a {FEE_UNITS[fee.per].en}"


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")
