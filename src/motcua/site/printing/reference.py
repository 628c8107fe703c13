"""All printed pages, and the question which of them are stale."""

from pathlib import Path
from typing import Any

from motcua.site.printing import (
    commands,
    disclosure,
    events,
    glossary,
    permissions,
    procedures,
    settings,
    states,
)
from motcua.site.printing.markdown import MARK

MEND = "make docs-gen"


def pages(root: Any) -> dict[str, str]:
    """Return the text of every printed file by its name; `root` is the command `motcua`."""
    return {
        "dossier-states.md": states.page(),
        "dossier-states.svg": states.dossier_svg(),
        "charge-states.svg": states.charge_svg(),
        "permissions.md": permissions.page(),
        "disclosure.md": disclosure.page(),
        "settings.md": settings.page(),
        "events.md": events.page(),
        "procedures.md": procedures.page(),
        "commands.md": commands.page(root),
        "glossary.md": glossary.page(),
    }


def write(folder: Path, printed: dict[str, str]) -> list[str]:
    """Write what differs, take away printed pages that no code prints any more; return the names."""
    changed = [name for name, text in printed.items() if _read(folder / name) != text]
    for name in changed:
        (folder / name).write_text(printed[name], encoding="utf-8")
    orphans = _orphans(folder, printed)
    for name in orphans:
        (folder / name).unlink()
    return changed + orphans


def stale(folder: Path, printed: dict[str, str]) -> list[str]:
    """Return one sentence for each page that the code would print otherwise."""
    problems = []
    for name, text in printed.items():
        found = _read(folder / name)
        if found is None:
            problems.append(f"{name}: is missing")
        elif found != text:
            problems.append(f"{name}: differs from the code, first in line {_first(found, text)}")
    return problems + [f"{name}: no code prints it any more" for name in _orphans(folder, printed)]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _first(found: str, text: str) -> int:
    old, new = found.splitlines(), text.splitlines()
    same = (a == b for a, b in zip(old, new, strict=False))
    return next((n for n, equal in enumerate(same, 1) if not equal), min(len(old), len(new)) + 1)


def _orphans(folder: Path, printed: dict[str, str]) -> list[str]:
    marked = (p for p in folder.glob("*.md") if MARK in p.read_text(encoding="utf-8"))
    return sorted(path.name for path in marked if path.name not in printed)
