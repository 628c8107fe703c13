"""What the log is told of officials: who may be drawn where, for what, and with which conflicts."""

from base64 import urlsafe_b64encode
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import CommuneFrom, Definition
from motcua.dossiers.pseudonyms import epoch_of, keyed, pseudonym
from motcua.identity.conflicts import commitment, commitments_of
from motcua.identity.roles import Role
from motcua.identity.roster import Rostered, posted
from motcua.ledger.publish import branch_of
from motcua.lottery.selection import OWN
from motcua.offices import queries as offices
from motcua.offices.values import AgencyInfo

Line = list[Any]


def text_of(data: bytes) -> str:
    """Bytes as leaves spell them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def group_of(definition: Definition) -> str:
    """The group of procedures in draws: the field, tied to its agency where the law ties it.

    See `pools.may_widen` for where the law does not.
    """
    free = definition.competence.commune_from is CommuneFrom.RECEPTION
    return definition.field if free else definition.field + OWN


def groups_by_rule() -> Mapping[str, frozenset[str]]:
    """The groups that agencies of each rule settle, over all versions of all procedures.

    Parts of an interlinked procedure are in the field of the whole, and never widened.
    """
    served: dict[str, set[str]] = defaultdict(set)
    for each in catalogue.definitions():
        served[each.competence.rule].add(group_of(each))
        for link in each.interlinked:
            served[link.agency].add(each.field + OWN)
    return {rule: frozenset(groups) for rule, groups in served.items()}


def self_commitment(person_id: int, number: str) -> bytes:
    """The commitment by which an official is kept from their own application.

    It stands in every line, also of whoever has no number here, so that it says nothing.
    """
    return bytes.fromhex(commitment(keyed(f"self/{person_id}"), number))


def branches(day: date) -> dict[str, list[AgencyInfo]]:
    """Agencies of a day by their branch in the log."""
    found: dict[str, list[AgencyInfo]] = defaultdict(list)
    for agency in offices.agencies(day):
        if agency.unit_code:
            found[branch_of(agency.unit_code)].append(agency)
    return found


def officials(day: date, at: datetime) -> dict[str, list[Rostered]]:
    """Specialists of a day as they count at an instant, by agency; absent ones included."""
    codes = [agency.code for agencies in branches(day).values() for agency in agencies]
    found: dict[str, list[Rostered]] = defaultdict(list)
    for one in posted(codes, Role.SPECIALIST, at, day):
        found[one.office].append(one)
    return found


def rosters(day: date, at: datetime, *, near: date) -> dict[str, dict[str, Any]]:
    """Neighbours and lines of every branch for a day.

    Parameters
    ----------
    at
        The instant at which changes must have had their notice.
    near
        The day whose map of neighbours is used.
    """
    here, groups, epoch = officials(day, at), groups_by_rule(), epoch_of(day)
    declared = commitments_of([one.person_id for some in here.values() for one in some], at)
    return {
        branch: {
            "nb": neighbours(branch, agencies, near, groups),
            "o": sorted(
                (
                    line
                    for agency in agencies
                    for line in _lines(here[agency.code], groups.get(agency.rule, frozenset()),
                                       declared, epoch)
                ),
                key=lambda line: str(line[0]),
            ),
        }
        for branch, agencies in branches(day).items()
    }  # fmt: skip


def _lines(
    some: Iterable[Rostered], served: Collection[str], declared: Mapping[int, list[str]], epoch: str
) -> Iterable[Line]:
    for one in some:
        able = sorted(group for group in served if group.removesuffix(OWN) in one.skills)
        if able and one.capacity > 0:
            kept = [bytes.fromhex(each) for each in declared.get(one.person_id, [])]
            kept.append(self_commitment(one.person_id, one.id_number))
            who = text_of(pseudonym(one.person_id, epoch))
            yield [who, one.capacity, able, sorted(map(text_of, kept))]


def neighbours(
    branch: str,
    agencies: Sequence[AgencyInfo],
    near: date,
    groups: Mapping[str, frozenset[str]],
) -> list[str]:
    """Branches that may help out; none for those whose law never lets another agency settle."""
    found: set[str] = set()
    for agency in agencies:
        if all(group.endswith(OWN) for group in groups.get(agency.rule, ())):
            continue
        for code in offices.neighbours_of(agency.code, near)[0]:
            if unit := offices.agency(code).unit_code:
                found.add(branch_of(unit))
    return sorted(found - {branch})
