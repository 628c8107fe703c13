"""Both sides of one dossier side by side: each step of a story with everybody's screen beside it."""

import html
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

_STYLE = """
body { font: 15px/1.45 sans-serif; margin: 24px; background: #eef1f4; color: #16202a; }
section { margin: 0 0 40px; }
.screens { display: flex; gap: 18px; align-items: flex-start; }
figure { margin: 0; background: #fff; border: 1px solid #b8c2cc; border-radius: 6px; }
figcaption { padding: 8px 12px; border-bottom: 1px solid #b8c2cc; font-weight: 600; }
figcaption span { display: block; font-weight: 400; font-size: 13px; color: #4a5763; }
img { display: block; width: 100%; }
.phone { flex: 0 0 300px; } .desk { flex: 1 1 0; min-width: 0; }
"""


@dataclass(frozen=True)
class Screen:
    """What one person sees at one step: `caption` names the side, `seen` what was asserted."""

    side: str
    address: str
    seen: str
    picture: bytes


@dataclass
class Album:
    """The steps in their order, written as one page and one picture of it."""

    title: str
    steps: list[tuple[str, list[Screen]]] = field(default_factory=list)

    def add(self, step: str, screens: list[Screen]) -> None:
        self.steps.append((step, screens))

    def write(self, folder: Path, browser: Browser) -> Path:
        """Write `both-sides.html`, which needs no other file, and a PNG of it; return the page."""
        folder.mkdir(parents=True, exist_ok=True)
        page = folder / "both-sides.html"
        page.write_text(self._html(), encoding="utf-8")
        shown = browser.new_page(viewport={"width": 1600, "height": 900})
        shown.goto(page.as_uri())
        shown.screenshot(path=folder / "both-sides.png", full_page=True)
        shown.close()
        return page

    def _html(self) -> str:
        steps = "".join(
            f"<section><h2>{number}. {html.escape(step)}</h2>"
            f'<div class="screens">{"".join(map(_figure, screens))}</div></section>'
            for number, (step, screens) in enumerate(self.steps, start=1)
        )
        title = html.escape(self.title)
        return (
            f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title>'
            f"<style>{_STYLE}</style><h1>{title}</h1>{steps}</html>"
        )


def _figure(screen: Screen) -> str:
    kind = "phone" if screen.side == "Người nộp" else "desk"
    caption = f"{html.escape(screen.side)} <span>{html.escape(screen.address)}</span>"
    seen = f"<span>{html.escape(screen.seen)}</span>" if screen.seen else ""
    data = b64encode(screen.picture).decode()
    return (
        f'<figure class="{kind}"><figcaption>{caption}{seen}</figcaption>'
        f'<img alt="" src="data:image/png;base64,{data}"></figure>'
    )
