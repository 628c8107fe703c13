"""The talk in a real browser, on phone and desk: nothing serious for axe, nothing wider than the screen."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright

from motcua.dossiers.status import Status
from motcua.identity.models import Person
from tests.builders import a_dossier

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1366, "height": 900}}


def test_the_talk(live_server, cast, monday, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    dossier = a_dossier(cast, Status.PROCESSING, at=monday)
    client = Client()
    client.force_login(Person.objects.get(pk=cast.an.person_id))
    cookie = {
        "name": "sessionid",
        "value": client.cookies["sessionid"].value,
        "url": live_server.url,
    }
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, size in SIZES.items():
            context = chromium.new_context(viewport=size, java_script_enabled=True)
            context.add_cookies([cookie])
            page = context.new_page()
            page.goto(f"{live_server.url}/ho-so/{dossier.code}/trao-doi/")
            page.get_by_label("Giải trình, làm rõ").check()
            page.locator("textarea").fill(f"Tôi xin giải trình từ {name}.")
            page.get_by_role("button", name="Gửi", exact=True).click()
            page.wait_for_load_state()
            assert f"giải trình từ {name}" in page.content()
            serious = [v["id"] for v in Axe().run(page).response["violations"]
                       if v["impact"] in ("serious", "critical")]  # fmt: skip
            assert serious == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            if folder := os.environ.get("SCREENSHOTS"):
                page.screenshot(path=Path(folder) / f"talk-{name}.png", full_page=True)
        chromium.close()
        connection.close()
