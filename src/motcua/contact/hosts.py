"""Who hosts a hearing: somebody of the centre with no part in the dossier, found by rule."""

from datetime import datetime, timedelta

from django.db.models import Count

from motcua.contact.models import Hearing
from motcua.dossiers.models import Dossier
from motcua.dossiers.pseudonyms import keyed
from motcua.dossiers.separation import HOST, PARTS, had_by
from motcua.identity.queries import workers
from motcua.identity.roles import Role
from motcua.offices import queries as offices
from motcua.worktime.instants import local_day

_HOSTS = (Role.RECEPTIONIST, Role.RESULT_CLERK)
_SINCE = timedelta(days=30)


def find_host(dossier: Dossier, hearing: Hearing, at: datetime) -> int | None:
    """Return who hosts: the one with the fewest hearings in thirty days, ties by a keyed hash.

    First at the point that received the dossier, then anywhere in the centre; None when nobody is
    there, and the hearing waits.
    """
    day = local_day(at)
    others = [place.code for place in offices.places(day) if place.code != hearing.place]
    for places in ([hearing.place], others):
        able = {
            one.person_id
            for place in places
            for role in _HOSTS
            for one in workers(place, role, day)
        } - _out(dossier)
        if able:
            return _fewest(able, hearing, at)
    return None


def _out(dossier: Dossier) -> set[int | None]:
    """Everybody who has a part in it, and who it is about."""
    parts = {one for part in PARTS if part != HOST for one in had_by(dossier, part)}
    return {*parts, dossier.applicant_id, dossier.submitter_id}


def _fewest(able: set[int], hearing: Hearing, at: datetime) -> int:
    rows = Hearing.objects.filter(host__in=able, asked_at__gte=at - _SINCE).values("host")
    had = dict(rows.order_by("host").annotate(count=Count("pk")).values_list("host", "count"))
    return min(able, key=lambda one: (had.get(one, 0), keyed(f"host/{hearing.uid}/{one}")))
