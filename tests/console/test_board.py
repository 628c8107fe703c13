"""The overdue board: what is on it, how late, narrowed and paged."""

from datetime import timedelta

import pytest

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.roles import Role
from tests.builders import a_dossier

BOARD = "/dieu-hanh/qua-han/"


@pytest.fixture
def late(cast, now):
    """One dossier that is 2 working hours late, one due tomorrow, one that waits for its applicant."""
    dossier = a_dossier(cast, Status.PROCESSING, at=now - timedelta(days=1, hours=9))
    # 18:00 is after closing: two hours of work earlier is 14:30 or later, never before it.
    Dossier.objects.filter(pk=dossier.pk).update(due_at=now.replace(hour=15, minute=0))
    soon = a_dossier(cast, Status.PROCESSING, at=now - timedelta(days=1, hours=9))
    Dossier.objects.filter(pk=soon.pk).update(due_at=now + timedelta(hours=20))
    waiting = a_dossier(cast, Status.SUPPLEMENT_REQUIRED, at=now - timedelta(days=1, hours=9))
    Dossier.objects.filter(pk=waiting.pk).update(due_at=now - timedelta(hours=20))
    return dossier, soon, waiting


@pytest.fixture
def auditor(cast, enter):
    return enter(cast.hoa)


def test_only_what_the_agency_is_late_with_is_overdue(auditor, late):
    page = auditor.get(BOARD).content.decode()
    overdue, soon, waiting = late
    assert overdue.code in page
    assert soon.code not in page
    assert waiting.code not in page
    assert "Bí danh " + overdue.alias in page


def test_lateness_is_told_in_working_time(auditor, late):
    # The ward's office closes at 17:00; from 15:00 to the evening two hours of work have passed.
    assert "2 giờ 0 phút làm việc" in auditor.get(BOARD).content.decode()


def test_soon_due_is_the_other_half(auditor, late):
    page = auditor.get(BOARD, {"show": "soon"}).content.decode()
    assert late[1].code in page
    assert late[0].code not in page


def test_filters_narrow_and_nonsense_is_ignored(auditor, late, cast):
    assert late[0].code in auditor.get(BOARD, {"agency": cast.agency}).content.decode()
    assert late[0].code not in auditor.get(BOARD, {"agency": cast.police}).content.decode()
    assert late[0].code not in auditor.get(BOARD, {"field": "land"}).content.decode()
    for nonsense in ("' OR 1=1 --", "\x00", "é" * 5000):
        response = auditor.get(BOARD, {"agency": nonsense, "field": nonsense, "page": nonsense})
        assert response.status_code == 200
        assert late[0].code in response.content.decode()


def test_no_applicant_and_no_official_is_named(auditor, late, cast):
    page = auditor.get(BOARD).content.decode()
    assert cast.an.name not in page
    assert cast.chi.name not in page
    assert cast.giang.name not in page


def test_pages_hold_fifty_and_reach_the_end(auditor, cast, now, monday):
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    rows = [
        Dossier(**{f.attname: getattr(dossier, f.attname) for f in Dossier._meta.concrete_fields
                   if f.attname not in {"id", "uid", "code", "due_at"}},
                code=f"H26.99-260810-{n:04}", due_at=now - timedelta(hours=n))
        for n in range(1, 61)
    ]  # fmt: skip
    Dossier.objects.bulk_create(rows)
    first = auditor.get(BOARD).content.decode()
    assert "H26.99-260810-0060" in first
    assert "H26.99-260810-0001" not in first
    assert "H26.99-260810-0001" in auditor.get(BOARD, {"page": "999999"}).content.decode()


def test_who_oversees_nothing_finds_no_board(enter, cast, official):
    for who in (cast.binh, cast.chi, cast.an, official(Role.ADMINISTRATOR)):
        assert enter(who).get(BOARD).status_code == 404
