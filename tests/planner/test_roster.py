from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from motcua.planner.roster import roster_day, usual_shifts, usual_skills
from motcua.planner.roster_model import Shift, SkillSet
from motcua.planner.staffing import Reading, Requirement, Target, Workload, required
from motcua.planner.staffing_verify import staff

pytestmark = pytest.mark.pure
ALL = SkillSet("*", frozenset({0, 1}), 1.2)
SKILLS = (SkillSet("a", frozenset({0})), SkillSet("b", frozenset({1})), ALL)


def need(pooled: list[int], load: list[list[float]]) -> Requirement:
    arrivals = np.ones((1, len(load), len(pooled)))
    fields = len(load)
    work = Workload(
        ("p",),
        tuple("ab"[:fields]),
        arrivals,
        30,
        np.full(fields, 9.0),
        np.ones(fields),
        np.full(fields, 60.0),
    )
    by_field = np.ceil(np.array([load])).astype(np.int64)
    return Requirement(work, np.array([pooled]), by_field, np.array([load], float))


def test_against_brute_force() -> None:
    """All rosters with up to 2 people of each kind; the cheapest that covers, by trying all."""
    requirement = need([2, 3, 1], [[0.8, 1.2, 0.2], [0.9, 1.1, 0.0]])
    shifts = (Shift("long", 0, 3), Shift("early", 0, 2), Shift("late", 1, 3))
    found = roster_day(requirement, 0, shifts, SKILLS, gap=0)
    best = np.inf
    cover = np.array([s.covers(3) for s in shifts])
    for plan in product(range(3), repeat=9):
        count = np.array(plan).reshape(3, 3)
        duty = count.T @ cover
        if (duty.sum(0) < [2, 3, 1]).any():
            continue
        if (duty[0] + duty[2] < [1, 2, 1]).any() or (duty[1] + duty[2] < [1, 2, 0]).any():
            continue
        cost = sum(
            s.paid_slots * k.cost * count[i, j]
            for i, s in enumerate(shifts)
            for j, k in enumerate(SKILLS)
        )
        best = min(best, cost)
    assert found.cost == pytest.approx(best)
    assert found.proven
    assert found.bound <= found.cost + 1e-9
    assert found.short == {}


def test_everybody_can_be_placed() -> None:
    """Hall: with the roster found, a flow serves the load of every field in every slot."""
    rng = np.random.default_rng(2)
    work = Workload(
        ("p",),
        tuple("abcd"),
        rng.uniform(1, 9, (1, 4, 20)),
        30,
        rng.uniform(5, 20, 4),
        np.ones(4),
        np.full(4, 60.0),
    )
    requirement = required(work, Target(15, 0.9), Reading.LAG)
    skills = usual_skills("abcd")
    found = roster_day(requirement, 0, usual_shifts(20), skills)
    duty = found.on_duty(20)
    assert (duty.sum(0) >= requirement.pooled[0]).all()
    for bits in range(1, 16):
        chosen = {f for f in range(4) if bits >> f & 1}
        able = duty[[bool(k.fields & chosen) for k in skills]].sum(0)
        assert (able >= requirement.load[0, sorted(chosen)].sum(0) - 1e-6).all()
    assert found.cost <= found.bound * 1.01 + 1e-9


def test_breaks_part_time_and_limits() -> None:
    shift = Shift("day", 0, 4, breaks=(2,))
    assert shift.covers(5).tolist() == [1, 1, 0, 1, 0]
    assert shift.paid_slots == 3
    requirement = need([1] * 4, [[0.5] * 4])
    full, half = Shift("full", 0, 4), Shift("half", 0, 2, part_time=True)
    one = (SkillSet("a", frozenset({0})),)
    free = roster_day(requirement, 0, (full, half, Shift("half2", 2, 4, part_time=True)), one)
    assert free.people in {1, 2}
    none = roster_day(requirement, 0, (full, half), one, part_time_most=0.0)
    assert none.count[1].sum() == 0


def test_usual_shifts_fit_whatever_the_day() -> None:
    for slots, full, part in product(range(2, 21), (2, 3, 16, 18), (1, 8)):
        shifts = usual_shifts(slots, full=full, part=part)
        assert shifts
        for shift in shifts:
            assert 0 <= shift.first < shift.last <= slots
            assert all(shift.first < b < shift.last - 1 for b in shift.breaks)
    assert any(shift.breaks for shift in usual_shifts(18, full=18))


def test_what_cannot_be_covered_is_named() -> None:
    requirement = need([5, 5], [[2.0, 2.0], [2.0, 2.0]])
    found = roster_day(requirement, 0, (Shift("first", 0, 1),), SKILLS)
    assert sum(n for (_, slot), n in found.short.items() if slot == 1) >= 5
    few = roster_day(requirement, 0, (Shift("day", 0, 2),), SKILLS, people_most=3)
    assert few.people == 3
    assert few.short


def test_the_simulation_raises_what_formulas_miss() -> None:
    rush = np.full((2, 2, 16), 5.0)
    rush[0, :, 4:6] = 40
    work = Workload(
        ("p", "q"),
        ("a", "b"),
        rush,
        30.0,
        np.array([12.0, 9.0]),
        np.array([1.5, 0.5]),
        np.full(2, 45.0),
    )
    target = Target(15, 0.95)
    shifts = usual_shifts(16, full=12, part=6)
    thin = required(work, Target(60, 0.5), Reading.SIPP)
    found = staff(thin, target, shifts, SKILLS, days=15, rounds=12)
    assert found.missed == ()
    assert (found.outcome.days["in_time"].mean(0)[:-1] >= 0.95).all()
    assert (found.requirement.pooled >= thin.pooled).all()
    assert found.rounds > 1
    hurried = staff(thin, target, shifts, SKILLS, days=5, rounds=1)
    assert hurried.missed


@pytest.mark.parametrize(
    ("shifts", "skills", "message"),
    [
        ((), SKILLS, "at least one shift"),
        ((Shift("x", 0, 9),), SKILLS, "shift x does not fit into 2 slots"),
        ((Shift("x", 0, 1, breaks=(1,)),), SKILLS, "shift x does not fit"),
        ((Shift("x", 0, 2),), (SkillSet("z", frozenset({7})),), "skill set z"),
    ],
)
def test_hostile_input(
    shifts: tuple[Shift, ...], skills: tuple[SkillSet, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        roster_day(need([1, 1], [[1.0, 1.0]]), 0, shifts, skills)
