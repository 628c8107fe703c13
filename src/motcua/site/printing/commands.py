"""Every command with its options, from the command line itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string
from typer.main import get_command

from motcua.site.printing.markdown import code, document, table

LEAD = """\
`motcua --help` lists the commands, `motcua COMMAND --help` teaches one, `motcua --install-completion` makes the
shell complete them. Commands that need a database start the embedded one where `DATABASE_URL` is not set.
`motcua plan` works on anybody's files without a database."""
# Needs the optional packages of the planner, so the product does not import it at its start.
PLAN = "motcua.site.planning_commands.plan"
OF_TYPER = frozenset({"help", "install_completion", "show_completion"})


def page(root: Any) -> str:
    """Return the page of the command tree below the root command."""
    known = dict(root.commands) | {"plan": get_command(import_string(PLAN))}
    parts = [part for name in known for part in _parts(known[name], ("motcua", name))]
    return document("Commands", LEAD, *parts)


def _parts(command: Any, names: tuple[str, ...]) -> Iterator[str]:
    if command.hidden:
        return
    yield f"{'#' * len(names)} {code(' '.join(names))}"
    if command.help:
        yield _paragraphs(command.help)
    below = getattr(command, "commands", {})
    rows = [_row(one) for one in command.params if one.name not in OF_TYPER and not one.hidden]
    if rows:
        yield table(("parameter", "default", "what for"), rows)
    for name, one in below.items():
        yield from _parts(one, (*names, name))


def _row(one: Any) -> tuple[str, ...]:
    is_argument = one.param_type_name == "argument"
    name = one.name.upper() if is_argument else ", ".join((*one.opts, *one.secondary_opts))
    needed = "needed" if one.required else code(_default(one.default))
    return (code(name), needed, one.help or "")


def _default(value: Any) -> str:
    if value is None or callable(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.as_posix() if isinstance(value, Path) else str(getattr(value, "value", value))


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.replace("\b", "").split("\n\n"))
