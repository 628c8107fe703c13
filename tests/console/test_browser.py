"""Every page of the console in a real browser: accessible, nothing overflows, nothing from outside."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from motcua.dossiers.status import Status
from motcua.identity.actions.appoint import appoint
from motcua.identity.models import Absence, Person
from motcua.identity.queries import actor
from motcua.identity.roles import Role
from motcua.insight.models import Alert
from motcua.notices.models import Notice
from tests import world
from tests.builders import BIRTH, a_dossier
from tests.cast import DAY, SINCE, make_cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1366, "height": 900}}
PAGES = {
    "auditor": ["tong-quan/", "ho-so/", "qua-han/", "qua-han/?show=soon", "giam-sat/", "giam-sat/{code}/",
                "thanh-tra/", "thanh-tra/bat-thuong/", "thanh-tra/so-lieu/late/",
                "thanh-tra/so-lieu/entered-late/", "thanh-tra/canh-bao/", "thanh-tra/canh-bao/{alert}/",
                "thanh-tra/rut-ho-so/", "thanh-tra/tam-dung/"],
    "administrator": ["can-bo/", "can-bo/them/", "can-bo/{person}/", "thong-bao/",
                      "thong-bao/ho-so/{code}/"],
    "head": ["vang-mat/", "uy-quyen/"],
    "catalogue_editor": ["danh-muc/", f"danh-muc/{BIRTH}/", f"danh-muc/{BIRTH}/1/",
                         f"danh-muc/{BIRTH}/1/thu/", f"danh-muc/de-xuat/?code={BIRTH}"],
}  # fmt: skip


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright runs a loop in this thread; the ORM of the test is used between its steps only.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
    with connection.cursor() as cursor:  # what the server's threads have left open
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def open_page(browser: Browser, address: str, size: str, session: str) -> tuple[Any, list[str]]:
    """Open an address as somebody; return the page and what it complained about or fetched outside."""
    context = browser.new_context(viewport=SIZES[size])  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page, heard, origin = context.new_page(), [], "/".join(address.split("/")[:3])
    page.on("console", lambda m: heard.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "request", lambda r: None if r.url.startswith((origin, "data:")) else heard.append(r.url)
    )
    page.goto(address, wait_until="networkidle")
    return page, heard


def test_every_page_is_accessible_at_phone_and_desk(
    made_world, live_server, enter, monday, monkeypatch, settings, browser
):
    settings.DEBUG = True  # the static files are served from their folders
    world.enter(made_world)
    cast = make_cast()
    code = a_dossier(cast, Status.RETURNED, at=monday).code
    late = a_dossier(cast, Status.PROCESSING, at=monday)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late.due_at.replace(hour=23))
    Absence.objects.create(
        person_id=cast.chi.person_id, reason="leave", first_day=DAY, last_day=late.due_at
    )
    Notice.objects.create(
        event_id=1, subject_id=late.pk, kind="x", person_id=cast.an.person_id, way="email",
        subject="Thông báo", body="x", language="vi", state="failed", next_at=monday, owed_at=monday,
        attempts=6, problem="SMTPServerDisconnected",
    )  # fmt: skip
    alert = Alert.objects.create(kind="reveal", day=DAY, unit=cast.agency, hits=9, base=30, usual=1.2,
                                 z=6.1, who="ab" * 16, evidence=[late.pk], raised_at=monday)  # fmt: skip
    wrong = []
    for role, paths in PAGES.items():
        who = cast.dung if role == "head" else _staff(Role(role))
        session = enter(who).cookies["sessionid"].value
        for path in paths:
            address = f"{live_server.url}/dieu-hanh/" + path.format(
                code=code, person=cast.chi.person_id, alert=alert.uid
            )
            for size in SIZES:
                page, heard = open_page(browser, address, size, session)
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                result = Axe().run(page).response
                found = [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
                assert len(result["passes"]) > 15, path
                wrong += [(path, size, one) for one in (*found, *heard)]
                wrong += [(path, size, f"{over} px too wide")] if over > 0 else []
                page.context.close()
    assert wrong == []


def _staff(role: Role) -> Any:
    person = Person.objects.create(login=f"mau.{role}", full_name="Mẫu Cán Bộ", kind="official")
    appoint(person_id=person.pk, role=role, office="centre-office", valid_from=SINCE)
    return actor(person, "centre-office", DAY)
