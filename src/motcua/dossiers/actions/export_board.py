"""The overdue list leaves as a file: approved by a second person, made once, every look kept."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.approvals.actions.use import usable, use
from motcua.approvals.kinds import Kind
from motcua.disclosure.showing import disclosed
from motcua.dossiers.actions.looked import Purpose, looked
from motcua.dossiers.views.board import CHUNK, BoardLine, Lateness, board_line, on_board
from motcua.dossiers.views.eyes import eyes_of
from motcua.identity.actor import Actor

BOARD = "board"


def slice_of_board(*, show: Lateness, field: str = "", agency: str = "") -> dict[str, Any]:
    """Return what a request for this file wants, exactly."""
    return {"list": BOARD, "show": show.value, "field": field, "agency": agency}


@transaction.atomic
def export_board(
    *,
    number: int,
    write: Callable[[Iterator[BoardLine]], str],
    actor: Actor,
    at: datetime,
    request_id: UUID,
) -> int:
    """Make the file of an approved request; the list as it stands now, within what was approved.

    Parameters
    ----------
    number
        The request (`motcua.approvals`).
    write
        Writes the lines and returns the SHA-256 of the file, by which a copy is known again.

    Returns
    -------
    int
        How many dossiers stand in it.

    Raises
    ------
    Refused
        `absent`: not approved, used already, too late, or somebody else's.
    """
    request = usable(number=number, kind=Kind.EXPORT, actor=actor, at=at)
    wanted = request.wanted
    rows = on_board(actor, at, Lateness(wanted["show"]), field=wanted["field"],
                    agency=wanted["agency"])  # fmt: skip
    seen: list[int] = []
    eyes = eyes_of(actor)

    def lines() -> Iterator[BoardLine]:
        for row in rows.iterator(chunk_size=CHUNK):
            seen.append(row.pk)
            yield disclosed(board_line(row, at), eyes)

    digest = write(lines())
    for start in range(0, len(seen), CHUNK):
        looked(dossier_ids=seen[start : start + CHUNK], actor=actor, at=at, purpose=Purpose.EXPORT)
    use(request, actor=actor, at=at, request_id=request_id, rows=len(seen), sha256=digest)
    return len(seen)
