"""Everything a report tells about one log, gathered once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from motcua.mining.batching import Batching, batching
from motcua.mining.change import Change, throughput_change
from motcua.mining.conformance import Conformance, Route, conformance
from motcua.mining.dfg import Clock, Edge, directly_follows
from motcua.mining.log import EventLog
from motcua.mining.processmap import ProcessMap
from motcua.mining.steps import HandOver, Step, hand_overs, steps
from motcua.mining.supplements import Supplements, supplement_loops
from motcua.mining.variants import (
    Durations,
    Rework,
    Variant,
    count_variants,
    durations,
    rework,
    variants,
)


@dataclass(frozen=True)
class Questions:
    """What is asked of a log beyond the figures every report has."""

    asked: Collection[str] = ()
    received: Collection[str] = ()
    change_at: datetime | None = None
    route: Route | None = None
    top: int = 50
    seed: int = 0


@dataclass(frozen=True)
class Analysis:
    log: EventLog
    cases: int
    events: int
    different_routes: int
    span: tuple[datetime, datetime]
    throughput: Durations
    edges: tuple[Edge, ...]
    variants: tuple[Variant, ...]
    steps: tuple[Step, ...]
    rework: tuple[Rework, ...]
    hand_overs: tuple[HandOver, ...]
    batching: tuple[Batching, ...]
    process_map: ProcessMap
    working_throughput: Durations | None = None
    working_edges: tuple[Edge, ...] = ()
    supplements: Supplements | None = None
    change: Change | None = None
    conformance: Conformance | None = None


def analyse(
    log: EventLog, questions: Questions, told: Callable[[str], None] = lambda _: None
) -> Analysis:
    """Ask every question; ``told`` hears the name of each part as it begins (a progress bar)."""
    told("dfg")
    edges = directly_follows(log)
    working = log.has_calendar
    told("variants")
    found = variants(log, questions.top)
    told("steps")
    per_step = steps(log)
    told("people")
    overs = hand_overs(log)[: questions.top]
    batches = batching(log)[: questions.top]
    told("map")
    drawn = ProcessMap.of(log, edges)
    told("questions")
    return Analysis(
        log=log,
        cases=log.cases,
        events=log.events,
        different_routes=count_variants(log),
        span=log.span,
        throughput=durations(log),
        edges=tuple(edges),
        variants=tuple(found),
        steps=tuple(per_step),
        rework=tuple(rework(log)),
        hand_overs=tuple(overs),
        batching=tuple(batches),
        process_map=drawn,
        working_throughput=durations(log, Clock.WORKING) if working else None,
        working_edges=tuple(directly_follows(log, Clock.WORKING)) if working else (),
        supplements=_supplements(log, questions),
        change=_change(log, questions),
        conformance=conformance(log, questions.route) if questions.route else None,
    )


def _supplements(log: EventLog, questions: Questions) -> Supplements | None:
    if not (questions.asked and questions.received):
        return None
    return supplement_loops(log, questions.asked, questions.received)


def _change(log: EventLog, questions: Questions) -> Change | None:
    if questions.change_at is None:
        return None
    return throughput_change(log, questions.change_at, seed=questions.seed)
