"""Erasure of what opens a dossier in the log: two people, no complaint, no legal hold."""

from datetime import datetime

from django.db import transaction

from motcua.flow.refusal import refuse
from motcua.identity.actor import Actor
from motcua.ledger import secret_store as store
from motcua.ledger.models import Erasure, Hold
from motcua.ledger.publish import branch_of
from motcua.ledger.writing import Days, lock_writing, next_leaf, put_in_outbox


def place_hold(*, dossier: int, reference: str, actor: Actor, at: datetime) -> Hold:
    """Forbid the erasure of a dossier while a court, an inspection or a complaint needs it."""
    return Hold.objects.create(
        dossier=dossier, reference=reference, placed_by=_person(actor), placed_at=at
    )


def lift_hold(*, hold: int, actor: Actor, at: datetime) -> None:
    """Lift a hold; somebody else than who placed it."""
    found = Hold.objects.get(pk=hold)
    if found.placed_by == _person(actor):
        raise refuse("four_eyes", "Người gỡ lệnh giữ phải khác người đặt lệnh.",
                     "Somebody else than who placed the hold lifts it.")  # fmt: skip
    Hold.objects.filter(pk=hold, lifted_at=None).update(lifted_by=actor.person_id, lifted_at=at)


def propose_erasure(*, dossier: int, basis: str, actor: Actor, at: datetime) -> Erasure:
    """The first of two people asks for the erasure, with its legal basis."""
    if not basis.strip():
        raise refuse("basis_missing", "Hãy nêu căn cứ pháp lý.", "State the legal basis.", "basis")
    return Erasure.objects.create(
        dossier=dossier, basis=basis, proposed_by=_person(actor), proposed_at=at
    )


def approve_erasure(*, dossier: int, actor: Actor, at: datetime) -> None:
    """The second person approves: the `erased` leaf is written, then the secret is destroyed.

    Raises
    ------
    Refused
        `four_eyes`, `on_hold`, `not_ended` (the dossier still lives in public), `absent`.
    """
    with transaction.atomic():
        lock_writing()
        asked = Erasure.objects.select_for_update().filter(dossier=dossier, done_at=None).first()
        if asked is None:
            raise refuse("absent", "Không có đề nghị xóa nào.", "Nobody asked for this erasure.")
        if asked.proposed_by == _person(actor):
            raise refuse("four_eyes", "Người duyệt xóa phải khác người đề nghị.",
                         "Somebody else than who asked approves an erasure.")  # fmt: skip
        if Hold.objects.filter(dossier=dossier, lifted_at=None).exists():
            raise refuse("on_hold", "Hồ sơ đang bị giữ theo yêu cầu pháp lý; chưa được xóa.",
                         "A legal hold stands on this dossier; it is not erased.")  # fmt: skip
        _write_last_leaf(dossier, at)
        store.destroy(dossier, at)
        asked.approved_by, asked.done_at = actor.person_id, at
        asked.save()


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


def _person(actor: Actor) -> int:
    if actor.person_id is None:
        raise refuse("person_needed", "Việc này phải do người thực hiện.", "A person does this.")
    return actor.person_id
