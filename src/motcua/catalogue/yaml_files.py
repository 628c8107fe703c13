"""Read YAML into plain data, and find the line of a place in it.

Anchors are refused: a few lines of them can unfold to gigabytes. Days become ISO text, so that
the same data can be stored as JSON.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 500_000
_MAYBE_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[A-Za-z0-9_]")

YamlPath = Sequence[str | int]


class Unreadable(ValueError):
    """The text is no YAML that the catalogue takes; `line` counts from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def text_of(path: Path) -> str:
    """Return the text of a file; raise `Unreadable` when it is missing, too big or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror}") from error
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"the file has {len(raw):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable("the file is not UTF-8 text", line) from error


def parse(text: str) -> Any:
    """Return the plain data of a YAML text; raise `Unreadable` with the line."""
    try:
        if _MAYBE_ALIAS.search(text):
            _refuse_aliases(text)
        return _plain(YAML(typ="safe", pure=True).load(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = str(error.problem or error.context).split("\n")[0]
        raise Unreadable(f"not YAML: {reason}", mark.line + 1 if mark else 1) from error
    except (YAMLError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"not YAML: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise Unreadable("the file is nested too deeply") from error


def line_of(text: str, path: YamlPath, data: Any = None) -> int:
    """Return the line (from 1) of a place, or of the nearest place around it that is in the text.

    Parameters
    ----------
    path
        Keys and indexes from the root.
    data
        The data in which `path` was found, when lists in it are longer than in the text (shared
        pieces
        filled in): list items are then found again by their `key`.
    """
    node = _tree(text)
    line = 1
    for step in path:
        named = _name(data, step)
        data = _inside(data, step)
        node, at = _child(node, step, named)
        if node is None:
            return line
        line = at
    return line


@lru_cache(maxsize=8)
def _tree(text: str) -> Node | None:
    tree: Node | None = YAML(typ="safe", pure=True).compose(text)
    return tree


def _name(data: Any, step: str | int) -> str | None:
    item = _inside(data, step)
    return item.get("key") if isinstance(item, dict) and isinstance(step, int) else None


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _child(node: Node | None, step: str | int, named: str | None) -> tuple[Node | None, int]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    if isinstance(node, SequenceNode) and isinstance(step, int):
        item = _item(node, step, named)
        return item, item.start_mark.line + 1 if item else 0
    return None, 0


def _item(node: SequenceNode, index: int, named: str | None) -> Node | None:
    if named is not None:
        same = [one for one in node.value if named in (_value(one, "key"), _value(one, "use"))]
        if same:
            return same[-1] if index >= len(node.value) else _nearest(node, same, index)
        return None
    return node.value[index] if index < len(node.value) else None


def _nearest(node: SequenceNode, same: list[Node], index: int) -> Node:
    return node.value[index] if node.value[index] in same else same[-1]


def _value(node: Node, key: str) -> str | None:
    if not isinstance(node, MappingNode):
        return None
    found = (value for name, value in node.value if name.value == key)
    return next((value.value for value in found if isinstance(value, ScalarNode)), None)


def _refuse_aliases(text: str) -> None:
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, AliasEvent):
            raise Unreadable("anchors and aliases are not read", event.start_mark.line + 1)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_word(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise Unreadable(f"a value of kind '{type(value).__name__}' is not read")


def _word(key: Any) -> str:
    if isinstance(key, str):
        return key
    raise Unreadable(f"the key {key!r} is not text; write it in quotes")
