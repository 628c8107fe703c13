"""Does a case keep to the route of its procedure? Steps, partial order, repeats, time limits.

A route is a set of steps with a strict partial order: ``before = {(a, b)}`` says that the first
``b`` may not come until an ``a`` is done. Sequences, parallel branches and optional steps are all
of this form. A deviation is told per case, so that a clerk can look it up:

missing     a step that must be done is not (only for finished cases)
unknown     an activity the route does not have
order       b happened although a required a had not
repeated    a step done more often than the route allows
late        a step took longer, from the end of the event before it, than its limit

Source: the declarative reading (precedence, absence, existence) of Pesic and van der Aalst,
"A declarative approach for flexible business processes", BPM 2006 workshops.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from motcua.mining.dfg import Clock, need_calendar
from motcua.mining.log import HOUR_US, EventLog


@dataclass(frozen=True)
class Route:
    """What a catalogue procedure asks for. ``limits_h`` are hours per step."""

    steps: tuple[str, ...]
    before: frozenset[tuple[str, str]] = frozenset()
    optional: frozenset[str] = frozenset()
    most: Mapping[str, int] = field(default_factory=dict)
    """how often a step may happen; 1 when not given"""
    limits_h: Mapping[str, float] = field(default_factory=dict)
    last: frozenset[str] = frozenset()
    """steps that end a case; empty: the steps nothing comes after"""

    def __post_init__(self) -> None:
        named = [*(n for pair in self.before for n in pair), *self.optional, *self.most]
        for name in (*named, *self.limits_h, *self.last):
            if name not in self.steps:
                raise ValueError(f'the route names "{name}", which is not one of its steps')
        if len(set(self.steps)) < len(self.steps):
            raise ValueError("a step stands twice in the route")
        sorter = TopologicalSorter({s: {a for a, b in self.before if b == s} for s in self.steps})
        try:
            sorter.prepare()
        except CycleError as error:
            raise ValueError(f"the order goes in a circle: {' → '.join(error.args[1])}") from error

    @classmethod
    def sequence(
        cls,
        steps: Sequence[str],
        *,
        optional: Iterable[str] = (),
        most: Mapping[str, int] | None = None,
        limits_h: Mapping[str, float] | None = None,
    ) -> Route:
        """One step after the other; an optional step does not have to be waited for."""
        skipped = frozenset(optional)
        pairs = {
            (a, b) for n, b in enumerate(steps) for a in steps[:n] if a not in skipped or n == 0
        }
        return cls(tuple(steps), frozenset(pairs), skipped, most or {}, limits_h or {})

    @property
    def ends(self) -> frozenset[str]:
        return self.last or frozenset(self.steps) - {a for a, _ in self.before}


@dataclass(frozen=True, slots=True)
class Deviation:
    case: str
    kind: str
    step: str
    detail: str


@dataclass(frozen=True, slots=True)
class Conformance:
    cases: int
    finished: int
    conforming: int
    """cases without any deviation"""
    fitness: float
    by_kind: dict[tuple[str, str], int]
    """cases per (kind, step), most frequent first"""
    deviations: tuple[Deviation, ...]


def conformance(log: EventLog, route: Route, clock: Clock = Clock.CALENDAR) -> Conformance:
    """Check every case; cases are grouped by variant, so cost grows with variants, not events."""
    need_calendar(log, clock)
    names = log.activities
    traces = log.rows(
        """
        SELECT trace, list(case_id ORDER BY case_no) FROM (
          SELECT case_no, list(activity_no ORDER BY pos) AS trace FROM event GROUP BY case_no)
        JOIN cases USING (case_no) GROUP BY trace ORDER BY min(case_no)
        """
    )
    found: list[Deviation] = []
    finished = 0
    for trace, cases in traces:
        activities = [names[a] for a in trace]
        finished += len(cases) * (activities[-1] in route.ends)
        for kind, step, detail in judge(activities, route):
            found += [Deviation(case, kind, step, detail) for case in cases]
    found += _late(log, route, clock)
    counts = Counter((kind, step) for kind, step, _ in {(d.kind, d.step, d.case) for d in found})
    total = log.cases
    conforming = total - len({d.case for d in found})
    return Conformance(
        total, finished, conforming, conforming / total, dict(counts.most_common()), tuple(found)
    )


def judge(trace: Sequence[str], route: Route) -> list[tuple[str, str, str]]:
    """(kind, step, detail) of everything wrong with one sequence of activities."""
    known, done = set(route.steps), Counter[str]()
    wrong: list[tuple[str, str, str]] = []
    for name in trace:
        if name not in known:
            wrong.append(("unknown", name, "not a step of the route"))
        elif not done[name]:
            wrong += [
                ("order", name, f"before {a}")
                for a, b in sorted(route.before)
                if b == name and not done[a]
            ]
        done[name] += 1
    for name in route.steps:
        if done[name] > route.most.get(name, 1):
            wrong.append(("repeated", name, f"{done[name]} times"))
    if trace and trace[-1] in route.ends:
        missing = (s for s in route.steps if not done[s] and s not in route.optional | route.last)
        wrong += [("missing", name, "never done") for name in missing]
    return wrong


def _late(log: EventLog, route: Route, clock: Clock) -> list[Deviation]:
    if not route.limits_h:
        return []
    took = "work - prev_work" if clock is Clock.WORKING else "ts - prev_ts"
    rows = log.rows(
        f"""
        SELECT c.case_id, a.name, {took} AS took, l.hours
        FROM event AS e JOIN cases AS c USING (case_no) JOIN activity AS a ON a.no = e.activity_no
        JOIN (SELECT unnest(?) AS name, unnest(?) AS hours) AS l ON l.name = a.name
        WHERE took > l.hours * {HOUR_US} ORDER BY e.case_no, e.pos
        """,
        [list(route.limits_h), [float(h) for h in route.limits_h.values()]],
    )
    return [
        Deviation(case, "late", step, f"{took / HOUR_US:.1f} h instead of {limit:g} h")
        for case, step, took, limit in rows
    ]
