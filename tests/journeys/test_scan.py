"""The QR code of a receipt, held before a camera: the page reads it and keeps its secret.

Chromium is given a film of the code instead of a camera; the film is made here from the very text
that the receipt prints.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from django.db import connection
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from motcua.dossiers.models import Dossier
from motcua.dossiers.status import Status
from motcua.ledger import queries
from motcua.openlog.tags import spelled
from tests.builders import a_dossier
from tests.journeys.conftest import ARGS, CHROMIUM
from tests.journeys.test_receipt import outside, publish, publish_first, running_log  # noqa: F401

WIDE, HIGH, FRAMES = 640, 480, 5
SEARCH = "/so-cong-khai/tim/"


@pytest.fixture(autouse=True)
def no_old_secrets(transactional_db) -> None:
    """Tables of secrets are no models, so nobody empties them between tests that commit."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE secrets.dossier_secret CASCADE")


@pytest.fixture
def receipt(running_log, open_cast) -> tuple[Dossier, str]:  # noqa: F811
    """A dossier in the log, and the text of its receipt's code."""
    sequencer = running_log.started()
    publish_first(running_log, sequencer)
    dossier = a_dossier(open_cast, Status.ACCEPTED, at=running_log.now)
    publish(running_log, sequencer)
    text = queries.receipt_url(dossier.pk)
    assert text
    return dossier, text


def picture(text: str, path: Path) -> Path:
    """The code as it is printed, on a sheet somewhat askew."""
    segno.make(text, error="m", micro=False).save(str(path), scale=5, border=4)
    code = Image.open(path).convert("L")
    code.thumbnail((HIGH - 60, HIGH - 60))
    sheet = Image.new("L", (WIDE, HIGH), 200)
    sheet.paste(code, ((WIDE - code.width) // 2 + 25, (HIGH - code.height) // 2 - 10))
    sheet.rotate(4, fillcolor=200).save(path)
    return path


def film(frame: Path, path: Path) -> Path:
    """An uncompressed film (YUV4MPEG2) of one picture in shades of grey."""
    light = Image.open(frame).convert("L").tobytes()
    colour = bytes([128]) * (WIDE * HIGH // 2)
    head = b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420mpeg2\n" % (WIDE, HIGH)
    path.write_bytes(head + (b"FRAME\n" + light + colour) * FRAMES)
    return path


@pytest.fixture
def camera(browser: Browser, tmp_path: Path) -> Iterator[object]:
    """Open a browser whose camera shows a film."""
    opened = []

    def open_with(shown: Path) -> Page:
        own = browser.browser_type.launch(
            executable_path=CHROMIUM,
            args=[*ARGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                  f"--use-file-for-fake-video-capture={shown}"],
        )  # fmt: skip
        opened.append(own)
        return own.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN").new_page()

    yield open_with
    for own in opened:
        own.close()


class Overheard:
    """Every byte that a page sends: addresses, headers, bodies."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        page.on("request", self._hear)

    def _hear(self, request) -> None:
        self.sent.append(f"{request.url} {request.headers} {request.post_data_buffer!r}")

    def holds(self, text: str) -> list[str]:
        """Requests with any piece of the secret; a server may not have even a part of it."""
        secret = text.split("#")[1]
        pieces = [secret[at : at + 16] for at in range(0, 44, 4)]
        return [line for line in self.sent if any(piece in line for piece in pieces)]


def found(page: Page, dossier: Dossier) -> None:
    tag = spelled(queries.tag_of_code(dossier.code or ""))
    page.wait_for_url(f"**/so-cong-khai/ho-so/{tag}/", timeout=30_000)
    expect(page.locator("main")).to_contain_text("Tiếp nhận")


def test_a_receipt_held_before_the_camera_opens_its_public_life(
    receipt, camera, live_server, tmp_path
):
    dossier, text = receipt
    page = camera(film(picture(text, tmp_path / "qr.png"), tmp_path / "qr.y4m"))
    heard = Overheard(page)
    page.goto(live_server.url + SEARCH)
    page.click("#log-camera")
    found(page, dossier)
    assert heard.holds(text) == []
    assert len(heard.sent) > 3, "the page was really overheard"


def test_a_picture_of_the_receipt_does_the_same(receipt, browser, live_server, tmp_path):
    dossier, text = receipt
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="vi-VN")
    heard = Overheard(page)
    page.goto(live_server.url + SEARCH)
    page.set_input_files("#log-picture", str(picture(text, tmp_path / "qr.png")))
    found(page, dossier)
    assert heard.holds(text) == []
    page.close()


def test_another_code_and_no_code_are_said_to_be_so(
    receipt, camera, browser, live_server, tmp_path
):
    other = picture("https://example.test/#" + "A" * 180, tmp_path / "other.png")
    page = camera(film(other, tmp_path / "other.y4m"))
    page.goto(live_server.url + SEARCH)
    page.click("#log-camera")
    expect(page.locator("#log-said")).to_contain_text("không phải mã QR", timeout=30_000)
    assert page.url.endswith(SEARCH)
    blank = tmp_path / "blank.png"
    Image.new("L", (WIDE, HIGH), 200).save(blank)
    page.set_input_files("#log-picture", str(blank))
    expect(page.locator("#log-said")).to_contain_text("Không thấy mã QR", timeout=30_000)


def test_without_a_camera_the_page_says_what_else_can_be_done(browser, live_server, open_cast):
    """No fake device here: the camera cannot be opened."""
    page = browser.new_page(locale="vi-VN")
    page.goto(live_server.url + SEARCH)
    page.click("#log-camera")
    expect(page.locator("#log-said")).to_contain_text("Không mở được máy ảnh")
    page.close()
