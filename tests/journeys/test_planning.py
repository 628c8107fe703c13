"""A planner builds two scenarios and compares them, a second person publishes, a stranger recomputes."""

import hashlib
import io
import shlex
import subprocess
import sys
import urllib.request
import zipfile
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import expect

from motcua.identity.actions.appoint import appoint
from motcua.identity.models import Official
from motcua.identity.models import Person as Row
from motcua.identity.roles import Role
from motcua.planning.kinds import Standing
from motcua.planning.models import Publication, Run, Scenario
from motcua.planning.running import Hands
from tests.cast import SINCE
from tests.journeys.browser import PASSWORD, Person

# Equal byte for byte when the search ends by proof; the manifest also tells how long it took.
THE_PLAN = ("plan.csv", "assignment.csv", "areas.csv", "plan.geojson")
PATIENCE = timedelta(seconds=200)


@pytest.fixture
def planners(open_cast, settings, tmp_path):
    settings.PLANNING_FOLDER = tmp_path / "planning"
    for login, role in (("lap", Role.PLANNER), ("duyet", Role.DIRECTOR)):
        row = Row.objects.create(login=login, full_name=f"Mẫu {role}", kind="official",
                                 password=make_password(PASSWORD))  # fmt: skip
        appoint(person_id=row.pk, role=role, office="centre-office", valid_from=SINCE)
    Official.objects.update(must_use_totp=False)


def run_everything(hands: Hands) -> None:
    """What the worker does in its loop."""
    end = timezone.now() + PATIENCE
    while Run.objects.filter(standing__in=[Standing.QUEUED, Standing.RUNNING]).exists():
        hands.turn(timezone.now())
        assert timezone.now() < end
        sleep(0.1)
    assert not Run.objects.filter(standing=Standing.FAILED).exists(), Run.objects.first().problem


def make(planner: Person, name: str, points: str) -> None:
    planner.go("/dieu-hanh/quy-hoach/")
    planner.follow("Vị trí các điểm")
    planner.page.fill("[name=name]", name)
    planner.page.fill("[name=points]", points)
    planner.submit("Lập và chạy")
    planner.sees(name)


@pytest.mark.slow
def test_a_plan_anybody_can_recompute(people, planners, live_server, tmp_path, scripted):
    planner, director = people("lap"), people("duyet")
    make(planner, "Năm điểm", "5")
    make(planner, "Tám điểm", "8")
    run_everything(Hands())

    planner.go("/dieu-hanh/quy-hoach/")
    planner.page.get_by_label("So sánh Năm điểm").check()
    planner.page.get_by_label("So sánh Tám điểm").check()
    planner.submit("So sánh các phương án")
    planner.sees("Đi trung bình")
    expect(planner.page.locator("iframe.report")).to_have_count(2)
    planner.follow("Tám điểm")
    planner.page.fill("[name=summary]", "Tám điểm thì mọi người đi ít hơn.")
    planner.submit("Đề nghị công bố")
    planner.sees("Chờ người thứ hai")

    scenario = Scenario.objects.get(name="Tám điểm")
    director.go(f"/dieu-hanh/quy-hoach/{scenario.uid}/")
    director.submit("Công bố cho mọi người")
    director.sees("Đã công bố")

    public = f"{live_server.url}/quy-hoach/{Publication.objects.get().uid}/"
    with urllib.request.urlopen(public + "tat-ca.zip") as answer:
        packed = zipfile.ZipFile(io.BytesIO(answer.read()))
    packed.extractall(tmp_path / "downloaded")
    recompute(tmp_path / "downloaded", Path(sys.executable).parent / "motcua")


def recompute(folder: Path, motcua: Path) -> None:
    """Do what README.txt says, with nothing but the files and the command."""
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    told = (folder / "README.txt").read_text("utf-8").splitlines()
    commands = [line.strip() for line in told if line.strip().startswith("motcua plan")]
    assert len(commands) == 1
    again = folder / "again"
    again.mkdir()
    for file in folder.glob("*.csv"):
        (again / file.name).write_bytes(file.read_bytes())
    words = [str(motcua), *shlex.split(commands[0])[1:]]
    done = subprocess.run(words, cwd=again, capture_output=True, text=True, timeout=150,
                          env={"PATH": "/usr/bin:/bin"})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "optimal" in done.stdout
    for name in THE_PLAN:
        assert (again / "plan" / name).read_bytes() == (folder / "plan" / name).read_bytes(), name
