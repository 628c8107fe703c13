"""The inspectorate's figures: small cells hidden, by unit and pseudonym, as files, cases as looks."""

import csv
import io
from datetime import timedelta

import pytest

from motcua.console.urls import INSPECTORATE
from motcua.dossiers.models import AccessRecord, Dossier
from motcua.dossiers.status import Outcome, Status
from motcua.identity.roles import Role
from motcua.insight.measures import MEASURES
from motcua.ui.page import declaration_of
from tests.builders import a_dossier

HOME = "/dieu-hanh/thanh-tra/"
REFUSED = HOME + "so-lieu/refused/"
MONTH = {"first": "2026-08", "last": "2026-08"}


@pytest.fixture
def inspector(cast, enter, now):
    return enter(cast.hoa)


@pytest.fixture
def decided(cast, now, monday):
    """Twelve decisions of one agency, six refused, and three of another, one refused."""
    made = a_dossier(cast, Status.DONE, at=monday)
    kept = {f.attname: getattr(made, f.attname) for f in Dossier._meta.concrete_fields
            if f.attname not in {"id", "uid", "code", "outcome", "agency"}}  # fmt: skip
    rows = [
        Dossier(**kept, code=f"H26.99-260810-{n:04}",
                agency=cast.agency if n < 11 else cast.police,
                outcome=Outcome.REFUSED if n < 6 or n == 11 else Outcome.GRANTED)
        for n in range(14)
    ]  # fmt: skip
    return Dossier.objects.bulk_create(rows)


def cells(response):
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_every_page_is_of_the_inspectorate_alone():
    assert {p.name for p in INSPECTORATE} >= {"inspectorate", "measure", "cases_behind"}
    for pattern in INSPECTORATE:
        assert declaration_of(pattern.callback).needs == "console:events:audit"


def test_every_measure_is_listed_and_opens(inspector, decided):
    page = inspector.get(HOME).content.decode()
    for key, one in MEASURES.items():
        assert one.names.vi in page
        assert inspector.get(f"{HOME}so-lieu/{key}/").status_code == 200
        assert one.words.vi != one.words.en


def test_a_small_unit_is_hidden_and_so_is_the_total_that_would_tell(inspector, cast, decided):
    rows = cells(inspector.get(REFUSED + "tai-ve/", MONTH))
    by_code = {row[0]: row[2:] for row in rows[1:]}
    assert by_code[cast.agency][:2] == ["6", "12"]  # of twelve, with the one that was made first
    assert by_code[cast.police][:2] == ["", ""]
    assert by_code[""][:2] == ["", ""]
    page = inspector.get(REFUSED, MONTH).content.decode()
    assert "ẩn" in page


def test_officials_stand_by_pseudonym(inspector, cast, decided):
    address = f"{REFUSED}don-vi/{cast.agency}/"
    page = inspector.get(address, MONTH).content.decode()
    for who in (cast.chi, cast.giang, cast.an, cast.dung):
        assert who.name not in page
    (row,) = cells(inspector.get(REFUSED + "tai-ve/", MONTH | {"unit": cast.agency}))[1:-1]
    assert len(row[0]) == 32
    assert row[2:4] == ["6", "12"]


def test_opening_the_cases_is_a_look_at_each(inspector, cast, decided):
    assert inspector.get(REFUSED + "ho-so/").status_code == 405
    answer = inspector.post(REFUSED + "ho-so/", MONTH | {"unit": cast.agency})
    page = answer.content.decode()
    refused = [d for d in decided if d.outcome == Outcome.REFUSED and d.agency == cast.agency]
    assert all(d.code in page for d in refused)
    assert cast.an.name not in page
    looks = AccessRecord.objects.filter(person_id=cast.hoa.person_id, purpose="inspect")
    assert set(looks.values_list("dossier_id", flat=True)) == {d.pk for d in refused}


def test_nonsense_in_the_address_is_nothing(inspector, decided):
    for nonsense in ("2026-13", "' OR 1=1 --", "9" * 400, "2026-08\x00"):
        assert inspector.get(HOME, {"first": nonsense, "last": nonsense}).status_code == 200
    for path in (
        "so-lieu/none/",
        "so-lieu/refused/don-vi/nowhere/",
        "so-lieu/left-lying/don-vi/city/",
    ):
        assert inspector.get(HOME + path).status_code == 404


def test_nobody_else_finds_it(enter, cast, official, now):
    for who in (
        cast.dung,
        cast.an,
        cast.binh,
        official(Role.SUPERVISOR),
        official(Role.ADMINISTRATOR),
    ):
        for pattern in ("", "tai-ve/", "bat-thuong/", "so-lieu/late/", "so-lieu/late/tai-ve/"):
            assert enter(who).get(HOME + pattern).status_code == 404


def test_odd_looks_bear_pseudonyms(inspector, cast, decided, now):
    AccessRecord.objects.create(
        dossier=decided[0], person_id=cast.binh.person_id, office=cast.point, role="receptionist",
        purpose="receive", at=now.replace(hour=3), slot=1,
    )  # fmt: skip
    day = {"day.day": now.day, "day.month": now.month, "day.year": now.year}
    page = inspector.get(HOME + "bat-thuong/", day).content.decode()
    assert "Xem ngoài giờ làm việc" in page
    assert cast.binh.name not in page
    assert (
        inspector.get(HOME + "bat-thuong/", {"day": str(now - timedelta(days=9))}).status_code
        == 200
    )
