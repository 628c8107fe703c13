"""The events of one dossier for an inspector: who did what in which role, people by aliases.

An alias is the one of this dossier (`assignment.alias_of`): it says nothing elsewhere, and the
same person bears it throughout the dossier. The page also proves that the events retell the row.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.disclosure.masks import DOTS
from motcua.disclosure.policy import may_see
from motcua.disclosure.showing import WITHIN, WORDS, disclosed, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.absence import ABSENT
from motcua.dossiers.actions.looked import trace
from motcua.dossiers.actions.taking import TOLD_FIELDS, plain
from motcua.dossiers.assignment import alias_of
from motcua.dossiers.fold import fold
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import visible_dossier
from motcua.dossiers.views.eyes import INSPECTOR
from motcua.dossiers.views.naming import event_names, office_names
from motcua.events.models import Event
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused, Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.identity.queries import posts
from motcua.identity.roles import NAMES, Role
from motcua.worktime.instants import local_day

# Fields of the row that hold the number of a person.
PEOPLE = frozenset(
    {"applicant_id", "submitter_id", "official_id", "proposed_by", "received_by", "decided_by",
     "returned_by", "cashed_by"}
)  # fmt: skip
PLATFORM = Text("Hệ thống", "The platform")


@shows(Thing.EVENT, field="event.kind", value="event.data")
@dataclass(frozen=True, slots=True)
class Changed:
    """A field that the event changed, with its new value."""

    field: str
    value: str


@shows(
    Thing.EVENT, names="event.kind", alias="alias of event.person_id", roles=WORDS, changes=WITHIN
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedEvent:
    """One event: when it happened and when it was recorded, by whom in which role."""

    n: int
    kind: str
    names: Text
    at: datetime
    recorded_at: datetime
    alias: str
    roles: tuple[Text, ...]
    office: Text | None
    on_behalf_of: str
    request_id: str
    changes: tuple[Changed, ...]


@shows(Thing.EVENT, field="event.kind", told="event.data", kept="event.data")
@dataclass(frozen=True, slots=True)
class Mismatch:
    """A field of the row that is not what the events say."""

    field: str
    told: str
    kept: str


@shows(code="dossier.code", events=WITHIN, mismatches=WITHIN, gaps=WORDS)
@dataclass(frozen=True, slots=True)
class Audited:
    """The whole record; `gaps` are numbers of events that are missing."""

    code: str
    events: tuple[AuditedEvent, ...]
    mismatches: tuple[Mismatch, ...]
    gaps: tuple[int, ...]

    @property
    def sound(self) -> bool:
        return not self.mismatches and not self.gaps


def audited(actor: Actor, code: str, at: datetime) -> Audited:
    """Return the record of a dossier.

    Raises
    ------
    Refused
        `absent` without such a dossier or without the permission to audit.
    """
    if not actor.may(P.AUDIT):
        raise Refused(ABSENT)
    row = visible_dossier(actor, code)
    trace(row, actor, at)
    events = of_subject("dossier", row.pk)
    found = Audited(
        row.code or "",
        tuple(_seen(row, event) for event in events),
        _mismatches(row, events),
        tuple(sorted(set(range(row.event_count)) - {event.n for event in events})),
    )
    return disclosed(found, INSPECTOR)


def _seen(row: Dossier, event: Event) -> AuditedEvent:
    return AuditedEvent(
        n=event.n,
        kind=event.kind,
        names=event_names(event.kind, event.data),
        at=event.at,
        recorded_at=event.recorded_at,
        alias=_alias(row, event.person_id),
        roles=_roles(event),
        office=office_names(event.office),
        on_behalf_of=_alias(row, event.on_behalf_of),
        request_id=str(event.request_id or ""),
        changes=tuple(
            Changed(field, _shown(row, field, value))
            for field, value in event.data.get("changes", {}).items()
            if _known(field)
        ),
    )


def _roles(event: Event) -> tuple[Text, ...]:
    if event.person_id is None:
        return (PLATFORM,)
    if not event.office:
        return (NAMES[Role.APPLICANT],)
    held = posts(event.person_id, local_day(event.at))
    return tuple(NAMES[post.role] for post in held if post.office == event.office)


def _mismatches(row: Dossier, events: list[Event]) -> tuple[Mismatch, ...]:
    told = fold(event.data for event in events)
    kept = {field.attname: plain(getattr(row, field.attname)) for field in TOLD_FIELDS}
    return tuple(
        Mismatch(name, _shown(row, name, told.get(name)), _shown(row, name, kept[name]))
        for name in kept
        if name not in told or told[name] != kept[name]
    )


def _shown(row: Dossier, field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field in PEOPLE:
        return _alias(row, int(value))
    return str(value) if _known(field) else DOTS


def _known(field: str) -> bool:
    """Tell whether inspectors read the field; people they read by alias, own words not at all."""
    name = field.removesuffix("_id")
    return field in PEOPLE or may_see(INSPECTOR, Thing.DOSSIER, name)


def _alias(row: Dossier, person_id: int | None) -> str:
    return alias_of(row, person_id) if person_id is not None else ""
