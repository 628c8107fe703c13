"""The centre on a real port, with the cast able to sign in."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, sync_playwright

from motcua.identity.models import Official
from motcua.identity.models import Person as Row
from motcua.offices import queries as offices
from tests import world
from tests.cast import Cast, make_cast
from tests.journeys.browser import PASSWORD, Person

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync"]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in str(item.fspath):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    # Playwright's own loop makes Django believe it is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield made
        made.close()


@pytest.fixture
def open_cast(transactional_db: None, made_world: world.World) -> Iterator[Cast]:
    """The cast in a city that is really in the database, for the server's own threads."""
    world.enter(made_world)
    cast = make_cast()
    Row.objects.update(password=make_password(PASSWORD))
    Official.objects.update(must_use_totp=False)
    yield cast
    offices.forget()


@pytest.fixture(params=["javascript", "without javascript"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "javascript")


@pytest.fixture
def people(browser: Browser, live_server, open_cast: Cast, scripted: bool):
    """Give each person of the cast a browser of their own, by login."""
    made: dict[str, Person] = {}
    contexts = []

    def person(login: str) -> Person:
        if login not in made:
            size = (
                {"width": 390, "height": 844} if login == "an" else {"width": 1366, "height": 900}
            )
            # axe itself is a script: without JavaScript only the journey is walked.
            context = browser.new_context(
                viewport=size, java_script_enabled=scripted, locale="vi-VN"
            )
            contexts.append(context)
            made[login] = Person(context.new_page(), live_server.url, listens=scripted)
            made[login].sign_in(login)
        return made[login]

    yield person
    for somebody in made.values():
        somebody.nothing_serious()
    for context in contexts:
        context.close()
