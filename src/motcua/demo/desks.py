"""Work for whoever signs in: recent dossiers around the cast's ward, each left where it stands.

Without it the queues of one ward of 126 would show one dossier in a hundred. They, too, come
about by the real actions; only their being left alone is arranged.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from random import Random

from motcua.demo.acts import Dice
from motcua.demo.arrivals import Arrival, City, past_days
from motcua.demo.life import apply, live
from motcua.demo.people import CITIZEN, HOME_WARD, home_point
from motcua.demo.staff import Staff
from motcua.demo.volumes import TALKATIVE
from motcua.dossiers.status import Channel
from motcua.events.clock import simulated_past
from motcua.flow.refusal import Refused
from motcua.identity.queries import person_by_login
from motcua.offices import queries as offices
from motcua.worktime.arithmetic import add_minutes
from motcua.worktime.instants import local_day, midnight
from motcua.worktime.opening import next_opening

RECENT_DAYS = 6
DAY_MINUTES = 480
CITIZENS_OWN = 14
FIRST_NUMBER = 500_000
# What a newcomer will want to meet: permits with consultation, births, copies, land.
TOUR = ("1.013225", "1.001193", "2.000986", "2.000815", "1.012783", "1.004873")


def lay_work_out(*, now: datetime, count: int, seed: int, progress: Callable[[int], None]) -> int:
    """Make recent dossiers of the home ward, stopped at all stages; return how many."""
    random, today = Random(seed), local_day(now)
    city, staff = City(today), Staff(today)
    dice, made = Dice(staff, random, chances=TALKATIVE, looks=True), 0
    citizen = person_by_login(CITIZEN)
    for number in range(count):
        arrival = _arrival(city, number, now, random)
        own = citizen if number < CITIZENS_OWN and arrival.channel is Channel.ONLINE else None
        with suppress(Refused), simulated_past():
            dossier = apply(arrival, staff, random, own)
            if dossier is not None:
                share = random.random()
                live(dossier, dice, since=arrival.at, until=arrival.at + (now - arrival.at) * share)
                made += 1
        progress(1)
    return made


def _arrival(city: City, number: int, now: datetime, random: Random) -> Arrival:
    calendar, today = offices.calendar("office"), local_day(now)
    opening = next_opening(calendar, midnight(past_days(today, RECENT_DAYS)[0]))
    while True:
        at = add_minutes(calendar, opening, random.randrange(1, RECENT_DAYS * DAY_MINUTES))
        if at < now:
            break
    drawn = city.arrival(FIRST_NUMBER + number, at, random, HOME_WARD)
    procedure = TOUR[number % len(TOUR)] if number % 2 else drawn.procedure
    channel = Channel.ONLINE if number < CITIZENS_OWN else drawn.channel
    return Arrival(drawn.number, at, procedure, channel, HOME_WARD, home_point(today))
