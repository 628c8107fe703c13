"""The reader's own browser works draws again: proofs, seed, weights, landing; and sees a forgery."""

from pathlib import Path

from django.test import Client
from playwright.sync_api import Page, expect

from motcua.ledger.replay import replay
from tests.openlog.test_fairness import ROOM, drawing_city, drawn, places  # noqa: F401

SCRIPT = Path(__file__).parents[2] / "src/motcua/openlog/static/openlog/replay.js"


def worked(page: Page, folder: Path, html: str) -> str:
    """Open a saved page, from a file because a plain address gives a browser no WebCrypto."""
    kept = folder / "draw.html"
    kept.write_text(html)
    page.goto(kept.as_uri())
    page.add_script_tag(path=SCRIPT)
    page.click("#log-replay-go")
    expect(page.locator("#log-replay-said")).to_contain_text("Trình duyệt của bạn", timeout=20_000)
    return page.inner_text("#log-replay-said")


def test_draws_are_worked_again_in_the_browser(drawn, browser, client: Client, tmp_path):  # noqa: F811
    page = browser.new_page()
    some = list(places())
    for where in [some[0], some[len(some) // 2], some[-1]]:
        idx, place = where
        draw, html = replay(idx, place), client.get(f"{ROOM}{idx}/{place}/").content.decode()
        said = worked(page, tmp_path, html)
        assert said.startswith("✓"), said
        assert said.endswith(draw.winner)
        assert draw.seed in page.inner_text("#log-replay-steps")
    proof = draw.given["beacons"][0][1]
    forged = proof[:60] + ("A" if proof[60] != "A" else "B") + proof[61:]
    assert worked(page, tmp_path, html.replace(proof, forged)).startswith("✗")
    named = draw.given["named"]
    lied = html.replace(f'"named": "{named}"', f'"named": "{draw.rows[0].officer[::-1]}"')
    assert lied != html
    assert draw.sticky or worked(page, tmp_path, lied).startswith("✗")
    page.close()
