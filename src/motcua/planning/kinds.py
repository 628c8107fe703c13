"""The kinds of scenario and where a run stands. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.flow.refusal import Text


class Kind(StrEnum):
    """What a scenario asks; the first four are commands of `motcua plan` that a planner chooses."""

    SITES = "sites"
    STAFF = "staff"
    SIMULATE = "simulate"
    BOTTLENECKS = "bottlenecks"
    MOVES = "moves"
    BOARD = "board"


KIND_NAMES: Mapping[Kind, Text] = {
    Kind.SITES: Text("Vị trí các điểm", "Where the points stand"),
    Kind.STAFF: Text("Bố trí người theo giờ", "Staff by half-hour"),
    Kind.SIMULATE: Text("Mô phỏng hàng chờ", "Simulated queues"),
    Kind.BOTTLENECKS: Text("Điểm nghẽn", "Bottlenecks"),
    Kind.MOVES: Text("Điều chuyển người", "Moving staff"),
    Kind.BOARD: Text("Bảng điểm nghẽn", "Board of bottlenecks"),
}
# What a planner may ask; the platform makes the others itself.
ASKED = (Kind.SITES, Kind.STAFF, Kind.SIMULATE, Kind.BOTTLENECKS)
# A board holds which dossiers wait longest: it is for the console alone.
PUBLISHABLE = frozenset(Kind) - {Kind.BOARD}


class Standing(StrEnum):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


STANDING_NAMES: Mapping[Standing, Text] = {
    Standing.QUEUED: Text("Đang chờ chạy", "Waiting to run"),
    Standing.RUNNING: Text("Đang chạy", "Running"),
    Standing.DONE: Text("Đã xong", "Done"),
    Standing.FAILED: Text("Không chạy được", "Failed"),
}
OPEN = frozenset({Standing.QUEUED, Standing.RUNNING})


class Verdict(StrEnum):
    """What became of a suggested move."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.OPEN: Text("Chờ quyết định", "To be decided"),
    Verdict.ACCEPTED: Text("Đã chấp nhận", "Accepted"),
    Verdict.DECLINED: Text("Không chấp nhận", "Declined"),
}
