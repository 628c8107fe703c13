"""Assignment inside the actions that begin or move work: draw, then keep how it was drawn.

Drawing comes before the move, whose facts need the official; keeping comes after it, so that a move
the table refuses leaves nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.dossiers.assignment import Chosen, alias_of, choose
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.likeness import likeness
from motcua.dossiers.models import Assignment, Countersign, Dossier, Draw
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.worktime.instants import local_day

EFFORT = 1000
FIRST = "first"  # reason of a dossier's first draw


def pick(
    dossier: Dossier,
    *,
    at: datetime,
    first: bool = False,
    without: int | None = None,
    spare_earlier: bool = False,
) -> Chosen:
    """Draw an official for the dossier.

    Parameters
    ----------
    first
        The dossier has never been drawn: nothing earlier is looked for.
    without
        Whom the dossier is taken from.
    spare_earlier
        Draw nobody who had it before: drawing again and again must not lead to a wanted official.
    """
    day, drawn = local_day(at), [] if first else _earlier(dossier)
    out = dict.fromkeys((one.official_id for one in drawn), "taken") if spare_earlier else {}
    out |= _recused(dossier) if drawn else {}
    return choose(dossier, on=day, without=without, at=at, out=out, attempt=len(drawn))


def pick_by_hand(
    dossier: Dossier, official: int, *, at: datetime, ground: str, approvers: Sequence[int]
) -> Chosen:
    """Name an official instead of drawing: on a legal ground, with two approvers, counted."""
    day = local_day(at)
    epoch = epoch_of(day)
    record: dict[str, Any] = {
        "kind": Draw.Kind.BY_HAND.value,
        "attempt": len(_earlier(dossier)),
        "epoch": epoch,
        "chosen": pseudonym(official, epoch).hex(),
        "likeness": likeness(dossier, definition_of(dossier).form),
        "ground": ground,
        "approvers": [pseudonym(one, epoch).hex() for one in approvers],
    }
    return Chosen(official, alias_of(dossier, official), record)


def keep(
    dossier: Dossier, chosen: Chosen, *, at: datetime, reason: str, former: int | None = None
) -> None:
    """Write the draw and move the work from the former official to the chosen one."""
    day = local_day(at)
    Draw.objects.create(
        dossier=dossier,
        at=at,
        day=day,
        reason=reason[:40],
        agency=dossier.agency,
        group=dossier.field,
        official_id=chosen.person_id,
        **chosen.record,
    )
    moved = [(chosen.person_id, EFFORT, reason[:40])]
    if former is not None:
        moved.append((former, -EFFORT, "taken_back"))
    Assignment.objects.bulk_create(
        Assignment(dossier=dossier, official_id=who, agency=dossier.agency, at=at, day=day,
                   effort=effort, reason=why)
        for who, effort, why in moved
    )  # fmt: skip


def told_of(chosen: Chosen) -> dict[str, Any]:
    """Return what the event says of the draw: pseudonyms and numbers; the matter stays secret."""
    return {"draw": {key: value for key, value in chosen.record.items() if key != "likeness"}}


def _earlier(dossier: Dossier) -> list[Draw]:
    return list(Draw.objects.filter(dossier=dossier).order_by("attempt"))


def _recused(dossier: Dossier) -> dict[int, str]:
    rows = Countersign.objects.filter(
        dossier=dossier, kind=Countersign.Kind.RECUSAL, outcome__in=["", "done"]
    )
    return dict.fromkeys(rows.values_list("asked_by", flat=True), "recused")
