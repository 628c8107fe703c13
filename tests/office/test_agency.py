"""The head's board and the staff with their absences."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.models import Absence
from tests.builders import a_dossier


@pytest.fixture
def late(cast):
    dossier = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5))
    past = timezone.now() - timedelta(days=2)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=past, step_due_at=past)
    return dossier


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_board_counts_and_lists_what_is_late(cast, late, at_work, language):
    a_dossier(cast, Status.DONE, at=timezone.now() - timedelta(hours=9))
    page = at_work(cast.dung, language).get("/co-quan/tinh-hinh/").text_shown
    assert late.code in page
    assert 'urgency=overdue"' in page


def test_an_agency_without_work_has_a_board_too(cast, at_work):
    assert at_work(cast.sau).get("/co-quan/tinh-hinh/").status_code == 200


def days(first, last):
    return {
        f"{name}.{part}": getattr(day, part)
        for name, day in (("first_day", first), ("last_day", last))
        for part in ("day", "month", "year")
    }


def test_an_absence_is_recorded_once(cast, at_work):
    today = timezone.localdate()
    form = {"person": cast.chi.person_id, "reason": "leave"} | days(
        today, today + timedelta(days=2)
    )
    head = at_work(cast.dung)
    assert head.post("/co-quan/can-bo/", form).status_code == 302
    page = head.get("/co-quan/can-bo/").text_shown
    assert "Hôm nay vắng" in page
    again = head.post("/co-quan/can-bo/", form)
    assert again.status_code == 409
    assert "trùng ngày" in again.text_shown
    assert Absence.objects.count() == 1


def test_days_the_wrong_way_round_are_kept_and_said(cast, at_work):
    today = timezone.localdate()
    form = {"person": cast.chi.person_id, "reason": "leave"} | days(
        today, today - timedelta(days=1)
    )
    page = at_work(cast.dung).post("/co-quan/can-bo/", form)
    assert page.status_code == 409
    assert "Ngày cuối trước ngày đầu" in page.text_shown


@pytest.mark.parametrize("person", ["", "x", "999999", "son"])
def test_only_people_of_the_own_agency(cast, at_work, person):
    today = timezone.localdate()
    who = cast.son.person_id if person == "son" else person
    page = at_work(cast.dung).post(
        "/co-quan/can-bo/", {"person": who, "reason": "leave"} | days(today, today)
    )
    assert page.status_code == 409
    assert not Absence.objects.exists()
