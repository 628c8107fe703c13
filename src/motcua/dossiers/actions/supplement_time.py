"""Until when an applicant may hand in a supplement."""

from datetime import datetime

from motcua.dossiers.knowledge import calendar_of
from motcua.dossiers.models import Dossier
from motcua.worktime.arithmetic import add
from motcua.worktime.units import TimeLimit, Unit

# No decree read here fixes the applicant's time; thirty days is what the forms of the practice
# name, and a procedure's own law may be stricter.
USUAL = TimeLimit(30, Unit.CALENDAR_DAY)


def supplement_until(dossier: Dossier, at: datetime) -> datetime:
    """Return the last moment for the supplement asked for now."""
    return add(calendar_of(dossier), at, USUAL)
