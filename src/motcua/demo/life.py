"""One synthetic dossier's life, from the application until now, by the real actions."""

from datetime import datetime
from random import Random
from uuid import UUID, uuid4

from motcua.catalogue import queries as catalogue
from motcua.demo.acts import Dice
from motcua.demo.answers import answer_sheet
from motcua.demo.arrivals import Arrival
from motcua.demo.people import applicant
from motcua.demo.staff import Staff
from motcua.dossiers.actions.draft import add_paper, start
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.knowledge import calendar_of, needs_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Channel, Status
from motcua.flow.refusal import Refused
from motcua.identity.models import Person
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from motcua.worktime.arithmetic import add_minutes
from motcua.worktime.instants import local_day

# A life has about ten acts; a loop that never ends would be a fault of the dice.
LONGEST = 60
# Of each block of applications so many people make them all: some come more than once.
BLOCK, PEOPLE = 40, 24


def apply(
    arrival: Arrival, staff: Staff, random: Random, person: Person | None = None
) -> Dossier | None:
    """Hand one application in, online or at the counter; None when it could not be."""
    day = local_day(arrival.at)
    number = arrival.number - arrival.number % BLOCK + random.randrange(PEOPLE)
    person = person or applicant(number, arrival.commune, random)
    desk = staff.at(arrival.point, Role.RECEPTIONIST, random)
    online = arrival.channel is Channel.ONLINE
    maker = actor(person, "", day) if online else desk
    if maker is None:
        return None
    form = catalogue.version_on(arrival.procedure, day).definition.form
    dossier = start(
        procedure=arrival.procedure,
        applicant_id=person.pk,
        actor=maker,
        at=arrival.at,
        channel=arrival.channel,
        point=arrival.point,
        answers=answer_sheet(
            form, commune=arrival.commune, number=number, today=day, random=random
        ),
    )
    for paper in needs_of(dossier).papers:
        add_paper(
            dossier_id=dossier.pk,
            key=paper.key,
            file_id=None,
            source="seen",
            actor=maker,
            at=arrival.at,
        )
    if online:
        return submit(dossier_id=dossier.pk, actor=maker, at=arrival.at, request_id=uuid4())
    return receive(dossier_id=dossier.pk, actor=maker, at=arrival.at, request_id=uuid4())


def live(dossier: Dossier, dice: Dice, *, since: datetime, until: datetime) -> datetime:
    """Let a dossier and its interlinked parts live from `since`; return when they last moved."""
    last = _alone(dossier, dice, since, until)
    for part in Dossier.objects.filter(parent_id=dossier.pk).order_by("pk"):
        last = max(last, _alone(part, dice, part.accepted_at or since, until))
    fresh = Dossier.objects.get(pk=dossier.pk)
    if fresh.part == "" and fresh.status == Status.DONE and fresh.open_parts == 0:
        last = _alone(fresh, dice, last, until)
    return last


def _alone(dossier: Dossier, dice: Dice, since: datetime, until: datetime) -> datetime:
    at = since
    for _ in range(LONGEST):
        at = _talk(dossier, dice, at, until)
        act = dice.next(dossier, at)
        if act is None:
            return at
        moment = add_minutes(calendar_of(dossier), at, act.after)
        if moment > until:
            _apologise(dossier, dice, at, until)
            return at
        at = moment
        dice.look(dossier, act.actor, at)
        try:
            dossier = act.take(dossier, at, _number(dice.random))
        except Refused:
            return at
    return at


def _talk(dossier: Dossier, dice: Dice, at: datetime, until: datetime) -> datetime:
    """Let the sides talk once while it is in an official's hands; return when they are through."""
    exchange = dice.talk(dossier)
    if exchange is None:
        return at
    moment = add_minutes(calendar_of(dossier), at, exchange.after)
    if moment > until:
        return at
    done = exchange.take(dossier, moment, until)
    dossier.refresh_from_db()
    return done


def _apologise(dossier: Dossier, dice: Dice, at: datetime, until: datetime) -> None:
    act = dice.apology(dossier, at) if dossier.status == Status.PROCESSING else None
    if act is None:
        return
    moment = add_minutes(calendar_of(dossier), at, act.after)
    if moment < until:
        try:
            act.take(dossier, moment, _number(dice.random))
        except Refused:
            return


def _number(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
