"""Declared conflicts: one's own page; others learn the number of them and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.identity.conflicts import conflicts_with, declared_counts
from motcua.identity.models import Conflict

PAGE, STAFF = "/co-quan/xung-dot/", "/co-quan/can-bo/"
KIN = "001200000001"


@pytest.fixture
def chi(cast, at_work):
    return at_work(cast.chi)


def test_declared_is_kept_sealed_and_counts_at_once(cast, chi, at_work):
    assert chi.post(PAGE, {"id_number": "001 200 000 001"}).status_code == 302
    kept = Conflict.objects.get()
    page = chi.get(PAGE)
    assert kept.commitment[:8].upper() in page.text_shown
    assert KIN not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert conflicts_with([KIN], [cast.chi.person_id], timezone.now())
    assert kept.commitment[:8].upper() not in at_work(cast.giang).get(PAGE).text_shown


def test_the_head_sees_the_number_only(cast, chi, at_work):
    chi.post(PAGE, {"id_number": KIN})
    chi.post(PAGE, {"id_number": "001200000099"})
    chi.post(PAGE, {"id_number": KIN})  # the same again adds nothing
    assert declared_counts(timezone.now()) == {cast.chi.person_id: 2}
    page = at_work(cast.dung).get(STAFF)
    assert 'data-label="Xung đột đã khai" class="numeric">2<' in page.content.decode()
    for row in Conflict.objects.all():
        assert row.commitment[:8].upper() not in page.content.decode()


def test_withdrawn_counts_for_a_day_and_only_ones_own(cast, chi, at_work):
    chi.post(PAGE, {"id_number": KIN})
    kept = Conflict.objects.get()
    assert at_work(cast.giang).post(PAGE, {"withdraw": kept.pk}).status_code == 409
    assert chi.post(PAGE, {"withdraw": kept.pk}).status_code == 302
    assert chi.post(PAGE, {"withdraw": kept.pk}).status_code == 409
    now = timezone.now()
    assert conflicts_with([KIN], [cast.chi.person_id], now)
    assert not conflicts_with([KIN], [cast.chi.person_id], now + timedelta(hours=25))


@pytest.mark.parametrize("wrong", ["", "abc", "١٢٣٤٥٦٧٨٩٠١٢", "0012000000011111", "x" * 500])
def test_what_is_no_number_is_refused_and_not_shown_again(chi, wrong):
    answer = chi.post(PAGE, {"id_number": wrong})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert not wrong or wrong not in answer.content.decode()
    assert not Conflict.objects.exists()
