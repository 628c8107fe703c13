"""What the log tells of dossiers, folded from their leaves."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from motcua.ledger.folding import story_of
from motcua.ledger.models import Entry, MonthCount, PublicLife
from motcua.ledger.queries.leaves import EntryView, view_of
from motcua.ledger.queries.standing import published_size
from motcua.ledger.stories import Story

STORY = (
    "branch", "shown", "first", "last", "received", "due", "settled", "phase", "supplements",
    "pauses", "extended", "corrected",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DossierLife:
    """What the log tells of one dossier."""

    tag: bytes
    story: Story
    leaves: tuple[EntryView, ...]


def life(tag: bytes) -> DossierLife | None:
    """The public life of the dossier with this tag."""
    rows = Entry.objects.filter(tag=tag, idx__lt=published_size()).order_by("n")
    leaves = tuple(view_of(row) for row in rows)
    found = PublicLife.objects.filter(tag=tag).values_list(*STORY).first()
    if not leaves or found is None:
        return None
    return DossierLife(tag, story_of(found), leaves)


def stories(since: date, until: date) -> list[tuple[int, Story]]:
    """Index of the first leaf and story of every dossier received from a day up to another."""
    rows = PublicLife.objects.filter(received__gte=since, received__lt=until).order_by("first")
    return [(row[2], story_of(row)) for row in rows.values_list(*STORY).iterator()]


def months() -> list[str]:
    """Months in which something was received, newest first, as `2026-08`."""
    rows = MonthCount.objects.filter(group=MonthCount.Group.TOTAL, counts__received__gt=0)
    return list(rows.order_by("-month").values_list("month", flat=True))


def tag_of_code(code: str) -> bytes | None:
    """Tag of a dossier by its code, as printed on its papers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tag FROM secrets.chain WHERE facts ->> 'code' = %s", [code])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None
