"""The read model of the public pages, folded from entries and from nothing else.

Entries have numbers without gaps, so here a cursor is right: it never overtakes a writer.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from motcua.ledger import numbering
from motcua.ledger.models import Folded
from motcua.ledger.month_counts import Changes
from motcua.ledger.numbering import unb64
from motcua.ledger.stories import Story, take

_COLUMNS = (
    "tag", "branch", "shown", "first", "last", "received", "due", "settled", "phase",
    "supplements", "pauses", "extended", "corrected",
)  # fmt: skip
_UPSERT = f"""
INSERT INTO ledger_publiclife ({", ".join(f'"{name}"' for name in _COLUMNS)})
VALUES ({", ".join(["%s"] * len(_COLUMNS))})
ON CONFLICT (tag) DO UPDATE SET
{", ".join(f'"{name}" = excluded."{name}"' for name in _COLUMNS[1:])}
"""  # noqa: S608 - names of our own columns


def fold() -> int:
    """Take in every new entry; returns how many there were."""
    total = 0
    while done := _fold_some():
        total += done
    return total


def _fold_some(step: int = 5000) -> int:
    with transaction.atomic():
        Folded.objects.get_or_create(one=True)
        at = Folded.objects.select_for_update().get(one=True).size
        stop = min(at + step, numbering.size())
        leaves = [leaf for chunk in numbering.entries(at, stop) for leaf in chunk]
        _take_all(at, leaves)
        Folded.objects.filter(one=True).update(size=stop)
    return stop - at


def _take_all(start: int, leaves: Iterable[bytes]) -> None:
    everything = [(idx, json.loads(leaf)) for idx, leaf in enumerate(leaves, start)]
    changes = Changes()
    for idx, fields in everything:
        changes.leaf(idx, fields)
    parsed = [(idx, fields) for idx, fields in everything if "d" in fields]
    # Within a batch leaves stand in the order of their hashes; a dossier's own order is `n`.
    parsed.sort(key=lambda item: (item[1]["d"], item[1]["n"]))
    before = _known({unb64(fields["d"]) for _, fields in parsed})
    stories = dict(before)
    for idx, fields in parsed:
        tag = unb64(fields["d"])
        stories[tag] = take(stories.get(tag), idx, fields)
    for tag, story in stories.items():
        if story:
            changes.story(before.get(tag), story)
    changes.save()
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, [_row(tag, story) for tag, story in stories.items() if story])


def _known(tags: set[bytes]) -> dict[bytes, Story | None]:
    with connection.cursor() as cursor:
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        cursor.execute(
            f"SELECT {names} FROM ledger_publiclife WHERE tag = ANY(%s)",  # noqa: S608
            [list(tags)],
        )
        return {bytes(row[0]): story_of(row[1:]) for row in cursor.fetchall()}


def story_of(row: Any) -> Story:
    """A story from the columns after `tag`."""
    values = list(row)
    pauses = values[9]
    values[9] = tuple(map(tuple, json.loads(pauses) if isinstance(pauses, str) else pauses))
    return Story(*values)


def _row(tag: bytes, story: Story) -> tuple[Any, ...]:
    return (
        tag, story.branch, story.shown, story.first, story.last, story.received, story.due,
        story.settled, story.phase, story.supplements, Jsonb([list(p) for p in story.pauses]),
        story.extended, story.corrected,
    )  # fmt: skip
