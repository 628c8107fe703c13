"""The kinds of request, and for each who asks, who approves, how many, and how long it is good. Pure.

The table is the four-eyes rule of what belongs to no dossier: a kind is one row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from motcua.flow.refusal import Text
from motcua.identity.permissions import P


class Kind(StrEnum):
    EXPORT = "export"
    ROSTER = "roster"
    ROSTER_AT_ONCE = "roster_at_once"


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    TURNED_DOWN = "turned_down"
    TAKEN_BACK = "taken_back"
    USED = "used"
    LAPSED = "lapsed"


OPEN = frozenset({State.WAITING, State.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a kind of request takes.

    Parameters
    ----------
    asks, approves
        The permission of who asks and of who approves.
    approvals
        How many people approve, none of whom asked or is concerned.
    waits
        How long it waits for them before it lapses.
    good_for
        How long the asker may use it once approved; None where approval itself does it.
    """

    names: Text
    asks: P
    approves: P
    approvals: int = 1
    waits: timedelta = timedelta(days=7)
    good_for: timedelta | None = None


RULES: Mapping[Kind, Rule] = MappingProxyType(
    {
        Kind.EXPORT: Rule(
            names=Text("Tải danh sách hồ sơ", "Export of a list of dossiers"),
            asks=P.EXPORT_ASK,
            approves=P.EXPORT_APPROVE,
            good_for=timedelta(hours=24),
        ),
        Kind.ROSTER: Rule(
            names=Text("Thay đổi danh sách cán bộ", "Change of the roster"),
            asks=P.PEOPLE_MANAGE,
            approves=P.ROSTER_APPROVE,
        ),
        # Two approvers: whoever could change the roster and draw at once could choose the official.
        Kind.ROSTER_AT_ONCE: Rule(
            names=Text(
                "Thay đổi danh sách cán bộ, hiệu lực ngay", "Change of the roster, in force at once"
            ),
            asks=P.PEOPLE_MANAGE,
            approves=P.ROSTER_APPROVE,
            approvals=2,
            waits=timedelta(days=1),
        ),
    }
)

STATE_NAMES: Mapping[State, Text] = MappingProxyType(
    {
        State.WAITING: Text("Chờ người thứ hai", "Waits for the second person"),
        State.APPROVED: Text("Đã duyệt", "Approved"),
        State.TURNED_DOWN: Text("Không được duyệt", "Turned down"),
        State.TAKEN_BACK: Text("Đã rút", "Taken back"),
        State.USED: Text("Đã dùng", "Used"),
        State.LAPSED: Text("Đã hết hạn", "Lapsed"),
    }
)
