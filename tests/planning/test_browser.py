"""Every page of planning in a real browser: accessible, nothing too wide, the report in its frame.

With PLAN_PICTURES=<folder> the pages are also kept as pictures.
"""

import os
from pathlib import Path
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe

from motcua.planning.actions.propose_publication import propose_publication
from motcua.planning.actions.publish import publish
from motcua.planning.jobs import refresh_board, suggest_moves
from motcua.planning.kinds import Kind, Standing
from motcua.planning.models import Move, Run
from tests.console.test_browser import CHROMIUM, SIZES, browser  # noqa: F401
from tests.planning.conftest import a_scenario, live_month, run_out

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


@pytest.fixture
def pages(people, cast, monday, monkeypatch):
    """Two runs, one public, a suggestion, a board; the addresses of all their pages."""
    live_month(cast, monday)
    one = a_scenario(people, Kind.SITES, "Ba mươi điểm", points="30", seconds="20")
    two = a_scenario(people, Kind.SITES, "Hai mươi điểm", points="20", seconds="20")
    refresh_board(people.today)
    suggest_moves(people.today)
    run_out()
    moves = Run.objects.get(scenario__kind=Kind.MOVES)
    assert moves.standing == Standing.DONE, moves.problem
    Move.objects.create(run=moves, number=90, people=2, knows="*", source="branch-01",
                        target="branch-02", serves="civil_status", minutes=20)  # fmt: skip
    waiting = a_scenario(people, Kind.STAFF, "Bố trí người")
    given = {"at": people.today, "request_id": uuid4()}
    shown = propose_publication(scenario=one.uid, title="Ba mươi điểm", summary="Vì sao.",
                                actor=people.planner, **given)  # fmt: skip
    publish(publication=shown.uid, actor=people.director, at=people.today, request_id=uuid4())
    monkeypatch.setattr("django.utils.timezone.now", lambda: people.today)
    plans, board, public = "/dieu-hanh/quy-hoach/", "/dieu-hanh/diem-nghen/", "/quy-hoach/"
    return {
        "planner": [plans, f"{plans}moi/sites/", f"{plans}moi/staff/", f"{plans}moi/simulate/",
                    f"{plans}moi/bottlenecks/", f"{plans}{one.uid}/", f"{plans}{waiting.uid}/",
                    f"{plans}so-sanh/?chon={one.uid}&chon={two.uid}", board,
                    f"{board}linh-vuc/civil_status/", f"{board}co-quan/{cast.agency}/",
                    f"{board}linh-vuc/civil_status/0/"],
        "director": [f"{plans}dieu-chuyen/", f"{plans}{two.uid}/"],
        "visitor": [public, f"{public}{shown.uid}/"],
    }  # fmt: skip


def test_every_page_at_phone_and_desk(pages, people, live_server, enter, settings, browser):  # noqa: F811
    settings.DEBUG = True  # the static files are served from their folders
    wrong = []
    for who, paths in pages.items():
        actor = getattr(people, who, None)
        session = enter(actor).cookies["sessionid"].value if actor else "none"
        for number, path in enumerate(paths):
            for size in SIZES:
                page, heard = open_page(browser, live_server.url + path, size, session)
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                result = Axe().run(page, options={"iframes": False}).response
                found = [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]]
                assert len(result["passes"]) > 15, path
                wrong += [(path, size, one) for one in (*found, *heard)]
                wrong += [(path, size, f"{over} px too wide")] if over > 0 else []
                _picture(page, f"{who}-{number}-{size}")
                page.context.close()
    assert wrong == [], "\n".join(map(str, wrong))
    reports_draw_their_maps(pages, people, live_server, enter, browser)


def reports_draw_their_maps(pages, people, live_server, enter, browser) -> None:  # noqa: F811
    """Each report is a page of no origin in a frame, and its map is there."""
    session = enter(people.planner).cookies["sessionid"].value
    public = next(one for one in pages["visitor"] if one != "/quy-hoach/")
    compared = next(one for one in pages["planner"] if "so-sanh" in one)
    for path, frames in ((public, 1), (compared, 2)):
        page, heard = open_page(browser, live_server.url + path, "desk", session)
        for number in range(frames):
            page.locator("iframe.report").nth(number).scroll_into_view_if_needed()
            frame = page.frame_locator("iframe.report").nth(number)
            frame.locator(".leaflet-container").first.wait_for()
        inside = [one for one in page.frames if one.url.endswith("/bao-cao/")]
        assert [one.evaluate("self.origin") for one in inside] == ["null"] * frames
        assert heard == []
        page.context.close()


def open_page(browser, address: str, size: str, session: str):  # noqa: F811
    """Open an address as somebody; return the page and what itself complained about or fetched outside."""
    context = browser.new_context(viewport=SIZES[size])
    origin = "/".join(address.split("/")[:3])
    # Of the whole site: a frame's address lies beside the page's.
    context.add_cookies([{"name": "sessionid", "value": session, "url": origin}])
    page, heard = context.new_page(), []
    page.set_default_timeout(90_000)

    def hear(message) -> None:
        where = message.location.get("url", "")
        # A report is a document of its own with libraries of its own.
        if message.type in {"error", "warning"} and "/bao-cao/" not in where:
            heard.append(f"{message.text} {where}")

    page.on("console", hear)
    page.on(
        "request",
        lambda r: None if r.url.startswith((origin, "data:", "blob:")) else heard.append(r.url),
    )
    page.on("response", lambda r: heard.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.goto(address, wait_until="networkidle")
    return page, heard


def _picture(page, name: str) -> None:
    folder = os.environ.get("PLAN_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
