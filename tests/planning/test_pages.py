"""Planning as people see it: made, run, compared, proposed, published by another, withdrawn."""

import io
import zipfile
from hashlib import sha256
from uuid import uuid4

import pytest
from django.test import Client

from motcua.events.models import Event
from motcua.planning.kinds import Kind
from motcua.planning.models import Publication, Run, Scenario
from tests.planning.conftest import MONTH, a_scenario, run_out

HOME = "/dieu-hanh/quy-hoach/"
PUBLIC = "/quy-hoach/"


@pytest.fixture
def at(people, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: people.today)
    return people.today


def answers(**typed):
    parts = {}
    for name, day in MONTH.items():
        year, month, number = day.split("-")
        parts |= {f"{name}.day": number, f"{name}.month": month, f"{name}.year": year}
    return {"name": "Ba mươi điểm", "goal": "median", "points": "5", "travel": "straight",
            "radius": "5000", "minutes": "30", "demand": "population", "candidates": "places",
            "standing": "free", "online": "0", "growth": "0", "seconds": "20", "seed": "1",
            "language": "vi", "request_id": str(uuid4()), **parts, **typed}  # fmt: skip


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(people, at, enter):
    browser = enter(people.planner)
    answer = browser.post(
        HOME + "moi/sites/", answers(points="nhiều", close_1="../../etc", name="")
    )
    assert answer.status_code == 409
    assert "nhiều" in answer.text
    assert "từ 1 đến 500" in answer.text
    assert not Scenario.objects.exists()


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_from_the_form_to_the_public_page(people, at, enter, month):
    planner, director, stranger = enter(people.planner), enter(people.director), Client()
    made = planner.post(HOME + "moi/sites/", answers())
    scenario = Scenario.objects.get()
    page = HOME + f"{scenario.uid}/"
    assert made.headers["Location"] == page
    queued = planner.get(page)
    assert queued.headers["Refresh"]
    assert "Đang chờ" in queued.text
    run_out()
    shown = planner.get(page)
    assert "Refresh" not in shown.headers
    assert "frame-src 'self'" in shown.headers["Content-Security-Policy"]
    assert "motcua plan sites --sites sites.csv" in shown.text
    report = planner.get(page + "bao-cao/")
    assert "sandbox allow-scripts" in report.headers["Content-Security-Policy"]
    assert b"".join(report.streaming_content).startswith(b"<!doctype html>")
    assert planner.get(page + "tep/../../settings.py").status_code == 404

    assert stranger.get(PUBLIC).status_code == 200
    planner.post(page, {"act": "propose", "title": "Ba mươi điểm", "summary": "Vì sao.",
                        "request_id": str(uuid4())})  # fmt: skip
    publication = Publication.objects.get()
    public = PUBLIC + f"{publication.uid}/"
    assert stranger.get(public).status_code == 404
    assert planner.post(page, {"act": "publish", "request_id": str(uuid4())}).status_code == 409
    director.post(page, {"act": "publish", "request_id": str(uuid4())})
    opened = stranger.get(public)
    assert "Ba mươi điểm" in opened.text
    assert "sessionid" not in opened.cookies

    archive = b"".join(stranger.get(public + "tat-ca.zip").streaming_content)
    sums = stranger.get(public + "SHA256SUMS").content.decode()
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert packed.read("SHA256SUMS").decode() == sums
        for line in sums.splitlines():
            digest, name = line.split("  ", 1)
            assert sha256(packed.read(name)).hexdigest() == digest
        assert "motcua plan sites" in packed.read("README.txt").decode()

    assert (
        director.post(
            page, {"act": "withdraw", "reason": "", "request_id": str(uuid4())}
        ).status_code
        == 409
    )
    director.post(page, {"act": "withdraw", "reason": "Số dân cũ", "request_id": str(uuid4())})
    gone = stranger.get(public)
    assert gone.status_code == 410
    assert "Số dân cũ" in gone.text
    assert stranger.get(public + "tat-ca.zip").status_code == 404
    assert stranger.get(public + "bao-cao/").status_code == 404


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_two_scenarios_side_by_side(people, at, enter, month):
    planner = enter(people.planner)
    two = [a_scenario(people, Kind.SITES, f"{n} điểm", points=str(n), seconds="20") for n in (4, 8)]
    run_out()
    assert Run.objects.filter(standing="done").count() == 2
    page = planner.get(HOME + "so-sanh/", {"chon": [str(one.uid) for one in two]})
    assert "4 điểm" in page.text
    assert page.text.count("<iframe") == 2
    assert "−" in page.text  # eight points are nearer
    alone = planner.get(HOME + "so-sanh/", {"chon": [str(two[0].uid), "nonsense"]})
    assert "<iframe" not in alone.text


def test_who_does_not_plan_sees_nothing(people, at, enter, cast):
    scenario = a_scenario(people, Kind.SITES)
    for who in (cast.binh, cast.chi, cast.hoa):
        assert enter(who).get(HOME).status_code == 404
        assert enter(who).get(HOME + f"{scenario.uid}/").status_code == 404
    director = enter(people.director)
    assert director.get(HOME + "moi/sites/").status_code == 404
    assert director.post(HOME + "moi/sites/", answers()).status_code == 404


def test_a_way_of_contact_in_a_name_is_refused_and_on_record(people, at, enter):
    answer = enter(people.planner).post(HOME + "moi/sites/", answers(name="Gọi 0912345678"))
    assert answer.status_code == 409
    assert not Scenario.objects.exists()
    assert Event.objects.get(kind="text_blocked").subject == "scenario_text"


def test_a_form_sent_twice_makes_one_scenario(people, at, enter):
    planner, same = enter(people.planner), answers()
    where = [planner.post(HOME + "moi/sites/", same).headers["Location"] for _ in range(2)]
    assert len(set(where)) == 1
    assert Scenario.objects.count() == 1
