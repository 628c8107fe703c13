"""Which places are near a position, and when they are open next."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.offices.hours import calendar
from motcua.offices.refusals import (
    count_invalid,
    moment_outside_calendar,
    position_invalid,
    position_swapped,
)
from motcua.offices.values import Place
from motcua.worktime.errors import OutsideCalendar
from motcua.worktime.instants import local_day
from motcua.worktime.opening import is_open, next_opening

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
# No source gives travel times in Hanoi. Roads are about 1.3 times the straight line (the usual
# circuity of cities), at 25 km/h door to door: rough, and said to be so on the page.
DETOUR = 1.3
SPEED_KM_PER_HOUR = 25.0


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place seen from a position; distance as the crow flies, travel time rough."""

    place: Place
    km: float
    minutes: int
    open_now: bool
    opens_at: datetime


def check_position(lat: float, lon: float) -> None:
    """Refuse what is no position on Earth, naming an exchange of the two numbers."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise position_invalid()
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        raise position_swapped(lat, lon)
    if abs(lat) > 90 or abs(lon) > 180:
        raise position_invalid()


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance by the haversine formula, in kilometres."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    across = math.sin((phi2 - phi1) / 2) ** 2
    along = math.sin(math.radians(lon2 - lon1) / 2) ** 2
    square = min(1.0, across + math.cos(phi1) * math.cos(phi2) * along)
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(square))


def travel_minutes(km: float) -> int:
    """Return a rough travel time by road for a straight distance, rounded up to minutes."""
    return math.ceil(km * DETOUR / SPEED_KM_PER_HOUR * 60)


def nearest(
    places: Iterable[Place],
    lat: float,
    lon: float,
    at: datetime,
    *,
    service: str | None = None,
    n: int = 5,
    open_now: bool = False,
) -> list[Nearby]:
    """Return up to `n` places in force on the day of `at`, nearest first.

    Every place receives every procedure; `service` asks for something special beyond that.

    Raises
    ------
    Refused
        `position_invalid`, `position_swapped`, `count_invalid`, `moment_outside_calendar`.
    """
    check_position(lat, lon)
    if n < 1:
        raise count_invalid(n)
    day = local_day(at)
    seen = {key: _hours_at(key, at) for key in {place.hours for place in places}}
    found = [
        _nearby(place, lat, lon, *seen[place.hours])
        for place in places
        if place.on(day)
        and (service is None or service in place.services)
        and (not open_now or seen[place.hours][0])
    ]
    return sorted(found, key=lambda near: (near.km, near.place.code))[:n]


def _hours_at(key: str, at: datetime) -> tuple[bool, datetime]:
    try:
        return is_open(calendar(key), at), next_opening(calendar(key), at)
    except OutsideCalendar as error:
        raise moment_outside_calendar(local_day(at)) from error


def _nearby(place: Place, lat: float, lon: float, is_open_at: bool, opens_at: datetime) -> Nearby:  # noqa: FBT001
    km = distance_km(lat, lon, place.lat, place.lon)
    return Nearby(place, round(km, 3), travel_minutes(km), is_open_at, opens_at)
