"""Figures of a month, and the dossiers behind each of them."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from motcua.ledger.figures import SUPPLEMENTED, figures, month_bounds, overdue
from motcua.ledger.folding import story_of
from motcua.ledger.models import Entry, Folded, MonthCount, PublicLife
from motcua.ledger.queries.lives import STORY
from motcua.ledger.stories import Story
from motcua.worktime.instants import midnight

_AGAIN = 5  # a batch that is folded meanwhile: read once more
Group = MonthCount.Group


def figures_of(month: str) -> dict[str, Any]:
    """Figures of a month as the log stands (`figures`); raises `ValueError` for no month."""
    first, after = month_bounds(month)
    for _ in range(_AGAIN):
        size = _folded()
        as_of = _newest_day(size, first)
        told = {key: _sums(month, key) for key in (Group.TOTAL, Group.BRANCH, Group.SHOWN)}
        if _folded() == size:
            break
    return figures(
        month,
        told[Group.TOTAL].get("", {}),
        told[Group.BRANCH],
        told[Group.SHOWN],
        size=size,
        as_of=as_of,
        refusals=_refusals(first, after),
        declined=_declined(first, after),
    )


def _folded() -> int:
    return Folded.objects.filter(one=True).values_list("size", flat=True).first() or 0


def _sums(month: str, group: str) -> dict[str, dict[str, int]]:
    rows = MonthCount.objects.filter(month=month, group=group).values_list("name", "counts")
    return dict(rows)


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
    key = (Group.BRANCH, branch) if branch else (Group.TOTAL, "")
    kept = MonthCount.objects.filter(month=month, group=key[0], name=key[1]).first()
    if kept is None:
        return Listed(0, ())
    as_of = _newest_day(_folded(), first)
    # First entries of a month stand together: the bounds keep the search from the other months.
    rows = PublicLife.objects.filter(first__gte=kept.first, first__lte=kept.last)
    rows = rows.filter(_group(group, as_of), received__gte=first, received__lt=after)
    rows = rows.filter(branch=branch) if branch else rows
    total = _total(group, kept.counts, as_of)
    if not total:
        return Listed(0, ())
    some = rows.order_by("first").values_list("tag", *STORY)[offset : offset + count]
    return Listed(total, tuple((bytes(row[0]), story_of(row[1:])) for row in some))


def _total(group: str, counts: dict[str, int], as_of: date) -> int:
    if group == "overdue":
        return overdue(counts, as_of)
    if group == "late":
        return counts.get("settled", 0) - counts.get("on_time", 0)
    return counts.get(SUPPLEMENTED if group == "supplements" else group, 0)


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


def _refusals(first: date, after: date) -> dict[str, int]:
    """Refusals by procedure, from the sealed parts."""
    bounds = (midnight(day).astimezone(UTC).isoformat() for day in (first, after))
    return _by_procedure(
        "SELECT facts ->> 'procedure', count(*) FROM secrets.chain "
        "WHERE facts ->> 'outcome' = 'refused' "
        "AND (facts ->> 'settled_at') COLLATE \"C\" >= %s "
        "AND (facts ->> 'settled_at') COLLATE \"C\" < %s GROUP BY 1",
        *bounds,
    )


def _declined(first: date, after: date) -> dict[str, int]:
    """Dossiers declined at the counter by procedure: events alone tell of them."""
    midnights = (midnight(day) for day in (first, after))
    return _by_procedure(
        "SELECT COALESCE(chain.facts ->> 'procedure', 'other'), count(*) FROM events_event "
        "LEFT JOIN secrets.chain ON chain.dossier = events_event.subject_id "
        "WHERE kind = 'dossier_declined' AND at >= %s AND at < %s GROUP BY 1",
        *midnights,
    )


def _by_procedure(statement: str, *values: str | datetime) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {str(code): int(count) for code, count in cursor.fetchall()}
