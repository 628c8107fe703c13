"""Who comes when with what: arrivals spread over working days, communes and procedures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from motcua.catalogue import queries as catalogue
from motcua.demo.volumes import COUNTER, FIELD_WEIGHTS, ONLINE, PROCEDURE_WEIGHTS
from motcua.dossiers.status import Channel
from motcua.offices import queries as offices
from motcua.offices.kinds import PlaceKind
from motcua.worktime.arithmetic import add_minutes
from motcua.worktime.instants import midnight
from motcua.worktime.opening import is_working_day

DAY_MINUTES = 440


@dataclass(frozen=True, slots=True)
class Arrival:
    """One application that will be made."""

    number: int
    at: datetime
    procedure: str
    channel: Channel
    commune: str
    point: str


class City:
    """What arrivals are drawn from."""

    def __init__(self, today: date) -> None:
        found = catalogue.search(day=today)
        per_field: dict[str, float] = {}
        for one in found:
            weight = PROCEDURE_WEIGHTS.get(one.code, 1)
            per_field[one.field] = per_field.get(one.field, 0) + weight
        self.procedures = [one.code for one in found]
        self.procedure_weights = [
            FIELD_WEIGHTS.get(one.field, 1)
            * PROCEDURE_WEIGHTS.get(one.code, 1)
            / per_field[one.field]
            for one in found
        ]
        communes = offices.communes(today)
        self.communes = [commune.code for commune in communes]
        self.populations = [commune.population or 0 for commune in communes]
        kinds = (PlaceKind.COMMUNE_POINT, PlaceKind.BRANCH, PlaceKind.POINT)
        places = offices.places(today, *kinds)
        self.anywhere = [place.code for place in places]
        self.own_point = {
            place.commune.split("-")[0]: place.code
            for place in places
            if place.kind is PlaceKind.COMMUNE_POINT
        }

    def arrival(self, number: int, at: datetime, random: Random, commune: str = "") -> Arrival:
        """Draw one arrival: nine in ten go to their own commune's point, the rest anywhere."""
        procedure = random.choices(self.procedures, self.procedure_weights)[0]
        commune = commune or random.choices(self.communes, self.populations)[0]
        roll = random.random()
        channel = Channel.ONLINE if roll < ONLINE else Channel.COUNTER
        if roll >= ONLINE + COUNTER:
            channel = Channel.POST
        near = self.own_point.get(commune)
        point = near if near and random.random() < 0.9 else random.choice(self.anywhere)
        return Arrival(number, at, procedure, channel, commune, point)


def past_days(today: date, count: int) -> list[date]:
    """Return the last so many working days before today, oldest first."""
    calendar, day = offices.calendar("office"), today
    days: list[date] = []
    while len(days) < count:
        day -= timedelta(days=1)
        if is_working_day(calendar, day):
            days.append(day)
    return days[::-1]


def arrivals(today: date, days: int, per_day: int, seed: int) -> Iterator[Arrival]:
    """Yield the arrivals of past working days in their order."""
    random, city, number = Random(seed), City(today), 0
    calendar = offices.calendar("office")
    for day in past_days(today, days):
        opening = midnight(day) + timedelta(hours=8)
        minutes = sorted(int(random.triangular(0, DAY_MINUTES, 120)) for _ in range(per_day))
        for minute in minutes:
            number += 1
            yield city.arrival(number, add_minutes(calendar, opening, minute), random)
