"""The official whom the beacons' draw gave, as an assignment; nobody while it waits."""

import logging
from datetime import datetime
from typing import Any

from motcua.dossiers.assignment import Chosen, alias_of
from motcua.dossiers.models import Dossier, Draw
from motcua.dossiers.people_behind import people_of
from motcua.dossiers.pseudonyms import epoch_of, pseudonym
from motcua.dossiers.roster_lines import text_of
from motcua.dossiers.told import Told
from motcua.events.models import Event
from motcua.ledger.drawing import results, telling
from motcua.ledger.publish import branch_of
from motcua.lottery.selection import THIN
from motcua.worktime.instants import local_day

log = logging.getLogger("motcua.dossiers")
# Events that ask for an official, and those among them that take the dossier from one.
RELEASES = (Told.RECUSED, Told.REASSIGNED)
ASKS = (Told.RECEIVED, Told.ACCEPTED, Told.PART_OPENED, *RELEASES)
SOURCE = "beacons"


def waits_for_beacons(dossier: Dossier, at: datetime) -> bool:
    """Whether the log lists beacons for the dossier's branch, so that nobody else may draw."""
    return telling.lists_beacons(branch_of(dossier.code or ""), local_day(at))


def passed_over(dossier: Dossier) -> bool:
    """Whether no draw will ever be made for what the dossier asked last.

    So it is where it was settled before beacons were listed, and is reopened now.
    """
    asked = _last_event(dossier, ASKS)
    return asked is not None and results.passed_over(dossier.pk, asked)


def drawn_by_beacons(dossier: Dossier) -> Chosen | None:
    """Return whom the newest draw gave, unless it was used or is older than the last release."""
    given = results.given(dossier.pk)
    if given is None or given.event < (_last_event(dossier, RELEASES) or 0):
        return None
    if Draw.objects.filter(dossier=dossier, log_attempt=given.attempt).exists():
        return None
    person_id = people_of(given.day).get(given.officer)
    if person_id is None:
        # The usual cause: the secret key was changed, and with it every pseudonym.
        log.error("drawn_official_unknown code=%s", dossier.code)
        return None
    return Chosen(person_id, alias_of(dossier, person_id), _record(dossier, given), _said(given))


def _record(dossier: Dossier, given: results.Given) -> dict[str, Any]:
    kind = Draw.Kind.REPEAT if given.repeat else Draw.Kind.DRAWN
    return {
        "kind": kind.value,
        "attempt": Draw.objects.filter(dossier=dossier).count(),
        "log_attempt": given.attempt,
        "checkpoint": given.checkpoint,
        "epoch": epoch_of(given.day),
        "scope": given.scope,
        "thin": given.pool < THIN,
        "seed_source": SOURCE,
        "verifiable": True,
        "chosen": given.officer.hex(),
        "likeness": given.alike,
        "repeat_of": _first_draw(given) if given.repeat else None,
        **given.record,
    }


def _first_draw(given: results.Given) -> int | None:
    rows = Draw.objects.filter(likeness=given.alike, log_attempt=0).exclude(dossier=given.dossier)
    return rows.order_by("at", "pk").values_list("pk", flat=True).first()


def _said(given: results.Given) -> dict[str, Any]:
    return {"assigned": {"a": given.attempt, "k": given.checkpoint, "o": text_of(given.officer),
                         "w": given.points}}  # fmt: skip


def held_as(dossier: Dossier, at: datetime) -> bytes:
    """Return the pseudonym under which the official was given the dossier."""
    newest = Draw.objects.filter(dossier=dossier).order_by("-attempt").first()
    if newest is not None and newest.official_id == dossier.official_id:
        return bytes.fromhex(newest.chosen)
    return pseudonym(dossier.official_id or 0, epoch_of(local_day(at)))


def _last_event(dossier: Dossier, kinds: tuple[Told, ...]) -> int | None:
    rows = Event.objects.filter(subject="dossier", subject_id=dossier.pk, kind__in=kinds)
    return rows.order_by("-pk").values_list("pk", flat=True).first()
