"""The notice that a change of the roster needs before assignment counts it: 24 hours.

Whoever could change the roster and draw at once could choose the official.
"""

from datetime import datetime, timedelta

NOTICE = timedelta(hours=24)


def is_pending(changed_at: datetime, at: datetime) -> bool:
    """Whether a change recorded then does not count yet.

    A change recorded after `at` belongs to no time the clock has reached (a past told later), and
    is judged by its own day alone.
    """
    return timedelta() <= at - changed_at < NOTICE
