"""What the settling official has revealed of a dossier, and what the applicant reads about that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from motcua.disclosure.showing import shows
from motcua.disclosure.things import Thing
from motcua.dossiers.actions.looked import is_open_to
from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.models import Dossier, Draw, Reveal
from motcua.dossiers.reveal_reasons import REASONS, RevealReason
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor


@shows(Thing.REVEAL)
@dataclass(frozen=True, slots=True)
class RevealSeen:
    """One reveal as the applicant reads it: which field, why, when; never by whom."""

    at: datetime
    field: Text
    reason: Text


def revealed_answers(row: Dossier, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return the answers revealed to the official whose dossier it is; nothing to anybody else.

    A new draw ends every reveal before it, also where it leads back to the same official. Whoever
    holds an open emergency reads all of them until it ends.
    """
    if is_open_to(row, actor, at):
        return dict(row.answers)
    if actor.person_id is None or row.official_id != actor.person_id:
        return {}
    drawn = Draw.objects.filter(dossier=row).aggregate(last=Max("at"))["last"]
    found = Reveal.objects.filter(dossier=row, official_id=actor.person_id)
    since = found.filter(at__gte=drawn) if drawn else found
    keys = set(since.values_list("field", flat=True))
    return {key: row.answers[key] for key in keys if key in row.answers}


def reveals_of(row_id: int) -> list[RevealSeen]:
    """Return what was revealed of a dossier, the newest first."""
    rows = Reveal.objects.filter(dossier_id=row_id).select_related("dossier").order_by("-at", "-pk")
    return [_seen(row) for row in rows]


def _seen(row: Reveal) -> RevealSeen:
    field = definition_of(row.dossier).form.field(row.field)
    label = Text(field.label.vi, field.label.en) if field else Text(row.field, row.field)
    return RevealSeen(row.at, label, REASONS[RevealReason(row.reason)])
