"""What a dossier gets when it first enters the centre: code, case, competent agency, fee."""

from datetime import datetime

from django.conf import settings

from motcua.catalogue.requirements import Requirements
from motcua.dossiers.codes import next_code
from motcua.dossiers.knowledge import competent
from motcua.dossiers.models import Dossier
from motcua.flow.refusal import Refused
from motcua.offices import queries as offices
from motcua.worktime.instants import local_day


def enter(dossier: Dossier, needs: Requirements, *, at: datetime, lenient: bool = False) -> None:
    """Fill in what follows from the answers; the code is given once and then kept.

    Parameters
    ----------
    lenient
        Let the agency stay unknown where the answers do not say it yet: an incomplete dossier
        gets a code of the centre, so that its form 02 or 03 can name it.
    """
    dossier.case = needs.case.key
    dossier.fee_due = needs.fee.amount
    try:
        dossier.agency, dossier.commune = competent(dossier, at)
    except Refused:
        if not lenient:
            raise
    if dossier.code is None:
        known = dossier.agency and offices.agency(dossier.agency).unit_code
        unit = known or settings.MOTCUA_UNIT_CODE
        dossier.code = next_code(unit, local_day(at))
