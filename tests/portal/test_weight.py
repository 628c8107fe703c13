"""The first load of the front page stays small: page, styles, scripts, fonts and icon together."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.cast import Cast

MOST_BYTES = 100_000
COMPRESSED = (".css", ".js", ".svg")
FONTS = ("ui/fonts/be-vietnam-pro-400.woff2", "ui/fonts/be-vietnam-pro-600.woff2",
         "ui/fonts/be-vietnam-pro-700.woff2")  # fmt: skip


def test_the_front_page_weighs_little(browser, cast: Cast) -> None:
    html = browser.get("/").content
    paths = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html.decode())) | set(FONTS)
    assert "portal/portal.css" in paths
    assert len(gzip.compress(html)) + sum(_weight(path) for path in paths) <= MOST_BYTES


def _weight(path: str) -> int:
    content = Path(finders.find(path)).read_bytes()
    return len(gzip.compress(content)) if path.endswith(COMPRESSED) else len(content)
