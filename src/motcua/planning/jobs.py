"""What the worker does for planning: runs, the nightly board, the monthly suggestion."""

from datetime import date, datetime, timedelta

from motcua.planning.actions.forget_old_boards import forget_old_boards
from motcua.planning.actions.queue_own import queue_own
from motcua.planning.kinds import Kind
from motcua.planning.registers import known_on
from motcua.planning.running import Hands
from motcua.worktime.instants import local_day

BOARD_DAYS = 90
_HANDS = Hands()


def run_plans(at: datetime) -> int:
    """Look after this worker's run, or begin the next that waits."""
    return _HANDS.turn(at)


def refresh_board(at: datetime) -> int:
    """Queue the board of the days until yesterday, once a day."""
    today = local_day(at)
    last = today - timedelta(days=1)
    forget_old_boards(at=at)
    return _own(
        Kind.BOARD, last.isoformat(), last - timedelta(days=BOARD_DAYS - 1), last, today, at
    )


def suggest_moves(at: datetime) -> int:
    """Queue the suggestion from last month's load, once a month."""
    today = local_day(at)
    last = today.replace(day=1) - timedelta(days=1)
    return _own(Kind.MOVES, f"{last:%Y-%m}", last.replace(day=1), last, today, at)


def _own(kind: Kind, name: str, first: date, last: date, today: date, at: datetime) -> int:
    typed = {"first": first.isoformat(), "last": last.isoformat(), "shown": "all"}
    made = queue_own(kind=kind, name=name, typed=typed, known=known_on(today), at=at)
    return 1 if made else 0
