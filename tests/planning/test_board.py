"""The board of bottlenecks: computed by mining in another process, small groups never on it."""

from datetime import timedelta

import pytest

from motcua.dossiers.models import AccessRecord, Dossier
from motcua.planning.actions.forget_old_boards import KEPT, forget_old_boards
from motcua.planning.board import board
from motcua.planning.jobs import refresh_board
from motcua.planning.kinds import Kind
from motcua.planning.models import InputFile, OutputFile, Run, Scenario
from tests.planning.conftest import CANARY, run_out

HOME = "/dieu-hanh/diem-nghen/"


@pytest.fixture
def computed(people, month, monkeypatch):
    """The board of the month, with four dossiers of a field that is too small to show."""
    Dossier.objects.filter(pk__in=[d.pk for d in month[-4:]]).update(field="adoption")
    Dossier.objects.filter(pk__in=[d.pk for d in month[-12:-4]]).update(field="land")
    assert refresh_board(people.today) == 1
    assert refresh_board(people.today) == 0  # once a day, however many workers ask
    run_out()
    monkeypatch.setattr("django.utils.timezone.now", lambda: people.today)
    return board(people.planner)


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_what_it_shows(computed, people, month, enter, cast):
    assert computed.cases == len(month)
    civil = computed.field("civil_status")
    assert civil.cases >= 5
    assert computed.field("adoption") is None  # four dossiers
    assert set(computed.raw["maps"]) == {f"{key}.{language}" for key in ("all", "civil_status")
                                         for language in ("vi", "en")}  # fmt: skip
    assert "Decided" in computed.map_of("all", "en")
    assert "Quyết định" in computed.map_of("all", "vi")
    assert computed.field("land") is None  # beside the total it would give the four away
    worst = civil.worst
    assert worst.sum_h == max(edge.sum_h for edge in civil.edges)
    assert abs(sum(edge.share for edge in civil.edges) - 1) < 0.01
    assert worst.mean_h == pytest.approx(worst.sum_h / worst.n, abs=0.02)
    assert civil.finished >= civil.kept >= civil.finished * 0.9
    assert not InputFile.objects.exists()  # its table is kept nowhere
    assert not OutputFile.objects.exists()

    planner, inspector = enter(people.planner), enter(cast.hoa)
    for path in ("", "linh-vuc/civil_status/", f"co-quan/{cast.agency}/",
                 "linh-vuc/civil_status/0/", "so-do/civil_status/"):  # fmt: skip
        page = planner.get(HOME + path)
        assert page.status_code == 200, path
        assert not any(d.code in page.text for d in month), path
        assert CANARY not in page.text
    assert planner.get(HOME + "linh-vuc/adoption/").status_code == 404
    assert planner.get(HOME + "linh-vuc/civil_status/999/").status_code == 404
    assert planner.post(HOME + "linh-vuc/civil_status/0/ho-so/").status_code == 404
    opened = inspector.post(HOME + "linh-vuc/civil_status/0/ho-so/")
    assert any(d.code in opened.text for d in month)
    assert AccessRecord.objects.filter(person_id=cast.hoa.person_id, purpose="inspect").exists()


def test_old_boards_are_emptied(people):
    made = Scenario.objects.create(kind=Kind.BOARD, name="2026-01-01", made_at=people.today)
    run = Run.objects.create(scenario=made, asked_at=people.today, standing="done",
                             figures={"cases": 1}, ended_at=people.today)  # fmt: skip
    assert forget_old_boards(at=people.today + KEPT) == 0
    assert forget_old_boards(at=people.today + KEPT + timedelta(days=1)) == 1
    run.refresh_from_db()
    assert run.figures == {}


def test_without_figures_the_page_says_when(people, enter, cast):
    page = enter(cast.hoa).get(HOME)
    assert "mỗi đêm" in page.text
    assert enter(cast.binh).get(HOME).status_code == 404
