"""What the log says about officers at a given size: rosters, absences, calendar, work assigned.

Nothing here is typed by anybody: capacity, presence and load all come from leaves below the
checkpoint, so an outsider rebuilds the same register from the same leaves.
"""

from base64 import urlsafe_b64decode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from motcua.lottery.draw import DrawRefused, Officer

NOTICE_DAYS = 2  # the first midnight that is surely 24 hours after a leaf of some day


def decode(text: str) -> bytes:
    """Decode base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True, slots=True)
class Post:
    """An officer's line in a roster.

    ``commitments`` are salted hashes of declared conflicts of interest.
    """

    id: bytes
    capacity: int
    groups: frozenset[str]
    commitments: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Roster:
    """Officers of a branch from the day ``effective`` on, with its neighbours and beacons."""

    branch: str
    effective: date
    posts: Mapping[bytes, Post]
    neighbours: tuple[str, ...] = ()
    beacons: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Absence:
    """An officer is away from ``first`` to ``last``, both included."""

    id: bytes
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday, without the days ``off``, with the days ``on``."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day in self.on or (day.weekday() < 5 and day not in self.off)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a dossier after its event ``n``; nobody after a recusal."""

    n: int
    officer: bytes
    points: int


@dataclass(slots=True)
class Register:
    """State of the officers after the leaves of a prefix of the log."""

    rosters: dict[str, list[Roster]] = field(default_factory=lambda: defaultdict(list))
    absences: dict[bytes, list[Absence]] = field(default_factory=lambda: defaultdict(list))
    assigned: dict[bytes, int] = field(default_factory=lambda: defaultdict(int))
    calendar: Calendar = field(default_factory=Calendar)
    _holders: dict[str, "_Holder"] = field(default_factory=dict)
    # Where an officer was ever listed, and days already counted: a city has a hundred branches,
    # and an epoch hundreds of days.
    _listed: dict[bytes, set[str]] = field(default_factory=lambda: defaultdict(set))
    _counted: dict[tuple[bytes, date], int] = field(default_factory=dict)

    @classmethod
    def of(cls, leaves: Iterable[Mapping[str, Any]]) -> "Register":
        """Register after these leaves, in the order of the log."""
        register = cls()
        for leaf in leaves:
            register.take(leaf)
        return register

    def take(self, leaf: Mapping[str, Any]) -> None:
        """Take in one leaf; types that say nothing about officers are passed over."""
        kind = leaf["t"]
        if kind in ("roster", "policy"):
            self._counted.clear()
        if kind == "roster":
            self.add(_roster(leaf))
        elif kind == "absence":
            who = decode(leaf["o"])
            first, last = date.fromisoformat(leaf["first"]), date.fromisoformat(leaf["last"])
            self.absences[who].append(Absence(who, first, last))
            self._counted = {key: days for key, days in self._counted.items() if key[0] != who}
        elif kind == "policy":
            off, on = (frozenset(map(date.fromisoformat, leaf[name])) for name in ("off", "on"))
            self.calendar = Calendar(off, on)
        elif kind in ("assigned", "manual"):
            self._hold(leaf["d"], _Holder(leaf["n"], decode(leaf["o"]), leaf["w"]))
        elif kind in ("recused", "reassigned"):
            self._hold(leaf["d"], _Holder(leaf["n"], b"", 0))

    def add(self, roster: Roster) -> None:
        """Take in a roster."""
        self.rosters[roster.branch].append(roster)
        for officer in roster.posts:
            self._listed[officer].add(roster.branch)

    def _hold(self, dossier: str, new: "_Holder") -> None:
        """Count work for whoever holds a dossier last; leaves of one batch come in any order."""
        old = self._holders.get(dossier, _Holder(-1, b"", 0))
        if new.n < old.n:
            return
        self._holders[dossier] = new
        self.assigned[old.officer] -= old.points
        self.assigned[new.officer] += new.points

    def roster(self, branch: str, day: date) -> Roster | None:
        """The roster of a branch in force on a day: the latest to take effect, then the newest."""
        ready = [each for each in self.rosters.get(branch, ()) if each.effective <= day]
        # max() keeps the first of equals; reversed, so that the newest leaf wins.
        return max(reversed(ready), key=lambda each: each.effective, default=None)

    def post(self, officer: bytes, day: date) -> Post | None:
        """The line of an officer in the rosters in force; the first branch by code if several."""
        for branch in sorted(self._listed.get(officer, ())):
            roster = self.roster(branch, day)
            if roster and officer in roster.posts:
                return roster.posts[officer]
        return None

    def present(self, officer: bytes, day: date) -> bool:
        return not any(each.first <= day <= each.last for each in self.absences.get(officer, ()))

    def days_present(self, officer: bytes, until: date) -> int:
        """FTE-days in thousandths on the working days of the epoch before ``until``."""
        if (officer, until) not in self._counted:
            self._counted[officer, until] = self._count_days(officer, until)
        return self._counted[officer, until]

    def _count_days(self, officer: bytes, until: date) -> int:
        starts = [
            roster.effective
            for branch in self._listed.get(officer, ())
            for roster in self.rosters[branch]
            if officer in roster.posts
        ]
        total, day = 0, min(starts, default=until)
        while day < until:
            if self.calendar.works(day) and self.present(officer, day):
                post = self.post(officer, day)
                total += post.capacity if post else 0
            day += timedelta(days=1)
        return total

    def officer(self, officer: bytes, day: date) -> Officer:
        """Capacity, load and presence of an officer on a day; raises ``DrawRefused`` if unknown."""
        post = self.post(officer, day)
        if post is None:
            raise DrawRefused("This officer is in no roster of the day.")
        return Officer(
            officer, post.capacity, self.assigned.get(officer, 0), self.days_present(officer, day)
        )


def _roster(leaf: Mapping[str, Any]) -> Roster:
    posts = {
        decode(who): Post(decode(who), capacity, frozenset(groups), frozenset(map(decode, coi)))
        for who, capacity, groups, coi in leaf["o"]
    }
    return Roster(
        leaf["b"],
        date.fromisoformat(leaf["from"]),
        posts,
        tuple(leaf["nb"]),
        tuple(map(decode, leaf["c"])),
    )
