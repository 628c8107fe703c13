"""No page shows a dossier to somebody who works here without a line of who looked.

The addresses come from the resolver: a new one that takes a dossier fails here until its door
leaves a trace, or it stands below with the reason why it need not.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from motcua.dossiers.actions.looked import Purpose
from motcua.dossiers.models import AccessRecord, Dossier, Glass
from motcua.dossiers.status import Channel, Status
from motcua.dossiers.views.counter_lists import CounterList
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.models import Person
from tests.builders import a_dossier, a_draft
from tests.disclosure.samples import path_of, samples, walked_addresses
from tests.disclosure.test_api_leaks import operations
from tests.disclosure.world import make_world
from tests.laws.test_pages import ours

# Address → why looking there leaves no line.
EXEMPT = {
    "ho-so/": "the applicant's own pages: nobody else gets in",
    "nop-ho-so/": "the applicant's own draft",
    "tra-cuu/": "public: a code and a degree of completion",
    "so-cong-khai/": "the public log: nothing that identifies a dossier to a stranger",
    "thu-tuc/": "a procedure, not a dossier",
    "quay/thu-tuc/": "a procedure, not a dossier",
    "danh-gia/": "a one-time token, not a dossier",
    "diem-tiep-nhan/": "a point, not a dossier",
    "dieu-hanh/danh-muc/": "a procedure, not a dossier",
    "dieu-hanh/thong-bao/": "messages by code: when and whether they went, not what the dossier says",
}
TAKES = ("<str:code>", "<str:key>")
# Files and prints of parts of a dossier: walked with the parts that are there.
PARTS = ("<int:paper_id>", "<int:number>", "<str:reference>")
SLUGS = {"co-quan/": "de-xuat", "quay/": "chuyen"}


def dossier_addresses() -> list[tuple[str, URLPattern]]:
    return [
        (path, entry)
        for path, entry in ours()
        if any(one in path for one in TAKES)
        and not any(path.startswith(prefix) for prefix in EXEMPT)
        and not any(one in path for one in PARTS)
    ]


def test_there_are_such_addresses_in_every_face_of_the_staff():
    faces = {path.split("/")[0] for path, _ in dossier_addresses()}
    assert faces == {"quay", "co-quan", "dieu-hanh"}


@pytest.fixture
def dossiers(cast):
    now = timezone.now()
    at = now - timedelta(hours=9)
    processing = a_dossier(cast, Status.PROCESSING, at=at)
    # One page is there only while an emergency is open.
    Glass.objects.create(
        dossier=processing, holder_id=cast.hoa.person_id, approver_id=cast.dung.person_id,
        office=cast.hoa.office, reason="safety", ground="Điều 1", opened_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(minutes=29), tell_at=now - timedelta(minutes=1), told_at=now,
    )  # fmt: skip
    return [
        processing,
        a_dossier(cast, Status.REGISTERED, at=at),
        a_draft(cast, at=at, channel=Channel.COUNTER),
    ]


def test_every_one_leaves_a_line(cast, dossiers, client):
    session = {"binh": "quay", "cam": "quay", "chi": "co-quan", "giang": "co-quan",
               "dung": "co-quan", "hoa": "dieu-hanh"}  # fmt: skip
    traceless = [
        path
        for path, entry in dossier_addresses()
        if "GET" in entry.callback.declaration.methods
        and not any(
            _looked(client, cast, path, who, dossier)
            for who, face in session.items()
            if path.startswith(face)
            for dossier in dossiers
        )
    ]
    assert traceless == []


def _looked(client, cast, path: str, who: str, dossier: Dossier) -> bool:
    """Open the page; a page that is there has to leave a line, one that is absent says nothing."""
    actor = getattr(cast, who)
    client.logout()
    client.force_login(_person(actor))
    session = client.session
    session[OFFICE_KEY] = actor.office
    session.save()
    where = "/" + path.replace("<str:code>", dossier.code or "none").replace(
        "<str:key>", dossier.code or str(dossier.uid)
    ).replace("<slug:slug>", SLUGS.get(path.split("/")[0] + "/", "x"))
    before = AccessRecord.objects.filter(person_id=actor.person_id, dossier=dossier)
    _forget(before)
    answer = client.get(where)
    left = AccessRecord.objects.filter(person_id=actor.person_id, dossier=dossier).exists()
    if answer.status_code == 200:
        assert left, f"{where} showed a dossier to {who} and left no line"
    return left


def _person(actor):
    return Person.objects.get(pk=actor.person_id)


def _forget(rows) -> None:
    """Looks are append-only; a test that asks again and again takes the lines away by force."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossiers_accessrecord DISABLE TRIGGER USER")
        rows.delete()
        cursor.execute("ALTER TABLE dossiers_accessrecord ENABLE TRIGGER USER")


