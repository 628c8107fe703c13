"""Which event becomes which leaves: the publication rule of every kind of event, pure.

Keyed by the words the events carry, because the packages that tell them stand above the log. A law
test holds the two tables against every kind a dossier can tell: none may lack a rule.

The log shows that something happened and when, never what was decided or why: outcome, reasons,
times and amounts go into the sealed part, which the applicant holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.ledger.life import OPEN, Life

Leaf = tuple[str, dict[str, Any]]

# Kind of event → type of its leaf.
PUBLISHED = {
    "dossier_received": "received",
    "dossier_accepted": "received",
    "dossier_part_opened": "received",
    "dossier_supplement_asked": "supplement_asked",
    "dossier_supplemented": "supplemented",
    "dossier_lapsed": "paused",
    "dossier_payment_asked": "paused",
    "dossier_paid": "resumed",
    "dossier_stopped": "paused",
    "dossier_resumed": "resumed",
    "dossier_extended": "extended",
    "dossier_settled": "settled",
    "dossier_returned": "returned",
    "dossier_withdrawn": "withdrawn",
    "dossier_transferred": "manual",
    "dossier_assigned": "assigned",
    "dossier_assigned_by_hand": "manual",
    "dossier_reassigned": "reassigned",
    "dossier_recused": "recused",
    "dossier_corrected": "corrected",
    "dossier_message_to_applicant": "contact",
    "dossier_message_from_applicant": "contact",
    "dossier_hearing_asked": "contact",
    "dossier_hearing_held": "contact",
    "dossier_contact_noted": "contact",
    "dossier_revealed": "reveal",
    "dossier_glass_broken": "breakglass",
    "dossier_glass_broken_untold": "breakglass",
}
# Kind of event → why it has no leaf of its own.
SILENT = {
    "dossier_submitted": "no legal clock runs before complete reception; reception has its leaf",
    "dossier_completion_asked": "before reception",
    "dossier_completed": "before reception",
    "dossier_declined": "never received; counted in the monthly figures",
    "dossier_reassignment_asked": "nothing has changed yet",
    "dossier_recusal_asked": "nothing has changed yet",
    "dossier_by_hand_asked": "nothing has changed yet",
    "dossier_by_hand_approved": "nothing has changed yet",
    "dossier_request_turned_down": "nothing has changed",
    "dossier_glass_asked": "nothing has been opened yet",
    "dossier_glass_told": "the opening has its leaf; this is the notice that was delayed",
    "dossier_second_supplement_asked": "nothing has changed yet",
    "dossier_step_finished": "a step inside the agency",
    "dossier_fee_received": "money is sealed",
    "dossier_consulted": "does not stop the clock (art. 19.5)",
    "dossier_consultation_answered": "does not stop the clock (art. 19.5)",
    "dossier_proposed": "a proposal is not a decision",
    "dossier_sent_back": "a step inside the agency",
    "dossier_return_chosen": "the applicant's own wish",
    "dossier_part_settled": "the part has its own life in the log",
    "dossier_hearing_host_found": "asking for a hearing and holding it have their leaves",
    "dossier_hearing_minutes_wait": "a reminder; the hearing has its leaf",
    "dossier_hearing_set": "asking for a hearing and holding it have their leaves",
    "dossier_hearing_ended": "asking for a hearing and holding it have their leaves",
}
# Forms that stop the clock: 05 of Circular 03/2025/TT-VPCP; 08 and 09 number what it leaves without
# a number (an order to pay, and a stop because no supplement came).
FORMS = {"dossier_stopped": "05", "dossier_payment_asked": "08", "dossier_lapsed": "09"}
APOLOGY = "04"
# What only the domain can say stands in the event, by type of leaf: officials by pseudonym. An event
# that gives the dossier to somebody at once, because no beacon is listed, says that beside its own.
SAID = frozenset({"assigned", "manual", "reassigned", "recused"})
LOCAL_SEED = "local-seed"
# A contact whose event says nothing of itself is still counted.
_UNSAID = {"c": "message", "i": "out", "z": 0}
# What has to be closed before a leaf of this type may come.
_CLOSING = {"awaiting": "supplemented", "paused": "resumed"}
_ROOM = {
    "settled": ("awaiting", "paused"),
    "paused": ("paused",),
    "supplement_asked": ("awaiting",),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the leaves of one event may say.

    Attributes
    ----------
    day
        Local day in the log; not before the day of the newest published checkpoint.
    happened
        Local day the event claims.
    due, first_due
        Due days as they stand after the event.
    shown
        Procedure, field or `other`, whichever may be shown (k-anonymity).
    points
        Published effort points, in thousandths.
    why
        The reason code of a reveal or an emergency, in the words of the leaf's schema.
    contact
        Type, direction and size class of a contact, in the words of the leaf's schema.
    said
        Own keys of the leaves about officials, by type of leaf.
    complaint
        Whether what the applicant says is a complaint: it has a leaf beside that of the contact.
    """

    day: date
    happened: date
    due: date | None = None
    first_due: date | None = None
    shown: str = "other"
    points: int = 1000
    settled: date | None = None
    why: str = "other"
    contact: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    complaint: bool = False


