"""Watch a day once: an alert for each new oddity, and an event that says how many."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.events.models import Event
from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.insight.models import Alert
from motcua.insight.told import ALERT, WATCH, Told
from motcua.insight.watching import Found, odd_on

_LOCK = 0x6D6F7761  # key of the advisory lock on watching: two workers, one day
DOUBLED = 2
"""What was said is said again within its window only once its cases have doubled."""


def is_watched(day: date) -> bool:
    """Tell whether a day has been watched."""
    return Event.objects.filter(subject=WATCH, subject_id=day.toordinal()).exists()


@transaction.atomic
def raise_alerts(*, day: date, actor: Actor, at: datetime) -> int:
    """Return how many alerts a day gave; none when it was watched before.

    Raises
    ------
    Refused
        `not_permitted` for everybody but the platform's own jobs.
    """
    if not actor.may(P.SYSTEM):
        raise refuse("not_permitted", "Chỉ hệ thống làm việc này.", "The platform alone does it.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if is_watched(day):
        return 0
    raised = [_raise(found, day, actor, at) for found in _fresh(odd_on(day), day)]
    record(
        Told.DAY_WATCHED, subject=WATCH, subject_id=day.toordinal(), n=0, at=at, actor=actor,
        data={"day": day.isoformat(), "alerts": len(raised),
              "kinds": sorted({one.kind for one in raised})},
    )  # fmt: skip
    return len(raised)


def _fresh(found: Iterable[Found], day: date) -> Iterable[Found]:
    for one in found:
        begins = day - timedelta(days=one.watch.days)
        said = Alert.objects.filter(
            kind=one.watch.key, unit=one.unit, who__in=_names(one, begins, day), day__gt=begins,
            hits__gt=one.hits / DOUBLED,
        )  # fmt: skip
        if not said.exists():
            yield one


def _names(found: Found, begins: date, day: date) -> set[str]:
    """Return the pseudonyms somebody bears between two days: quarters change them."""
    return {_name(found, on) for on in (begins, begins + (day - begins) / 2, day)}


def _name(found: Found, day: date) -> str:
    return "" if found.person_id is None else pseudonym(found.person_id, epoch_of(day)).hex()


def _raise(found: Found, day: date, actor: Actor, at: datetime) -> Alert:
    alert = Alert.objects.create(
        kind=found.watch.key, day=day, unit=found.unit, who=_name(found, day), hits=found.hits,
        base=found.base, usual=found.usual, z=found.z, evidence=list(found.evidence),
        raised_at=at, event_count=1,
    )  # fmt: skip
    record(
        Told.RAISED, subject=ALERT, subject_id=alert.pk, n=0, at=at, actor=actor,
        data={"kind": alert.kind, "day": day.isoformat(), "unit": alert.unit, "who": alert.who,
              "hits": alert.hits, "base": alert.base},
    )  # fmt: skip
    return alert
