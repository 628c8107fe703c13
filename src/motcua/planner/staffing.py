"""How many people each half-hour needs: from arrivals by point, field and slot to a requirement.

λ(f, t) people per minute come for field f in slot t and need E[S_f] minutes. Three readings:

* **sipp** (stationary, independent, period by period): slot t is taken as if its rate had always
  been and would always be.
* **lag**: the rate is averaged over [t − E[S], t], since people served now came a while ago.
* **offered** (modified offered load): m(t) = ∫₀^∞ λ(t − u)·P(S > u) du, the number that would be
  in service with endless staff; for exponential service m' = λ − m/E[S], solved slot by slot. The
  slot needs its largest m. Best when services are long against the slot.

**Pooling**: counters that serve every field need the staff of one queue with the summed rate and
the mixed service time, fewer than the sum over fields. The roster is staffed to the pooled
figure, each field only to what it must have, and the simulation verifies it.

Sources: Green, Kolesar, Soares, "Improving the SIPP approach for staffing service systems that
have cyclic demands", Operations Research 49(4), 2001; Jennings, Mandelbaum, Massey, Whitt,
"Server staffing to meet time-varying demand", Management Science 42(10), 1996; Wallace and Whitt,
"A staffing algorithm for call centers with skill-based routing", M&SOM 7(4), 2005.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from motcua.planner.erlang import Floats, Ints, servers_needed, with_shrinkage

LEAST_RATE = 1e-9


class Reading(StrEnum):
    SIPP = "sipp"
    LAG = "lag"
    OFFERED = "offered"


@dataclass(frozen=True)
class Workload:
    """Who comes when: ``arrivals[point, field, slot]`` in people per slot."""

    points: tuple[str, ...]
    fields: tuple[str, ...]
    arrivals: Floats
    slot_minutes: float
    service_minutes: Floats
    """mean by field"""
    service_scv: Floats
    """squared coefficient of variation by field; 1 is exponential"""
    patience_minutes: Floats
    """mean by field; infinity: nobody leaves"""
    opens_minutes: float = 480.0
    """when the first slot begins, minutes after midnight"""

    def __post_init__(self) -> None:
        slots = self.arrivals.shape[-1] if self.arrivals.ndim == 3 else 0
        if self.arrivals.shape != (len(self.points), len(self.fields), slots) or not slots:
            raise ValueError(
                f"arrivals have shape {self.arrivals.shape}; expected "
                f"{len(self.points)} points × {len(self.fields)} fields × slots"
            )
        if not (np.isfinite(self.arrivals) & (self.arrivals >= 0)).all():
            p, f, t = np.argwhere(~(np.isfinite(self.arrivals) & (self.arrivals >= 0)))[0]
            raise ValueError(
                f"arrivals of {self.fields[f]} at {self.points[p]}, slot {t + 1}: "
                f"{self.arrivals[p, f, t]}; expected 0 or more"
            )
        for name in ("service_minutes", "service_scv", "patience_minutes"):
            value = getattr(self, name)
            if value.shape != (len(self.fields),):
                raise ValueError(f"{name} needs one figure for each of {len(self.fields)} fields")
            if not ((value >= 0) if name == "service_scv" else (value > 0)).all():
                raise ValueError(f"{name} must be more than 0: {value.tolist()}")
        if not self.slot_minutes > 0:
            raise ValueError(f"slot of {self.slot_minutes} minutes; expected more than 0")

    @property
    def slots(self) -> int:
        return int(self.arrivals.shape[2])

    @property
    def rates(self) -> Floats:
        """People per minute."""
        return self.arrivals / self.slot_minutes


@dataclass(frozen=True)
class Target:
    """What people may expect: ``share`` are served within ``minutes``."""

    minutes: float = 15.0
    share: float = 0.9
    mean_minutes: float = np.inf


@dataclass(frozen=True)
class Requirement:
    """People needed: ``pooled[point, slot]``, and ``by_field`` if nobody served two fields."""

    workload: Workload
    pooled: Ints
    by_field: Ints
    load: Floats
    """erlangs by field: with fewer people who know a field, its queue grows without end"""

    @property
    def saved(self) -> float:
        """Share of counter hours that pooling saves."""
        apart = self.by_field.sum()
        return 1 - float(self.pooled.sum() / apart) if apart else 0.0


def required(
    workload: Workload,
    target: Target,
    reading: Reading = Reading.LAG,
    *,
    shrinkage: float = 0.0,
) -> Requirement:
    """Staff for every point, field and slot, and pooled over the fields."""
    rates = effective_rates(workload, reading)
    shape = (1, -1, 1)
    service, scv, patience = (
        values.reshape(shape)
        for values in (workload.service_minutes, workload.service_scv, workload.patience_minutes)
    )
    wanted = {
        "target": target.minutes,
        "share": target.share,
        "mean_wait": target.mean_minutes,
    }
    by_field = servers_needed(rates, service, scv=scv, patience=patience, **wanted)
    total = rates.sum(axis=1)
    safe = np.maximum(total, LEAST_RATE)
    mean = (rates * service).sum(axis=1) / safe
    second = (rates * service**2 * (1 + scv)).sum(axis=1) / safe
    leaving = (rates / patience).sum(axis=1) / safe
    come = total > LEAST_RATE
    mean = np.where(come, mean, 1.0)
    spread = np.where(come, second / mean**2 - 1, 1.0)
    endured = np.where(leaving > 0, 1 / np.maximum(leaving, 1e-300), np.inf)
    pooled = servers_needed(
        np.where(come, total, 0), mean, scv=np.maximum(spread, 0), patience=endured, **wanted
    )
    away = 1 - shrinkage
    return Requirement(
        workload,
        with_shrinkage(pooled, shrinkage),
        with_shrinkage(by_field, shrinkage),
        rates * service / away,
    )


def effective_rates(workload: Workload, reading: Reading) -> Floats:
    """The rate each slot is staffed for, in people per minute."""
    if reading is Reading.SIPP:
        return workload.rates
    if reading is Reading.LAG:
        return _lagged(workload.rates, workload.service_minutes, workload.slot_minutes)
    peak = offered_load(workload)
    return peak / workload.service_minutes.reshape(1, -1, 1)


def _lagged(rates: Floats, service: Floats, slot: float) -> Floats:
    """The mean rate over one service time up to each moment of the slot, at its largest.

    Before opening nobody comes.
    """
    edges = np.arange(rates.shape[2] + 1) * slot
    total = np.concatenate([np.zeros((*rates.shape[:2], 1)), rates.cumsum(axis=2) * slot], axis=2)
    result = np.empty_like(rates)
    for f, mean in enumerate(service):
        for p in range(rates.shape[0]):
            moments = edges[:-1, None] + np.linspace(0, slot, 7)[None, 1:]
            back = np.maximum(moments - mean, 0)
            came = np.interp(moments, edges, total[p, f]) - np.interp(back, edges, total[p, f])
            result[p, f] = (came / mean).max(axis=1)
    return result


def offered_load(workload: Workload) -> Floats:
    """The largest number in service with endless staff, by point, field and slot."""
    mean = workload.service_minutes.reshape(1, -1)
    decay = np.exp(-workload.slot_minutes / mean)
    steady = workload.rates * mean[:, :, None]
    load = np.zeros(workload.arrivals.shape[:2])
    peaks = np.empty_like(workload.arrivals)
    for t in range(workload.slots):
        after = steady[:, :, t] + (load - steady[:, :, t]) * decay
        peaks[:, :, t] = np.maximum(load, after)  # monotone inside a slot of constant rate
        load = after
    return peaks
