"""Reading messages for those who run the centre: figures, and metadata without any content."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.notices.models import Notice


@shows(way=WORDS, sent=WORDS, waiting=WORDS, stuck=WORDS)
@dataclass(frozen=True, slots=True)
class WayFigures:
    """Messages of one way since a day, by what became of them."""

    way: str
    sent: int
    waiting: int
    stuck: int

    @property
    def total(self) -> int:
        return self.sent + self.waiting + self.stuck


@shows(Thing.NOTICE, dossier_id="notice.subject_id")
@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message without its words and without the address it goes to."""

    id: int
    dossier_id: int
    kind: str
    subject: str
    way: str
    state: str
    attempts: int
    owed_at: datetime
    sent_at: datetime | None
    next_at: datetime
    problem: str


STUCK = (Notice.State.FAILED.value, Notice.State.UNCERTAIN.value)
WAITING = (Notice.State.PENDING.value, Notice.State.SENDING.value)


def figures_since(since: datetime) -> list[WayFigures]:
    """Return how the messages owed since an instant have fared, by way."""
    rows = Notice.objects.filter(owed_at__gte=since).values_list("way", "state")
    counts: dict[str, dict[str, int]] = {}
    for way, state, n in rows.annotate(n=Count("pk")).order_by("way", "state"):
        counts.setdefault(way, {})[state] = n
    return [
        WayFigures(way, by.get(Notice.State.SENT.value, 0), sum(by.get(s, 0) for s in WAITING),
                   sum(by.get(s, 0) for s in STUCK))
        for way, by in counts.items()
    ]  # fmt: skip


def message_lines(rows: QuerySet[Notice]) -> list[MessageLine]:
    """Return messages as lists show them."""
    return [
        MessageLine(row.pk, row.subject_id, row.kind, row.subject, row.way, row.state,
                    row.attempts, row.owed_at, row.sent_at, row.next_at, row.problem)
        for row in rows
    ]  # fmt: skip
