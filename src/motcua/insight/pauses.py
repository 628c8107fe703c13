"""Gross and net time of decided dossiers by unit, and which form stopped the clock for how long.

Net time is gross time without the pauses of forms 02, 05 and payment: a unit that looks quick on
paper because it pauses much shows it here.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Avg, Count, F, Sum
from django.db.models.functions import Coalesce

from motcua.dossiers.models import Suspension
from motcua.dossiers.status import Form
from motcua.identity.actor import Actor
from motcua.insight.sources import SETTLED
from motcua.insight.spans import Span
from motcua.insight.suppression import SMALL
from motcua.insight.tables import inspects

FORMS = (Form.SUPPLEMENT, Form.PAYMENT, Form.STOP)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Times:
    """Mean calendar days for each dossier decided by a unit; None is hidden.

    Parameters
    ----------
    by_form
        Days paused by each form, spread over all the unit's dossiers: they add up to `paused`.
    """

    settled: int | None
    gross: float | None
    paused: float | None
    net: float | None
    by_form: Mapping[Form, float | None]


NOTHING: Mapping[Form, float | None] = dict.fromkeys(FORMS)
HIDDEN = Times(None, None, None, None, NOTHING)


def times(actor: Actor, span: Span) -> dict[str, Times]:
    """Return the times of every unit that decided something.

    Small cells: a unit with 1 to 4 decisions is hidden; so is what was paused, where it is the
    pause of 1 to 4 dossiers, and all forms of the unit together, so that none follows from others.
    """
    inspects(actor)
    paused = _paused(span)
    rows = SETTLED.between(span.since, span.until).exclude(accepted_at=None)
    counted = rows.values("unit_code").annotate(
        n=Count("pk"), gross=Avg(F("settled_at") - F("accepted_at"))
    )
    return {
        row["unit_code"]: _times(row["n"], row["gross"], paused.get(row["unit_code"], {}))
        for row in counted.order_by("unit_code")
    }


Paused = Mapping[str, tuple[int, timedelta]]
"""By form, and by "" for all: of how many dossiers, and how long together."""


def _paused(span: Span) -> Mapping[str, Paused]:
    settled = SETTLED.between(span.since, span.until).exclude(accepted_at=None)
    rows = Suspension.objects.filter(dossier__in=settled.values("pk"), form__in=FORMS)
    length = Sum(Coalesce("ends", "dossier__settled_at") - F("begins"))
    counted = {"n": Count("dossier", distinct=True), "length": length}
    found: dict[str, dict[str, tuple[int, timedelta]]] = defaultdict(dict)
    by_form = rows.values(unit=F("dossier__agency"), kind=F("form")).annotate(**counted).order_by()
    together = rows.values(unit=F("dossier__agency")).annotate(**counted).order_by()
    listed: list[Any] = [*by_form, *together]
    for row in listed:
        found[row["unit"]][row.get("kind", "")] = (row["n"], row["length"])
    return found


def _times(n: int, gross: timedelta, paused: Paused) -> Times:
    if n < SMALL:
        return HIDDEN
    days = gross / DAY
    some, length = paused.get("", (0, timedelta()))
    if 0 < some < SMALL:
        return Times(n, days, None, None, NOTHING)
    mean = length / DAY / n
    forms = {form: paused.get(form.value, (0, timedelta())) for form in FORMS}
    # With one form hidden its time is the rest: then no form of the unit is told.
    small = any(0 < count < SMALL for count, _ in forms.values())
    by_form = NOTHING if small else {form: one / DAY / n for form, (_, one) in forms.items()}
    return Times(n, days, mean, days - mean, by_form)
