"""Two plans of the network, computed while the past weeks are lived, one of them published."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic, sleep
from uuid import uuid4

from django.utils import timezone

from motcua.identity.actor import Actor
from motcua.identity.models import Person
from motcua.identity.roles import Role
from motcua.planning.actions.make_scenario import make_scenario
from motcua.planning.actions.propose_publication import propose_publication
from motcua.planning.actions.publish import publish
from motcua.planning.kinds import OPEN, Kind, Standing
from motcua.planning.models import Run, Scenario
from motcua.planning.registers import known_on
from motcua.planning.running import Hands
from motcua.worktime.instants import local_day

PLANNER, DIRECTOR = "quy-hoach", "dieu-hanh"
# Both end by proof in a second or two.
SCENARIOS = (
    ("Ba mươi điểm, mọi người đi ít nhất", "30"),
    ("Sáu mươi điểm, mọi người đi ít nhất", "60"),
)
SUMMARY = """Thành phố nên đặt ba mươi điểm ở đâu để mọi người dân đi ít nhất?

Dân số từng xã, phường; đường chim bay. Tải mọi tệp về và chạy lại đúng câu lệnh để kiểm tra."""
PATIENCE_SECONDS = 120.0


class Plans:
    """Runs the two scenarios beside other work; `finish` publishes the first."""

    def __init__(self, now: datetime) -> None:
        self.now, self.hands, self.planner = now, Hands(), _actor(PLANNER, Role.PLANNER)
        last = local_day(now) - timedelta(days=1)
        window = {"first": (last - timedelta(days=29)).isoformat(), "last": last.isoformat()}
        self.made = [
            self._scenario(name, window | {"points": points}) for name, points in SCENARIOS
        ]

    def beside(self, advance: Callable[[int], None]) -> Callable[[int], None]:
        """Return a progress display that also looks after the runs."""

        def both(done: int) -> None:
            self.hands.turn(timezone.now())
            advance(done)

        return both

    def finish(self) -> bool:
        """Wait for the runs and publish the first; False where the planner could not run."""
        end = monotonic() + PATIENCE_SECONDS
        while Run.objects.filter(standing__in=OPEN).exists() and monotonic() < end:
            self.hands.turn(timezone.now())
            sleep(0.1)
        if Run.objects.get(scenario=self.made[0]).standing != Standing.DONE:
            return False
        proposed = propose_publication(
            scenario=self.made[0].uid, title=self.made[0].name, summary=SUMMARY, actor=self.planner,
            at=self.now, request_id=uuid4(),
        )  # fmt: skip
        director = _actor(DIRECTOR, Role.DIRECTOR)
        publish(publication=proposed.uid, actor=director, at=self.now, request_id=uuid4())
        return True

    def _scenario(self, name: str, typed: dict[str, str]) -> Scenario:
        return make_scenario(
            kind=Kind.SITES, name=name, typed=typed, known=known_on(local_day(self.now)),
            actor=self.planner, at=self.now, request_id=uuid4(),
        )  # fmt: skip


def _actor(login: str, role: Role) -> Actor:
    return Actor.with_roles(frozenset({role}), person_id=Person.objects.get(login=login).pk)
