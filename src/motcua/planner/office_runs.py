"""Replications of a back office: the same dossiers for every plan compared.

Dossiers arrive as a Poisson process over the opening hours. Those received in the first days are
left out (the office begins empty, a real one does not), and so are those received too late to be
done within the horizon: the figures are of dossiers received in between. Law and Kelton 2000,
ch. 9.5 (deletion of a warm-up period, replication).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from motcua.planner.erlang import Floats, Ints
from motcua.planner.office_files import DAY_MINUTES, Plan, day_starts
from motcua.planner.simulation import Estimate
from motcua.planner.simulation_office import simulate_office

FIGURES = ("mean_days", "median_days", "p90_days", "waiting_hours", "with_applicant_days", "undone")


@dataclass(frozen=True, slots=True)
class Horizon:
    """Working days simulated, and those at both ends whose dossiers are not counted."""

    days: int = 120
    warm_up: int = 20
    tail: int = 20

    def __post_init__(self) -> None:
        if min(self.warm_up, self.tail) < 0 or self.days <= self.warm_up + self.tail:
            raise ValueError(
                f"{self.days} days: expected more than warm-up and tail, "
                f"{self.warm_up} + {self.tail}"
            )


@dataclass(frozen=True)
class OfficeRuns:
    """``figures[procedure][name]`` and ``busy[station]`` by replication; the last run's sample."""

    plan: Plan
    figures: Mapping[str, Mapping[str, Floats]]
    busy: Mapping[str, Floats]

    def estimate(self, procedure: str, figure: str) -> Estimate:
        """Mean over replications with its 95 % interval."""
        return Estimate.of(self.figures[procedure][figure])


def run_office(
    plan: Plan,
    horizon: Horizon,
    *,
    runs: int,
    seed: int,
    told: Callable[[int], None] = lambda _: None,
) -> OfficeRuns:
    """Simulate ``runs`` replications.

    Raises
    ------
    ValueError
        For fewer than two runs.
    """
    if runs < 2:
        raise ValueError(f"{runs} runs; at least 2 for an interval")
    figures = {name: {f: np.zeros(runs) for f in FIGURES} for name in plan.procedures}
    busy = {station.name: np.zeros(runs) for station in plan.office.stations}
    for run in range(runs):
        received, procedure = _arrivals(plan, horizon.days, seed, run)
        found = simulate_office(plan.office, received, procedure, seed=seed * 1009 + run)
        counted = _counted(received, horizon)
        for number, name in enumerate(plan.procedures):
            mine = counted & (procedure == number)
            told_of = _figures(
                found.throughput[mine], found.waiting[mine], found.with_applicant[mine]
            )
            for key, value in told_of.items():
                figures[name][key][run] = value
        for station, share in found.utilisation.items():
            busy[station][run] = share
        told(run + 1)
    return OfficeRuns(plan, figures, busy)


def difference(base: OfficeRuns, other: OfficeRuns, procedure: str, figure: str) -> Estimate:
    """Other minus base, run by run: both saw the same dossiers."""
    return Estimate.of(other.figures[procedure][figure] - base.figures[procedure][figure])


def _arrivals(plan: Plan, days: int, seed: int, run: int) -> tuple[Floats, Ints]:
    """Received minutes (sorted) and procedure; a procedure's stream does not depend on others."""
    starts = day_starts(days)
    lengths = plan.spans[:, 1] - plan.spans[:, 0]
    edges = np.concatenate([[0.0], np.cumsum(lengths)])
    times, kinds = [], []
    for number, rate in enumerate(plan.per_day):
        name = int.from_bytes(plan.procedures[number].encode()[:8].ljust(8, b"\0"), "big")
        random = np.random.default_rng([seed, run, name % 2**32])
        count = random.poisson(rate, days)
        inside = random.random(int(count.sum())) * edges[-1]
        span = np.minimum(np.searchsorted(edges, inside, side="right") - 1, len(lengths) - 1)
        at = plan.spans[span, 0] + inside - edges[span]
        times.append(np.repeat(starts, count) + at)
        kinds.append(np.full(len(at), number, np.int64))
    whole, kind = np.concatenate(times), np.concatenate(kinds)
    order = np.argsort(whole, kind="stable")
    return whole[order], kind[order]


def _counted(received: Floats, horizon: Horizon) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    starts = day_starts(horizon.days)
    low, high = starts[horizon.warm_up], starts[horizon.days - horizon.tail]
    counted: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (received >= low) & (received < high)
    return counted


def _figures(throughput: Floats, waiting: Floats, asked: Floats) -> dict[str, float]:
    done = np.isfinite(throughput)
    if not done.any():
        return dict.fromkeys(FIGURES, 0.0) | {"undone": float(len(throughput) > 0)}
    days = throughput[done] / DAY_MINUTES
    return {
        "mean_days": float(days.mean()),
        "median_days": float(np.median(days)),
        "p90_days": float(np.quantile(days, 0.9)),
        "waiting_hours": float(waiting[done].mean() / 60),
        "with_applicant_days": float(asked[done].mean() / DAY_MINUTES),
        "undone": float(1 - done.mean()),
    }
