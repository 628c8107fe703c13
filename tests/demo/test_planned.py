"""The demonstration's plans are made by the real actions and the real commands."""

from datetime import datetime

import pytest

from motcua.demo import people
from motcua.demo.planned import DIRECTOR, Plans
from motcua.identity.models import Person
from motcua.planning.models import Publication, Run
from motcua.planning.queries import publications
from motcua.worktime.instants import LOCAL

NOW = datetime(2026, 11, 20, 16, 0, tzinfo=LOCAL)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


def test_two_plans_run_beside_other_work_and_one_is_public(city, settings, tmp_path):
    settings.PLANNING_FOLDER = tmp_path / "planning"
    people.make_cast(NOW.date())
    plans, told = Plans(NOW), []
    advance = plans.beside(told.append)
    for done in range(3):
        advance(done)
    assert told == [0, 1, 2]
    assert plans.finish()
    assert {run.standing for run in Run.objects.all()} == {"done"}
    [shown] = publications()
    assert shown.public
    assert Publication.objects.get().published_by == Person.objects.get(login=DIRECTOR).pk
