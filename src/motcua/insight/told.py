"""The kinds of event that watching tells of itself."""

from enum import StrEnum

ALERT = "alert"
WATCH = "watch"


class Told(StrEnum):
    # One for each day that was watched; its subject is the day, so that no day is watched twice.
    DAY_WATCHED = "day_watched"
    RAISED = "alert_raised"
    SEEN = "alert_seen"
    CLOSED = "alert_closed"
