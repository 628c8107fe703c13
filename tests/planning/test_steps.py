"""The catalogue's route, told to process mining: lives that keep to it conform, others do not."""

import csv
from pathlib import Path

import pytest

from motcua.catalogue import queries as catalogue
from motcua.dossiers.told import Told
from motcua.mining.conformance import conformance
from motcua.mining.readers import read_log
from motcua.planning.board_figures import _route
from motcua.planning.inputs.steps import activity, english_names, names_of, route_of
from tests.builders import CONSTRUCTION, MARRIAGE_STATUS
from tests.cast import DAY

BY_ROLE = pytest.mark.parametrize("by_role", [True, False])


def log_of(folder: Path, lives: list[list[str]]):
    path = folder / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["case_id", "activity", "timestamp"])
        for case, life in enumerate(lives):
            writer.writerows(
                [case, name, f"2026-08-10T{8 + n:02}:00:00+07:00"] for n, name in enumerate(life)
            )
    return read_log(path)


def lives_of(code: str, *, by_role: bool):
    definition = catalogue.version_on(code, DAY).definition

    def called(kind, step=None):
        return activity(kind, step, definition, "vi", by_role=by_role)

    steps = [called(Told.STEP_FINISHED, one.key) for one in definition.route[:1]]
    straight = [called(Told.SUBMITTED), called(Told.ACCEPTED), called(Told.TRANSFERRED), *steps,
                called(Told.PROPOSED), called(Told.SETTLED), called(Told.RETURNED)]  # fmt: skip
    return definition, called, straight


@BY_ROLE
@pytest.mark.parametrize("code", [CONSTRUCTION])
def test_a_life_by_the_route_conforms_and_a_shortcut_does_not(city, tmp_path, by_role, code):
    definition, called, straight = lives_of(code, by_role=by_role)
    asked = [called(Told.SUPPLEMENT_ASKED), called(Told.SUPPLEMENTED)]
    with_loop = [*straight[:3], *asked, *straight[3:]]
    unproposed = [one for one in straight if one != called(Told.PROPOSED)]
    backwards = [straight[0], straight[1], called(Told.SETTLED), called(Told.PROPOSED), straight[2]]
    route = _route(route_of(definition, "vi", by_role=by_role) | {"limits_h": {}})
    log = log_of(tmp_path, [straight, with_loop, unproposed, backwards])
    told = conformance(log, route)
    wrong = {one.case for one in told.deviations}
    assert {"0", "1"}.isdisjoint(wrong), told.deviations
    assert {"2", "3"} <= wrong


@pytest.mark.parametrize("code", [MARRIAGE_STATUS, CONSTRUCTION])
def test_every_activity_by_role_has_an_english_name(city, code):
    definition, _, straight = lives_of(code, by_role=True)
    route = route_of(definition, "vi", by_role=True)
    assert {one for one in (*straight, *route["steps"]) if one not in english_names()} == set()
    assert names_of("Quyết định").en == "Decided"
    assert names_of("unknown").vi == "unknown"
