"""The monthly suggestion: computed once a month, each line decided once, with a reason."""

from uuid import uuid4

import pytest

from motcua.events.models import Event
from motcua.planning.jobs import suggest_moves
from motcua.planning.kinds import Kind, Standing, Verdict
from motcua.planning.models import Move, Run, Scenario
from motcua.planning.moves import suggestions
from tests.planning.conftest import run_out

PAGE = "/dieu-hanh/quy-hoach/dieu-chuyen/"


@pytest.fixture
def suggested(people, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: people.today)
    scenario = Scenario.objects.create(kind=Kind.MOVES, name="2026-08", made_at=people.today,
                                       parameters={})  # fmt: skip
    run = Run.objects.create(scenario=scenario, asked_at=people.today, standing=Standing.DONE)
    return [
        Move.objects.create(run=run, number=n, people=2, knows="*", source="branch-01",
                            target="branch-02", serves="civil_status", minutes=20)
        for n in (1, 2)
    ]  # fmt: skip


def decide(browser, move, verdict, reason="Đã trao đổi với hai điểm", **more):
    return browser.post(PAGE, {"move": move.pk, "verdict": verdict, "reason": reason,
                               "request_id": str(uuid4()), **more})  # fmt: skip


def test_a_line_is_decided_once_with_a_reason(people, suggested, enter):
    director, one = enter(people.director), suggested[0]
    assert decide(director, one, "accepted", reason=" ").status_code == 409
    assert decide(director, one, "sold").status_code == 409
    assert decide(director, one, "accepted").status_code == 302
    assert decide(director, one, "declined").status_code == 409
    one.refresh_from_db()
    assert (one.verdict, one.decided_by) == (Verdict.ACCEPTED, people.director.person_id)
    told = Event.objects.get(kind="staff_move_accepted")
    assert told.data["people"] == 2
    assert "Đã trao đổi" in director.get(PAGE).text
    assert decide(director, suggested[1], "declined").status_code == 302


def test_a_repeated_request_decides_once(people, suggested, enter):
    same = {"request_id": str(uuid4())}
    director = enter(people.director)
    for _ in range(2):
        assert decide(director, suggested[0], "accepted", **same).status_code == 302
    assert Event.objects.filter(kind="staff_move_accepted").count() == 1


def test_a_planner_sees_it_and_decides_nothing(people, suggested, enter):
    planner = enter(people.planner)
    assert 'name="verdict"' not in planner.get(PAGE).text
    assert decide(planner, suggested[0], "accepted").status_code == 409
    assert Move.objects.filter(verdict=Verdict.OPEN).count() == 2


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_the_real_commands_suggest_from_last_month(people, month):
    assert suggest_moves(people.today) == 1
    assert suggest_moves(people.today) == 0
    scenario = Scenario.objects.get(kind=Kind.MOVES)
    assert scenario.name == "2026-08"
    run_out()
    run = Run.objects.get()
    assert run.standing == Standing.DONE, run.problem
    [seen] = suggestions(people.director)
    assert len(seen.lines) == run.figures["moves"]
    assert sum(one.people for one in seen.lines) == run.figures["people"]
