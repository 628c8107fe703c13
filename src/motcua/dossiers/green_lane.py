"""The green lane: which dossiers may go before earlier ones, by rule and by nothing else.

Nobody asks to be let through. A dossier is in the lane when its time limit is within the working
day, since it would be late by waiting its turn, or when the agency's own error has it settled
anew. Working an earlier dossier's place away outside the lane is told with the event.
"""

from motcua.flow.refusal import Text
from motcua.worktime.units import TimeLimit, Unit

QUEUE, GREEN = 0, 1
_WITHIN_A_DAY = {
    Unit.WORKING_MINUTE: 480,
    Unit.WORKING_HOUR: 8,
    Unit.HOUR: 24,
    Unit.WORKING_DAY: 1,
    Unit.CALENDAR_DAY: 1,
}


def lane_of(limit: TimeLimit | None) -> int:
    """Return the lane of a dossier of this time limit."""
    if limit is None:
        return QUEUE
    return GREEN if limit.value <= _WITHIN_A_DAY.get(limit.unit, 0) else QUEUE


SHORT_LIMIT = Text(
    "Thời hạn giải quyết trong một ngày làm việc: chờ lượt sẽ trễ",
    "The time limit is within a working day: it would be late by waiting its turn",
)
OWN_ERROR = Text(
    "Giải quyết lại do sai sót của cơ quan: không phải chờ lần nữa",
    "Settled anew for the agency's own error: nobody waits twice for it",
)


def rule_of(lane: int, limit: TimeLimit | None) -> Text | None:
    """Return the rule by which a dossier is in the green lane; None in the queue."""
    if lane != GREEN:
        return None
    return SHORT_LIMIT if lane_of(limit) == GREEN else OWN_ERROR
