"""Forged requests: hidden fields, roles, methods, replays and stale forms change nothing."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.events.models import Event
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Appointment
from tests.builders import a_dossier


def events_of(dossier):
    return Event.objects.filter(subject="dossier", subject_id=dossier.pk).count()


def move(client, code, verb, **body):
    body.setdefault("request_id", str(uuid4()))
    return client.post(
        f"/api/v1/dossiers/{code}/moves/{verb}", json.dumps(body), "application/json"
    )


def test_role_swap_by_the_session_office(enter, cast, dossier):
    """Claiming an office where one holds no post gives no permission there."""
    client = enter(cast.binh)
    session = client.session
    session[OFFICE_KEY] = cast.agency
    session.save()
    assert client.get(f"/co-quan/ho-so/{dossier.code}/").status_code == 404
    assert client.get("/co-quan/viec/").status_code == 404


def test_role_swap_by_the_form(enter, cast, now):
    """Posting an office one does not belong to at the choice of workplace is not taken."""
    client = enter(cast.binh)
    client.post("/noi-lam-viec/", {"office": "city", "role": "auditor"})
    assert client.get("/dieu-hanh/thanh-tra/").status_code == 404


@pytest.mark.parametrize(
    "verb", ["approve", "propose", "receive", "return_result", "transfer", "stop"]
)
def test_an_applicant_posts_officials_moves(enter, cast, dossier, verb):
    """An applicant who calls an official's move changes nothing and leaves no event."""
    before = events_of(dossier)
    answer = move(enter(cast.an), dossier.code, verb, outcome="granted", reason="x", ground="x")
    assert answer.status_code in {403, 404, 409, 422}
    assert events_of(dossier) == before


def test_mass_assignment(enter, cast, dossier):
    """Fields the move does not know are refused and never reach the row."""
    answer = move(enter(cast.an), dossier.code, "withdraw", reason="Đổi ý", status=9,
                  fee_paid=10**9, official_id=cast.an.person_id, outcome="granted")  # fmt: skip
    row = Dossier.objects.get(pk=dossier.pk)
    assert (row.fee_paid, row.outcome) == (dossier.fee_paid, "")
    assert row.status in {Status.WITHDRAWN, Status.PROCESSING}
    assert answer.status_code in {200, 422}


def test_hidden_fields_naming_another_dossier(enter, cast, dossier, monday):
    """What a form says it is about does not matter: the address does, and it is one's own."""
    other = a_dossier(cast, Status.PROCESSING, at=monday)
    form = {"request_id": uuid4(), "seen": dossier.event_count, "reason": "Đổi ý",
            "dossier_id": other.pk, "code": other.code, "actor": cast.other.person_id}  # fmt: skip
    assert enter(cast.an).post(f"/ho-so/{dossier.code}/rut/", form).status_code == 302
    assert Dossier.objects.get(pk=other.pk).status == Status.PROCESSING


def test_anothers_request_number(enter, cast, dossier, monday):
    """A request number used for another dossier is refused, and does not repeat that answer."""
    other, number = a_dossier(cast, Status.PROCESSING, at=monday), str(uuid4())
    client = enter(cast.an)
    assert (
        move(client, dossier.code, "withdraw", reason="Đổi ý", request_id=number).status_code == 200
    )
    again = move(client, other.code, "withdraw", reason="Đổi ý", request_id=number)
    assert again.status_code == 409
    assert Dossier.objects.get(pk=other.pk).status == Status.PROCESSING


def test_a_second_tab_with_a_stale_form(enter, cast, dossier):
    """The second of two tabs is told that the dossier has moved on."""
    answer = move(
        enter(cast.an), dossier.code, "withdraw", reason="x", seen=dossier.event_count - 1
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


def test_a_replayed_post_is_one_event(enter, cast, dossier):
    """The same POST ten times is one event."""
    client, before, number = enter(cast.an), events_of(dossier), uuid4()
    form = {"request_id": number, "seen": dossier.event_count, "reason": "Đổi ý"}
    for _ in range(10):
        assert client.post(f"/ho-so/{dossier.code}/rut/", form).status_code == 302
    assert events_of(dossier) == before + 1


def test_a_post_from_another_site(enter, cast, dossier):
    """Without the form's token nothing is done (CSRF), in pages and in the API."""
    client, before = enter(cast.an, strict=True), events_of(dossier)
    form = {"request_id": uuid4(), "seen": dossier.event_count, "reason": "Đổi ý"}
    assert client.post(f"/ho-so/{dossier.code}/rut/", form).status_code == 403
    assert move(client, dossier.code, "withdraw", reason="x").status_code == 403
    assert events_of(dossier) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_method_tricks(enter, cast, dossier, method):
    """Methods a page does not declare are refused, whatever an overriding header says."""
    answer = enter(cast.an).generic(
        method, f"/ho-so/{dossier.code}/", headers={"X-HTTP-Method-Override": "POST"}
    )
    assert answer.status_code == 405


def test_a_write_by_get(enter, cast, dossier):
    """An act put into an address does nothing: images and links cannot act."""
    before = events_of(dossier)
    client = enter(cast.an)
    client.get(
        f"/ho-so/{dossier.code}/rut/",
        {"request_id": uuid4(), "reason": "x", "seen": dossier.event_count},
    )
    client.get("/dang-xuat/")
    assert events_of(dossier) == before
    assert client.get("/ho-so-cua-toi/").status_code == 200


@pytest.mark.parametrize(
    "body", ["{", "[]", "null", '{"reason": {"$ne": 1}}', '{"reason": "\\u0000"}', "9" * 5000]
)
def test_bodies_that_are_no_request(enter, cast, dossier, body):
    """Broken and hostile JSON is a problem detail, never an error of the server."""
    answer = enter(cast.an).post(
        f"/api/v1/dossiers/{dossier.code}/moves/withdraw", body, "application/json"
    )
    assert answer.status_code in {400, 422}
    assert "Traceback" not in answer.content.decode()


def test_an_administrator_makes_themself_inspector_by_the_figures(enter, cast, now):
    """The inspectorate's pages take no posted role; posts stay as they were."""
    before = Appointment.objects.count()
    client = enter(cast.dung)
    assert (
        client.post("/dieu-hanh/thanh-tra/so-lieu/late/ho-so/", {"role": "auditor"}).status_code
        == 404
    )
    assert Appointment.objects.count() == before


def test_host_header(cast, settings):
    """A foreign host name is refused, so that no link in a mail can be poisoned."""
    settings.ALLOWED_HOSTS = ["motcua.example"]
    assert Client().get("/", headers={"host": "evil.test"}).status_code == 400
    assert Client().get("/", headers={"host": "motcua.example"}).status_code == 200
