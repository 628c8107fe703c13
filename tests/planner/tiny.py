"""Tiny problems and their best plans found by trying everything; shares no code with the searches."""

from itertools import chain, combinations, product

import numpy as np

from motcua.planner.check import check
from motcua.planner.problem import Demand, Problem, Sites
from motcua.planner.questions import MaxCover


def tiny(seed, sites=7, demand=12, *, whole=True, **options):
    random = np.random.default_rng(seed)
    metres = random.integers(0, 30, (sites, demand)).astype(float)
    if not whole:
        metres += random.random(metres.shape)
    names = [f"s{i}" for i in range(sites)]
    people = random.integers(0, 9, demand).astype(float)
    people[0] = 5
    rural = random.random(demand) < 0.3
    return Problem(Sites.of(names, **options), Demand.of(people, rural=rural), metres)


def plans(problem, most=None):
    n = len(problem.sites)
    most = n if most is None else most
    return chain.from_iterable(combinations(range(n), k) for k in range(1, most + 1))


def best(problem, question):
    """Return the best value over all plans that break no rule, or None."""
    sign = -1 if isinstance(question, MaxCover) else 1
    values = []
    for plan in plans(problem):
        verdict = check(problem, question, plan)
        if verdict.sound:
            values.append(sign * verdict.value)
    return sign * min(values) if values else None


def best_assignment(problem, question):
    """Return the least cost over all plans and assignments (for capacities)."""
    values = []
    for plan in plans(problem):
        for where in product(plan, repeat=len(problem.demand)):
            verdict = check(problem, question, plan, where)
            if verdict.sound:
                values.append(verdict.value)
    return min(values) if values else None
