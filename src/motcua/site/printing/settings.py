"""What an operator may set, from the fields of `site.env.Env`."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from motcua.site.env import Env
from motcua.site.printing.markdown import code, document, table

LEAD = """\
Settings come from the environment (`motcua.site.env.Env`), are read once and are checked together: a start with
wrong settings names every problem and stops. Each variable may be given as a file instead, which suits secrets:
`MOTCUA_SECRET_KEY_FILE=/run/secrets/key` reads the key from that file. The file wins over the variable. An empty
value means the default."""
KINDS: dict[str, str] = {
    "str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "Path": "folder",
    "tuple[str, ...]": "names with commas",
}  # fmt: skip


def page() -> str:
    """Return the page of settings."""
    heads = ("variable", "or from a file", "kind", "default", "what for")
    return document("Settings", LEAD, table(heads, (_row(spec) for spec in fields(Env))))


def _row(spec: Any) -> tuple[str, ...]:
    name = spec.metadata["name"]
    kind = spec.type.__name__ if isinstance(spec.type, type) else str(spec.type)
    return (
        code(name),
        code(f"{name}_FILE"),
        KINDS.get(kind, kind),
        code(_default(spec.default)) or "empty",
        spec.metadata["help"],
    )


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return value.as_posix() if isinstance(value, Path) else str(value)
