"""The known tricks of delay, as figures of each agency: none of them can hide in an average."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from motcua.disclosure.showing import WORDS, shows
from motcua.dossiers.models import Countersign, Dossier, Draw
from motcua.dossiers.status import Outcome, Status
from motcua.dossiers.told import Told
from motcua.events.models import Event

LATER_APPROVED = timedelta(days=180)
AFTER_THE_FACT = timedelta(minutes=10)


@shows(
    unit=WORDS, settled=WORDS, refused=WORDS, refused_late=WORDS, refused_then_granted=WORDS,
    second_supplements=WORDS, left_lying=WORDS, entered_late=WORDS, jumped=WORDS, draws=WORDS,
    thin=WORDS, by_hand=WORDS, redrawn=WORDS, recusals=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Abuses:
    """Figures of one agency or point in a span of time.

    Parameters
    ----------
    settled, refused
        Decisions, and those that refused.
    refused_late
        Refused in the last tenth of the first time limit, or after it.
    refused_then_granted
        Refused, and the same applicant's same procedure granted within 180 days.
    second_supplements
        Form 02 a second time.
    left_lying
        Accepted by time, because nobody at the point looked.
    entered_late
        Events whose own time differs from the server's by more than ten minutes.
    jumped
        Worked on before an earlier-due dossier of the same official, outside the green lane.
    draws, thin, by_hand, redrawn, recusals
        Draws, those from a thin pool, assignments by hand, redraws by people, recusals.
    """

    unit: str
    settled: int = 0
    refused: int = 0
    refused_late: int = 0
    refused_then_granted: int = 0
    second_supplements: int = 0
    left_lying: int = 0
    entered_late: int = 0
    jumped: int = 0
    draws: int = 0
    thin: int = 0
    by_hand: int = 0
    redrawn: int = 0
    recusals: int = 0


def abuses(since: datetime, until: datetime) -> list[Abuses]:
    """Return the figures of every unit that has any, in the order of their codes."""
    found: dict[str, Abuses] = {}
    for rows in (
        _decisions(since, until),
        _draws(since, until),
        _recusals(since, until),
        _told(since, until),
        _left_lying(since, until),
    ):
        for row in rows:
            unit = str(row["unit"] or "")
            if unit:
                figures = {key: value for key, value in row.items() if key != "unit"}
                found[unit] = replace(found.get(unit, Abuses(unit=unit)), **figures)
    return sorted(found.values(), key=lambda one: one.unit)


def _decisions(since: datetime, until: datetime) -> Iterable[Mapping[str, Any]]:
    refused = Q(outcome=Outcome.REFUSED)
    # Ten times the rest is not more than the whole: in the last tenth, or late.
    near = Q(first_due_at__lte=F("settled_at") + (F("first_due_at") - F("clock_started_at")) / 10)
    again = Dossier.objects.filter(
        applicant=OuterRef("applicant"),
        procedure=OuterRef("procedure"),
        outcome=Outcome.GRANTED,
        settled_at__gt=OuterRef("settled_at"),
        settled_at__lte=OuterRef("settled_at") + LATER_APPROVED,
    )
    return (
        Dossier.objects.filter(
            settled_at__gte=since, settled_at__lt=until,
            status__in=[Status.DONE, Status.RETURNED], clock_started_at__isnull=False,
        )
        .annotate(granted_later=Exists(again))
        .values(unit=F("agency"))
        .annotate(
            settled=Count("pk"),
            refused=Count("pk", filter=refused),
            refused_late=Count("pk", filter=refused & near),
            refused_then_granted=Count("pk", filter=refused & Q(granted_later=True)),
        )
        .order_by()
    )  # fmt: skip


def _draws(since: datetime, until: datetime) -> Iterable[Mapping[str, Any]]:
    # "reassigned": by one person alone, which was possible once for a dossier until two were needed
    people = Q(reason__in=["reassigned", "reassigned_by_two"])
    return (
        Draw.objects.filter(at__gte=since, at__lt=until)
        .values(unit=F("agency"))
        .annotate(
            draws=Count("pk"),
            thin=Count("pk", filter=Q(thin=True)),
            by_hand=Count("pk", filter=Q(kind=Draw.Kind.BY_HAND)),
            redrawn=Count("pk", filter=people),
        )
        .order_by()
    )


def _recusals(since: datetime, until: datetime) -> Iterable[Mapping[str, Any]]:
    rows = Countersign.objects.filter(
        kind=Countersign.Kind.RECUSAL, asked_at__gte=since, asked_at__lt=until
    )
    return rows.values(unit=F("dossier__agency")).annotate(recusals=Count("pk")).order_by()


def _told(since: datetime, until: datetime) -> Iterable[Mapping[str, Any]]:
    late = Q(recorded_at__gt=F("at") + AFTER_THE_FACT) | Q(recorded_at__lt=F("at") - AFTER_THE_FACT)
    return (
        _events(since, until)
        .values(unit=F("office"))
        .annotate(
            second_supplements=Count("pk", filter=Q(kind=Told.SUPPLEMENT_ASKED, data__second=True)),
            jumped=Count("pk", filter=Q(data__jumped__gt=0)),
            entered_late=Count("pk", filter=late),
        )
        .order_by()
    )


def _left_lying(since: datetime, until: datetime) -> Iterable[Mapping[str, Any]]:
    rows = _events(since, until).filter(kind=Told.ACCEPTED, data__has_key="left_lying")
    return rows.values(unit=KT("data__left_lying")).annotate(left_lying=Count("pk")).order_by()


def _events(since: datetime, until: datetime) -> QuerySet[Event]:
    return Event.objects.filter(subject="dossier", at__gte=since, at__lt=until)


def entered_after_the_fact(event: Event) -> bool:
    """Whether an event claims another time than the server's, by more than ten minutes."""
    return abs(event.recorded_at - event.at) > AFTER_THE_FACT
