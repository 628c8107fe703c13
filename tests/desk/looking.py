"""Pages of officials in a real browser: what axe finds, what overflows, what the console says."""

import os
import shutil
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from motcua.identity.actor import Actor
from motcua.identity.middleware import OFFICE_KEY
from motcua.identity.queries import person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
# A phone in English and a desk in Vietnamese: both sizes and both languages in one round.
SIGHTS = (("vi", {"width": 1366, "height": 900}), ("en", {"width": 390, "height": 844}))


@dataclass(frozen=True)
class Sight:
    """One page as one official sees it."""

    cookie: str
    path: str


def sight(actor: Actor, path: str) -> Sight:
    """Sign the official in at their office."""
    client = Client()
    client.force_login(person(actor.person_id))
    session = client.session
    session[OFFICE_KEY] = actor.office
    session.save()
    return Sight(client.cookies["sessionid"].value, path)


def complaints(server: str, sights: list[Sight]) -> list[tuple[str, str, Any]]:
    """Open every page in both languages and sizes; return what is wrong with it."""
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's loop runs beside the test
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = [
            (one.path, language, complaint)
            for language, size in SIGHTS
            for one in sights
            for complaint in _look(browser, server, one, language, size)
        ]
        browser.close()
    return found


def _look(browser: Browser, server: str, one: Sight, language: str, size: Any) -> list[Any]:
    context, heard = browser.new_context(viewport=size), []
    context.add_cookies(
        [
            {"name": "sessionid", "value": one.cookie, "url": server},
            {"name": "django_language", "value": language, "url": server},
        ]
    )
    page = context.new_page()
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    answer = page.goto(server + one.path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        heard.append(("status", answer and answer.status))
    rules = Axe().run(page).response["violations"]
    heard += [(rule["id"], rule["impact"], rule["nodes"][0]["html"]) for rule in rules]
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        heard.append(("wider than the screen by", over))
    context.close()
    return heard
