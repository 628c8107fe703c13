"""The order of the documentation's pages (a hook of mkdocs): every page is in it by itself."""

from pathlib import Path
from typing import Any

# The four kinds of page (diataxis.fr), then decisions; inside a part, what a newcomer reads first.
PARTS = {
    "Tutorials": "tutorials",
    "How to": "how-to",
    "Reference": "reference",
    "Explanation": "explanation",
    "Decisions": "adr",
}
FIRST = (
    "index.md",
    "run-it-in-ten-minutes.md",
    "operate.md",
    "publish-a-procedure.md",
    "dossier-states.md",
    "why-one-stop.md",
    "follow-one-request.md",
    "interface.md",
    "legal-clock.md",
)


def on_config(config: Any) -> Any:
    """Give mkdocs the navigation; titles come from the pages' own headings."""
    docs = Path(config["docs_dir"])
    parts = [{name: _pages(docs, folder)} for name, folder in PARTS.items()]
    config["nav"] = ["index.md", *(part for part in parts if all(part.values())), "moving.md"]
    return config


def _pages(docs: Path, folder: str) -> list[str]:
    found = sorted((docs / folder).glob("*.md"), key=lambda page: (_rank(page.name), page.name))
    return [f"{folder}/{page.name}" for page in found]


def _rank(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)
