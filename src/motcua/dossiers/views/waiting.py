"""Requests that wait for a second person: who may confirm them reads them here, and nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.disclosure.showing import WORDS, shows
from motcua.disclosure.things import Thing
from motcua.dossiers.glass import REASONS as GLASS_REASONS
from motcua.dossiers.models import Countersign
from motcua.dossiers.status import ENDED
from motcua.flow.refusal import Text
from motcua.identity.actor import Actor
from motcua.identity.permissions import P

KINDS: Mapping[str, Text] = {
    Countersign.Kind.RECUSAL: Text("Từ chối thụ lý", "Recusal"),
    Countersign.Kind.BY_HAND: Text("Phân công đích danh", "Assignment by hand"),
    Countersign.Kind.REASSIGNMENT: Text("Phân công lại", "New assignment"),
    Countersign.Kind.SUPPLEMENT: Text("Bổ sung lần hai", "Second supplement"),
    Countersign.Kind.GLASS: Text("Mở khẩn cấp", "Emergency access"),
}
RECUSAL_REASONS: Mapping[str, Text] = {
    "kin": Text("Người thân của người nộp", "Kin of the applicant"),
    "interest": Text("Có lợi ích liên quan", "An interest in the matter"),
    "prior": Text("Đã tham gia hồ sơ này trước đó", "An earlier part in this dossier"),
    "other": Text("Lý do khác", "Another reason"),
}

CONFIRMS = (P.SECOND_PERSON, P.GLASS_CONFIRM)


@shows(
    Thing.COUNTERSIGN, dossier_id=WORDS, code="dossier.code", names="countersign.kind",
    approvals="countersign.approvers", mine=WORDS,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One request; `mine` when the reader asked or approved it before and so may not confirm."""

    id: int
    dossier_id: int
    code: str
    kind: str
    names: Text
    asked_at: datetime
    reason: Text
    ground: str
    approvals: int
    mine: bool


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the open requests the actor may be the second person of, the oldest first.

    Those of the actor's own agency; of every agency for whoever oversees them all. Inspectors
    confirm emergencies only.
    """
    if actor.person_id is None or not any(actor.may(one) for one in CONFIRMS):
        return []
    rows = Countersign.objects.filter(closed_at=None).exclude(dossier__status__in=ENDED)
    if not actor.may(P.SECOND_PERSON):
        rows = rows.filter(kind=Countersign.Kind.GLASS)
    if not actor.may(P.OVERSEE):
        rows = rows.filter(dossier__agency=actor.office)
    found = rows.select_related("dossier").order_by("asked_at", "pk")
    return [_line(row, actor.person_id) for row in found]


def _line(row: Countersign, reader: int) -> Waiting:
    return Waiting(
        id=row.pk,
        dossier_id=row.dossier_id,
        code=row.dossier.code or "",
        kind=row.kind,
        names=KINDS[row.kind],
        asked_at=row.asked_at,
        reason=reason_of(row),
        ground=row.ground,
        approvals=len(row.approvers),
        mine=reader in (row.asked_by, *row.approvers),
    )


def reason_of(row: Countersign) -> Text:
    """Return the reason in words, where it is a code in the words of its list."""
    known: Mapping[str, Text] = {
        **RECUSAL_REASONS,
        **{k.value: v for k, v in GLASS_REASONS.items()},
    }
    coded = row.kind in (Countersign.Kind.RECUSAL, Countersign.Kind.GLASS)
    return (
        known.get(row.reason, Text(row.reason, row.reason))
        if coded
        else Text(row.reason, row.reason)
    )
