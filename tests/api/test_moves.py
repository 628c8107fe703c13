"""Taking moves: idempotent, guarded by state, refused with code and sentence, only as oneself."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.api.arguments import body_of
from motcua.api.moves import ACTIONS
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import DOSSIER
from motcua.dossiers.status import Status
from motcua.identity.actions.appoint import appoint
from motcua.identity.models import Person
from motcua.identity.permissions import P
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from tests.builders import a_dossier
from tests.cast import DAY, SINCE


@pytest.fixture
def dossier(cast, now, monday):
    return a_dossier(cast, Status.PROCESSING, at=monday)


def official_of(cast, dossier):
    return cast.chi if dossier.official_id == cast.chi.person_id else cast.giang


def opened(asker, code, verb):
    moves = asker.get(f"/dossiers/{code}/moves").json()
    return any(one["verb"] == verb and one["closed"] is None for one in moves)


def status(dossier):
    return Status(Dossier.objects.get(pk=dossier.pk).status)


def test_a_life_by_moves_alone(ask, cast, now, monday):
    draft = a_dossier(cast, Status.DRAFT, at=monday)
    submitted = ask(cast.an).move(str(draft.uid), "submit", point=cast.point)
    assert submitted.status_code == 200, submitted.content
    code = submitted.json()["code"]
    assert ask(cast.binh).move(code, "accept").json()["status"] == Status.ACCEPTED
    assert ask(cast.binh).move(code, "transfer").json()["status"] == Status.PROCESSING
    dossier = Dossier.objects.get(code=code)
    worker = ask(official_of(cast, dossier))
    while opened(worker, code, "finish_step"):
        assert worker.move(code, "finish_step", note="Đã xem").status_code == 200
    assert worker.move(code, "propose", outcome="granted").status_code == 200
    assert ask(cast.dung).move(code, "approve").json()["outcome"] == "granted"
    returned = ask(cast.ly).move(code, "return_result", collected_by="Người mẫu")
    assert returned.json()["status"] == Status.RETURNED


def test_a_supplement_is_itemised(ask, cast, dossier):
    item = {"what": "Bản chụp rõ", "reason": "Mờ", "basis": "Điều 19"}
    worker = ask(official_of(cast, dossier))
    empty = worker.move(dossier.code, "ask_supplement", items=[])
    assert (empty.status_code, empty.json()["code"]) == (409, "items_missing")
    assert worker.move(dossier.code, "ask_supplement", items=[{"what": "x"}]).status_code == 422
    asked = worker.move(dossier.code, "ask_supplement", items=[item])
    assert asked.json()["status"] == Status.SUPPLEMENT_REQUIRED


def test_a_repeated_request_changes_nothing_and_says_the_same(ask, cast, dossier):
    asker, number = ask(cast.an), str(uuid4())
    body = {"request_id": number, "reason": "Đổi ý", "seen": dossier.event_count}
    first = asker.move(dossier.code, "withdraw", **body)
    again = asker.move(dossier.code, "withdraw", **body, headers={"If-Match": first["ETag"]})
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    other = asker.move(dossier.code, "choose_return", request_id=number, way="online", point="")
    assert (other.status_code, other.json()["code"]) == (409, "request_id_used")


def test_a_stale_view_is_refused(ask, cast, dossier):
    asker = ask(cast.an)
    for stale in ({"seen": dossier.event_count - 1}, {"seen": 2**31 - 1}):
        answer = asker.move(dossier.code, "withdraw", reason="x", **stale)
        assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    gone = asker.move(dossier.code, "withdraw", reason="x", headers={"If-Match": '"1"'})
    assert gone.status_code == 412
    assert status(dossier) is Status.PROCESSING
    fresh = {"If-Match": asker.get(f"/dossiers/{dossier.code}")["ETag"]}
    assert asker.move(dossier.code, "withdraw", reason="x", headers=fresh).status_code == 200


def test_a_refusal_speaks_the_askers_language(ask, cast, dossier):
    english = ask(cast.an).move(
        dossier.code, "withdraw", reason="  ", headers={"Accept-Language": "en-GB,vi;q=0.5"}
    )
    assert english.json()["errors"] == [
        {"code": "reason_missing", "detail": "State the reason.", "where": "reason"}
    ]
    assert english["Content-Language"] == "en"
    assert (
        ask(cast.an).move(dossier.code, "withdraw", reason="").json()["detail"] == "Hãy nêu lý do."
    )


def test_without_the_token_nothing_is_written(ask, cast, dossier):
    path = f"/dossiers/{dossier.code}/moves/withdraw"
    answer = ask(cast.an).post(path, {"request_id": str(uuid4()), "reason": "x"}, token="")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert status(dossier) is Status.PROCESSING


def test_a_verb_is_only_itself(ask, cast, now, monday):
    draft = a_dossier(cast, Status.REGISTERED, at=monday)
    answer = ask(cast.binh).move(draft.code, "receive")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_status")


def test_the_platforms_own_verbs_are_nobodys(ask, cast, dossier):
    for who in (cast.an, cast.binh, cast.dung, cast.hoa):
        for verb in ("lapse", "confirm_payment"):
            assert ask(who).move(dossier.code, verb).json()["code"] == "not_permitted"


def test_who_may_look_may_not_therefore_settle(ask, cast, now, monday):
    """A head of another agency who was consulted, or who oversees, does not stand for the agency."""
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    for role, office in ((Role.HEAD, "city"), (Role.SUPERVISOR, "city")):
        appoint(person_id=cast.hoa.person_id, role=role, office=office, valid_from=SINCE)
    overseer = ask(actor(_person(cast.hoa), "city", DAY))
    assert overseer.get(f"/dossiers/{dossier.code}").status_code == 200
    for verb, body in (("stop", {"reason": "x", "ground": "y"}), ("ask_reassign", {"reason": "x"})):
        assert overseer.move(dossier.code, verb, **body).status_code == 404
    assert status(dossier) is Status.PROCESSING


def _person(who):
    return Person.objects.get(pk=who.person_id)


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "a\x00b"},
        {"reason": "x" * 4001},
        {"reason": 7},
        {"reason": "x", "dossier_id": 1},
        {"reason": "x", "actor": {}},
        {"reason": "x", "seen": -1},
        {"reason": "x", "request_id": "1"},
        {"reason": None},
        {},
    ],
)
def test_hostile_bodies_are_named_and_nothing_happens(ask, cast, dossier, body):
    answer = ask(cast.an).move(dossier.code, "withdraw", **body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"].startswith("body")
    assert status(dossier) is Status.PROCESSING


def test_a_body_that_is_no_json_is_refused(ask, cast, dossier):
    asker = ask(cast.an)
    for raw in (b"", b"{", b"\xff\xfe", b"[]", b'{"reason": "\\ud800"}'):
        answer = asker.post(f"/dossiers/{dossier.code}/moves/withdraw", raw)
        assert answer.status_code in {400, 422}
        assert answer["Content-Type"] == "application/problem+json"


def test_dates_need_a_time_zone_and_a_sane_year(ask, cast, dossier):
    head = ask(cast.dung)
    for wrong in ("2026-12-01T10:00:00", "9999-12-31T23:59:59Z", "tomorrow"):
        assert head.move(dossier.code, "extend", new_due=wrong, reason="x").status_code == 422
    later = (dossier.due_at + timedelta(days=9)).isoformat()
    assert head.move(dossier.code, "extend", new_due=later, reason="x").status_code in {200, 409}


def test_table_and_operations_are_the_same(client):
    """The law: every verb of the table is an operation, and nothing else is."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    offered = {path.rsplit("/", 1)[1] for path in paths if "/moves/" in path}
    assert offered == {move.verb for move in DOSSIER.moves}
    for move in DOSSIER.moves:
        post = paths[f"/api/v1/dossiers/{{code}}/moves/{move.verb}"]["post"]
        assert post["summary"] == move.label.en
        assert f"`{move.needs}`" in post["description"]


def test_every_verb_has_its_action_except_the_platforms_own():
    without = {move.verb for move in DOSSIER.moves} - set(ACTIONS)
    assert without == {move.verb for move in DOSSIER.moves if move.needs == P.SYSTEM}


def test_an_argument_no_program_can_send_is_noticed():
    def act(
        *, dossier_id: int, actor: object, at: object, request_id: object, file: bytes
    ) -> None: ...

    with pytest.raises(TypeError, match="file"):
        body_of("act", act)
