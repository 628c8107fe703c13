"""The table of attacks names every test of an attack, and nothing that is none."""

import ast
import re
from pathlib import Path

PAGE = Path("docs/explanation/attacks.md")
ROW = re.compile(
    r"^\| (.+?) · (.+?) \| (.+?) \| `(tests/attacks/\w+\.py)` `(test_\w+)` \|$", re.MULTILINE
)


def attacks() -> dict[tuple[str, str], str]:
    return {
        (path.as_posix(), node.name): ast.get_docstring(node) or ""
        for path in sorted(Path("tests/attacks").glob("test_*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_attack_stands_in_the_table_and_every_row_is_a_test():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    named = [(file, test) for *_, file, test in rows]
    assert len(named) == len(set(named))
    assert set(named) == set(attacks())
    assert len(named) >= 40


def test_every_attack_names_its_required_outcome():
    assert [name for name, outcome in attacks().items() if len(outcome) < 20] == []
