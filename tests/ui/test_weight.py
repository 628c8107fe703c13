"""The first load of a page stays light: at most 100 kB over the wire, everything from our own server."""

import gzip
import re
from pathlib import Path

import motcua.ui
from motcua.ui.gallery import gallery

STATIC = Path(motcua.ui.__file__).parent / "static"
LIMIT = 100 * 1024


def _sent(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 6))


def test_first_load_is_under_100_kb(get) -> None:  # type: ignore[no-untyped-def]
    html = gallery(get("/ui/")).content
    asked = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', html))
    files = {STATIC / name.decode() for name in asked}
    for sheet in [one for one in files if one.suffix == ".css"]:
        files |= {
            (sheet.parent / name).resolve()
            for name in re.findall(r'url\("([^"]+)"\)', sheet.read_text())
        }
    assert len(files) > 10
    assert len(gzip.compress(html, 6)) + sum(_sent(one) for one in files) <= LIMIT


def test_no_file_names_an_outside_address() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("motcua.js")]:
        assert "http" not in path.read_text(), path


def test_every_vendored_file_has_its_licence_beside_it() -> None:
    assert "SIL Open Font License" in (STATIC / "ui/fonts/OFL.txt").read_text()
    assert "Zero-Clause BSD" in (STATIC / "ui/js/htmx.LICENSE.txt").read_text()
