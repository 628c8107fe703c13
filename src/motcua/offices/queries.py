"""What others ask: who is competent, what a commune became, where one can go.

Answers come from a register kept in memory; the tables are read once per process and again after
`forget`, which the loading action calls. Another running process keeps its register until it is
restarted: agencies change a few times a year.
"""

from datetime import date, datetime
from functools import lru_cache

from motcua.offices import competence, models, nearness
from motcua.offices.hours import calendar as calendar_of_key
from motcua.offices.kinds import AgencyKind, CommuneKind, DistrictKind, Level, PlaceKind
from motcua.offices.nearness import Nearby
from motcua.offices.refusals import unknown_agency, unknown_place
from motcua.offices.register import Register
from motcua.offices.values import AgencyInfo, Commune, District, Place, Succession
from motcua.offices.words import search_form
from motcua.worktime.calendar import Calendar

__all__ = ["AgencyInfo", "Commune", "District", "Nearby", "Place"]


@lru_cache(maxsize=1)
def register() -> Register:
    """Return the city's register, read from the tables by six statements the first time."""
    return Register(
        districts=tuple(_districts()),
        communes=tuple(_communes()),
        successions=tuple(_successions()),
        agencies=tuple(_agencies()),
        places=tuple(_places()),
    )


def forget() -> None:
    """Make the next question read the tables again."""
    register.cache_clear()


def agency(code: str) -> AgencyInfo:
    """Return the agency of the code; `unknown_agency` is refused."""
    found = register().agency_of_code.get(code)
    if found is None:
        raise unknown_agency(code)
    return found


def point(code: str) -> Place:
    """Return the place of the code, of whatever kind; `unknown_place` is refused."""
    found = register().place_of_code.get(code)
    if found is None:
        raise unknown_place(code)
    return found


def commune(code: str, on: date) -> Commune:
    """Return the commune that bears the code on the day; refused when none does."""
    return register().commune(code, on)


def communes(on: date) -> list[Commune]:
    """Return the communes of the day in the order of their codes."""
    return sorted((c for c in register().communes if c.on(on)), key=lambda c: c.code)


def find_communes(words: str, on: date) -> list[Commune]:
    """Return the communes of the day whose name holds the words, with or without marks."""
    wanted = search_form(words)
    return [c for c in communes(on) if wanted in search_form(c.names.vi)]


def districts(on: date) -> list[District]:
    """Return the districts of the day; none since 1 July 2025."""
    return [d for d in register().districts if d.on(on)]


def agencies(on: date, rule: str | None = None) -> list[AgencyInfo]:
    """Return the agencies of the day, of one rule or of all."""
    return [a for a in register().agencies if a.on(on) and rule in (None, a.rule)]


def rules() -> list[str]:
    """Return every competence rule some agency answers to, for the catalogue to check against."""
    return sorted(register().agencies_of_rule)


def places(on: date, *kinds: PlaceKind) -> list[Place]:
    """Return the places open for business in the days around `on`, of some kinds or of all."""
    return [p for p in register().places if p.on(on) and (not kinds or p.kind in kinds)]


def successors(code: str, on: date, recorded_on: date | None = None) -> tuple[Commune, ...]:
    """Return what the commune of that code is on the day (see `Register.successors`)."""
    return register().successors(code, on, recorded_on)


def main_successor(code: str, on: date, recorded_on: date | None = None) -> Commune:
    """Return the successor to propose first; a person confirms it."""
    return register().main_successor(code, on, recorded_on)


def competent_agency(
    rule: str, commune_code: str | None, on: date, recorded_on: date | None = None
) -> AgencyInfo:
    """Return the agency that settles (see `competence.competent_agency`)."""
    return competence.competent_agency(register(), rule, commune_code, on, recorded_on)


def needs_commune(rule: str, on: date) -> bool:
    """Whether that rule asks for a commune."""
    return competence.is_territorial(register(), rule, on)


def nearest_points(
    lat: float,
    lon: float,
    at: datetime,
    service: str | None = None,
    n: int = 5,
    *,
    open_now: bool = False,
) -> list[Nearby]:
    """Return the places nearest to a position at an instant (see `nearness.nearest`)."""
    found = register().places
    return nearness.nearest(found, lat, lon, at, service=service, n=n, open_now=open_now)


def calendar(key: str) -> Calendar:
    """Return the calendar of the key; `unknown_calendar` is refused."""
    return calendar_of_key(key)


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
