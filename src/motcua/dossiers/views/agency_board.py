"""How an agency stands: counts by status, what is late, how punctual its steps were, its people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from motcua.disclosure.showing import WITHIN, WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.models import Dossier, HandOver
from motcua.dossiers.status import ENDED, IN_PROCESS, STATUS_NAMES, Status
from motcua.dossiers.views.naming import people_names
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.models import Absence, Appointment
from motcua.identity.roles import NAMES, Role

WINDOW = timedelta(days=30)


@shows(status=WORDS, names=WORDS, count=WORDS)
@dataclass(frozen=True, slots=True)
class StatusCount:
    status: Status
    names: Text
    count: int


@shows(early=WORDS, on_time=WORDS, late=WORDS)
@dataclass(frozen=True, slots=True)
class Punctuality:
    """Steps finished by the agency in the last thirty days."""

    early: int
    on_time: int
    late: int

    @property
    def total(self) -> int:
        return self.early + self.on_time + self.late

    @property
    def in_time(self) -> float | None:
        """Share of steps not late; None without any."""
        return (self.early + self.on_time) / self.total if self.total else None


@shows(
    counts=WITHIN, overdue=WORDS, steps_overdue=WORDS, due_soon=WORDS, to_decide=WORDS,
    settled=WORDS, settled_in_time=WORDS, steps=WITHIN,
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class AgencyBoard:
    """The head's board; settled and in time count decisions of the last thirty days."""

    counts: tuple[StatusCount, ...]
    overdue: int
    steps_overdue: int
    due_soon: int
    to_decide: int
    settled: int
    settled_in_time: int
    steps: Punctuality


@shows(Thing.ABSENCE)
@dataclass(frozen=True, slots=True)
class Away:
    first_day: date
    last_day: date
    reason: str


@shows(
    person_id=WORDS, name="staff.full_name", roles="appointment.role", open_work=WORDS,
    overdue=WORDS, away=WITHIN, away_today="absence.first_day",
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class StaffLine:
    """One official of the agency: roles, open work, days away from today on."""

    person_id: int
    name: str
    roles: tuple[Text, ...]
    open_work: int
    overdue: int
    away: tuple[Away, ...]
    away_today: bool


def agency_board(actor: Actor, at: datetime) -> AgencyBoard:
    """Return the figures of the actor's agency."""
    mine = Dossier.objects.filter(agency=actor.office)
    counted = dict(
        mine.exclude(status__in=[*ENDED, Status.DRAFT, Status.REGISTERED])
        .order_by()
        .values_list("status")
        .annotate(count=Count("pk"))
    )
    running = Q(status__in=IN_PROCESS)
    settled = Q(settled_at__gte=at - WINDOW)
    # By days and against the first appointment, as the national index counts.
    in_time = Q(settled_at__date__lte=TruncDate("first_due_at"))
    figures = mine.aggregate(
        overdue=Count("pk", filter=running & Q(due_at__lt=at)),
        steps_overdue=Count("pk", filter=running & Q(step_due_at__lt=at)),
        due_soon=Count(
            "pk", filter=running & Q(due_at__gte=at, due_at__lte=at + timedelta(days=1))
        ),
        to_decide=Count("pk", filter=Q(status=Status.PROCESSING) & ~Q(proposal="")),
        settled=Count("pk", filter=settled),
        settled_in_time=Count("pk", filter=settled & in_time),
    )
    return AgencyBoard(
        counts=tuple(
            StatusCount(status, STATUS_NAMES[status], counted.get(status, 0))
            for status in Status
            if counted.get(status)
        ),
        steps=_punctuality(actor.office, at),
        **figures,
    )


def _punctuality(office: str, at: datetime) -> Punctuality:
    rows = HandOver.objects.filter(giving_office=office, at__gte=at - WINDOW).exclude(outcome="")
    found = dict(rows.order_by().values_list("outcome").annotate(count=Count("pk")))
    return Punctuality(found.get("early", 0), found.get("on_time", 0), found.get("late", 0))


def staff_of(actor: Actor, today: date, at: datetime) -> tuple[StaffLine, ...]:
    """Return the officials of the actor's agency by name, with their open work and absences."""
    valid = Q(valid_from__lte=today) & (Q(valid_until=None) | Q(valid_until__gte=today))
    roles: dict[int, list[Text]] = {}
    for person_id, role in Appointment.objects.filter(valid, office=actor.office).values_list(
        "person_id", "role"
    ):
        roles.setdefault(person_id, []).append(NAMES[Role(role)])
    away: dict[int, list[Away]] = {}
    for one in Absence.objects.filter(person__in=roles, last_day__gte=today).order_by("first_day"):
        away.setdefault(one.person_id, []).append(Away(one.first_day, one.last_day, one.reason))
    work = _open_work(actor.office, at)
    names = people_names(roles)
    return tuple(
        _staff_line(
            pk, names[pk], tuple(roles[pk]), work.get(pk, (0, 0)), tuple(away.get(pk, ())), today
        )
        for pk in sorted(roles, key=lambda pk: names[pk])
    )


def _staff_line(
    pk: int,
    name: str,
    roles: tuple[Text, ...],
    work: tuple[int, int],
    away: tuple[Away, ...],
    today: date,
) -> StaffLine:
    here = not any(one.first_day <= today <= one.last_day for one in away)
    return StaffLine(pk, name, roles, *work, away, not here)


def _open_work(office: str, at: datetime) -> dict[int, tuple[int, int]]:
    rows = (
        Dossier.objects.filter(agency=office, status=Status.PROCESSING, official__isnull=False)
        .order_by()
        .values_list("official_id")
        .annotate(work=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)))
    )
    return {pk: (work, late) for pk, work, late in rows}
