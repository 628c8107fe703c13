"""The page of attacks on the log names real tests and leaves no row of the list out."""

import ast
import re
from functools import cache
from pathlib import Path

PAGE = Path("docs/explanation/open-log-attacks.md")
ROWS = 50
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_test_it_names_exists():
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 80
    assert [f"{file}::{test}" for file, test in named if test not in names_in(file)] == []


def test_every_attack_has_one_row_with_a_test_or_a_reason():
    text = PAGE.read_text(encoding="utf-8")
    tried, _, left = text.partition("## Không thử ở đây")
    rows = {
        kind: re.findall(r"^\| (\d+) \| (.+)$", part, re.MULTILINE)
        for kind, part in (("tried", tried), ("left", left))
    }
    numbers = [int(number) for part in rows.values() for number, _ in part]
    assert sorted(numbers) == list(range(1, ROWS + 1))
    assert [number for number, row in rows["tried"] if not NAMED.search(row)] == []
    assert [number for number, row in rows["left"] if len(row) < 60] == []
