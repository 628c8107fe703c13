"""The roster is changed by two: no face calls what changes it, only what asks and approves does."""

import ast
from pathlib import Path

CHANGING = {
    "motcua.identity.actions.adjust_official": {"adjust_official", "set_abilities"},
    "motcua.identity.actions.appoint": {"appoint", "end_appointment"},
    "motcua.identity.actions.record_absence": {"record_absence"},
    "motcua.identity.actions.take_back_absence": {"take_back_absence"},
}
# Who may: the package of the two people; the commands that bring in the very first people.
MAY = {
    "approvals/actions/days_away.py": "absences: one records, an event tells, the log publishes",
    "approvals/rostering.py": "what approval carries out",
    "demo/people.py": "the invented staff of the demonstration, before its first day",
    "identity/actions/appoint.py": "appointing gives abilities",
    "site/people.py": "the first administrators, made on the server's own command line",
}


def callers() -> set[str]:
    return {
        path.relative_to("src/motcua").as_posix()
        for path in Path("src/motcua").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and {name.name for name in node.names} & CHANGING.get(node.module or "", set())
    }


def test_only_what_takes_two_changes_the_roster():
    assert callers() == MAY.keys()


def test_every_exception_says_why():
    assert [name for name, why in MAY.items() if len(why) < 15] == []
