"""The citizens' pages in a real browser: accessible on phone and desk, usable without JavaScript."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.identity.models import Person
from tests.builders import BIRTH, MARRIAGE_STATUS, a_dossier, a_draft
from tests.cast import Cast
from tests.portal.forms import a_photo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1366, "height": 900}}


@pytest.fixture(autouse=True)
def _playwright_beside_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright runs a loop in this thread; the database is used from it all the same.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
        connection.close()  # the one that was opened beside Playwright's loop


def _signed_in(chromium: Browser, address: str, who: int, **more: Any) -> Page:
    client = Client()
    client.force_login(Person.objects.get(pk=who))
    context = chromium.new_context(**more)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    return context.new_page()


def _faults(page: Page, address: str) -> list[Any]:
    heard: list[Any] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(address[:20]) else heard.append(r.url))
    response = page.goto(address, wait_until="networkidle")
    found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
        found.append(("overflow", address))
    return found + heard + ([] if response and response.ok else [("status", address)])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.timeout(180)
def test_axe_finds_nothing_on_any_page(
    live_server: Any, chromium: Browser, cast: Cast, size: str
) -> None:
    at = timezone.now() - timedelta(days=10)
    draft = a_draft(cast, at=at, procedure=BIRTH, with_papers=False)
    asked, waiting, running = (
        a_dossier(cast, status, at=at)
        for status in (Status.SUPPLEMENT_REQUIRED, Status.WAITING_PAYMENT, Status.PROCESSING)
    )
    open_to_all = ["", "thu-tuc/?su-kien=birth", f"thu-tuc/{BIRTH}/", "diem-tiep-nhan/?xa=00004",
                   f"diem-tiep-nhan/{cast.point}/", f"tra-cuu/{running.code}/", "dang-nhap/", "dang-ky/",
                   "tro-giup/", "tiep-can/", "gioi-thieu/", "quen-mat-khau/"]  # fmt: skip
    own = ["ho-so-cua-toi/", f"nop-ho-so/{BIRTH}/"]
    own += [f"nop-ho-so/ban-nhap/{draft.uid}/{one}/" for one in
            ("to-khai/birth", "giay-to", "noi-nhan", "kiem-tra", "xoa")]  # fmt: skip
    own += [
        f"ho-so/{asked.code}/",
        f"ho-so/{asked.code}/bo-sung/",
        f"ho-so/{waiting.code}/nop-tien/",
    ]
    own += [
        f"ho-so/{running.code}/{one}"
        for one in ("", "rut/", "noi-nhan/", "giay-tiep-nhan/", "da-nop/")
    ]
    page = _signed_in(chromium, live_server.url, cast.an.person_id, viewport=SIZES[size])
    visitor = chromium.new_page(viewport=SIZES[size])
    found = {path: _faults(visitor, f"{live_server.url}/{path}") for path in open_to_all}
    found |= {path: _faults(page, f"{live_server.url}/{path}") for path in own}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.timeout(120)
def test_one_applies_with_and_without_javascript(
    live_server: Any, chromium: Browser, cast: Cast, javascript: bool
) -> None:
    page = _signed_in(chromium, live_server.url, cast.an.person_id, viewport=SIZES["phone"],
                      java_script_enabled=javascript)  # fmt: skip
    page.goto(live_server.url)
    page.get_by_label("Tìm thủ tục").fill("xac nhan tinh trang hon nhan")
    page.get_by_role("button", name="Tìm").first.click()
    page.locator(f'a[href="/thu-tuc/{MARRIAGE_STATUS}/"]').click()
    page.get_by_role("link", name="Nộp hồ sơ").click()
    page.get_by_role("button", name="Bắt đầu").click()
    while "/to-khai/" in page.url:
        _fill_in(page, javascript=javascript)
        page.get_by_role("button", name="Tiếp tục").click()
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": a_photo().read()}
    for field in page.locator('input[type="file"]').all():
        field.set_input_files([photo])  # type: ignore[list-item]
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Nhận tại điểm tiếp nhận").check()
    page.get_by_label("Điểm trả kết quả").select_option(cast.point)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url("**/da-nop/", wait_until="networkidle")
    dossier = Dossier.objects.get(applicant_id=cast.an.person_id)
    assert dossier.status == Status.REGISTERED
    assert dossier.code in page.locator("main").inner_text()


def _fill_in(page: Page, *, javascript: bool) -> None:
    """Answer every question of the page the plainest way; a second time those that came up."""
    for _ in range(2):
        for group in page.locator("fieldset:has(input[type=radio])").all():
            group.locator("input[type=radio]").first.check()
        if not javascript:
            page.get_by_role("button", name="Cập nhật câu hỏi").click()
        else:
            page.wait_for_load_state("networkidle")
        for field in page.locator("main .form :is(input.input, textarea.input)").all():
            if not field.input_value():
                field.fill(_plausible(field.get_attribute("name") or ""))
        for field in page.locator("main .form select").all():
            if not field.input_value():
                field.select_option(index=1)


def _plausible(name: str) -> str:
    dates = {"day": "15", "month": "1", "year": "1990"}
    if name.rsplit(".", 1)[-1] in dates:
        return dates[name.rsplit(".", 1)[-1]]
    if "phone" in name:
        return "0900000001"
    if "email" in name:
        return "an@example.test"
    if "id" in name.split("_") or "number" in name:
        return "001200000001"
    return "Nội dung mẫu"
