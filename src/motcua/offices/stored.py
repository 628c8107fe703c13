"""The register as the tables hold it."""

from motcua.offices import models
from motcua.offices.kinds import AgencyKind, CommuneKind, DistrictKind, Level, PlaceKind
from motcua.offices.register import Register
from motcua.offices.values import AgencyInfo, Commune, District, Place, Succession


def stored_register() -> Register:
    """Read the tables by six statements."""
    return Register(
        districts=tuple(_districts()),
        communes=tuple(_communes()),
        successions=tuple(_successions()),
        agencies=tuple(_agencies()),
        places=tuple(_places()),
    )


def _districts() -> list[District]:
    return [
        District(
            code=row.code,
            kind=DistrictKind(row.kind),
            name=row.name,
            lat=row.lat,
            lon=row.lon,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in models.District.objects.order_by("code")
    ]


def _communes() -> list[Commune]:
    return [
        Commune(
            code=row.code,
            kind=CommuneKind(row.kind),
            name=row.name,
            district=row.district_id or "",
            population=row.population,
            area_km2=row.area_km2,
            lat=row.lat,
            lon=row.lon,
            seat=row.seat,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in models.Commune.objects.order_by("key")
    ]


def _successions() -> list[Succession]:
    rows = models.CommuneSuccession.objects.order_by("old_id", "new_id")
    return [Succession(r.from_day, r.old_id, r.new_id, r.whole, r.main) for r in rows]


def _agencies() -> list[AgencyInfo]:
    territory: dict[str, set[str]] = {}
    served = models.Agency.territory.through.objects.values_list("agency_id", "commune_id")
    for code, key in served:
        territory.setdefault(code, set()).add(key)
    return [
        AgencyInfo(
            code=row.code,
            rule=row.rule,
            kind=AgencyKind(row.kind),
            level=Level(row.level),
            name_vi=row.name_vi,
            name_en=row.name_en,
            unit_code=row.unit_code,
            parent=row.parent_id or "",
            territory=frozenset(territory.get(row.code, ())),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in models.Agency.objects.order_by("code")
    ]


def _places() -> list[Place]:
    return [
        Place(
            code=row.code,
            kind=PlaceKind(row.kind),
            name_vi=row.name_vi,
            name_en=row.name_en,
            address=row.address,
            lat=row.lat,
            lon=row.lon,
            commune=row.commune_id,
            hours=row.hours,
            unit_code=row.unit_code,
            parent=row.parent_id or "",
            services=frozenset(row.services),
            territory_known=row.territory_known,
            position_exact=row.position_exact,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in models.Office.objects.order_by("code")
    ]
