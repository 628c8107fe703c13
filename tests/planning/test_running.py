"""The real commands on files from the data, in another process."""

import pytest

from motcua.planning.kinds import Kind
from tests.planning.conftest import a_scenario, done, run_out

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_sites_from_population(people, month):
    scenario = a_scenario(people, Kind.SITES, points="5", seconds="20")
    run_out()
    run = done(scenario)
    assert run.figures["points"] == 5
    assert {f.name for f in run.files.all()} >= {
        "plan/plan.csv",
        "plan/manifest.json",
        "plan/report.html",
    }


@pytest.mark.parametrize("kind", [Kind.STAFF, Kind.SIMULATE, Kind.BOTTLENECKS])
def test_the_other_commands(people, month, kind, cast):
    scenario = a_scenario(people, kind, shown="all", days="5")
    run_out()
    run = done(scenario)
    assert run.figures
    assert "plan/report.html" in {f.name for f in run.files.all()}
