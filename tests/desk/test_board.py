"""The day's board: what waits, oldest first, in few queries however long the lists are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from tests.builders import a_dossier


@pytest.fixture
def crowd(cast):
    """Seventy online submissions, made from one."""
    first = a_dossier(cast, Status.REGISTERED, at=timezone.now() - timedelta(hours=5))
    rows = []
    for number in range(70):
        row = Dossier.objects.get(pk=first.pk)
        row.pk, row.uid, row.code = None, uuid4(), f"{first.code[:-4]}{8000 + number}"
        row.registered_at = first.registered_at + timedelta(minutes=number + 1)
        rows.append(row)
    Dossier.objects.bulk_create(rows)
    return first


def queries(browser, where):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        page = browser.get(where)
    assert page.status_code == 200
    return len(caught), page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_oldest_come_first_and_the_rest_is_a_link(cast, crowd, at_work, language):
    page = at_work(cast.binh, language).get("/quay/").text_shown
    assert page.index(crowd.code) < page.index(f"{crowd.code[:-4]}8000")
    assert {"vi": "Xem tất cả 71", "en": "See all 71"}[language] in page


def test_long_lists_cost_no_more_than_short_ones(cast, crowd, at_work):
    browser = at_work(cast.binh)
    board, _ = queries(browser, "/quay/")
    whole, page = queries(browser, "/quay/danh-sach/cho-tiep-nhan/")
    # Three of them keep the look at those whose names are read.
    assert (board, whole) == (14, 10)
    assert page.text_shown.count('class="code"') == 25
    _, last = queries(browser, "/quay/danh-sach/cho-tiep-nhan/?page=99")
    assert last.text_shown.count('class="code"') == 21


def test_a_dossier_opens_by_its_code_in_any_case(cast, crowd, at_work):
    answer = at_work(cast.ly).post("/quay/tim/", {"code": f" {crowd.code.lower()} "})
    assert answer["Location"] == f"/quay/ho-so/{crowd.code}/"


def test_one_dossier_costs_a_fixed_number_of_queries(cast, at_work):
    done = a_dossier(cast, Status.DONE, at=timezone.now() - timedelta(hours=9))
    count, _ = queries(at_work(cast.binh), f"/quay/ho-so/{done.code}/")
    assert count <= 22