@pytest.fixture
def full(cast):
    """The city of canaries: dossiers with papers, slips, receipts and people in every list."""
    return make_world(cast)


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(_person(actor))
    session = client.session
    session[OFFICE_KEY] = actor.office
    session.save()
    return client


def lines_of(actor):
    return AccessRecord.objects.filter(person_id=actor.person_id)


def is_open(client, where) -> bool:
    answer = client.get(where)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code == 200


# Open for half an hour, once a second person has confirmed: their own tests leave the line.
UNDER_GLASS = {"console:opened", "console:opened_file"}
STAFF = ("binh", "cam", "ly", "chi", "giang", "dung", "kien", "hoa")


def part_addresses():
    return [
        one for one in walked_addresses()
        if any(part in one.route for part in PARTS)
        and any(part in one.route for part in TAKES)
        and not any(one.route.startswith(prefix) for prefix in EXEMPT)
        and "GET" in one.view.declaration.methods
    ]  # fmt: skip


def test_files_slips_and_receipts_leave_a_line(full):
    """A paper, a slip or a receipt opened by its own address is a look at its dossier."""
    opened = set()
    for who in STAFF:
        actor = getattr(full.cast, who)
        client = browser_of(actor)
        for address in part_addresses():
            for args in samples(address, full):
                _forget(lines_of(actor))
                if is_open(client, path_of(address, args)):
                    opened.add(address.name)
                    assert lines_of(actor).exists(), (who, address.name, args)
    assert {one.name for one in part_addresses()} - opened - UNDER_GLASS == set()


def test_what_the_api_reads_leaves_a_line(full):
    opened = set()
    for who in STAFF:
        actor = getattr(full.cast, who)
        client = browser_of(actor)
        for method, path in operations():
            if method != "GET" or "/dossiers/{code}" not in path:
                continue
            for row in (full.dossiers["processing"], full.dossiers["returned"]):
                _forget(lines_of(actor))
                if is_open(client, path.replace("{code}", row.code)):
                    opened.add(path)
                    assert lines_of(actor).filter(dossier=row).exists(), (who, path)
    assert opened


@pytest.mark.parametrize("which", list(CounterList))
def test_a_name_in_a_list_of_the_counter_is_a_look(full, which):
    """Whoever reads names in a list leaves a line at each of them, one a day."""
    shown = 0
    for who in ("binh", "cam", "ly"):
        actor = getattr(full.cast, who)
        client = browser_of(actor)
        for _ in range(2):
            page = client.get(f"/quay/danh-sach/{which.value}/").content.decode()
        for row in Dossier.objects.exclude(code=None).select_related("applicant"):
            if f"/quay/ho-so/{row.code}/" in page and row.applicant.full_name in page:
                shown += 1
                (line,) = lines_of(actor).filter(dossier=row, purpose=Purpose.LIST)
                assert line.office == actor.office
    assert shown or which in (CounterList.DRAFTS, CounterList.RECEIVED, CounterList.TO_PAY)


def test_the_book_of_the_day_is_a_look_at_each(full):
    day = timezone.localdate(full.dossiers["processing"].accepted_at)
    page = browser_of(full.cast.binh).get(f"/quay/so-theo-doi/?ngay={day}")
    assert full.dossiers["processing"].code in page.content.decode()
    assert lines_of(full.cast.binh).filter(purpose=Purpose.LIST).count() > 3
