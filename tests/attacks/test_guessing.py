"""Identity and guessing: forbidden looks like absent, and nobody learns by trying."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.models import AccessRecord
from motcua.dossiers.status import Status
from motcua.identity.models import Person
from motcua.portal.limits import TRACK
from tests.builders import a_dossier

PAGES = (
    "",
    "da-nop/",
    "giay-tiep-nhan/",
    "chung-nhan/",
    "bo-sung/",
    "rut/",
    "noi-nhan/",
    "nop-tien/",
)


def told(response, *codes):
    """Return an answer without the code that was asked for and without one-time values."""
    page = response.content.decode()
    for code in codes:
        page = page.replace(code, "CODE")
    return response.status_code, re.sub(r'(nonce|value|content)="[^"]*"', "", page)


@pytest.mark.parametrize("page", PAGES)
def test_another_applicants_dossier(enter, cast, dossier, page):
    """A citizen who knows another's code gets the answer of a code that does not exist."""
    client, wrong = enter(cast.other), dossier.code[:-4] + "9999"
    theirs = client.get(f"/ho-so/{dossier.code}/{page}")
    nothing = client.get(f"/ho-so/{wrong}/{page}")
    assert theirs.status_code == 404
    assert told(theirs, dossier.code, wrong) == told(nothing, dossier.code, wrong)


def test_another_applicants_dossier_in_the_api(enter, cast, dossier):
    """The API says the same, byte for byte, of what is not yours and what is not there."""
    client, wrong = enter(cast.other), dossier.code[:-4] + "9999"
    theirs = client.get(f"/api/v1/dossiers/{dossier.code}")
    nothing = client.get(f"/api/v1/dossiers/{wrong}")
    assert theirs.status_code == nothing.status_code == 404
    assert told(theirs, dossier.code, wrong) == told(nothing, dossier.code, wrong)


def test_serial_numbers_walked_by_a_settling_official(enter, bystander, dossier):
    """An official finds only the work drawn for them; walking the serials leaves 404 and no look."""
    client = enter(bystander)
    for n in range(12):
        assert client.get(f"/co-quan/ho-so/{dossier.code[:-4]}{n:04}/").status_code == 404
    assert not AccessRecord.objects.filter(person_id=bystander.person_id).exists()


def test_mass_look_ups_of_tracking(enter, dossier):
    """A stranger who tries codes in bulk is stopped after a fixed number of tries a minute."""
    client = enter()
    answers = [
        client.get(f"/tra-cuu/H26.00-000000-{n:04}/").status_code for n in range(TRACK.most + 3)
    ]
    assert answers[0] == 200
    assert set(answers[-2:]) == {429}


def test_mass_look_ups_through_the_api(enter, cast, dossier, now):
    """A program that walks codes is stopped each minute: by address outside, by person inside."""
    stranger, counter = enter(), enter(cast.binh)
    for client, path in ((stranger, "/api/v1/tracking"), (counter, "/api/v1/dossiers")):
        codes = [dossier.code, *(f"H26.00-000000-{n:04}" for n in range(62))]
        answers = [client.get(f"{path}/{code}").status_code for code in codes]
        assert answers[0] == 200
        assert set(answers[1:60]) == {404}
        assert set(answers[-2:]) == {429}
    # What was found inside is a line that its applicant reads.
    assert AccessRecord.objects.filter(person_id=cast.binh.person_id, dossier=dossier).count() == 1


def test_timing_of_existence(enter, dossier):
    """Tracking costs the same statements for a code that exists and one that does not."""
    client, counted = enter(), []
    client.get("/tra-cuu/")
    for code in (dossier.code, dossier.code[:-4] + "9999"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/tra-cuu/{code}/").status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_timing_of_signing_in(enter, cast, monkeypatch):
    """An unknown login is hashed as a known one is, and the sentence is the same."""
    person = Person.objects.get(pk=cast.an.person_id)
    person.set_password("một câu rất dài và dễ nhớ")
    person.save()
    hashed, real = [], Person.set_password
    monkeypatch.setattr(
        Person, "set_password", lambda self, raw: (hashed.append(1), real(self, raw))[1]
    )
    pages = [
        enter().post("/dang-nhap/", {"login": login, "password": "sai hẳn rồi"})
        for login in ("an", "khong-co-ai")
    ]
    assert hashed  # Django hashes once for nobody
    assert {page.status_code for page in pages} == {200}
    assert all("Tên đăng nhập hoặc mật khẩu không đúng" in page.content.decode() for page in pages)


def test_password_reset_tells_nobody_exists(enter, cast, mailoutbox):
    """Asking for a new password answers the same for a known and an unknown login."""
    logins = ("an", "zz-nobody")
    pages = [told(enter().post("/quen-mat-khau/", {"login": one})) for one in logins]
    assert pages[0] == pages[1]


def test_draft_of_another_by_its_number(enter, cast, monday, now):
    """A draft's number does not open it for anybody else."""
    draft = a_dossier(cast, Status.DRAFT, at=monday)
    for page in ("", "giay-to/", "noi-nhan/", "kiem-tra/"):
        theirs = enter(cast.other).get(f"/nop-ho-so/ban-nhap/{draft.uid}/{page}")
        nothing = enter(cast.other).get(f"/nop-ho-so/ban-nhap/{uuid4()}/{page}")
        assert theirs.status_code == nothing.status_code == 404


def test_files_by_number(enter, cast, dossier, bystander):
    """Counting through numbers of files opens none, for a citizen or an official."""
    for number in range(1, 30):
        assert enter(cast.other).get(f"/ho-so/{dossier.code}/tep/{number}/").status_code == 404
    assert enter(bystander).get(f"/co-quan/ho-so/{dossier.code}/tep/1/").status_code == 404


@pytest.mark.parametrize(
    "prefix", ["/quay/", "/co-quan/", "/dieu-hanh/thanh-tra/", "/dieu-hanh/qua-han/"]
)
def test_a_citizen_at_the_doors_of_officials(enter, cast, prefix):
    """To a citizen the officials' faces are not there."""
    assert enter(cast.an).get(prefix).status_code == 404


def test_receipt_and_certificate_codes_enumerated(enter, cast, dossier):
    """The codes that receipts carry as QR open nothing but the public degree of completion."""
    page = enter().get(f"/tra-cuu/{dossier.code}/").content.decode()
    for secret in (cast.an.name, dossier.alias, cast.chi.name, cast.giang.name):
        assert secret not in page
    assert enter().get(f"/ho-so/{dossier.code}/chung-nhan.json").status_code in {302, 404}
