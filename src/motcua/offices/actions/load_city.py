"""Puts the register of a city into the tables, or brings them up to date with it."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model

from motcua.offices import models, queries
from motcua.offices.city_register import read_city
from motcua.offices.register import Register

Row = TypeVar("Row", bound=Model)

# Two loads at once would upsert the same rows in different orders.
_LOCK = 0x6D6F7463


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows the tables hold of the city, and how many of others were left alone."""

    districts: int
    communes: int
    successions: int
    agencies: int
    places: int
    left_alone: int


def load_city(*, city: str) -> Loaded:
    """Load a city that ships with the product; a second load changes nothing.

    Rows the files do not name stay: dossiers may refer to them, and an agency that ends gets a last
    day instead of vanishing.

    Raises
    ------
    CityDataError
        When its files are wrong; nothing has been written then.
    """
    register = read_city(city)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        _write(register)
        transaction.on_commit(queries.forget)
    # At once as well, for callers inside a larger transaction who ask before it commits.
    queries.forget()
    return _counted(register)


def _write(register: Register) -> None:
    _upsert(_district_rows(register), "code")
    _upsert(_commune_rows(register), "key")
    _rewrite_successions(register)
    _upsert(_agency_rows(register), "code")
    _rewrite_territories(register)
    _upsert(_office_rows(register), "code")


def _upsert(rows: list[Row], key: str) -> None:
    model = type(rows[0])
    columns = [f.attname for f in model._meta.concrete_fields if f.name != key]  # noqa: SLF001
    names = [model._meta.get_field(c.removesuffix("_id")).name for c in columns]  # noqa: SLF001
    model._default_manager.bulk_create(  # noqa: SLF001
        rows, update_conflicts=True, unique_fields=[key], update_fields=names, batch_size=1000
    )


def _district_rows(register: Register) -> list[models.District]:
    return [
        models.District(
            code=d.code,
            kind=d.kind,
            name=d.name,
            lat=d.lat,
            lon=d.lon,
            valid_from=d.valid_from,
            valid_until=d.valid_until,
        )
        for d in register.districts
    ]


def _commune_rows(register: Register) -> list[models.Commune]:
    return [
        models.Commune(
            key=c.key,
            code=c.code,
            kind=c.kind,
            name=c.name,
            district_id=c.district or None,
            population=c.population,
            area_km2=c.area_km2,
            lat=c.lat,
            lon=c.lon,
            seat=c.seat,
            valid_from=c.valid_from,
            valid_until=c.valid_until,
        )
        for c in register.communes
    ]


def _rewrite_successions(register: Register) -> None:
    """Nothing refers to these rows, so they are replaced as a whole."""
    keys = [c.key for c in register.communes]
    models.CommuneSuccession.objects.filter(old_id__in=keys).delete()
    models.CommuneSuccession.objects.bulk_create(
        models.CommuneSuccession(
            old_id=s.old, new_id=s.new, from_day=s.day, whole=s.whole, main=s.main
        )
        for s in register.successions
    )


def _agency_rows(register: Register) -> list[models.Agency]:
    return [
        models.Agency(
            code=a.code,
            rule=a.rule,
            kind=a.kind,
            level=a.level,
            name_vi=a.name_vi,
            name_en=a.name_en,
            unit_code=a.unit_code,
            parent_id=a.parent or None,
            valid_from=a.valid_from,
            valid_until=a.valid_until,
        )
        for a in register.agencies
    ]


def _rewrite_territories(register: Register) -> None:
    through = models.Agency.territory.through
    through.objects.filter(agency_id__in=[a.code for a in register.agencies]).delete()
    through.objects.bulk_create(
        through(agency_id=a.code, commune_id=key)
        for a in register.agencies
        for key in sorted(a.territory)
    )


def _office_rows(register: Register) -> list[models.Office]:
    return [
        models.Office(
            code=p.code,
            kind=p.kind,
            name_vi=p.name_vi,
            name_en=p.name_en,
            unit_code=p.unit_code,
            address=p.address,
            lat=p.lat,
            lon=p.lon,
            position_exact=p.position_exact,
            commune_id=p.commune,
            parent_id=p.parent or None,
            territory_known=p.territory_known,
            hours=p.hours,
            services=sorted(p.services),
            valid_from=p.valid_from,
            valid_until=p.valid_until,
        )
        for p in register.places
    ]


def _counted(register: Register) -> Loaded:
    named = len(register.agencies) + len(register.places)
    held = models.Agency.objects.count() + models.Office.objects.count()
    return Loaded(
        districts=len(register.districts),
        communes=len(register.communes),
        successions=len(register.successions),
        agencies=len(register.agencies),
        places=len(register.places),
        left_alone=held - named,
    )
