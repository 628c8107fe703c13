"""What draws by beacons need of a dossier: its group, who may not settle it, what it repeats.

The port of `ledger.drawing`: asked once for each round, with the register as the log tells it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from motcua.dossiers.knowledge import definition_of
from motcua.dossiers.likeness import likeness
from motcua.dossiers.models import Dossier
from motcua.dossiers.people_behind import people_of
from motcua.dossiers.roster_lines import group_of, self_commitment
from motcua.dossiers.separation import PARTS, SETTLE, had_by
from motcua.dossiers.status import Status
from motcua.identity.conflicts import conflicts_with
from motcua.identity.queries import numbers_of
from motcua.ledger.drawing.known import Known
from motcua.lottery.register import Register
from motcua.lottery.selection import OWN, Exclusion

# Nothing brings these back to an agency.
OVER = frozenset({Status.WITHDRAWN, Status.RETURNED, Status.NOT_ACCEPTED})


def know(dossiers: Sequence[int], register: Register, day: date) -> Mapping[int, Known]:
    """Return what is known of each dossier that needs an official; held and ended ones need none.

    Also dossiers settled at the counter are drawn for: when a draw is made, nobody may know what
    becomes of it.
    """
    rows = Dossier.objects.filter(pk__in=dossiers, official=None).exclude(status__in=OVER)
    able = _Able(register, day)
    return {row.pk: _known(row, able) for row in rows}


class _Able:
    """Who is able to settle a group anywhere in the city: people by number, with their pseudonym."""

    def __init__(self, register: Register, day: date) -> None:
        self.register, self.day = register, day
        self._people = people_of(day)
        self._of_group: dict[str, dict[int, bytes]] = {}

    def of(self, group: str) -> Mapping[int, bytes]:
        if group not in self._of_group:
            self._of_group[group] = {
                self._people[who]: who for who in self._posted(group) if who in self._people
            }
        return self._of_group[group]

    def _posted(self, group: str) -> Iterable[bytes]:
        for branch in self.register.rosters:
            roster = self.register.roster(branch, self.day)
            posts = roster.posts.values() if roster else ()
            yield from (post.id for post in posts if group in post.groups)


def _known(dossier: Dossier, able: _Able) -> Known:
    definition = definition_of(dossier)
    # A part of an interlinked procedure goes to the agency of its link, and to no other.
    group = dossier.field + OWN if dossier.part else group_of(definition)
    return Known(group, likeness(dossier, definition.form), tuple(_excluded(dossier, group, able)))


def _excluded(dossier: Dossier, group: str, able: _Able) -> Iterable[Exclusion]:
    """Conflicts by the commitments that stand in the roster: others do not count yet."""
    people = able.of(group)
    concerned = {pk for pk in (dossier.applicant_id, dossier.submitter_id) if pk}
    numbers = {number for number in numbers_of(concerned).values() if number}
    declared = conflicts_with(numbers, list(people))
    found = {pk: bytes.fromhex(kept) for pk, kept in declared.items()}
    found |= _own(dossier, people, numbers)
    for pk, kept in sorted(found.items()):
        post = able.register.post(people[pk], able.day)
        if post and kept in post.commitments:
            yield Exclusion(people[pk], "coi", kept)


def _own(dossier: Dossier, people: Mapping[int, bytes], numbers: set[str]) -> dict[int, bytes]:
    """Officials who apply themselves, or had another part of the dossier (`separation`)."""
    parts = {pk for part in PARTS if part != SETTLE for pk in had_by(dossier, part)}
    return {
        pk: self_commitment(pk, number)
        for pk, number in numbers_of(people).items()
        if number in numbers or pk in parts
    }
