"""Before and after a change, with an honest p-value.

Let x be what cases that began before the change took, y those that began at or after it. Under
the null hypothesis the labels "before" and "after" are exchangeable, so the p-value is the share
of random relabellings whose difference is at least as large as the observed one:
p = (1 + #{|d*| ≥ |d|}) / (1 + B). No normality is assumed: waits are far from normal.

Cases that straddle the change belong to neither world and unfinished ones look short; the caller
may leave both out (``drop_straddling``, ``motcua.mining.cases.ended_with``).

Sources: Fisher, *The Design of Experiments*, 1935, §21; Phipson and Smyth, "Permutation p-values
should never be zero", Stat. Appl. Genet. Mol. Biol. 9(1), 2010.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from motcua.mining.dfg import Clock, need_calendar, waiting
from motcua.mining.log import HOUR_US, EventLog, microseconds

Floats = NDArray[np.float64]
LEAST = 2


@dataclass(frozen=True, slots=True)
class Change:
    """Hours before and after; negative differences mean it got faster."""

    before: int
    after: int
    mean_before_h: float
    mean_after_h: float
    median_before_h: float
    median_after_h: float
    p_mean: float
    p_median: float
    permutations: int
    left_out: int

    @property
    def mean_difference_h(self) -> float:
        return self.mean_after_h - self.mean_before_h

    @property
    def median_difference_h(self) -> float:
        return self.median_after_h - self.median_before_h


def throughput_change(
    log: EventLog,
    at: datetime,
    *,
    clock: Clock = Clock.CALENDAR,
    permutations: int = 9_999,
    seed: int = 0,
    drop_straddling: bool = True,
) -> Change:
    """Compare the duration of cases that began before ``at`` with those that began from then on."""
    need_calendar(log, clock)
    end, begin = ("work", "work_began") if clock is Clock.WORKING else ("ts", "began")
    rows = log.rows(
        f"SELECT min(began) >= ?, min(began) < ? AND max(ts) >= ?, max({end}) - min({begin}) "
        "FROM event GROUP BY case_no ORDER BY case_no",
        [microseconds(at)] * 3,
    )
    kept = [(after, hours) for after, straddles, hours in rows if not straddles]
    chosen = kept if drop_straddling else [(after, hours) for after, _, hours in rows]
    return _compare(chosen, len(rows) - len(chosen), permutations, seed)


def edge_change(
    log: EventLog,
    source: str,
    target: str,
    at: datetime,
    *,
    clock: Clock = Clock.CALENDAR,
    permutations: int = 9_999,
    seed: int = 0,
) -> Change:
    """Compare the waits on one edge that ended before ``at`` with those that began from then on."""
    need_calendar(log, clock)
    rows = log.rows(
        f"""
        SELECT e.prev_ts >= ?, e.prev_ts < ? AND e.began >= ?, {waiting(clock)}
        FROM event AS e JOIN activity AS a ON a.no = e.prev_activity_no
        JOIN activity AS b ON b.no = e.activity_no WHERE a.name = ? AND b.name = ?
        ORDER BY e.row_no
        """,
        [*[microseconds(at)] * 3, source, target],
    )
    kept = [(after, wait) for after, straddles, wait in rows if not straddles]
    return _compare(kept, len(rows) - len(kept), permutations, seed)


def _compare(rows: list[tuple[bool, int]], left_out: int, permutations: int, seed: int) -> Change:
    values = np.array([hours for _, hours in rows], np.float64) / HOUR_US
    after = np.array([bool(late) for late, _ in rows], np.bool_)
    x, y = values[~after], values[after]
    if min(len(x), len(y)) < LEAST:
        raise ValueError(
            f"{len(x)} cases before the change and {len(y)} after; at least {LEAST} of each needed"
        )
    p_mean, p_median = permutation_test(x, y, permutations, seed)
    return Change(
        len(x),
        len(y),
        float(x.mean()),
        float(y.mean()),
        float(np.median(x)),
        float(np.median(y)),
        p_mean,
        p_median,
        permutations,
        left_out,
    )


def permutation_test(x: Floats, y: Floats, permutations: int, seed: int) -> tuple[float, float]:
    """Two-sided p-values of the difference of means and of medians."""
    pooled = np.sort(np.concatenate((x, y)))
    n, k = len(pooled), len(y)
    total = pooled.sum()
    mean_seen = abs(y.mean() - x.mean())
    median_seen = abs(float(np.median(y)) - float(np.median(x)))
    slack = 1e-12 * max(1.0, float(np.abs(pooled).max()))
    rng = np.random.default_rng(seed)
    label = np.zeros(n, np.bool_)
    label[:k] = True
    far_mean = far_median = 0
    for _ in range(permutations):
        rng.shuffle(label)
        ys, xs = pooled[label], pooled[~label]
        added = ys.sum()
        far_mean += abs(added / k - (total - added) / (n - k)) >= mean_seen - slack
        far_median += abs(_middle(ys) - _middle(xs)) >= median_seen - slack
    return (1 + far_mean) / (1 + permutations), (1 + far_median) / (1 + permutations)


def _middle(ordered: Floats) -> float:
    """The median of values already in order."""
    n = len(ordered)
    return float(ordered[(n - 1) // 2] + ordered[n // 2]) / 2
