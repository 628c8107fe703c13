"""A crowd of officials of one kind, and looks at dossiers, without walking each."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.dossiers.models import AccessRecord, Dossier
from motcua.dossiers.status import Status
from motcua.identity.models import Person
from tests.builders import a_dossier
from tests.cast import Cast

NAMES = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Linh", "Minh", "Nga")


@pytest.fixture
def crowd(cast: Cast) -> list[Person]:
    """Return ten receptionists, each of a house of their own."""
    return [
        Person.objects.create(login=f"dong.{n}", kind="official", full_name=f"Họ{n} Đệm{n} {name}")
        for n, name in enumerate(NAMES)
    ]


@pytest.fixture
def many(cast: Cast, monday: datetime) -> list[Dossier]:
    """Return sixty dossiers of ten applicants."""
    first = a_dossier(cast, Status.DONE, at=monday)
    people = [
        Person.objects.create(login=f"nop.{n}", full_name=f"Nộp{n} Đệm{n} Mẫu", id_number="")
        for n in range(10)
    ]
    same = {f.attname: getattr(first, f.attname) for f in Dossier._meta.concrete_fields
            if f.attname not in {"id", "uid", "code", "applicant_id"}}  # fmt: skip
    return Dossier.objects.bulk_create(
        Dossier(**same, applicant_id=people[n % 10].pk, code=f"H26.99-260810-{1000 + n}")
        for n in range(60)
    )


Looking = Callable[..., None]


@pytest.fixture
def look(cast: Cast) -> Looking:
    """Return a function that writes looks of a person at dossiers."""

    def looks(who: Person, dossiers: list[Dossier], at: datetime, **more: str) -> None:
        AccessRecord.objects.bulk_create(
            AccessRecord(dossier=one, person_id=who.pk, office=cast.point, at=at,
                         slot=int(at.timestamp()) // 900,
                         **{"role": "receptionist", "purpose": "receive"} | more)
            for one in dossiers
        )  # fmt: skip

    return looks
