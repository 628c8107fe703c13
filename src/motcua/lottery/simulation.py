"""A year of a centre under a rule of assignment: how balanced, how late, how predictable.

Twelve officers (eight full time, four half time), 250 days, efforts log-normal with mean one
point, four points of work per FTE and day, random absences and one of 40 days. Dossiers of an
officer who is away for longer are drawn anew. The seed makes a run repeatable.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from random import Random
from statistics import fmean, pstdev

from motcua.lottery.policies import RULES, Candidate, Rule

LATE_AFTER = 5
GROUPS = 12


class UnknownPolicy(ValueError):
    """No rule has this name."""


@dataclass(frozen=True, slots=True)
class World:
    """The centre that is simulated.

    Attributes
    ----------
    days
        Working days.
    load
        Work arriving, as a share of the capacity present on average.
    skills
        Share of the groups of procedures that each officer masters.
    slow
        Speed of one full-time officer, 1 for normal.
    absent
        Chance of a one-day absence per officer and day.
    pace
        Points that a full-time officer does in a day.
    capacities
        Full-time equivalent of each officer.
    spread
        Standard deviation of the logarithm of an effort.
    """

    days: int = 250
    load: float = 0.85
    skills: float = 1.0
    slow: float = 1.0
    absent: float = 0.04
    pace: float = 4.0
    capacities: tuple[float, ...] = (1.0,) * 8 + (0.5,) * 4
    spread: float = 0.8


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a rule does.

    Attributes
    ----------
    guess
        Mean chance of the most likely officer, given everything public.
    least
        Mean chance of the least likely officer in the pool.
    timing
        Best chance of a chosen officer, for who may pick the moment within the day.
    spread
        Standard deviation between officers of work per FTE-day present, in percent of the mean.
    backlog, backlog_p99
        Days of work waiting at the busiest officer: mean over the days, 99th percentile.
    late
        Percent of the dossiers done more than five days after arrival.
    slow
        Work given to the first officer per FTE-day, against the mean of the others.
    """

    guess: float
    least: float
    timing: float
    spread: float
    backlog: float
    backlog_p99: float
    late: float
    slow: float


@dataclass(slots=True)
class _Worker:
    capacity: float
    speed: float
    groups: frozenset[int]
    away_until: int = -1
    assigned: float = 0.0
    present: float = 0.0
    queue: deque[list[float]] = field(default_factory=deque)  # [day of arrival, group, points left]

    def candidate(self) -> Candidate:
        backlog = sum(item[2] for item in self.queue)
        return Candidate(self.capacity, self.assigned, self.present, backlog)


