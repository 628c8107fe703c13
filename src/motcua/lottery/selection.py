"""Who may be drawn: skill, presence and exclusions, widened when few are left.

The rule is total: branch, then its neighbours, then the city, until five can be drawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from hmac import digest
from typing import Literal

from motcua.lottery.register import Register

ENOUGH = 5
THIN = 3
STICKY_DAYS = 30
OWN = ".own"  # suffix of a group that only its own branch may settle


class Scope(IntEnum):
    """How far the pool had to be widened."""

    BRANCH = 0
    NEIGHBOURS = 1
    CITY = 2


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An officer who may not be drawn for a dossier, and why.

    ``coi`` names the commitment of the declared conflict, as it stands in the roster; ``recused``
    and ``reassigned`` follow from earlier leaves of the dossier.
    """

    id: bytes
    reason: Literal["coi", "recused", "reassigned"]
    commitment: bytes = b""


@dataclass(frozen=True, slots=True)
class Selection:
    """Officers who may be drawn, sorted by pseudonym."""

    scope: Scope
    officers: tuple[bytes, ...]

    @property
    def thin(self) -> bool:
        """Fewer than three: the draw is made, but flagged and counted in public."""
        return len(self.officers) < THIN


def branches_in(register: Register, branch: str, scope: Scope, day: date) -> list[str]:
    """Branches whose officers a scope takes in."""
    if scope is Scope.CITY:
        return sorted(register.rosters)
    roster = register.roster(branch, day)
    near = roster.neighbours if roster and scope is Scope.NEIGHBOURS else ()
    return sorted({branch, *near})


def eligible(register: Register, branches: Iterable[str], group: str, day: date) -> set[bytes]:
    """Officers of some branches who have the skill and are present on the day."""
    rosters = (register.roster(branch, day) for branch in branches)
    return {
        post.id
        for roster in rosters
        if roster
        for post in roster.posts.values()
        if group in post.groups and register.present(post.id, day)
    }


def select(
    register: Register, *, branch: str, group: str, day: date, excluded: Iterable[Exclusion] = ()
) -> Selection:
    """The pool for one dossier; empty if nobody may be drawn.

    A group that ends in ``.own`` is one that the law ties to its agency: it is never widened.
    """
    out = {exclusion.id for exclusion in excluded}
    scopes = [Scope.BRANCH] if group.endswith(OWN) else list(Scope)
    found: set[bytes] = set()
    for scope in scopes:
        around = branches_in(register, branch, scope, day)
        found = eligible(register, around, group, day) - out
        if len(found) >= ENOUGH:
            return Selection(scope, tuple(sorted(found)))
    return Selection(scopes[-1], tuple(sorted(found)))


def sticky_key(epoch_key: bytes, *, applicant: bytes, group: str, item: bytes) -> bytes:
    """Key under which repeated filings meet: same applicant, group of procedures and object.

    It belongs to the sealed part of the leaf. The parts are given with their length, so that no
    two triples are written the same.
    """
    parts = (applicant, group.encode(), item)
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return digest(epoch_key, message, "sha256")


def is_repeat(first: date, now: date) -> bool:
    """Whether a filing on the day ``now`` repeats one of the day ``first``."""
    return timedelta() <= now - first <= timedelta(days=STICKY_DAYS)
