"""The codes a scenario may name, from the centre's registers of a day."""

from datetime import date

from motcua.catalogue import queries as catalogue
from motcua.catalogue.vocabulary import FIELDS
from motcua.offices import queries as offices
from motcua.planning.answers import Known


def known_on(day: date) -> Known:
    """Return every code with its names."""
    return Known(
        places={one.code: one.names for one in offices.places(day)},
        communes={one.code: one.names for one in offices.communes(day)},
        fields=FIELDS,
        agencies={one.code: one.names for one in offices.agencies(day)},
        procedures={one.code: one.names for one in catalogue.search(day=day)},
        today=day,
    )
