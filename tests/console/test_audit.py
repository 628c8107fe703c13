"""Audit: every event with its role and office, people by aliases, the fold proved on the page."""

import pytest
from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.dossiers.views.audited import audited
from motcua.events.queries import of_subject
from motcua.flow.refusal import Refused
from tests.builders import a_dossier

AUDIT = "/dieu-hanh/giam-sat/"


@pytest.fixture
def dossier(cast, now, monday):
    return a_dossier(cast, Status.RETURNED, at=monday)


@pytest.fixture
def inspector(cast, enter):
    return enter(cast.hoa)


def test_every_event_is_there_with_role_and_office(inspector, cast, dossier):
    page = inspector.get(f"{AUDIT}{dossier.code}/").content.decode()
    record = audited(cast.hoa, dossier.code, dossier.saved_at)
    assert [one.n for one in record.events] == list(range(dossier.event_count))
    assert page.count('class="timeline-title"') == dossier.event_count
    for role in ("Người nộp hồ sơ", "Cán bộ tiếp nhận", "Lãnh đạo cơ quan giải quyết"):
        assert role in page


def test_people_bear_aliases(inspector, cast, dossier):
    page = inspector.get(f"{AUDIT}{dossier.code}/").content.decode()
    for who in (cast.an, cast.binh, cast.chi, cast.giang, cast.dung, cast.ly):
        assert who.name not in page
    record = audited(cast.hoa, dossier.code, dossier.saved_at)
    by_alias = {one.alias: one.roles for one in record.events}
    assert len(by_alias) == 5  # applicant, receptionist, official, head, result clerk
    told = {c.field: c.value for one in record.events for c in one.changes}
    assert told["official_id"] in by_alias


def test_a_sound_record_is_said_to_be_sound(inspector, dossier):
    page = inspector.get(f"{AUDIT}{dossier.code}/").content.decode()
    assert "Hồ sơ khớp với sự kiện" in page


def test_a_row_changed_behind_the_events_is_shown(inspector, cast, dossier):
    Dossier.objects.filter(pk=dossier.pk).update(agency="elsewhere")
    page = inspector.get(f"{AUDIT}{dossier.code}/").content.decode()
    assert "KHÔNG khớp" in page
    assert [one.field for one in audited(cast.hoa, dossier.code, dossier.saved_at).mismatches] == [
        "agency"
    ]


def test_a_missing_event_is_shown(cast, dossier):
    Dossier.objects.filter(pk=dossier.pk).update(event_count=dossier.event_count + 1)
    assert audited(cast.hoa, dossier.code, dossier.saved_at).gaps == (dossier.event_count,)
    assert len(of_subject("dossier", dossier.pk)) == dossier.event_count


def test_it_is_asked_for_by_a_posted_code(inspector, dossier):
    assert (
        inspector.post(AUDIT, {"code": f" {dossier.code.lower()} "}).url
        == f"{AUDIT}{dossier.code}/"
    )
    for wrong in ("H26.00-000000-0000", "", "\x00", "x" * 300):
        assert inspector.post(AUDIT, {"code": wrong}).status_code == 409
    assert inspector.get(f"{AUDIT}nowhere/").status_code == 404


def test_reading_the_record_needs_the_permission(cast, dossier):
    for who in (cast.dung, cast.an, cast.binh):
        with pytest.raises(Refused):
            audited(who, dossier.code, dossier.saved_at)


def test_a_record_takes_few_statements(inspector, dossier, django_assert_max_num_queries):
    assert connection.vendor == "postgresql"
    with django_assert_max_num_queries(14 + 2 * dossier.event_count):
        inspector.get(f"{AUDIT}{dossier.code}/")
