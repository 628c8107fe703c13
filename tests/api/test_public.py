"""What anybody may ask: procedures, requirements, points, tracking."""

import pytest

from motcua.dossiers.status import Status
from tests.builders import BIRTH, a_dossier

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def anybody(ask):
    return ask(None)


def test_procedures_are_found_by_words_without_accents(anybody):
    found = anybody.get("/procedures?q=khai sinh&limit=3").json()
    assert found["total"] >= len(found["items"]) > 0
    assert BIRTH in [one["code"] for one in anybody.get("/procedures?q=khai sinh").json()["items"]]
    rest = anybody.get(f"/procedures?offset={found['total']}").json()
    assert anybody.get("/procedures?q=zzzz").json() == {"total": 0, "items": []}
    assert rest["total"] > 40 - 1


def test_one_procedure_carries_a_schema_of_its_answers(anybody):
    birth = anybody.get(f"/procedures/{BIRTH}").json()
    assert birth["form"]["type"] == "object"
    assert abs(sum(step["share"] for step in birth["route"]) - 1) < 1e-9
    assert anybody.get("/procedures/9.999999").status_code == 404
    assert anybody.get("/procedures/nonsense").status_code == 422


def test_answers_decide_what_is_needed(anybody):
    def needs(**answers):
        path = f"/procedures/{BIRTH}/requirements"
        return anybody.post(path, {"answers": answers}, token="").json()

    assert needs(birth_kind="found")["case"] == "found"
    assert needs()["case"] == "in_hospital"
    assert [one["field"] for one in needs(birth_kind="nonsense")["wrong"]][:1] != []
    assert needs(birth_kind=["found"], stranger=1)["case"] == "in_hospital"


def test_nearest_points_come_nearest_first(anybody):
    found = anybody.get("/points/nearest?lat=21.0343&lon=105.8142&n=7").json()
    assert len(found) == 7
    assert [one["km"] for one in found] == sorted(one["km"] for one in found)
    for nonsense in ("lat=91&lon=0", "lat=nan&lon=105", "lat=21", "lat=21&lon=105&n=0"):
        assert anybody.get(f"/points/nearest?{nonsense}").status_code == 422


def test_tracking_tells_code_and_completion_and_nothing_else(anybody, cast, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    answer = anybody.get(f"/tracking/{dossier.code}")
    assert answer.json() == {"code": dossier.code, "completion": 50}
    assert anybody.get("/tracking/H26.99-000000-0000").status_code == 404
    draft = a_dossier(cast, Status.DRAFT, at=monday)
    assert anybody.get(f"/tracking/{draft.uid}").status_code == 404


def test_tracking_cannot_be_searched_through(anybody):
    answers = [anybody.get(f"/tracking/H26.99-260810-{n:04}").status_code for n in range(61)]
    assert answers == [404] * 60 + [429]
    last = anybody.get("/tracking/x", **{"X-Forwarded-For": "203.0.113.9"})
    assert last.status_code == 429  # an address one writes oneself does not help
    assert last["Content-Type"] == "application/problem+json"
    assert int(last["Retry-After"]) > 0


def test_everything_else_asks_to_sign_in(anybody):
    for path in ("/dossiers", "/dossiers/x", "/dossiers/x/moves"):
        answer = anybody.get(path)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
    assert anybody.move("x", "withdraw", reason="x").status_code == 401


def test_unknown_addresses_are_problems_too(anybody):
    answer = anybody.get("/nothing/here", **{"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.json()["detail"] == "Not found."
    assert anybody.get("/nothing").json()["detail"] == "Không tìm thấy."


def test_the_description_is_openapi_31_and_loads_nothing(anybody):
    described = anybody.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert anybody.get("/docs").status_code == 404
