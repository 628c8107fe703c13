"""What others ask: who is competent, what a commune became, where one can go.

Answers come from a register kept in memory; the tables are read once per process and again after
`forget`, which the loading action calls. Another running process keeps its register until it is
restarted: agencies change a few times a year.
"""

from datetime import date, datetime
from functools import lru_cache

from motcua.offices import competence, nearness, neighbours
from motcua.offices.hours import calendar as calendar_of_key
from motcua.offices.kinds import PlaceKind
from motcua.offices.nearness import Nearby
from motcua.offices.refusals import unknown_agency, unknown_place
from motcua.offices.register import Register
from motcua.offices.stored import stored_register
from motcua.offices.values import AgencyInfo, Commune, District, Place
from motcua.offices.words import search_form
from motcua.worktime.calendar import Calendar

__all__ = ["AgencyInfo", "Commune", "District", "Nearby", "Place"]


@lru_cache(maxsize=1)
def register() -> Register:
    """Return the city's register, read from the tables by six statements the first time."""
    return stored_register()


def forget() -> None:
    """Make the next question read the tables again."""
    register.cache_clear()
    neighbours_of.cache_clear()


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


def commune_of(place: Place) -> Commune:
    """Return the commune a place lies in."""
    return register().commune_of_key[place.commune]


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


@lru_cache(maxsize=512)
def neighbours_of(code: str, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the agencies of the same rule in the branch's territory, and in the rest of the city.

    Codes in their order; where they may settle for one another is for the law of the procedure.
    """
    near = tuple(a.code for a in neighbours.in_the_same_branch(register(), code, on))
    rest = (a.code for a in neighbours.alike(register(), code, on))
    return near, tuple(one for one in rest if one not in near)


def rules() -> list[str]:
    """Return every competence rule some agency answers to, for the catalogue to check against."""
    return sorted(register().agencies_of_rule)


def places(on: date, *kinds: PlaceKind) -> list[Place]:
    """Return the places of the day, of some kinds or of all."""
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
