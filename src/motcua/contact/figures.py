"""The zero-contact figures: how many dossiers were settled without any contact."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.contact.models import Hearing, Message, Note
from motcua.disclosure.showing import WORDS, shows
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Outcome as Decision

WITHOUT_CONTACT = Q(said=False, heard=False, noted=False, supplement_rounds=0)


@shows(
    settled=WORDS, without=WORDS, with_messages=WORDS, with_hearings=WORDS, with_notes=WORDS,
    supplemented=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class ZeroContact:
    """Of dossiers settled in a period, how many had no contact but reception and return.

    Parameters
    ----------
    rate
        `without / settled`; None when nothing was settled. A supplement round is a contact too.
    """

    settled: int
    without: int
    with_messages: int
    with_hearings: int
    with_notes: int
    supplemented: int

    @property
    def rate(self) -> float | None:
        return self.without / self.settled if self.settled else None


def decided() -> QuerySet[Dossier]:
    """Return every dossier with a decision; `WITHOUT_CONTACT` picks those of zero contact.

    Annotated are `said` (a message), `heard` (a hearing, even asked for only) and `noted`.
    """
    here = OuterRef("pk")
    return Dossier.objects.filter(outcome__in=list(Decision)).annotate(
        said=Exists(Message.objects.filter(dossier=here)),
        heard=Exists(Hearing.objects.filter(dossier=here)),
        noted=Exists(Note.objects.filter(dossier=here)),
    )


def zero_contact(*, since: datetime, until: datetime, unit: str = "") -> ZeroContact:
    """Return the zero-contact figures of dossiers settled in a period; it takes one statement.

    Parameters
    ----------
    since, until
        Settled at or after `since` and before `until`.
    unit
        An agency's code; empty for all.
    """
    figures = _settled(since, until, unit).aggregate(**_COUNTS)
    return ZeroContact(**figures)


def zero_contact_by_unit(*, since: datetime, until: datetime) -> dict[str, ZeroContact]:
    """Return the same for each agency that settled something; it takes one statement."""
    rows = _settled(since, until, "").order_by("agency").values("agency").annotate(**_COUNTS)
    found: list[dict[str, Any]] = list(rows)  # type: ignore[arg-type]
    return {row.pop("agency"): ZeroContact(**row) for row in found}


_COUNTS = {
    "settled": Count("pk"),
    "without": Count("pk", filter=WITHOUT_CONTACT),
    "with_messages": Count("pk", filter=Q(said=True)),
    "with_hearings": Count("pk", filter=Q(heard=True)),
    "with_notes": Count("pk", filter=Q(noted=True)),
    "supplemented": Count("pk", filter=Q(supplement_rounds__gt=0)),
}


def _settled(since: datetime, until: datetime, unit: str) -> QuerySet[Dossier]:
    rows = decided().filter(settled_at__gte=since, settled_at__lt=until)
    return rows.filter(agency=unit) if unit else rows
