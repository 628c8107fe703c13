"""A published plan and a board of bottlenecks in the city of canaries: made from its own data."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from motcua.identity.actor import Actor
from motcua.identity.roles import Role
from motcua.planning.actions.claim_run import claim_run
from motcua.planning.actions.end_run import end_run
from motcua.planning.actions.make_scenario import make_scenario
from motcua.planning.actions.propose_publication import propose_publication
from motcua.planning.actions.publish import publish
from motcua.planning.actions.queue_own import queue_own
from motcua.planning.keeping import keep
from motcua.planning.kinds import Kind
from motcua.planning.models import Publication, Run, Scenario
from motcua.planning.registers import known_on
from motcua.planning.running import prepared
from motcua.worktime.instants import local_day

WORKER = uuid4()
EDGE = {"source": "Tiếp nhận", "target": "Quyết định", "n": 9, "cases": 9, "mean_h": 5.0,
        "median_h": 2.0, "p90_h": 9.0, "sum_h": 45.0, "share": 1.0}  # fmt: skip


def plan_the_city(at: datetime, numbers: list[int]) -> None:
    """Make a plan from the dossiers, publish it, and put the dossiers on a board."""
    planner, director = (
        Actor.with_roles(frozenset({role}), person_id=10**9 + n)
        for n, role in enumerate((Role.PLANNER, Role.DIRECTOR))
    )
    day = local_day(at)
    window = {"first": (day - timedelta(days=30)).isoformat(), "last": day.isoformat()}
    known = known_on(day)
    scenario = make_scenario(
        kind=Kind.BOTTLENECKS, name="Điểm nghẽn mẫu", typed=window, known=known, actor=planner,
        at=at, request_id=uuid4(),
    )  # fmt: skip
    _end(at, {"cases": 9, "events": 9, "variants": 1, "edges": [EDGE]})
    proposed = propose_publication(
        scenario=scenario.uid, title="Điểm nghẽn mẫu", summary="", actor=planner, at=at,
        request_id=uuid4(),
    )  # fmt: skip
    publish(publication=proposed.uid, actor=director, at=at, request_id=uuid4())
    queue_own(kind=Kind.BOARD, name=day.isoformat(), typed=window, known=known, at=at)
    _end(at, _board(numbers))


def _end(at: datetime, figures: dict[str, object]) -> None:
    run = claim_run(worker=WORKER, at=at)
    assert run is not None
    prepared(run, at)
    with TemporaryDirectory() as made:
        report = Path(made) / "report.html"
        report.write_text("<!doctype html><title>Báo cáo</title>", encoding="utf-8")
        files = [keep(report, "plan/report.html")]
    assert end_run(run_id=run.pk, worker=WORKER, at=at, files=files, figures=figures)


def _board(numbers: list[int]) -> dict[str, object]:
    group = {"cases": 9, "edges": [EDGE]}
    return {
        "cases": 9, "events": 9, "all": [EDGE], "fields": {"civil_status": group},
        "agencies": {"pc-00004": group}, "pairs": {"civil_status": {"pc-00004": group}},
        "conforming": {"civil_status": [9, 8]},
        "waits": [["civil_status", EDGE["source"], EDGE["target"],
                   [[str(number), 9.0] for number in numbers]]],
        "maps": {f"{key}.{language}": "<svg xmlns='http://www.w3.org/2000/svg'/>"
                 for key in ("all", "civil_status") for language in ("vi", "en")},
    }  # fmt: skip


def plan_samples() -> list[dict[str, object]]:
    return [{"uid": one.uid} for one in Scenario.objects.exclude(kind=Kind.BOARD)]


def plan_files() -> list[dict[str, object]]:
    rows = Run.objects.exclude(scenario__kind=Kind.BOARD).select_related("scenario")
    return [
        {"uid": run.scenario.uid, "name": file.name}
        for run in rows
        for file in [*run.scenario.files.all(), *run.files.all()]
    ]


def public_samples() -> list[dict[str, object]]:
    return [{"uid": one.uid} for one in Publication.objects.all()]


def public_files() -> list[dict[str, object]]:
    return [
        one | {"uid": publication.uid}
        for publication in Publication.objects.all()
        for one in plan_files()
    ]
