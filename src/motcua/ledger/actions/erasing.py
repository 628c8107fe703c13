"""Erasure of what opens a dossier in the log: two people, no complaint, no legal hold."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from motcua.events.carrying import screened
from motcua.events.models import Event
from motcua.events.recording import record
from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.identity.permissions import P
from motcua.ledger import secret_store as store
from motcua.ledger.models import Erasure, Hold
from motcua.ledger.publish import branch_of
from motcua.ledger.writing import Days, lock_writing, next_leaf, put_in_outbox

SUBJECT = "erasure"  # of the events; their number is the dossier's


class Told(StrEnum):
    PROPOSED = "erasure_proposed"
    TURNED_DOWN = "erasure_turned_down"
    ERASED = "erasure_done"
    HELD = "erasure_held"
    FREED = "erasure_freed"


def place_hold(*, dossier: int, reference: str, actor: Actor, at: datetime) -> Hold:
    """Forbid the erasure of a dossier while a court, an inspection or a complaint needs it.

    Raises
    ------
    Refused
        `absent` without the permission, `reference_missing`.
    """
    person = _person(actor, P.HOLD)
    words = _stated(reference, "reference", dossier, actor, at)
    with transaction.atomic():
        found = Hold.objects.create(
            dossier=dossier, reference=words, placed_by=person, placed_at=at
        )
        _tell(Told.HELD, dossier, actor, at, hold=found.pk)
    return found


@transaction.atomic
def lift_hold(*, hold: int, actor: Actor, at: datetime) -> None:
    """Lift a hold; somebody else than who placed it.

    Raises
    ------
    Refused
        `absent`, `four_eyes`.
    """
    person = _person(actor, P.HOLD)
    found = Hold.objects.select_for_update().filter(pk=hold, lifted_at=None).first()
    if found is None:
        raise refuse("absent", "Không có lệnh giữ nào.", "No hold stands.")
    if found.placed_by == person:
        raise refuse("four_eyes", "Người gỡ lệnh giữ phải khác người đặt lệnh.",
                     "Somebody else than who placed the hold lifts it.")  # fmt: skip
    Hold.objects.filter(pk=hold).update(lifted_by=person, lifted_at=at)
    _tell(Told.FREED, found.dossier, actor, at, hold=hold)


def propose_erasure(*, dossier: int, basis: str, actor: Actor, at: datetime) -> Erasure:
    """The first of two people asks for the erasure, with its legal basis.

    Raises
    ------
    Refused
        `absent` without the permission, `basis_missing`, `asked_already`.
    """
    person = _person(actor, P.ERASE)
    given = {"basis": _stated(basis, "basis", dossier, actor, at), "proposed_by": person,
             "proposed_at": at}  # fmt: skip
    with transaction.atomic():
        found, made = Erasure.objects.get_or_create(dossier=dossier, defaults=given)
        if not made:
            raise refuse("asked_already", "Việc xóa này đã được đề nghị hoặc đã xong.",
                         "This erasure is asked for or done already.")  # fmt: skip
        _tell(Told.PROPOSED, dossier, actor, at)
    return found


def turn_down_erasure(*, dossier: int, reason: str, actor: Actor, at: datetime) -> None:
    """The second person does not approve, or the first takes it back: nothing is erased.

    Raises
    ------
    Refused
        `absent`; `reason_missing` when the second person states none.
    """
    person = _person(actor, P.ERASE)
    screened({"reason": reason}, subject=SUBJECT, subject_id=dossier, actor=actor, at=at)
    with transaction.atomic():
        asked = _asked(dossier)
        if asked.proposed_by != person:
            _not_empty(reason, "reason")
        asked.delete()
        _tell(Told.TURNED_DOWN, dossier, actor, at, reason=reason.strip())


@transaction.atomic
def approve_erasure(*, dossier: int, actor: Actor, at: datetime) -> None:
    """The second person approves: the `erased` leaf is written, then the secret is destroyed.

    Raises
    ------
    Refused
        `four_eyes`, `on_hold`, `not_ended` (the dossier still lives in public), `absent`.
    """
    person = _person(actor, P.ERASE)
    lock_writing()
    asked = _asked(dossier)
    if asked.proposed_by == person:
        raise refuse("four_eyes", "Người duyệt xóa phải khác người đề nghị.",
                     "Somebody else than who asked approves an erasure.")  # fmt: skip
    if Hold.objects.filter(dossier=dossier, lifted_at=None).exists():
        raise refuse("on_hold", "Hồ sơ đang bị giữ theo yêu cầu pháp lý; chưa được xóa.",
                     "A legal hold stands on this dossier; it is not erased.")  # fmt: skip
    _write_last_leaf(dossier, at)
    store.destroy(dossier, at)
    asked.approved_by, asked.done_at = person, at
    asked.save()
    _tell(Told.ERASED, dossier, actor, at)


def _write_last_leaf(dossier: int, at: datetime) -> None:
    chain = store.chains([dossier]).get(dossier)
    if chain is None:
        raise refuse("absent", "Sổ công khai không có hồ sơ này.", "The log has no such dossier.")
    if not chain.life.allows("erased"):
        raise refuse("not_ended", "Hồ sơ chưa kết thúc nên chưa được xóa.",
                     "The dossier has not ended; it is not erased.")  # fmt: skip
    own = {"b": branch_of(str(chain.facts.get("code", ""))), "day": Days.at(at).of(at).isoformat()}
    leaf, _ = next_leaf(chain, "erased", own, {"at": at.isoformat()})
    put_in_outbox([leaf])


def _person(actor: Actor, needs: P) -> int:
    """Return who acts; without the permission there is nothing to act on."""
    if actor.person_id is None or not actor.may(needs):
        raise refuse("absent", "Không tìm thấy.", "Not found.")
    return actor.person_id


def _asked(dossier: int) -> Erasure:
    """Return the erasure that waits, locked."""
    rows = Erasure.objects.select_for_update().filter(dossier=dossier, done_at=None)
    found = rows.first()
    if found is None:
        raise refuse("absent", "Không có đề nghị xóa nào.", "Nobody asked for this erasure.")
    return found


def _stated(words: str, where: str, dossier: int, actor: Actor, at: datetime) -> str:
    screened({where: words}, subject=SUBJECT, subject_id=dossier, actor=actor, at=at)
    return _not_empty(words, where)


def _not_empty(words: str, where: str) -> str:
    if not words.strip():
        raise refuse(f"{where}_missing", "Hãy nêu căn cứ, lý do hoặc số văn bản.",
                     "State the basis, the reason or the number of the order.", where)  # fmt: skip
    return words.strip()


def _tell(kind: Told, dossier: int, actor: Actor, at: datetime, **told: Any) -> None:
    """Record the event; the lock keeps the dossier's own count of them without gaps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)",
                       [SUBJECT, dossier % 2**31])  # fmt: skip
    count = Event.objects.filter(subject=SUBJECT, subject_id=dossier).count()
    record(kind, subject=SUBJECT, subject_id=dossier, n=count, at=at, actor=actor, data=told)
