"""Receiving, settling, cashing and returning exclude each other on one dossier. Pure.

Whoever has had one of the four parts may take none of the others, whatever roles they hold: nobody
takes money for what they decide, and nobody hands over what they decided. Decree 61/2018/NĐ-CP
art. 5 separates reception from settlement; art. 17.4 and 17.5 make the one exception: a procedure
delegated to the counter is settled on the spot by whoever received it. The fee is then taken, and
the result returned, by others all the same.
"""

from collections.abc import Callable
from typing import Any

from motcua.dossiers.facts import Facts
from motcua.flow.refusal import Refusal, Text

Guard = Callable[[Any, Facts], Refusal | None]

RECEIVE, SETTLE, CASH, RETURN, HOST = "receive", "settle", "cash", "return", "host"
# Each part with the fields of the row that name who has had it.
PARTS = {
    RECEIVE: ("received_by",),
    SETTLE: ("official_id", "proposed_by", "decided_by"),
    CASH: ("cashed_by",),
    RETURN: ("returned_by",),
    HOST: ("hearing_host",),
}
_NAMES = {
    RECEIVE: Text("tiếp nhận", "received"),
    SETTLE: Text("giải quyết", "settled"),
    CASH: Text("thu tiền", "took the money of"),
    RETURN: Text("trả kết quả", "handed over the result of"),
    HOST: Text("chủ trì buổi trình bày về", "host the hearing about"),
}


def had_by(dossier: Any, part: str) -> frozenset[int]:
    """Return the people who have had a part of the dossier."""
    named = (getattr(dossier, name) for name in PARTS[part])
    return frozenset(one for one in named if one is not None)


def another_part(dossier: Any, person_id: int | None, part: str, *spared: str) -> Refusal | None:
    """Return the refusal when the person has had another part of the dossier than this one."""
    if person_id is None:
        return None
    for other in PARTS:
        if other not in (part, *spared) and person_id in had_by(dossier, other):
            return _refusal(other)
    return None


def _refusal(other: str) -> Refusal:
    name = _NAMES[other]
    return Refusal(
        "parts_excluded",
        Text(
            f"Bạn đã {name.vi} hồ sơ này. Tiếp nhận, giải quyết, thu tiền và trả kết quả của một "
            "hồ sơ phải do những người khác nhau; hãy chuyển cho đồng nghiệp.",
            f"You {name.en} this dossier. Receiving, settling, cashing and returning one dossier "
            "are for different people; pass it to a colleague.",
        ),
    )


def _only(part: str, *spared: str) -> Guard:
    def guard(dossier: Any, facts: Facts) -> Refusal | None:
        return another_part(dossier, facts.person_id, part, *spared)

    return guard


receives_only = _only(RECEIVE)
settles_only = _only(SETTLE)
returns_only = _only(RETURN)
# art. 17.4, 17.5: the receptionist settles what the law delegates to the counter
settles_on_the_spot = _only(SETTLE, RECEIVE)
