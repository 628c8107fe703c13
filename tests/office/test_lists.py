"""Work lists: by due time, narrowed, paged, in few queries; nothing by colour alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from tests.builders import CONSTRUCTION, a_dossier

MANY = 70


@pytest.fixture
def crowd(cast):
    """Return a dossier of Chi's with seventy like it, the later ones due earlier."""
    first = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5))
    Dossier.objects.filter(pk=first.pk).update(official=cast.chi.person_id)
    first.refresh_from_db()
    now, rows = timezone.now(), []
    for number in range(MANY):
        row = Dossier.objects.get(pk=first.pk)
        row.pk, row.uid, row.code = None, uuid4(), f"{first.code[:-4]}{8000 + number}"
        row.due_at = now + timedelta(hours=40 - number)
        rows.append(row)
    Dossier.objects.bulk_create(rows)
    return first


def codes(page):
    return [part.split("<")[0] for part in page.text_shown.split('class="code" href="')[1:]]


def listed(browser, where):
    with CaptureQueriesContext(connection) as caught:
        page = browser.get(where)
    assert page.status_code == 200
    return page, len(caught)


def test_a_long_list_is_paged_by_due_time(cast, crowd, at_work):
    browser = at_work(cast.chi)
    page, count = listed(browser, "/co-quan/viec/")
    shown = codes(page)
    assert len(shown) == 25
    assert f"{crowd.code[:-4]}8069" in shown[0]
    assert "1–25 trong 71" in page.text_shown
    assert count <= 12
    last, _ = listed(browser, "/co-quan/viec/?page=99")
    assert len(codes(last)) == 21


@pytest.mark.parametrize(("language", "words"), [("vi", "Quá hạn"), ("en", "overdue")])
def test_lateness_is_told_in_words(cast, crowd, at_work, language, words):
    page = at_work(cast.chi, language).get("/co-quan/viec/").text_shown
    assert words in page


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("urgency=overdue", 30),
        ("urgency=soon", 24),
        ("field=civil_status", 71),
        ("field=land", 0),
        ("field=civil_status&urgency=overdue", 30),
        ("step=khong-co", 0),
        ("urgency=khong-co", 0),
        ("code=H26.41.01", 71),
        ("code=%00", 0),
        ("page=khong-co", 71),
        ("page=-1", 71),
    ],
)
def test_a_list_is_narrowed(cast, crowd, at_work, query, total):
    page = at_work(cast.chi).get(f"/co-quan/viec/?{query}").text_shown
    assert (f"trong {total}<" in page) if total else ("Không có hồ sơ nào" in page)


def test_a_step_is_a_filter(cast, crowd, at_work):
    other = a_dossier(cast, Status.PROCESSING, at=timezone.now() - timedelta(hours=5),
                      procedure=CONSTRUCTION)  # fmt: skip
    Dossier.objects.filter(pk=other.pk).update(official=cast.chi.person_id)
    browser = at_work(cast.chi)
    options = browser.get("/co-quan/viec/").text_shown.split('name="step"')[1].split("</select>")[0]
    keys = [part.split('"')[0] for part in options.split('value="')[2:]]
    totals = sorted(
        len(codes(browser.get(f"/co-quan/viec/?step={key}&code={other.code}"))) for key in keys
    )
    assert totals == [0] * (len(keys) - 1) + [1]


def test_only_the_part_that_changed_is_sent_to_htmx(cast, crowd, at_work):
    page = at_work(cast.chi).get("/co-quan/viec/", headers={"HX-Request": "true"}).text_shown
    assert page.lstrip().startswith('<div id="results">')


def test_the_agencys_list_shows_every_status(cast, crowd, at_work):
    done = a_dossier(cast, Status.DONE, at=timezone.now() - timedelta(hours=9))
    browser = at_work(cast.dung)
    page, count = listed(browser, f"/co-quan/ho-so/?status={int(Status.DONE)}")
    assert len(codes(page)) == 1
    assert done.code in page.text_shown
    assert count <= 12
    assert "Không có hồ sơ nào" in browser.get("/co-quan/ho-so/?status=²").text_shown


def test_the_green_lane_is_named_with_its_rule_and_comes_first(cast, crowd, at_work):
    last = Dossier.objects.order_by("-due_at").first()
    rules = {"working_hour": "Thời hạn giải quyết trong một ngày làm việc",
             "month": "Giải quyết lại do sai sót của cơ quan"}  # fmt: skip
    for unit, words in rules.items():
        Dossier.objects.filter(pk=last.pk).update(priority=1, limit_value=4, limit_unit=unit)
        page = at_work(cast.chi).get("/co-quan/viec/")
        assert last.code in codes(page)[0]
        assert page.text_shown.count("Luồng xanh") == 1
        assert words in page.text_shown
    Dossier.objects.filter(pk=last.pk).update(priority=0)
    assert "Luồng xanh" not in at_work(cast.chi).get("/co-quan/viec/").text_shown
