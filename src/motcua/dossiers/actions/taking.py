"""What every action does the same way: lock, ask the table, save what changed, tell the event."""

import functools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, ParamSpec
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.dossiers.absence import ABSENT
from motcua.dossiers.facts import Facts
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import Status
from motcua.events.blocking import WayOfContact, let_through, record_blocked
from motcua.events.carrying import USED_ELSEWHERE
from motcua.events.models import Event
from motcua.events.recording import RepeatedRequestError, record
from motcua.flow.refusal import Refused, refuse
from motcua.flow.table import Move
from motcua.identity.actor import Actor

Args = ParamSpec("Args")

# Applicants' answers are theirs, not the record's; `fold` proves that everything else is told.
UNTOLD = frozenset({"id", "uid", "answers", "saved_at", "event_count"})
TOLD_FIELDS = tuple(f for f in Dossier._meta.concrete_fields if f.attname not in UNTOLD)  # noqa: SLF001


def action(
    work: Callable[Args, Dossier],
) -> Callable[Args, Dossier]:
    """Run an action in one transaction; a repeated request returns the dossier as it stands."""

    @functools.wraps(work)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> Dossier:
        try:
            let_through(free_texts(kwargs))
            with transaction.atomic():
                return work(*args, **kwargs)
        except WayOfContact as found:
            _put_on_record(found, kwargs)
            raise
        except _AlreadyDoneError as done:
            return done.dossier
        except RepeatedRequestError as repeated:
            # Two copies of a request at the same moment: the other one has done it.
            event = Event.objects.get(request_id=str(repeated))
            if (event.subject, event.subject_id) != ("dossier", kwargs.get("dossier_id")):
                raise Refused(USED_ELSEWHERE) from repeated
            return Dossier.objects.get(pk=event.subject_id)

    return run


# What people write in words, by the names actions have for it; all of it is screened.
FREE_TEXT = ("reason", "ground", "note", "question", "text", "reference", "items")


def free_texts(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts somebody else will read, each under its field."""
    texts: dict[str, str] = {}
    for name in FREE_TEXT:
        value = given.get(name)
        if isinstance(value, str):
            texts[name] = value
        elif value:
            for number, item in enumerate(value, start=1):
                texts |= {f"{name}.{number}.{key}": said for key, said in _parts_of(item).items()}
    return texts


def _parts_of(item: Any) -> dict[str, str]:
    return {key: getattr(item, key) for key in ("what", "reason", "basis")}


def _put_on_record(found: WayOfContact, given: Mapping[str, Any]) -> None:
    dossier_id = int(given.get("dossier_id") or 0)
    if Dossier.objects.filter(pk=dossier_id).exists():
        record_blocked(
            found.blocked,
            subject="dossier",
            subject_id=dossier_id,
            actor=given["actor"],
            at=given["at"],
        )


class _AlreadyDoneError(Exception):
    def __init__(self, dossier: Dossier) -> None:
        super().__init__(str(dossier.pk))
        self.dossier = dossier


def lock(dossier_id: int, *, request_id: UUID | None = None, seen: int | None = None) -> Dossier:
    """Lock and return the dossier's row.

    Parameters
    ----------
    seen
        The event count of the page the asker looked at; another one is a stale form.

    Raises
    ------
    Refused
        `stale` when the dossier has moved on since the asker saw it; `absent` without such a row.
    """
    rows = Dossier.objects.select_for_update(of=("self",))
    if request_id:
        rows = rows.annotate(
            done=Exists(
                Event.objects.filter(
                    request_id=request_id, subject="dossier", subject_id=OuterRef("pk")
                )
            )
        )
    dossier = rows.filter(pk=dossier_id).first()
    if dossier is None:
        raise Refused(ABSENT)
    if request_id and dossier.done:  # type: ignore[attr-defined]
        raise _AlreadyDoneError(dossier)
    if seen is not None and seen != dossier.event_count:
        raise refuse(
            "stale",
            "Hồ sơ đã thay đổi từ khi bạn mở trang này. Hãy xem lại rồi thực hiện lại; "
            "nội dung bạn vừa nhập vẫn được giữ.",
            "The dossier has changed since you opened this page. Look at it again and repeat; "
            "what you entered has been kept.",
        )
    return dossier


def snapshot(dossier: Dossier) -> dict[str, Any]:
    """Return the told fields as they stand."""
    return {field.attname: getattr(dossier, field.attname) for field in TOLD_FIELDS}


def take(
    dossier: Dossier,
    verb: str,
    *,
    actor: Actor,
    facts: Facts,
    request_id: UUID | None = None,
    told: Mapping[str, Any] | None = None,
    also: Callable[[Dossier], None] | None = None,
    before: Mapping[str, Any] | None = None,
) -> Move[Status]:
    """Take a move of the table: check, change, save, tell.

    Parameters
    ----------
    told
        What the event says beside the changed fields.
    also
        Changes fields of the row that the table's effects do not know, before it is saved.
    before
        The row's fields before the action changed any; taken here when the action has not.
    """
    before = snapshot(dossier) if before is None else before
    move = DOSSIER.take(dossier, verb, actor.held, facts)
    if move.clock is not None:
        dossier.clock = move.clock.value
    if also is not None:
        also(dossier)
    tell(dossier, str(move.tells), before=before, actor=actor, at=facts.at,
         request_id=request_id, told={"verb": verb, **(told or {})})  # fmt: skip
    return move


def tell(
    dossier: Dossier,
    kind: str,
    *,
    before: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    request_id: UUID | None = None,
    told: Mapping[str, Any] | None = None,
) -> None:
    """Save what changed since `before` and record the event that says so."""
    number = dossier.event_count
    # The first event tells the whole row: a draft before it has told nothing.
    changes = {
        field.attname: plain(getattr(dossier, field.attname))
        for field in TOLD_FIELDS
        if number == 0 or getattr(dossier, field.attname) != before[field.attname]
    }
    dossier.event_count += 1
    if dossier._state.adding:  # noqa: SLF001 - Django's own way to ask
        dossier.save(force_insert=True)
    else:
        dossier.save(update_fields=[*changes, "event_count", "answers", "saved_at"])
    record(
        kind,
        subject="dossier",
        subject_id=dossier.pk,
        n=number,
        at=at,
        actor=actor,
        data={**(told or {}), "changes": changes},
        request_id=request_id,
    )


def plain(value: Any) -> Any:
    """Return a field's value as JSON keeps it; instants in UTC, so that equal ones look equal."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.value
    return value
