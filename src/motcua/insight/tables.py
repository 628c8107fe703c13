"""Figures as they may be shown: of all measures, of one by unit, of a unit by pseudonym."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from motcua.dossiers.pseudonyms import pseudonym
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.insight.measures import MEASURES, Measure
from motcua.insight.spans import Month, Span
from motcua.insight.suppression import NOTHING, Cell, Counts, Shown, added, suppressed, within
from motcua.worktime.instants import LOCAL, local_day

Counted = dict[Month, dict[str, Counts]]


@dataclass(frozen=True, slots=True)
class Table:
    """A measure over a span: by unit or pseudonym, in all, and month by month."""

    rows: Mapping[str, Cell]
    total: Cell
    months: Mapping[Month, Cell]


def inspects(actor: Actor) -> None:
    """Refuse everybody but the inspectorate: `not_permitted`."""
    if not actor.may(P.AUDIT):
        raise refuse("not_permitted", "Chỉ dành cho thanh tra.", "For inspectors only.")


def overview(actor: Actor, span: Span) -> dict[str, Cell]:
    """Return the total of every measure; one statement for each source."""
    inspects(actor)
    counted = _counted(MEASURES.values(), span)
    return {key: _total(_shown(months, span)) for key, months in counted.items()}


def by_unit(actor: Actor, measure: Measure, span: Span) -> Table:
    """Return the figures of every office that has any."""
    inspects(actor)
    shown = _shown(_counted([measure], span)[measure.key], span)
    units = sorted({unit for one in shown.values() for unit in one.rows})
    rows = {u: added([shown[m].rows.get(u, NOTHING) for m in span]) for u in units}
    return Table(rows, _total(shown), {month: one.total for month, one in shown.items()})


def by_person(actor: Actor, measure: Measure, unit: str, span: Span) -> Table:
    """Return the figures of a unit's officials by the pseudonym of the quarter.

    What hides the unit's figure of a month hides all its people there.
    """
    inspects(actor)
    shown = _shown(_counted([measure], span)[measure.key], span)
    whole = {month: shown[month].rows.get(unit, NOTHING) for month in span}
    people = _of_people(measure, unit, span)
    cells = {month: within(people.get(month, {}), whole[month]) for month in span}
    names = sorted({name for one in cells.values() for name in one})
    rows = {name: added([cells[m][name] for m in span if name in cells[m]]) for name in names}
    return Table(rows, added(list(whole.values())), whole)


def _shown(counted: Counted, span: Span) -> dict[Month, Shown]:
    return {month: suppressed(counted.get(month, {})) for month in span}


def _total(shown: Mapping[Month, Shown]) -> Cell:
    return added([one.total for one in shown.values()])


def _counted(measures: Iterable[Measure], span: Span) -> dict[str, Counted]:
    found: dict[str, Counted] = {}
    together: dict[int, list[Measure]] = defaultdict(list)
    for measure in measures:
        together[id(measure.source)].append(measure)
        found[measure.key] = defaultdict(dict)
    for ones in together.values():
        for row in _statement(ones, span):
            for one in ones:
                counts = row[f"{one.key}_base"], row[f"{one.key}_hits"]
                found[one.key][_month(row["month"])][row["unit_code"]] = counts
    return found


def _statement(measures: list[Measure], span: Span) -> Iterable[Mapping[str, Any]]:
    source = measures[0].source
    counts = {}
    for one in measures:
        counts[f"{one.key}_base"] = Count("pk", filter=one.base) if one.base else Count("pk")
        counts[f"{one.key}_hits"] = Count("pk", filter=one.base & one.hits)
    rows = source.between(span.since, span.until)
    rows = rows.annotate(month=TruncMonth(source.at, tzinfo=LOCAL))
    found: Iterable[Mapping[str, Any]] = (
        rows.values("month", "unit_code").annotate(**counts).order_by()
    )
    return found


def _of_people(measure: Measure, unit: str, span: Span) -> Counted:
    source = measure.source
    found: Counted = defaultdict(dict)
    if not source.person:
        return found
    rows = source.between(span.since, span.until).filter(unit_code=unit)
    rows = rows.filter(Q(**{f"{source.person}__isnull": False}))
    counted = (
        rows.annotate(month=TruncMonth(source.at, tzinfo=LOCAL), who=F(source.person))
        .values_list("month", "who")
        .annotate(
            base=Count("pk", filter=measure.base) if measure.base else Count("pk"),
            hits=Count("pk", filter=measure.base & measure.hits),
        )
        .order_by()
    )
    for at, who, base, hits in counted:
        month = _month(at)
        found[month][pseudonym(who, month.quarter).hex()] = (base, hits)
    return found


def _month(at: object) -> Month:
    if not isinstance(at, datetime):
        raise TypeError(f"{at!r} is no instant")
    return Month.of(local_day(at))


def cases(actor: Actor, measure: Measure, unit: str, span: Span, *, most: int) -> list[int]:
    """Return the numbers of the dossiers behind a figure, the latest first."""
    inspects(actor)
    rows = measure.source.between(span.since, span.until).filter(measure.base, measure.hits)
    if unit:
        rows = rows.filter(unit_code=unit)
    # Rows without a dossier behind them (alerts) bear the number 0.
    rows = rows.filter(dossier_number__gt=0)
    latest = rows.order_by("-" + measure.source.at).values_list("dossier_number", flat=True)
    return list(dict.fromkeys(latest[: 4 * most]))[:most]
