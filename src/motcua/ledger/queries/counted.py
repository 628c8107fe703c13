"""Figures of a month, and the dossiers behind each of them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q

from motcua.ledger.figures import figures, month_bounds
from motcua.ledger.folding import story_of
from motcua.ledger.models import Entry, Folded, PublicLife
from motcua.ledger.queries.lives import STORY
from motcua.ledger.stories import Story


def figures_of(month: str) -> dict[str, Any]:
    """Figures of a month as the log stands (`figures`); raises `ValueError` for no month."""
    first, after = month_bounds(month)
    folded = Folded.objects.filter(one=True).values_list("size", flat=True).first() or 0
    rows = PublicLife.objects.filter(received__gte=first, received__lt=after, first__lt=folded)
    stories = (story_of(row) for row in rows.order_by("first").values_list(*STORY).iterator())
    return figures(
        month, stories, size=folded, as_of=_newest_day(folded, first), refusals=_refusals(month)
    )


GROUPS = (
    "received",
    "settled",
    "on_time",
    "late",
    "overdue",
    "withdrawn",
    "supplements",
    "extended",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some dossiers of a group, and how many the group has."""

    total: int
    rows: tuple[tuple[bytes, Story], ...]


def listed(month: str, group: str, branch: str, *, offset: int, count: int) -> Listed:
    """The dossiers behind a figure: of a month, a group of `GROUPS`, and a branch or all."""
    first, after = month_bounds(month)
    folded = Folded.objects.filter(one=True).values_list("size", flat=True).first() or 0
    rows = PublicLife.objects.filter(received__gte=first, received__lt=after, first__lt=folded)
    rows = rows.filter(_group(group, _newest_day(folded, first)))
    rows = rows.filter(branch=branch) if branch else rows
    some = rows.order_by("first").values_list("tag", *STORY)[offset : offset + count]
    return Listed(rows.count(), tuple((bytes(row[0]), story_of(row[1:])) for row in some))


def _group(group: str, as_of: date) -> Q:
    return {
        "received": Q(),
        "settled": Q(settled__isnull=False),
        "on_time": Q(settled__lte=F("due")),
        "late": Q(settled__gt=F("due")),
        "overdue": Q(settled__isnull=True, phase="open", due__lt=as_of),
        "withdrawn": Q(phase="withdrawn"),
        "supplements": Q(supplements__gt=0),
        "extended": Q(extended=True),
    }[group]


def _newest_day(size: int, otherwise: date) -> date:
    """Newest day among the last entries: a batch holds at most a day or two."""
    rows = Entry.objects.filter(idx__lt=size).order_by("-idx").values_list("leaf", flat=True)[:256]
    days = [json.loads(bytes(leaf))["day"] for leaf in rows]
    return max(map(date.fromisoformat, days), default=otherwise)


def _refusals(month: str) -> dict[str, int]:
    """Refusals by procedure, from the sealed parts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facts ->> 'procedure', count(*) FROM secrets.chain "
            "WHERE facts ->> 'outcome' = 'refused' AND facts ->> 'settled_at' LIKE %s GROUP BY 1",
            [f"{month}-%"],
        )
        return {str(code): int(count) for code, count in cursor.fetchall()}
