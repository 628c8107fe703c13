"""What the draw and the due days are computed from, said in the log: catalogue and calendar."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from motcua.ledger import configured
from motcua.ledger.actions.system_leaf import unless_said
from motcua.ledger.files import write_file
from motcua.offices import queries as offices
from motcua.site.published_policy import policy_file
from motcua.worktime.instants import local_day

CALENDAR = "office"
SPAN = timedelta(days=366)


def say_policy(at: datetime) -> int:
    """Log the hash of catalogue and calendars, and the exceptions near today, when they changed.

    The file with that hash is served beside the log (`policy/<hash>.json`) before its leaf is said.
    """
    today = local_day(at)
    text = policy_file(today)
    digest = urlsafe_b64encode(sha256(text).digest()).rstrip(b"=").decode()
    target = configured.folder().path / "policy" / f"{digest}.json"
    if not target.exists():
        write_file(target, text)
    calendar = offices.calendar(CALENDAR)
    near = range((today - SPAN).toordinal(), (today + SPAN).toordinal())
    off = {row.day for row in calendar.days_off if row.day.toordinal() in near}
    on = {row.day for row in calendar.makeup_days if row.day.toordinal() in near}
    own = {
        "c": digest,
        "off": sorted(day.isoformat() for day in off - on),
        "on": sorted(day.isoformat() for day in on),
    }
    return unless_said("policy", own, at=at)
