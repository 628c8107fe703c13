"""What figures count: rows with an instant, a unit and mostly a person and a dossier behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Lower, Replace

from motcua.contact.figures import decided
from motcua.dossiers.actions.looked import Purpose
from motcua.dossiers.models import AccessRecord, Countersign, Dossier, Draw, Suspension
from motcua.dossiers.status import Channel, Form, Outcome, Status
from motcua.dossiers.told import Told
from motcua.dossiers.views.abuses import LATER_APPROVED
from motcua.events.models import Event
from motcua.feedback.models import Invitation
from motcua.identity.models import Person
from motcua.insight.after_hours import is_after_hours, parts_of
from motcua.insight.models import Alert


@dataclass(frozen=True, slots=True)
class Source:
    """Rows to count.

    Parameters
    ----------
    rows
        All there are, with what measures ask for annotated.
    at, unit, dossier, person
        The fields of the instant, the office's code, the dossier's number and the official's;
        `person` is empty where no official stands behind a row.
    """

    rows: Callable[[], QuerySet[Any]]
    at: str
    unit: Any
    dossier: Any
    person: str = ""

    def between(self, since: datetime, until: datetime) -> QuerySet[Any]:
        """Return the rows of a span, each with `unit_code` and `dossier_number`."""
        found: QuerySet[Any] = self.rows().filter(
            **{f"{self.at}__gte": since, f"{self.at}__lt": until}
        )
        found = found.annotate(unit_code=self.unit, dossier_number=self.dossier)
        return found.exclude(unit_code="")


def _settled() -> QuerySet[Any]:
    granted = Dossier.objects.filter(
        applicant=OuterRef("applicant"), procedure=OuterRef("procedure"), outcome=Outcome.GRANTED,
        settled_at__gt=OuterRef("settled_at"),
        settled_at__lte=OuterRef("settled_at") + LATER_APPROVED,
    )  # fmt: skip
    return Dossier.objects.filter(
        status__in=[Status.DONE, Status.RETURNED], clock_started_at__isnull=False
    ).annotate(
        granted_later=Exists(granted),
        paused_02=_paused(Form.SUPPLEMENT),
        paused_05=_paused(Form.STOP),
        paused_payment=_paused(Form.PAYMENT),
    )


def _paused(form: Form) -> Exists:
    return Exists(Suspension.objects.filter(dossier=OuterRef("pk"), form=form))


def _accepted_online() -> QuerySet[Any]:
    lying = Event.objects.filter(
        subject="dossier", subject_id=OuterRef("pk"), kind=Told.ACCEPTED,
        data__has_key="left_lying",
    )  # fmt: skip
    return Dossier.objects.filter(channel=Channel.ONLINE).annotate(left_lying=Exists(lying))


def _events() -> QuerySet[Any]:
    return Event.objects.filter(subject="dossier")


def _looks() -> QuerySet[Any]:
    looker = Person.objects.filter(pk=OuterRef("person_id"))
    # Names in a list that is opened all day: nobody chose to look at them.
    return (
        AccessRecord.objects.exclude(purpose=Purpose.LIST)
        .annotate(
            house=_house("dossier__applicant__full_name"),
            own_house=Coalesce(
                looker.annotate(words=_house("full_name")).values("words")[:1],
                Value("", output_field=TextField()),
            ),
            **parts_of("at"),
        )
        .annotate(after_hours=is_after_hours())
    )


def _given() -> QuerySet[Any]:
    asked = Countersign.objects.filter(
        dossier=OuterRef("dossier"), kind=Countersign.Kind.RECUSAL, asked_by=OuterRef("official_id")
    )
    return Draw.objects.annotate(recused=Exists(asked))


def _house(field: str) -> Func:
    """Return family and middle name, where there are three words at least; else nothing."""
    return Func(
        Lower(field), Value(r"^\s*(\S+)\s+(\S+)\s+\S.*$"), Value(r"\1 \2"),
        function="REGEXP_REPLACE", output_field=TextField(),
    )  # fmt: skip


SETTLED = Source(_settled, "settled_at", F("agency"), F("pk"), "official_id")
DECIDED = Source(decided, "settled_at", F("agency"), F("pk"), "official_id")
ACCEPTED_ONLINE = Source(_accepted_online, "accepted_at", F("received_at_point"), F("pk"))
DRAWS = Source(Draw.objects.all, "at", F("agency"), F("dossier_id"), "official_id")
GIVEN = Source(_given, "at", F("agency"), F("dossier_id"), "official_id")
EVENTS = Source(_events, "at", F("office"), F("subject_id"), "person_id")
LOOKS = Source(_looks, "at", F("office"), F("dossier_id"), "person_id")
REQUESTS = Source(
    Countersign.objects.all, "asked_at", F("dossier__agency"), F("dossier_id"), "asked_by"
)
RATINGS = Source(
    Invitation.objects.all, "issued_at", F("unit"),
    Cast(Replace("subject", Value("dossier:")), BigIntegerField()),
)  # fmt: skip
ALERTS = Source(Alert.objects.all, "raised_at", F("unit"), Value(0, output_field=BigIntegerField()))
WITH_JUMP = Q(data__has_key="jumped")
JUMPED = Q(data__jumped__gt=0)
