"""A receipt printed at the desk is checked without the centre: offline page and outside verifier."""

import io
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from motcua.ledger import queries
from motcua.ledger.actions.system_leaf import say
from tests.journeys.walks import receive_at_counter
from tests.ledger.conftest import Log, make_log, outside  # noqa: F401

# A printer draws the code with many more dots than a screen does.
PRINTED = """svg => { for (let e = svg; e.tagName !== "SECTION"; e = e.parentElement) Object.assign(
    e.style, {width: "1200px", height: "1200px", maxWidth: "none", flex: "none"}); }"""
VERIFIER = Path(__file__).parents[2] / "verify" / "verify.py"


@pytest.fixture
def running_log(open_cast, tmp_path, settings, outside, live_server):  # noqa: F811
    """A log that publishes what this test lets it; its addresses are those of the live server."""
    settings.PUBLIC_URL = live_server.url
    yield make_log(tmp_path, settings, timezone.now(), outside)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")


def read_qr(page: Page, selector: str) -> str:
    """Photograph what is printed and read the code from the picture, as a phone does."""
    page.emulate_media(media="print")
    page.locator(f"{selector} svg").evaluate(PRINTED)
    picture = Image.open(io.BytesIO(page.locator(f"{selector} svg").screenshot()))
    page.emulate_media(media="screen")
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1, "exactly one QR code is printed here"
    return found[0].text


def publish(log: Log, sequencer) -> None:
    log.now = timezone.now()
    assert sequencer.round() > 0


def offline(page: Page, text: str, *files: Path) -> str:
    page.fill("#promise", text)
    page.set_input_files("#file", [str(file) for file in files])
    page.click("button[type=submit]")
    expect(page.locator("#verdict")).not_to_have_text("…")
    return f"{page.inner_text('#verdict')}\n{page.inner_text('#found')}"


@pytest.mark.parametrize("scripted", ["javascript"], indirect=True)
def test_a_printed_receipt_is_proven_without_the_centre(people, running_log, tmp_path):
    sequencer = running_log.started()
    publish_first(running_log, sequencer)
    desk = people("binh")
    dossier = receive_at_counter(desk, "chung thuc ban sao", "Chứng thực bản sao từ bản chính",
                                 foreign_paper="false")  # fmt: skip

    # Printing waits for the leaf, and the page opens itself again.
    desk.go(f"/quay/ho-so/{dossier.code}/giay-tiep-nhan/")
    assert desk.page.locator(".log-promise-soon").count() == 1
    assert desk.page.get_by_role("button", name="In").count() == 0
    publish(running_log, sequencer)
    desk.page.wait_for_selector(".log-promise-logged .qr", timeout=10_000)
    receipt = read_qr(desk.page, ".log-promise-qr")
    assert receipt == queries.receipt_url(dossier.pk)
    assert urlsplit(receipt).fragment, "the secret stands behind # and reaches no server"

    # The offline page, kept on a stick: signature now, the whole proof with the applicant's file.
    citizen = people("an")
    kept = tmp_path / "kiem-tra.html"
    kept.write_bytes(citizen.page.request.get(f"{desk.base}/so-cong-khai/kiem-tra/?tai=1").body())
    certificate = tmp_path / "chung-nhan.json"
    certificate.write_bytes(
        citizen.page.request.get(f"{desk.base}/ho-so/{dossier.code}/chung-nhan.json").body()
    )
    alone = citizen.page.context.new_page()
    alone.route(re.compile("^https?:"), lambda route: route.abort())
    alone.goto(kept.as_uri())
    said = offline(alone, receipt)
    assert said.startswith("ĐÚNG"), said
    assert "Không" not in said.split("\n")[0]
    said = offline(alone, receipt, certificate)
    assert said.startswith("ĐÚNG"), said
    assert "Đây đúng là mục mà giấy tiếp nhận đã hứa" in said
    broken = receipt[:-60] + ("A" if receipt[-60] != "A" else "B") + receipt[-59:]
    assert offline(alone, broken, certificate).startswith("SAI")

    # The printed certificate holds the whole proof in one code.
    citizen.go(f"/ho-so/{dossier.code}/chung-nhan/")
    proof = read_qr(citizen.page, ".log-proof-qr")
    assert proof == queries.proven(dossier.pk).proof
    assert offline(alone, proof).startswith("ĐÚNG")

    # On the network the page finds the leaf by itself; the secret is in no request.
    asked: list[str] = []
    online = citizen.page.context.new_page()
    online.on("request", lambda sent: asked.append(sent.url.split("#")[0] + f" {sent.post_data}"))
    online.goto(receipt)
    expect(online.locator("#verdict")).to_contain_text("ĐÚNG")
    online.goto(f"{desk.base}/so-cong-khai/tim/")
    online.fill("#tim, [name=tim]", receipt)
    online.click("main form button[type=submit]")
    online.wait_for_url("**/so-cong-khai/ho-so/**")
    secret = urlsplit(receipt).fragment[:40]
    assert [line for line in asked if secret in line] == []

    # And a program that shares no code with ours.
    ran = subprocess.run(
        [sys.executable, str(VERIFIER), f"{desk.base}/log", "--policy",
         str(running_log.folder / "policy.txt"), "--receipt", receipt, "--quiet", "--lang", "en"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"receipt {dossier.code}: in the log" in ran.stdout


def publish_first(log: Log, sequencer) -> None:
    """A log that has published something before, as every running log has."""
    say("heartbeat", {}, at=timezone.now())
    publish(log, sequencer)