def is_known(kind: str) -> bool:
    """Whether a rule says what becomes of this kind of event."""
    return kind in PUBLISHED or kind in SILENT


def leaves_of(kind: str, facts: Facts, life: Life) -> list[Leaf]:
    """Type and own keys of the leaves that an event adds to a life.

    Nothing is dropped: what the order of life cannot express (work on a decision that was reopened)
    is published as `corrected`.
    """
    if kind not in PUBLISHED or (life.phase is None and PUBLISHED[kind] != "received"):
        return []
    leaf = PUBLISHED[kind]
    if leaf in SAID and leaf not in facts.said:
        if "manual" not in facts.said:
            return []
        leaf = "manual"
    made: list[Leaf] = []
    if leaf in ("recused", "reassigned") and life.phase == OPEN and not life.held:
        # Given to an official before the log told of that.
        made.append(("manual", _local(facts.said[leaf]["o"], facts)))
        life = life.after("manual")
    if life.phase == OPEN:
        closed, life = _room_for(leaf, life)
        made += closed
    if leaf == "corrected" or not life.allows(leaf):
        return [*made, ("corrected", {"c": _corrected_day(kind, facts)})]
    made.append((leaf, _own(kind, leaf, facts)))
    life = life.after(leaf)
    made += _beside(kind, leaf, facts, life)
    if facts.happened < facts.day:
        # A late entry: the log's day counts in the figures, the claim stands beside it.
        made.append(("corrected", {"c": facts.happened.isoformat()}))
    return made


def _beside(kind: str, leaf: str, facts: Facts, life: Life) -> list[Leaf]:
    """Leaves that an event adds beside its own, which has been taken into the life."""
    made: list[Leaf] = []
    if leaf == "resumed" and life.awaiting:
        made.append(("supplemented", {}))
    if leaf == "contact" and facts.complaint:
        made.append(("complaint", {}))
    if leaf != "manual" and "manual" in facts.said and life.allows("manual"):
        made.append(("manual", _own(kind, "manual", facts)))
    return made


def _room_for(leaf: str, life: Life) -> tuple[list[Leaf], Life]:
    made: list[Leaf] = []
    for mark in _ROOM.get(leaf, ()):
        if getattr(life, mark):
            made.append((_CLOSING[mark], {}))
            life = life.after(_CLOSING[mark])
    return made, life


def _corrected_day(kind: str, facts: Facts) -> str:
    """The day that is corrected: of the settlement when it is reopened, else of the event."""
    reopened = kind == "dossier_corrected" and facts.settled is not None
    return (facts.settled if reopened and facts.settled else facts.happened).isoformat()


def _own(kind: str, leaf: str, facts: Facts) -> dict[str, Any]:
    if leaf == "received":
        due = max(facts.first_due or facts.due or facts.day, facts.day)
        return {"due": due.isoformat(), "p": facts.shown, "w": facts.points}
    if leaf == "paused":
        return {"f": FORMS[kind]}
    if leaf in SAID:
        return {**({"w": facts.points} if leaf == "manual" else {}), **facts.said[leaf]}
    if leaf in {"reveal", "breakglass"}:
        return {"r": facts.why}
    if leaf == "contact":
        return {**_UNSAID, **facts.contact}
    if leaf == "extended":
        return {"due": (facts.due or facts.day).isoformat(), "f": APOLOGY}
    return {}


def _local(officer: str, facts: Facts) -> dict[str, Any]:
    return {"g": LOCAL_SEED, "o": officer, "w": facts.points, "y": [officer, officer]}


# What the sealed part repeats of an event's changes; free text stays with the forms themselves.
SEALED_FIELDS = frozenset({
    "agency", "alias", "channel", "code", "due_at", "fee_due", "fee_paid", "field", "first_due_at",
    "outcome", "procedure", "received_at_point", "returned_at", "settled_at", "status",
})  # fmt: skip


def sealed_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """What of an event's data the applicant gets."""
    changes = data.get("changes", {})
    kept = {name: changes[name] for name in sorted(SEALED_FIELDS & changes.keys())}
    return {"verb": data["verb"], **kept} if "verb" in data else kept


def contact_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the log says of a contact: type, direction, size class; nothing for other events."""
    return {key: value for key, value in data.get("contact", {}).items() if key in _UNSAID}


def content_of(data: Mapping[str, Any]) -> dict[str, str]:
    """The fingerprint of what was said, for the sealed part: who was there can prove it."""
    return {"content": str(data["content"])} if "content" in data else {}


def branch_of(code: str) -> str:
    """Branch in the log: the unit's code as it stands in the dossier's code, without dots.

    Both national shapes give the same: `H26.12.01-…` and `000.01.12.H26-…` (the older one begins
    with the innermost part and pads with zeroes).
    """
    parts = code.partition("-")[0].upper().split(".")
    if not parts[0][:1].isalpha():
        parts = [part for part in reversed(parts) if part.strip("0")]
    name = "".join(sign for part in parts for sign in part if sign.isascii() and sign.isalnum())
    return name[:8] if name[:1].isalpha() else f"X{name}"[:8]