class _Year:
    """One run; everything random comes from one generator."""

    def __init__(self, rule: Rule, world: World, random: Random) -> None:
        self.rule, self.world, self.random = rule, world, random
        count = max(1, round(world.skills * GROUPS))
        self.workers = [
            _Worker(
                capacity,
                world.slow if number == 0 else 1.0,
                frozenset(random.sample(range(GROUPS), count)),
            )
            for number, capacity in enumerate(world.capacities)
        ]
        self.guesses: list[float] = []
        self.leasts: list[float] = []
        self.timings: list[float] = []
        self.waits: list[float] = []
        self.tops: list[float] = []
        self._best: dict[int, float] = {}
        self._due = 0.0

    def run(self) -> Metrics:
        for day in range(self.world.days):
            self._absences(day)
            self._arrivals(day)
            self._work(day)
        return self._metrics()

    def _absences(self, day: int) -> None:
        for number, worker in enumerate(self.workers):
            if worker.away_until >= day:
                continue
            if number == 1 and day == self.world.days * 2 // 5:
                worker.away_until = day + 39
                waiting, worker.queue = worker.queue, deque()
                for item in waiting:
                    worker.assigned -= item[2]
                    self._assign(item, day)
            elif self.random.random() < self.world.absent:
                worker.away_until = day

    def _arrivals(self, day: int) -> None:
        self._best = {}
        capacity = sum(self.world.capacities) * (1 - self.world.absent) * self.world.pace
        self._due += self.world.load * capacity * self.random.lognormvariate(-0.02, 0.2)
        while self._due > 0:
            points = self.random.lognormvariate(-(self.world.spread**2) / 2, self.world.spread)
            self._assign([day, self.random.randrange(GROUPS), points], day)
            self._due -= points
        self.timings.extend(self._best.values())

    def _assign(self, item: list[float], day: int) -> None:
        here = [n for n, worker in enumerate(self.workers) if worker.away_until < day]
        able = [n for n in here if item[1] in self.workers[n].groups] or here
        chances = self.rule([self.workers[n].candidate() for n in able])
        self.guesses.append(max(chances))
        self.leasts.append(min(chances))
        for number, chance in zip(able, chances, strict=True):
            self._best[number] = max(chance, self._best.get(number, 0.0))
        chosen = self.workers[self.random.choices(able, chances)[0]]
        chosen.assigned += item[2]
        chosen.queue.append(item)

    def _work(self, day: int) -> None:
        for worker in self.workers:
            if worker.away_until >= day:
                continue
            worker.present += worker.capacity
            power = worker.capacity * worker.speed * self.world.pace
            while worker.queue and power > 0:
                item = worker.queue[0]
                done = min(power, item[2])
                power, item[2] = power - done, item[2] - done
                if item[2] <= 1e-9:
                    worker.queue.popleft()
                    self.waits.append(day - item[0])
        self.tops.append(
            max(
                sum(item[2] for item in worker.queue) / worker.capacity / self.world.pace
                for worker in self.workers
            )
        )

    def _metrics(self) -> Metrics:
        rates = [worker.assigned / worker.present for worker in self.workers if worker.present]
        late = sum(wait > LATE_AFTER for wait in self.waits)
        late += sum(
            self.world.days - item[0] > LATE_AFTER for each in self.workers for item in each.queue
        )
        total = len(self.waits) + sum(len(worker.queue) for worker in self.workers)
        return Metrics(
            guess=fmean(self.guesses),
            least=fmean(self.leasts),
            timing=fmean(self.timings),
            spread=100 * pstdev(rates) / fmean(rates),
            backlog=fmean(self.tops),
            backlog_p99=sorted(self.tops)[int(0.99 * len(self.tops))],
            late=100 * late / total,
            slow=rates[0] / fmean(rates[1:]),
        )


def simulate(policy: str, seed: int, world: World | None = None) -> Metrics:
    """One year under a rule of ``policies.RULES``; raises ``UnknownPolicy``."""
    if policy not in RULES:
        raise UnknownPolicy(f"No rule “{policy}”; there are: {', '.join(RULES)}.")
    return _Year(RULES[policy], world or World(), Random(seed)).run()  # noqa: S311


@dataclass(frozen=True, slots=True)
class Row:
    """A rule in three worlds: everyone able, one slow officer, half of the skills each."""

    policy: str
    metrics: Metrics
    slow_share: float
    late_half_skills: float


def mean(runs: Iterable[Metrics]) -> Metrics:
    """Mean of each figure over several runs."""
    together = list(runs)
    return Metrics(
        **{
            each.name: fmean(getattr(run, each.name) for run in together)
            for each in fields(Metrics)
        }
    )


def compare(policies: Iterable[str], seeds: Iterable[int], days: int = 250) -> list[Row]:
    """Each rule over the same seeds."""
    numbers = list(seeds)
    worlds = World(days=days), World(days=days, slow=0.6, load=0.75), World(days=days, skills=0.5)
    rows = []
    for policy in policies:
        plain, slow, half = (mean(simulate(policy, n, world) for n in numbers) for world in worlds)
        rows.append(Row(policy, plain, slow.slow, half.late))
    return rows
