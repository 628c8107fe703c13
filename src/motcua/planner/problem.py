"""What is planned: sites, demand and the way between them, checked when built.

Arrays are frozen on construction, so a problem can be fingerprinted, sent to another process and
checked later without fear that somebody changed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


class BadProblem(ValueError):
    """The problem cannot be what was meant; the message names the entry and what is expected."""


def frozen(values: ArrayLike, dtype: type, name: str, length: int) -> NDArray:  # type: ignore[type-arg]
    """Return a read-only array of ``length`` entries.

    Raises
    ------
    BadProblem
        If the length differs.
    """
    array: NDArray = np.array(values, dtype=dtype)  # type: ignore[type-arg]
    if array.shape != (length,):
        raise BadProblem(f"{name}: expected {length} values, got an array of shape {array.shape}")
    array.setflags(write=False)
    return array


def unique(ids: Sequence[str], what: str) -> tuple[str, ...]:
    """Return ``ids`` as a tuple of distinct non-empty strings, or say which one repeats."""
    seen: dict[str, int] = {}
    for row, name in enumerate(ids):
        if not isinstance(name, str) or not name:
            raise BadProblem(f"{what} {row}: id must be a non-empty string, got {name!r}")
        if name in seen:
            raise BadProblem(f"{what} {row}: id {name!r} is already used by {what} {seen[name]}")
        seen[name] = row
    return tuple(ids)


def _not_negative(values: Floats, ids: tuple[str, ...], what: str) -> None:
    bad = np.flatnonzero(~(values >= 0))
    if len(bad):
        raise BadProblem(
            f"{what} of {ids[bad[0]]!r} is {values[bad[0]]}: expected a number that is 0 or more"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """Where points may stand.

    One row is one *option*: a kind of point at a place. Options with the same ``place`` number
    exclude each other. ``close_cost`` is paid when an ``existing`` site is not in the plan.
    """

    ids: tuple[str, ...]
    open_cost: Floats
    close_cost: Floats
    capacity_people: Floats
    existing: Bools
    must_open: Bools
    barred: Bools
    place: Ints
    kind: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        *,
        open_cost: ArrayLike | None = None,
        close_cost: ArrayLike | None = None,
        capacity_people: ArrayLike | None = None,
        existing: ArrayLike | None = None,
        must_open: ArrayLike | None = None,
        barred: ArrayLike | None = None,
        place: ArrayLike | None = None,
        kind: Sequence[str] | None = None,
    ) -> "Sites":
        """Return checked sites; what is left out is free, unlimited, new and alone at its place.

        Raises
        ------
        BadProblem
            For repeated ids, negative costs or capacities, or a site both required and barred.
        """
        names = unique(ids, "site")
        n = len(names)
        if n == 0:
            raise BadProblem("sites: expected at least one")
        sites = cls(
            ids=names,
            open_cost=frozen(np.zeros(n) if open_cost is None else open_cost, float, "cost", n),
            close_cost=frozen(np.zeros(n) if close_cost is None else close_cost, float, "cost", n),
            capacity_people=frozen(
                np.full(n, np.inf) if capacity_people is None else capacity_people,
                float,
                "capacity_people",
                n,
            ),
            existing=frozen(np.zeros(n) if existing is None else existing, bool, "existing", n),
            must_open=frozen(np.zeros(n) if must_open is None else must_open, bool, "must_open", n),
            barred=frozen(np.zeros(n) if barred is None else barred, bool, "barred", n),
            place=frozen(np.arange(n) if place is None else place, np.int32, "place", n),
            kind=tuple(kind) if kind is not None else ("point",) * n,
        )
        sites._check()
        return sites

    def _check(self) -> None:
        _not_negative(self.open_cost, self.ids, "open_cost")
        _not_negative(self.close_cost, self.ids, "close_cost")
        _not_negative(self.capacity_people, self.ids, "capacity_people")
        if len(self.kind) != len(self.ids):
            raise BadProblem(f"kind: expected {len(self.ids)} values, got {len(self.kind)}")
        if len(self.place) and (self.place.min() < 0 or self.place.max() >= len(self.ids)):
            raise BadProblem(f"place: expected numbers from 0 to {len(self.ids) - 1}")
        both = np.flatnonzero(self.must_open & self.barred)
        if len(both):
            raise BadProblem(f"site {self.ids[both[0]]!r} is both required and barred")
        forced = self.place[self.must_open]
        if len(forced) != len(np.unique(forced)):
            raise BadProblem("two required sites stand at the same place")

    @property
    def net_cost(self) -> Floats:
        """What opening adds to the cost of closing everything that exists."""
        net: Floats = self.open_cost - np.where(self.existing, self.close_cost, 0.0)
        return net

    @property
    def closing_all(self) -> float:
        """The cost of closing every existing site."""
        return float(self.close_cost[self.existing].sum())


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """People by demand point; ``area`` is a code to report by, ``rural`` a mark for equity."""

    ids: tuple[str, ...]
    people: Floats
    area: tuple[str, ...]
    rural: Bools

    def __len__(self) -> int:
        return len(self.people)

    @classmethod
    def of(
        cls,
        people: ArrayLike,
        *,
        ids: Sequence[str] | None = None,
        area: Sequence[str] | None = None,
        rural: ArrayLike | None = None,
    ) -> "Demand":
        """Return checked demand.

        Raises
        ------
        BadProblem
            For repeated ids, no demand at all, or a number of people that is missing or negative.
        """
        m = len(np.asarray(people))
        names = tuple(map(str, range(m))) if ids is None else unique(ids, "demand point")
        demand = cls(
            ids=names,
            people=frozen(people, float, "people", len(names)),
            area=tuple(area) if area is not None else ("",) * m,
            rural=frozen(np.zeros(m) if rural is None else rural, bool, "rural", m),
        )
        _not_negative(demand.people, names, "people")
        if not np.isfinite(demand.people).all():
            raise BadProblem("people: expected finite numbers")
        if demand.people.sum() <= 0:
            raise BadProblem("people: nobody lives at any demand point")
        if len(demand.area) != m:
            raise BadProblem(f"area: expected {m} values, got {len(demand.area)}")
        return demand


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Sites, demand and the distance of every pair.

    ``metres[i, j]`` is what a person at demand point ``j`` overcomes to reach site ``i``; ``inf``
    says there is no way. Minutes work the same; ``unit`` is for reports. Stored as float32: whole
    metres are exact up to 16 777 km.
    """

    sites: Sites
    demand: Demand
    metres: NDArray[np.float32]
    unit: str = "m"

    def __post_init__(self) -> None:
        shape = (len(self.sites), len(self.demand))
        metres = np.ascontiguousarray(self.metres, dtype=np.float32)
        if metres.shape != shape:
            raise BadProblem(
                f"metres: expected {shape[0]} rows (sites) of {shape[1]} (demand), "
                f"got {metres.shape}"
            )
        low = metres.min()
        if not low >= 0:
            i, j = np.argwhere(~(metres >= 0))[0]
            raise BadProblem(
                f"distance from demand point {self.demand.ids[j]!r} to site {self.sites.ids[i]!r} "
                f"is {metres[i, j]}: expected 0 or more, or inf where there is no way"
            )
        view = metres.view()
        view.setflags(write=False)
        object.__setattr__(self, "metres", view)

    @property
    def unreachable(self) -> Bools:
        """Demand points that no site reaches at any distance."""
        return ~self.reached_within(float(np.finfo(np.float32).max))

    def reached_within(self, radius: float) -> Bools:
        """Return which demand points have a usable site within ``radius``."""
        reached = np.zeros(len(self.demand), bool)
        for i in np.flatnonzero(~self.sites.barred):  # row by row: no second matrix in memory
            reached |= self.metres[i] <= np.float32(radius)
        return reached

    @property
    def beyond(self) -> float:
        """The distance counted for somebody whom no open site reaches: twice the largest real one."""
        largest = max(float(row.max(initial=0.0, where=np.isfinite(row))) for row in self.metres)
        return 2.0 * largest + 1.0

    def fingerprint(self) -> str:
        """Return the SHA-256 of everything that decides the answer."""
        digest = sha256()
        for text in (*self.sites.ids, *self.sites.kind, *self.demand.ids, *self.demand.area):
            digest.update(text.encode() + b"\0")
        s, d = self.sites, self.demand
        for array in (
            s.open_cost,
            s.close_cost,
            s.capacity_people,
            s.existing,
            s.must_open,
            s.barred,
            s.place,
            d.people,
            d.rural,
            self.metres,
        ):
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()
