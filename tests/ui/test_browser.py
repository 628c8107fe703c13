"""The look in a real browser: accessible at every size and scheme, with and without JavaScript."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1366, "height": 900}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def server(settings: Any) -> Iterator[str]:
    """Serve the test addresses without a database."""
    settings.DEBUG = True  # the static files are served from their folders
    settings.ALLOWED_HOSTS = ["*"]
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None, thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    thread.join()


def _complaint(message: Any, heard: list[str]) -> None:
    if message.type in {"error", "warning"}:
        heard.append(message.text)


def _stranger(request: Any, origin: str, heard: list[str]) -> None:
    if not request.url.startswith((origin, "data:")):
        heard.append(request.url)


def _open(
    browser: Browser, address: str, size: str = "desk", **more: Any
) -> tuple[Page, list[str]]:
    """Open an address; return the page and what it complained about or asked of other servers."""
    page = browser.new_context(viewport=SIZES[size], **more).new_page()  # type: ignore[arg-type]
    heard: list[str] = []
    origin = "/".join(address.split("/")[:3])
    page.on("console", lambda message: _complaint(message, heard))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: _stranger(request, origin, heard))
    page.goto(address, wait_until="networkidle")
    return page, heard


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("face", ["portal", "office"])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, server: str, face: str, size: str, scheme: str
) -> None:
    page, heard = _open(browser, f"{server}/ui/?face={face}", size, color_scheme=scheme)
    result = Axe().run(page).response
    assert len(result["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert heard == []


@pytest.mark.parametrize(
    ("path", "words"),
    [("refused", "Phí chưa được nộp."), ("absent", "Không tìm thấy"), ("broken", "đang gặp lỗi")],
)
def test_pages_of_errors_are_accessible_too(
    browser: Browser, server: str, path: str, words: str
) -> None:
    page, _ = _open(browser, f"{server}/{path}/", "phone")
    assert words in page.locator("main").inner_text()
    assert Axe().run(page).response["violations"] == []


def test_the_fonts_hold_all_of_vietnamese(browser: Browser, server: str) -> None:
    page, _ = _open(browser, f"{server}/ui/")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.weight).sort()"
    )
    assert loaded == ["400", "600", "700"]


def test_a_touch_target_is_big_enough_on_a_phone(browser: Browser, server: str) -> None:
    page, _ = _open(browser, f"{server}/ui/", "phone")
    small = page.evaluate(
        """[...document.querySelectorAll(`button, .site-nav a, .tabs a, .pagination a, select,
            .choice label, input:not([type=hidden], .choice *)`)]
        .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
        .filter(([, r]) => r.width > 1 && r.height < 44)"""
    )
    assert small == []


def test_an_answer_brings_the_next_question_and_keeps_the_rest(
    browser: Browser, server: str
) -> None:
    page, heard = _open(browser, f"{server}/form/")
    page.get_by_label("Năm").fill("1990")
    page.get_by_label("Có").check()
    page.get_by_label("Nước", exact=True).fill("Lào")
    assert page.get_by_label("Năm").input_value() == "1990"
    assert heard == []


def test_without_javascript_a_button_brings_the_next_question(
    browser: Browser, server: str
) -> None:
    page, _ = _open(browser, f"{server}/form/", java_script_enabled=False)
    page.get_by_label("Có").check()
    page.get_by_role("button", name="Cập nhật câu hỏi").click()
    page.get_by_label("Nước", exact=True).fill("Lào")
    page.get_by_label("Ngày", exact=True).fill("31")
    page.get_by_label("Tháng").fill("2")
    page.get_by_label("Năm").fill("1990")
    page.get_by_role("button", name="ok").click()
    assert page.get_by_role("alert").get_by_role("link").count() == 1
    assert page.get_by_label("Ngày", exact=True).input_value() == "31"
    page.get_by_label("Ngày", exact=True).fill("3")
    page.get_by_role("button", name="ok").click()
    assert "accepted" in page.locator("main").inner_text()


def test_errors_get_the_focus_and_lead_to_their_field(browser: Browser, server: str) -> None:
    page, _ = _open(browser, f"{server}/form/")
    page.get_by_role("button", name="ok").click()
    summary = page.locator(".error-summary")
    assert summary.evaluate("e => e == document.activeElement")
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "f-born-1"


def test_a_big_file_is_refused_before_it_is_sent(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    big, small = tmp_path / "big.pdf", tmp_path / "small.pdf"
    big.write_bytes(b"x" * 1001)
    small.write_bytes(b"x" * 1000)
    page, _ = _open(browser, f"{server}/form/")
    page.get_by_label("Scan").set_input_files(big)
    assert page.locator("#f-scan-size").is_visible()
    assert page.get_by_label("Scan").input_value() == ""
    page.get_by_label("Scan").set_input_files(small)
    assert not page.locator("#f-scan-size").is_visible()


def test_unsaved_input_is_not_lost_silently(browser: Browser, server: str) -> None:
    page, _ = _open(browser, f"{server}/form/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Năm").press_sequentially("1990")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_language_can_be_changed(browser: Browser, server: str, javascript: bool) -> None:
    page, _ = _open(browser, f"{server}/ui/?face=desk", java_script_enabled=javascript)
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/ui/?face=desk")
    assert page.get_by_role("heading", level=1).first.inner_text() == "Components"
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.get_by_role("heading", level=1).first.inner_text() == "Mẫu giao diện"
