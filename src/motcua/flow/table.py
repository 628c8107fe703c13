"""The engine: asks a table of moves what is open, why not, and takes a move."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any, Generic, TypeVar

from motcua.flow.refusal import Refusal, Refused, Text

S = TypeVar("S", bound=IntEnum)

Guard = Callable[[Any, Any], Refusal | None]
Effect = Callable[[Any, Any], None]


class Clock(Enum):
    """What legal time does once the move has been taken."""

    OFF = "off"  # it has not begun
    RUNS = "runs"
    STANDS = "stands"  # somebody outside the settling side is awaited
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Generic[S]):
    """One row of the table.

    Parameters
    ----------
    verb
        The move's name everywhere: button, address, API operation, event.
    label
        What the button says.
    source
        The statuses it starts from.
    target
        The status it leads to; None leaves the status as it is.
    needs
        The permission, as its text.
    guards
        Asked in order with the subject and the facts of the case; the first refusal counts.
    effects
        Change fields of the subject in memory; anything else belongs to the action.
    clock
        What legal time does in the target; None where it goes on as before.
    tells
        The kind of the event that records it.
    basis
        The article of law, or why there is none.
    """

    verb: str
    label: Text
    source: frozenset[S]
    target: S | None
    needs: str
    tells: str
    basis: str
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[S]):
    """All moves of one kind of thing; `status` names the attribute that holds its status."""

    name: str
    statuses: type[S]
    initial: S
    moves: tuple[Move[S], ...]
    status: str = "status"

    def __post_init__(self) -> None:
        verbs = [move.verb for move in self.moves]
        doubled = {verb for verb in verbs if verbs.count(verb) > 1}
        if doubled:
            raise ValueError(f"{self.name}: verbs stand twice: {sorted(doubled)}")
        for move in self.moves:
            if not move.source:
                raise ValueError(f"{self.name}.{move.verb}: starts nowhere")

    def move(self, verb: str) -> Move[S]:
        """Return the row of a verb.

        Raises
        ------
        KeyError
            When the table has no such verb.
        """
        for move in self.moves:
            if move.verb == verb:
                return move
        raise KeyError(f"{self.name} has no move {verb!r}")

    def status_of(self, subject: object) -> S:
        return self.statuses(getattr(subject, self.status))

    def refusal(
        self, subject: object, verb: str, held: Collection[str], facts: object
    ) -> Refusal | None:
        """Return why the move may not be taken now, or None when it may."""
        move = self.move(verb)
        if move.needs not in held:
            return Refusal("not_permitted", NOT_PERMITTED)
        if self.status_of(subject) not in move.source:
            return Refusal("wrong_status", WRONG_STATUS)
        return next((no for guard in move.guards if (no := guard(subject, facts))), None)

    def open_moves(
        self, subject: object, held: Collection[str], facts: object
    ) -> list[tuple[Move[S], Refusal | None]]:
        """Return the moves this status and these permissions know, each with what closes it.

        A move of another status or without the permission is not shown at all; one that a guard
        refuses is shown with its reason.
        """
        status = self.status_of(subject)
        known = [m for m in self.moves if status in m.source and m.needs in held]
        return [(m, self.refusal(subject, m.verb, held, facts)) for m in known]

    def take(self, subject: object, verb: str, held: Collection[str], facts: object) -> Move[S]:
        """Check the move, change the subject in memory and return the row.

        Raises
        ------
        Refused
            When permission, status or a guard forbids it; the subject is then unchanged.
        """
        no = self.refusal(subject, verb, held, facts)
        if no:
            raise Refused(no)
        move = self.move(verb)
        for effect in move.effects:
            effect(subject, facts)
        if move.target is not None:
            setattr(subject, self.status, int(move.target))
        return move

    def final(self) -> frozenset[S]:
        """Return the statuses no move leaves."""
        left = {
            source
            for move in self.moves
            if move.target is not None
            for source in move.source
            if move.target != source
        }
        return frozenset(self.statuses) - left

    def reachable(self, start: S | None = None) -> frozenset[S]:
        """Return the statuses that moves lead to from a status (default: the initial one)."""
        found = {self.initial if start is None else start}
        while True:
            further = {
                move.target
                for move in self.moves
                if move.target is not None and move.source & found
            } - found
            if not further:
                return frozenset(found)
            found |= further


NOT_PERMITTED = Text(
    "Tài khoản của bạn không được phép thực hiện thao tác này.",
    "Your account may not do this.",
)
WRONG_STATUS = Text(
    "Hồ sơ đã chuyển sang trạng thái khác nên thao tác này không còn thực hiện được. "
    "Hãy tải lại trang để xem trạng thái hiện tại.",
    "The dossier has moved on, so this is no longer possible. "
    "Reload the page to see where it stands now.",
)


def statuses(*members: S) -> frozenset[S]:
    """Name the statuses a move starts from."""
    return frozenset(members)
