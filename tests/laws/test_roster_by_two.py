"""Posts, abilities and accounts of officials: no face changes them; what asks, approves, tells does."""

import ast
from pathlib import Path

CHANGING = {
    "motcua.identity.actions.adjust_official": {"adjust_official", "set_abilities"},
    "motcua.identity.actions.appoint": {"appoint", "end_appointment"},
    "motcua.identity.actions.delegate": {"delegate"},
    "motcua.identity.actions": {"hand_out"},
    "motcua.identity.actions.hand_out": {"hand_link", "hand_code", "note_reset"},
    "motcua.identity.actions.register_official": {"register_official"},
    "motcua.identity.actions.reset_second_factor": {"reset_second_factor"},
    "motcua.identity.actions.record_absence": {"record_absence"},
    "motcua.identity.actions.take_back_absence": {"take_back_absence"},
}
# Who may: the package of the two people; the commands that bring in the very first people.
MAY = {
    "approvals/actions/accounts.py": "registering, link, code, reset: by permission, told as events",
    "approvals/actions/lending.py": "a role lent on a written basis, told as an event",
    "approvals/actions/days_away.py": "absences: one records, an event tells, the log publishes",
    "approvals/rostering.py": "what approval carries out",
    "demo/people.py": "the invented staff of the demonstration, before its first day",
    "identity/actions/appoint.py": "appointing gives abilities",
    "identity/actions/reset_second_factor.py": "keeps who took the second factor away",
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
