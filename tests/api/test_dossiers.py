"""Reading dossiers: whose, what is masked, the state as ETag."""

import pytest

from motcua.dossiers.status import Status
from motcua.formspec.answers import MASK
from motcua.identity.models import Official
from tests.builders import a_dossier


@pytest.fixture
def dossier(cast, now, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


def test_somebody_reads_their_own_whole(ask, cast, dossier):
    answer = ask(cast.an).get(f"/dossiers/{dossier.code}")
    assert answer.json()["answers"] == dossier.answers
    assert answer.json()["masked"] is False
    assert answer["ETag"] == f'"{dossier.event_count}"'
    assert "no-store" in answer["Cache-Control"]


def test_the_settling_side_reads_no_identity(ask, cast, dossier):
    official = cast.chi if dossier.official_id == cast.chi.person_id else cast.giang
    for who in (official, cast.dung, cast.hoa):
        seen = ask(who).get(f"/dossiers/{dossier.code}").json()
        assert seen["masked"] is True
        # Inspectors read events and dates; the sheet itself is not theirs (policy of disclosure).
        assert seen["answers"] == {} if who is cast.hoa else MASK in seen["answers"].values()
        assert "001200000001" not in str(seen)
        assert cast.an.name not in str(seen)


def test_another_agency_or_applicant_finds_nothing(ask, cast, dossier):
    for who in (cast.other, cast.sau, cast.kien):
        answer = ask(who).get(f"/dossiers/{dossier.code}")
        assert answer.status_code == 404
        assert ask(who).get(f"/dossiers/{dossier.code}/moves").status_code == 404
        assert answer.json() == ask(who).get("/dossiers/H26.00-000000-0000").json()


def test_the_list_holds_what_one_may_see(ask, cast, dossier):
    assert [one["code"] for one in ask(cast.an).get("/dossiers").json()["items"]] == [dossier.code]
    assert ask(cast.other).get("/dossiers").json() == {"total": 0, "items": []}
    assert ask(cast.hoa).get("/dossiers?offset=1").json() == {"total": 1, "items": []}
    assert ask(cast.an).get("/dossiers?limit=0").status_code == 422


def test_open_moves_are_those_of_the_table(ask, cast, dossier):
    moves = {one["verb"]: one for one in ask(cast.an).get(f"/dossiers/{dossier.code}/moves").json()}
    assert set(moves) == {"withdraw", "choose_return"}
    assert moves["withdraw"]["closed"] is None
    assert moves["withdraw"]["href"].endswith(f"/dossiers/{dossier.code}/moves/withdraw")
    head = ask(cast.dung).get(f"/dossiers/{dossier.code}/moves", **{"Accept-Language": "en"}).json()
    closed = {one["verb"]: one["closed"] and one["closed"]["code"] for one in head}
    assert closed["approve"] == "not_proposed"
    assert closed["stop"] is None


def test_a_draft_is_read_by_its_private_number_only_by_its_owner(ask, cast, now, monday):
    draft = a_dossier(cast, Status.DRAFT, at=monday)
    assert ask(cast.an).get(f"/dossiers/{draft.uid}").json()["status"] == 0
    for who in (cast.other, cast.hoa, cast.dung):
        assert ask(who).get(f"/dossiers/{draft.uid}").status_code == 404


@pytest.mark.parametrize(
    "name", ["%00", "%F0%9F%98%80", "..%2F..%2Fetc", "x" * 37, "%0A", "' OR 1=1"]
)
def test_hostile_names_are_refused_quietly(ask, cast, now, name):
    assert ask(cast.an).get(f"/dossiers/{name}").status_code in {404, 422}


def test_an_official_without_second_factor_is_nobody(ask, cast, dossier):
    asker = ask(cast.hoa)
    Official.objects.filter(person_id=cast.hoa.person_id).update(must_use_totp=True)
    assert asker.get("/dossiers").status_code == 401
