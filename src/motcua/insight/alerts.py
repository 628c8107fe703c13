"""Alerts as the inspectorate reads them: people by pseudonym, dossiers only behind a look."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.approvals.models import Request
from motcua.disclosure.showing import WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.views.eyes import INSPECTOR
from motcua.flow.refusal import Text, refuse
from motcua.identity.actor import Actor
from motcua.insight.actions.judging import is_about
from motcua.insight.models import Alert
from motcua.insight.tables import inspects
from motcua.insight.verdicts import VERDICTS
from motcua.insight.watches import WATCHES, Watch


class State(StrEnum):
    """How far an alert has come."""

    NEW = "new"
    SEEN = "seen"
    CLOSED = "closed"


@shows(
    Thing.ALERT, watch="alert.kind", state=WORDS, verdict_names="alert.verdict", about_me=WORDS,
    cases=WORDS, who="alias of alert.who", seen_by="alias of alert.seen_by",
    closed_by="alias of alert.closed_by",
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSeen:
    """One alert; `who`, `seen_by` and `closed_by` are pseudonyms in hex.

    Parameters
    ----------
    about_me
        The reader is whom it is about, and may not judge it.
    cases
        How many dossiers can be opened behind it.
    """

    uid: UUID
    watch: Watch
    day: date
    unit: str
    who: str
    hits: int
    base: int
    usual: float | None
    z: float | None
    raised_at: datetime
    state: State
    seen_by: str
    seen_at: datetime | None
    closed_by: str
    closed_at: datetime | None
    verdict_names: Text | None
    words: str
    about_me: bool
    cases: int


_OF: dict[State, Q] = {
    State.NEW: Q(seen_at__isnull=True),
    State.SEEN: Q(seen_at__isnull=False, closed_at__isnull=True),
    State.CLOSED: Q(closed_at__isnull=False),
}


def alerts(actor: Actor, *, state: str = "", kind: str = "") -> QuerySet[Alert]:
    """Return alerts, the newest first; of a state and a kind where they are given.

    Raises
    ------
    Refused
        `not_permitted` for everybody but the inspectorate.
    """
    inspects(actor)
    rows = Alert.objects.filter(kind__in=WATCHES).order_by("-day", "-z", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(_OF[State(state)]) if state else rows


def seen_as(actor: Actor, row: Alert) -> AlertSeen:
    """Return the alert as the page shows it."""
    state = State.CLOSED if row.closed_at else State.SEEN if row.seen_at else State.NEW
    dossiers = row.kind != "emergency-roster"
    found = AlertSeen(
        uid=row.uid, watch=WATCHES[row.kind], day=row.day, unit=row.unit, who=row.who,
        hits=row.hits, base=row.base, usual=row.usual, z=row.z, raised_at=row.raised_at,
        state=state, seen_by=_by(row.seen_by, row.seen_at), seen_at=row.seen_at,
        closed_by=_by(row.closed_by, row.closed_at), closed_at=row.closed_at,
        verdict_names=VERDICTS.get(row.verdict), words=row.words,
        about_me=is_about(row, actor.person_id or 0), cases=len(row.evidence) if dossiers else 0,
    )  # fmt: skip
    return disclosed(found, INSPECTOR)


def alert(actor: Actor, uid: UUID) -> AlertSeen:
    """Return one alert; `absent` is refused."""
    return seen_as(actor, _row(actor, uid))


def evidence(actor: Actor, uid: UUID) -> list[int]:
    """Return the numbers of the dossiers behind an alert; who opens them leaves a look."""
    row = _row(actor, uid)
    return [] if row.kind == "emergency-roster" else [int(one) for one in row.evidence]


def reasons(actor: Actor, uid: UUID) -> list[tuple[datetime, str]]:
    """Return when and why, in the words of who asked, the roster was changed at once."""
    row = _row(actor, uid)
    if row.kind != "emergency-roster":
        return []
    asked = Request.objects.filter(pk__in=row.evidence).order_by("asked_at")
    return list(asked.values_list("asked_at", "reason"))


def _row(actor: Actor, uid: UUID) -> Alert:
    row = alerts(actor).filter(uid=uid).first()
    if row is None:
        raise refuse("absent", "Không tìm thấy cảnh báo.", "No such alert.")
    return row


def _by(person_id: int | None, at: datetime | None) -> str:
    if person_id is None or at is None:
        return ""
    return pseudonym(person_id, epoch_of(at.date())).hex()
