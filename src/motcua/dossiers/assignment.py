"""Who settles a dossier: the port behind which a rule picks an official.

The rule here: skill, presence, least work assigned per present day. Work *assigned* counts, never
the open backlog, which would reward whoever is slow.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.module_loading import import_string

from motcua.dossiers.models import Assignment, Dossier
from motcua.flow.refusal import refuse
from motcua.identity.queries import Worker, workers
from motcua.identity.roles import Role

WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An official and the alias by which the applicant knows them in this dossier."""

    person_id: int
    alias: str


Assigner = Callable[[Dossier, list[Worker], date], int]


def choose(dossier: Dossier, *, on: date, without: int | None = None) -> Chosen:
    """Pick an official of the dossier's agency who is there and knows the field.

    Raises
    ------
    Refused
        `nobody_there` when no such official is present; the dossier waits.
    """
    present = [w for w in workers(dossier.agency, Role.SPECIALIST, on) if w.person_id != without]
    able = [w for w in present if dossier.field in w.skills and w.capacity > 0]
    if not able:
        raise refuse(
            "nobody_there",
            "Cơ quan giải quyết chưa có chuyên viên phù hợp có mặt; hồ sơ sẽ được phân công ngay "
            "khi có người.",
            "The agency has no able official present; the dossier is assigned as soon as one is.",
        )
    assigner: Assigner = import_string(
        getattr(settings, "ASSIGNER", "motcua.dossiers.assignment.least_assigned")
    )
    person_id = assigner(dossier, able, on)
    return Chosen(person_id, alias_of(dossier, person_id))


def least_assigned(dossier: Dossier, able: list[Worker], on: date) -> int:
    """Return the official with the least work assigned per present day and post (30 days)."""
    loads = {
        row["official"]: (row["work"], row["days"])
        for row in Assignment.objects.filter(
            agency=dossier.agency, day__gt=on - WINDOW, day__lte=on
        )
        .values("official")
        .annotate(work=Sum("effort"), days=Count("day", distinct=True))
    }

    def load(worker: Worker) -> tuple[float, int]:
        work, days = loads.get(worker.person_id, (0, 1))
        # The number breaks ties the same way every time; fairness between equals is the draw's.
        return work / (max(1, days) * worker.capacity), worker.person_id

    return min(able, key=load).person_id


def alias_of(dossier: Dossier, person_id: int) -> str:
    """Return a name that says nothing: another one in each dossier, the same within one."""
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"alias/{dossier.uid}/{person_id}".encode(), sha256).digest()
    return f"{digest[0] % 9 + 1}-{chr(ord('A') + digest[1] % 26)}{chr(ord('A') + digest[2] % 26)}"
