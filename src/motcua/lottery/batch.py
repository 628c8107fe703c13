"""All draws of one checkpoint, and the leaf that lets anybody repeat them (``motcua/pool/1``).

Dossiers are drawn in the order of their asking leaves; each result counts as work for the next.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from motcua.lottery.draw import DrawRefused, Officer, Pool, draw, seed
from motcua.lottery.register import Register
from motcua.lottery.selection import Exclusion, Selection, select

DRAWS_PER_LEAF = 256
MOST_BYTES = 65_535  # of an entry (C2SP tlog-tiles)


@dataclass(frozen=True, slots=True)
class Asking:
    """A dossier that needs an officer.

    Attributes
    ----------
    leaf
        Hash of its ``received`` leaf.
    index
        Position of that leaf in the log.
    attempt
        0, then one more for each recusal or absence.
    branch, group
        Where it was filed, and the group of procedures that names the skill.
    points
        Published effort points, in thousandths.
    excluded
        Officers who may not be drawn.
    sticky
        Hash of the ``received`` leaf of the first filing and the officer of its first draw, when
        this is a repeated filing; the officer is empty when both are drawn in the same batch.
    """

    leaf: bytes
    index: int
    attempt: int
    branch: str
    group: str
    points: int
    excluded: tuple[Exclusion, ...] = ()
    sticky: tuple[bytes, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """The result of one draw.

    Attributes
    ----------
    pool
        The officers with the work that earlier draws of the batch had added.
    repeat_of, seed
        The first filing where the sticky rule decided, else the seed of the draw; the other is
        empty.
    """

    asking: Asking
    officer: bytes
    selection: Selection
    pool: Pool
    repeat_of: bytes = b""
    seed: bytes = b""


def draw_batch(
    register: Register, askings: Sequence[Asking], *, betas: Sequence[bytes], day: date
) -> tuple[list[Assignment], list[Asking]]:
    """Draw for every asking leaf of a checkpoint.

    Parameters
    ----------
    register
        State of the officers at the size of the checkpoint; not changed.
    betas
        Outputs of the beacons over the checkpoint, in the order of the roster.
    day
        Local day of the checkpoint.

    Returns
    -------
    tuple
        The assignments in the order of drawing, and the askings for which the whole city has
        nobody: they wait for a roster, or for a manual assignment.

    Raises
    ------
    DrawRefused
        A leaf asks twice with the same attempt.
    """
    if len({(asking.leaf, asking.attempt) for asking in askings}) != len(askings):
        raise DrawRefused("One leaf asks twice for the same attempt.")
    desk = _Desk(register, day)
    done: list[Assignment] = []
    nobody: list[Asking] = []
    for asking in sorted(askings, key=lambda each: (each.index, each.attempt)):
        assignment = desk.assign(asking, betas)
        if assignment is None:
            nobody.append(asking)
        else:
            done.append(assignment)
    return done, nobody


class _Desk:
    """Officers of one day, with the work that the draws so far have added."""

    def __init__(self, register: Register, day: date) -> None:
        self._register = register
        self._day = day
        self._officers: dict[bytes, Officer] = {}
        self._first: dict[bytes, bytes] = {}  # officer of the first draw of each leaf of the batch

    def assign(self, asking: Asking, betas: Sequence[bytes]) -> Assignment | None:
        selection = select(
            self._register,
            branch=asking.branch,
            group=asking.group,
            day=self._day,
            excluded=asking.excluded,
        )
        if not selection.officers:
            return None
        first, before = self._first_filing(asking)
        pool = Pool(tuple(map(self.officer, selection.officers)))
        if before in selection.officers:
            return self._give(Assignment(asking, before, selection, pool, repeat_of=first))
        drawn_by = seed(betas, asking.leaf, asking.attempt)
        chosen = draw(drawn_by, pool)
        return self._give(Assignment(asking, chosen.id, selection, pool, seed=drawn_by))

    def _first_filing(self, asking: Asking) -> tuple[bytes, bytes]:
        first, before = asking.sticky or (b"", b"")
        return first, before or self._first.get(first, b"")

    def officer(self, who: bytes) -> Officer:
        if who not in self._officers:
            self._officers[who] = self._register.officer(who, self._day)
        return self._officers[who]

    def _give(self, given: Assignment) -> Assignment:
        asking, officer = given.asking, self.officer(given.officer)
        more = officer.assigned + asking.points
        self._officers[given.officer] = replace(officer, assigned=more)
        if asking.attempt == 0:
            self._first[asking.leaf] = given.officer
        return given


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def pool_leaves(
    register: Register,
    assignments: Sequence[Assignment],
    *,
    size: int,
    day: date,
    beacons: Sequence[tuple[bytes, bytes]],
) -> Iterator[dict[str, Any]]:
    """System leaves of the draws of the checkpoint of ``size`` leaves.

    ``beacons`` are public keys and proofs in the order of the roster. A leaf takes up to 256
    draws, fewer where its pools are large; further ones go into parts 1, 2 … that are drawn on from
    the part before.

    Raises
    ------
    DrawRefused
        The pool of a single draw does not fit into a leaf.
    """
    part = at = 0
    count = DRAWS_PER_LEAF
    while at < len(assignments):
        own = assignments[at : at + count]
        leaf = _pool_leaf(register, own, part=part, size=size, day=day, beacons=beacons)
        if len(json.dumps(leaf, separators=(",", ":"))) <= MOST_BYTES:
            yield leaf
            part, at, count = part + 1, at + count, DRAWS_PER_LEAF
        elif (count := len(own) // 2) == 0:
            raise DrawRefused("The pool of one draw does not fit into a leaf.")


def _pool_leaf(
    register: Register,
    assignments: Sequence[Assignment],
    *,
    part: int,
    size: int,
    day: date,
    beacons: Sequence[tuple[bytes, bytes]],
) -> dict[str, Any]:
    ids = sorted({who for each in assignments for who in each.selection.officers})
    place = {who: number for number, who in enumerate(ids)}
    pools: list[list[Any]] = []
    draws: list[list[Any]] = []
    for each in assignments:
        asking = each.asking
        pool = [
            asking.branch,
            asking.group,
            int(each.selection.scope),
            [place[who] for who in each.selection.officers],
            [[_text(x.id), x.reason, _text(x.commitment)] for x in asking.excluded],
        ]
        if pool not in pools:
            pools.append(pool)
        number = pools.index(pool)
        draws.append(
            [_text(asking.leaf), asking.attempt, number, asking.points, _text(each.repeat_of)]
        )
    return {
        "day": day.isoformat(),
        "i": part,
        "k": size,
        "o": [_line(register.officer(who, day)) for who in ids],
        "p": pools,
        "q": draws,
        "r": [[_text(key), _text(proof)] for key, proof in beacons],
        "t": "pool",
        "v": 1,
    }


def _line(officer: Officer) -> list[Any]:
    return [_text(officer.id), officer.capacity, officer.assigned, officer.present]
