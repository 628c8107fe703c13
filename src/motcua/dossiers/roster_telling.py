"""The centre's rosters and absences go into the log as they change: jobs of the worker."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from motcua.dossiers.pseudonyms import epoch_of, first_day, pseudonym
from motcua.dossiers.roster_lines import Line, officials, rosters, text_of
from motcua.identity.roster import absences
from motcua.ledger import configured
from motcua.ledger.beacons import Beacon, BeaconList
from motcua.ledger.drawing import telling
from motcua.ledger.drawing.standing import AHEAD, RESERVE
from motcua.lottery.register import NOTICE_DAYS
from motcua.worktime.instants import local_day, midnight

Roster = Mapping[str, Any]
ONE = timedelta(days=1)
# The register's reasons in the words of the log.
REASONS = {"leave": "leave", "illness": "sick", "training": "duty", "mission": "duty"}


def tell_rosters(at: datetime) -> int:
    """Tell the rosters that the log does not know yet; returns how many there were.

    Nothing is told while no beacon is listed and none ever was: then officials are drawn from the
    server's own numbers, and the log says so.
    """
    listed = configured.beacons()
    known = telling.in_force(date.max)
    if not (listed.beacons or known) or not telling.may_begin():
        return 0
    today = local_day(at)
    told = _tell_first({b: own for b, own in _wanted(today, at, listed, today).items()
                        if b not in known}, today, at)  # fmt: skip
    for day in _days_ahead(today):
        told += _tell_changed(_wanted(day, midnight(day), listed, today), day, at)
    return told + _tell_emergencies(today, at) + _tell_left(today, at)


def _wanted(day: date, at: datetime, listed: BeaconList, near: date) -> dict[str, Roster]:
    """The roster of each branch as the centre would have it on a day, and the reserve's."""
    keys, reserve = _keys(listed.beacons), _keys(listed.reserve)
    wanted: dict[str, Roster] = {
        branch: {"c": keys, **own} for branch, own in rosters(day, at, near=near).items()
    }
    if reserve or RESERVE in telling.in_force(date.max):
        wanted[RESERVE] = {"c": reserve, "nb": [], "o": []}
    return wanted


def _keys(beacons: Iterable[Beacon]) -> list[str]:
    return [text_of(each.public) for each in beacons]


def next_epoch(day: date) -> date:
    """First day of the next quarter."""
    return first_day(epoch_of(first_day(epoch_of(day)) + timedelta(days=100)))


def _days_ahead(today: date) -> list[date]:
    """The days from which a roster told today may hold, and the next epoch when it is near."""
    soon, turn = today + NOTICE_DAYS * ONE, next_epoch(today)
    return [soon, turn] if soon < turn <= today + AHEAD else [soon]


def _tell_first(new: Mapping[str, Roster], today: date, at: datetime) -> int:
    """The first roster of a branch needs no notice; it counts from the first day of the epoch."""
    # One checkpoint is drawn with one list: a new branch begins with the one the others have.
    begun = telling.in_force(today)
    now = next((own["c"] for branch, own in begun.items() if branch != RESERVE), None)
    since = first_day(epoch_of(today))
    return sum(
        telling.tell_roster(
            branch, own if now is None or branch == RESERVE else {**own, "c": now},
            effective=since, at=at,
        )
        for branch, own in new.items()
    )  # fmt: skip


def _tell_changed(wanted: Mapping[str, Roster], day: date, at: datetime) -> int:
    known = telling.in_force(day)
    return sum(
        telling.tell_roster(branch, own, effective=day, at=at)
        for branch, own in wanted.items()
        if known.get(branch) != own
    )


def _tell_emergencies(today: date, at: datetime) -> int:
    """Whoever two people approved to count at once joins the roster in force."""
    known, told = telling.in_force(today), 0
    urgent = {
        pseudonym(one.person_id, epoch_of(today))
        for some in officials(today, at).values()
        for one in some
        if one.emergency
    }
    if not urgent:
        return 0
    for branch, own in rosters(today, at, near=today).items():
        there = known.get(branch, {"o": []})
        missing = [line for line in own["o"] if line[0] in set(map(text_of, urgent))
                   and line[0] not in _names(there)]  # fmt: skip
        if missing and there["o"]:
            lines = sorted([*there["o"], *missing], key=lambda line: str(line[0]))
            told += telling.tell_roster(
                branch, {**there, "o": lines}, effective=today, at=at, emergency=True
            )
    return told


def _names(roster: Roster) -> set[str]:
    return {str(line[0]) for line in roster["o"]}


def _tell_left(today: date, at: datetime) -> int:
    """Whoever is in a roster in force and has left is away until the next one holds."""
    here = set(_names_of_officials(today, at))
    lines: Iterable[Line] = (line for own in telling.in_force(today).values() for line in own["o"])
    left = sorted({str(line[0]) for line in lines} - here)
    last = today + (NOTICE_DAYS - 1) * ONE
    return sum(telling.tell_absence(who, today, last, "other", at=at) for who in left)


def tell_absences(at: datetime) -> int:
    """Tell absences of those whom the rosters list, clipped to the epoch of the pseudonym."""
    today = local_day(at)
    known = telling.in_force(today)
    if not known:
        return 0
    listed = {name for own in known.values() for name in _names(own)}
    names = {pk: who for who, pk in _names_of_officials(today, at).items() if who in listed}
    begins, ends = first_day(epoch_of(today)), next_epoch(today) - ONE
    return sum(
        telling.tell_absence(
            names[row.person_id], max(row.first, begins), min(row.last, ends),
            REASONS.get(row.reason, "other"), at=at,
        )
        for row in absences(names, begins, ends)
    )  # fmt: skip


def _names_of_officials(today: date, at: datetime) -> dict[str, int]:
    """Pseudonyms of everybody who is there, of this epoch and the one before.

    A roster of the epoch before is still in force when nobody told a new one in time.
    """
    epoch = epoch_of(today)
    people = {one.person_id for some in officials(today, at).values() for one in some}
    epochs = (epoch_of(first_day(epoch) - ONE), epoch)
    return {text_of(pseudonym(pk, each)): pk for each in epochs for pk in people}
