"""What comes out: no script, no formula, no header, no way around by search, export or error."""

import csv
import dataclasses
import io
from uuid import uuid4

import pytest

from motcua.approvals.models import Request
from motcua.console.harmless import harmless
from motcua.dossiers.status import Status
from motcua.dossiers.views.board import BoardLine
from motcua.identity.models import Person
from tests.builders import a_dossier

SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def test_script_in_a_reason(enter, cast, dossier):
    """A script typed as a reason comes back as text."""
    form = {"reason": SCRIPT * 40, "seen": dossier.event_count}
    page = enter(cast.an).post(f"/ho-so/{dossier.code}/rut/", form).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_script_in_a_name(enter, cast, dossier):
    """A script registered as a name is text on every page that shows the name."""
    Person.objects.filter(pk=cast.an.person_id).update(full_name=SCRIPT)
    for client, path in ((enter(cast.an), f"/ho-so/{dossier.code}/"), (enter(cast.an), "/ho-so-cua-toi/"),
                         (enter(cast.binh), "/quay/")):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_script_in_a_search(enter, cast):
    """A script in a search is text, and pages allow no inline script anyway."""
    answer = enter().get("/thu-tuc/", {"q": SCRIPT})
    assert "<script>alert" not in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy.split("script-src")[-1].split(";")[0]


@pytest.mark.parametrize(
    "words", ["%", "_", "%%%", "' OR 1=1 --", "\\", "x'; DROP TABLE events_event; --"]
)
def test_wildcards_in_a_search(enter, cast, words):
    """Signs that mean something to SQL are words: they widen no search."""
    known = enter().get("/thu-tuc/", {"q": "khai sinh"}).content.decode()
    found = enter().get("/thu-tuc/", {"q": words})
    assert found.status_code == 200
    assert "1.001193" in known
    assert "/thu-tuc/1.001193/" not in found.content.decode()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+84900", "@SUM(A1)", "-cmd|' /C calc'!A0", "\t=1", "\r=1"]
)
def test_formula_in_a_file(cell):
    """A cell that a spreadsheet would compute is defused."""
    assert harmless(cell) == "'" + cell


def test_exporting_through_facets_and_counts(enter, cast, dossier):
    """Narrowing the figures to one unit shows no count of 1 to 4, on the page or in the file."""
    client, span = enter(cast.hoa), {"first": "2026-08", "last": "2026-08"}
    file = client.get("/dieu-hanh/thanh-tra/so-lieu/thin/tai-ve/", span).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))[1:]
    assert rows
    shown = [int(cell) for row in rows for cell in row[2:4] if cell]
    assert all(n == 0 or n >= 5 for n in shown)


def test_exporting_through_search_facets(enter, cast, dossier, now):
    """A file cannot be narrowed down to a person: names, numbers and codes are no facets of it."""
    asked = {
        "show": "late",
        "field": "",
        "agency": "",
        "reason": "Kiểm tra hồ sơ quá hạn tháng này",
    }
    sought = {"q": cast.an.name, "applicant": cast.an.name, "id_number": "001200000001",
              "code": dossier.code}  # fmt: skip
    enter(cast.hoa).post("/dieu-hanh/tep-danh-sach/", asked | sought | {"request_id": uuid4()})
    (request,) = Request.objects.all()
    assert set(request.wanted) == {"list", "show", "field", "agency"}
    assert not any(str(value) in str(request.wanted) for value in sought.values())
    assert {"applicant", "full_name", "id_number", "answers"}.isdisjoint(
        one.name for one in dataclasses.fields(BoardLine)
    )


def test_searching_people_by_a_settling_official(enter, settling, dossier, cast):
    """The settling side has no search: a name in an address finds nothing and is not echoed."""
    page = enter(settling).get("/co-quan/viec/", {"q": cast.an.name, "name": cast.an.name})
    assert cast.an.name not in page.content.decode()
    assert enter(settling).post("/dieu-hanh/can-bo/", {"name": cast.an.name}).status_code == 404


@pytest.mark.parametrize(
    "tail", ["%0d%0aSet-Cookie:%20x=1", "%00", "..%2f..%2fetc%2fpasswd", "%c0%ae%c0%ae"]
)
def test_headers_and_paths_in_an_address(enter, cast, dossier, tail):
    """Line breaks, NUL and dots in an address are a page that is not there."""
    for client, base in (
        (enter(cast.an), "/ho-so/"),
        (enter(), "/diem-tiep-nhan/"),
        (enter(cast.hoa), "/dieu-hanh/giam-sat/"),
    ):
        answer = client.get(f"{base}{tail}/")
        assert answer.status_code == 404
        assert "x=1" not in str(answer.cookies)


def test_error_messages_betray_nothing(enter, cast, dossier):
    """A page that is not there names no table, file or person."""
    page = enter(cast.other).get(f"/ho-so/{dossier.code}/").content.decode()
    for word in (
        "Traceback",
        "dossiers_dossier",
        "psycopg",
        "DoesNotExist",
        cast.an.name,
        dossier.alias,
    ):
        assert word not in page


def test_paging_beyond_sense(enter, cast, now):
    """Numbers of pages out of range or out of this world do not break a list."""
    for number in ("0", "-1", "9" * 30, "²", "1e9", "\x00"):
        assert enter(cast.hoa).get("/dieu-hanh/qua-han/", {"page": number}).status_code == 200


def test_an_officials_name_before_the_decision(enter, cast, dossier, settling):
    """The applicant's page shows an alias; no name and no login of who settles."""
    page = enter(cast.an).get(f"/ho-so/{dossier.code}/").content.decode()
    assert settling.name not in page
    answer = enter(cast.an).get(f"/api/v1/dossiers/{dossier.code}").content.decode()
    assert settling.name not in answer


def test_the_applicants_name_at_the_settling_side(enter, cast, dossier, settling):
    """The settling official's pages show neither name, number, telephone nor address."""
    person = Person.objects.get(pk=cast.an.person_id)
    for path in ("/co-quan/viec/", f"/co-quan/ho-so/{dossier.code}/"):
        page = enter(settling).get(path).content.decode()
        for secret in (person.full_name, person.id_number, person.email):
            assert secret not in page


def test_a_draft_is_nobodys_but_the_applicants(enter, cast, monday, now):
    """What is not handed in is in no list, count or search of officials."""
    draft = a_dossier(cast, Status.DRAFT, at=monday)
    for who, path in ((cast.binh, "/quay/"), (cast.hoa, "/dieu-hanh/ho-so/")):
        assert str(draft.uid) not in enter(who).get(path).content.decode()
