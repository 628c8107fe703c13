"""Assignment inside the actions that begin or move work: draw, then keep how it was drawn.

Where the log lists beacons, nobody draws here: the dossier waits for the round of its checkpoint, and
`assign` gives it over. Elsewhere the draw is made at once, and labelled. Drawing comes before the
move, whose facts need the official; keeping comes after it, so that a move the table refuses leaves
nothing.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.dossiers.assignment import Chosen, alias_of, choose
from motcua.dossiers.by_beacons import held_as, waits_for_beacons
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.likeness import likeness
from motcua.dossiers.models import Assignment, Countersign, Dossier, Draw
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.roster_lines import text_of
from motcua.identity.actor import Actor
from motcua.worktime.instants import local_day

EFFORT = 1000
FIRST = "first"  # reason of a dossier's first draw
_ACT = re.compile(r"(\d{1,4}/\d{4})/([A-ZĐ][A-ZĐ0-9-]*)")  # number of a legal document


def pick(
    dossier: Dossier,
    *,
    at: datetime,
    first: bool = False,
    without: int | None = None,
    spare_earlier: bool = False,
) -> Chosen | None:
    """Draw an official for the dossier; None where the beacons draw, and it waits for them.

    Parameters
    ----------
    first
        The dossier has never been drawn: nothing earlier is looked for.
    without
        Whom the dossier is taken from.
    spare_earlier
        Draw nobody who had it before: drawing again and again must not lead to a wanted official.
    """
    if waits_for_beacons(dossier, at):
        return None
    return pick_here(dossier, at=at, first=first, without=without, spare_earlier=spare_earlier)


def pick_here(
    dossier: Dossier,
    *,
    at: datetime,
    first: bool = False,
    without: int | None = None,
    spare_earlier: bool = False,
) -> Chosen:
    """Draw from the server's own numbers; parameters as of `pick`."""
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
    who, second = pseudonym(official, epoch), [pseudonym(one, epoch) for one in approvers]
    record: dict[str, Any] = {
        "kind": Draw.Kind.BY_HAND.value,
        "attempt": len(_earlier(dossier)),
        "epoch": epoch,
        "chosen": who.hex(),
        "likeness": likeness(dossier, definition_of(dossier).form),
        "ground": ground,
        "approvers": [one.hex() for one in second],
    }
    said = {"g": ground_code(ground), "o": text_of(who), "y": [text_of(one) for one in second]}
    return Chosen(official, alias_of(dossier, official), record, {"manual": said})


def ground_code(ground: str) -> str:
    """The legal document of a ground, in the alphabet of the log; "stated" where none is found."""
    found = _ACT.search(ground.upper())
    if found is None:
        return "stated"
    return f"{found[1]}.{found[2]}".replace("/", ".").replace("Đ", "D")[:32].rstrip("-.")


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
    _count(dossier, chosen.person_id, EFFORT, reason, at)
    give_back(dossier, former, at=at)


def give_back(dossier: Dossier, former: int | None, *, at: datetime) -> None:
    """Take the work of the dossier from whoever had it."""
    if former is not None:
        _count(dossier, former, -EFFORT, "taken_back", at)


def _count(dossier: Dossier, official: int, effort: int, reason: str, at: datetime) -> None:
    Assignment.objects.create(
        dossier=dossier, official_id=official, agency=dossier.agency, at=at, day=local_day(at),
        effort=effort, reason=reason[:40],
    )  # fmt: skip


def settle(
    dossier: Dossier, chosen: Chosen | None, *, at: datetime, reason: str, former: int | None
) -> None:
    """Keep a new draw; or, while the dossier waits for one, only that the former has it no more."""
    if chosen:
        keep(dossier, chosen, at=at, reason=reason, former=former)
    else:
        give_back(dossier, former, at=at)


def told_of(chosen: Chosen | None, said: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the event says of the draw: pseudonyms and numbers; the matter stays secret.

    Parameters
    ----------
    said
        Own keys of further leaves of the open log, by type.
    """
    log = {**(said or {}), **(chosen.said if chosen else {})}
    told: dict[str, Any] = {"open_log": log} if log else {}
    if chosen:
        told["draw"] = {key: value for key, value in chosen.record.items() if key != "likeness"}
    return told


def released(
    dossier: Dossier, why: str, *, at: datetime, actor: Actor | None = None
) -> dict[str, Any]:
    """Return the leaf that says that the official has the dossier no more.

    Parameters
    ----------
    why
        A reason of the leaf's schema; with an `actor` who confirmed it, of `recused`.
    """
    who = {"o": text_of(held_as(dossier, at)), "r": why}
    if actor is None:
        return {"reassigned": who}
    second = pseudonym(actor.person_id or 0, epoch_of(local_day(at)))
    return {"recused": {**who, "y": text_of(second)}}


def _earlier(dossier: Dossier) -> list[Draw]:
    return list(Draw.objects.filter(dossier=dossier).order_by("attempt"))


def _recused(dossier: Dossier) -> dict[int, str]:
    rows = Countersign.objects.filter(
        dossier=dossier, kind=Countersign.Kind.RECUSAL, outcome__in=["", "done"]
    )
    return dict.fromkeys(rows.values_list("asked_by", flat=True), "recused")
